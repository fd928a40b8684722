import Foundation

/// The donor formats of this repository: one for each folder of `Plugins`.
public enum DonorFormats {
  /// Their names, sorted.
  public static let names: [String] = {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Plugins")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { !$0.hasPrefix(".") && !$0.contains(".") }.sorted()
  }()

  /// The files that they are built as.
  public static var libraries: [String] { names.map { "lib\($0).so" } }
}
