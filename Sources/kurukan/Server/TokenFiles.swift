import Disclosure
import Glibc
import Logging
import RecordStore
import Records

/// The files that hold the first tokens, readable by their owner only.
struct TokenFiles {
  let folder: String
  let logger: Logger

  /// Who can begin to work with a new database. The administrator issues tokens to everybody else, and revokes these.
  static let first = [
    Principal(name: "administrator", role: .administrator, level: .public),
    Principal(name: "submitter", role: .submitter, level: .restricted),
    Principal(name: "reviewer", role: .reviewer, level: .confidential, mayExport: true),
  ]

  /// The files' names.
  static let names = first.map { "\($0.name).token" }

  /// Issues each of them a token that never had one, and writes it down.
  func issueFirst(_ tokens: AccessTokens) async throws {
    for (principal, name) in zip(Self.first, Self.names) {
      let place = TokenFile(path: "\(folder)/\(name)")
      let metadata: Logger.Metadata = ["role": "\(principal.role.rawValue)", "file": "\(place.path)"]
      switch try await tokens.issueFirst(principal, keptIn: place) {
      case .issued: logger.notice("Issued a token", metadata: metadata)
      case .wasIssued: break
      case .wasIssuedElsewhere: logger.warning("The token in this file is not of this database", metadata: metadata)
      }
    }
  }
}

/// One such file.
struct TokenFile: FirstTokenPlace {
  let path: String

  func read() throws -> String? {
    guard FileBytes.isRegularFile(path) else { return nil }
    return String(decoding: try FileBytes.read(path, limit: 1_024), as: UTF8.self)
      .split(separator: "\n").first.map(String.init)
  }

  func write(_ token: String) throws { try FileBytes.write(Array((token + "\n").utf8), to: path, mode: 0o600) }
}
