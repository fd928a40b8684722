public import Disclosure
import Postgres

/// Where the first token of a principal is kept.
public protocol FirstTokenPlace: Sendable {
  /// What stands there; nil if nothing does.
  func read() throws -> String?
  /// Keeps a token, before it works.
  func write(_ token: String) throws
}

/// What became of a first token.
public enum FirstToken: Sendable, Equatable {
  /// It was made, or found where an interrupted start had left it, and works now.
  case issued
  /// The principal had a token before.
  case wasIssued
  /// The principal had a token before, and what stands in the place is none of this database's.
  case wasIssuedElsewhere
}

extension AccessTokens {
  /// Issues a principal's first token. It is written down before the database knows it, and taken from there when a
  /// start was interrupted in between, so that at no moment a token works that nobody holds. Servers that start at once
  /// take turns.
  public func issueFirst(_ principal: Principal, keptIn place: some FirstTokenPlace) async throws -> FirstToken {
    try await pool.withConnection { connection in
      try await connection.transaction { connection in
        try await connection.query("SELECT pg_advisory_xact_lock(\(LockKey.firstTokens))")
        let kept = try place.read().flatMap { TokenText($0) }
        let row = try await connection.query(
          """
          SELECT EXISTS (SELECT FROM access_token WHERE principal = \(principal.name)),
            EXISTS (SELECT FROM access_token WHERE id = \(kept?.id))
          """
        ).first
        guard let (wasIssued, isOfHere) = try row?.decode((Bool, Bool).self) else { return .wasIssued }
        guard !wasIssued else { return kept == nil || isOfHere ? .wasIssued : .wasIssuedElsewhere }
        let token: TokenText
        if let kept, !isOfHere {
          token = kept
        } else {
          token = .random()
          try place.write(token.text)
        }
        try await Self.insert(token, TokenOrder(principal, label: "first start"), by: "kurukan", on: connection)
        return .issued
      }
    }
  }
}
