import Foundation
public import JSONBytes
import ReportKit

/// The rows that a format's fixture holds, in the lines in which a server hands them over.
public struct FormatFixture: Sendable {
  private let path: String

  /// The file `Plugins/<plugin>/Fixtures/<name>.ndjson`.
  public init(_ plugin: String, _ name: String) {
    path = RepositoryFolder.path + "Plugins/\(plugin)/Fixtures/\(name).ndjson"
  }

  /// The rows by input.
  public func inputs() throws -> [String: [JSONValue]] {
    try Rehearsal.inputs(of: Array(Data(contentsOf: URL(filePath: path))))
  }
}

/// Where the repository lies on this machine.
enum RepositoryFolder {
  static let path = #filePath.replacing("Tests/FormatTestSupport/FormatFixture.swift", with: "")
}
