import Disclosure
import Logging
import RecordStore
import Records

/// The files that hold the first tokens, readable by their owner only.
struct TokenFiles {
  let folder: String
  let logger: Logger

  /// Issues one token for each role and writes it down, if no token was ever issued.
  func issueFirst(_ tokens: AccessTokens) async throws {
    guard try await tokens.isEmpty() else { return }
    let principals = [
      Principal(name: "submitter", role: .submitter, level: .restricted),
      Principal(name: "reviewer", role: .reviewer, level: .confidential),
    ]
    for principal in principals {
      let token = try await tokens.issue(to: principal)
      let path = "\(folder)/\(principal.name).token"
      try FileBytes.write(Array((token + "\n").utf8), to: path, mode: 0o600)
      logger.notice("Issued a token", metadata: ["role": "\(principal.role.rawValue)", "file": "\(path)"])
    }
  }
}
