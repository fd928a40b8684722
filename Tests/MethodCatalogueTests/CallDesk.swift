import Disclosure
import LineRPC
import Records
import Synchronization
import Violations

@testable import MethodCatalogue

/// Knows some callers at once, others only when the database would be asked, and counts who asked.
final class CallDesk: CallerDirectory, CallObserver {
  let remembered: [String: Principal]
  let stored: [String: Principal]
  private let calls = Mutex<[EndedCall]>([])

  init(remembered: [Principal] = [], stored: [Principal] = []) {
    self.remembered = Dictionary(uniqueKeysWithValues: remembered.map { ($0.name, $0) })
    self.stored = Dictionary(uniqueKeysWithValues: stored.map { ($0.name, $0) })
  }

  func knownPrincipal(of credential: Credential) -> Principal? { remembered[credential.token] }

  func principal(of credential: Credential, from address: String) async throws -> Principal {
    guard let principal = stored[credential.token] else { throw Status(.unauthenticated, "Nobody holds it.") }
    return principal
  }

  func ended(_ call: EndedCall) { calls.withLock { $0.append(call) } }

  /// What was told of ended calls so far.
  var told: [EndedCall] { calls.withLock { $0 } }

  static func principal(_ role: Role) -> Principal {
    Principal(name: role.rawValue, role: role, level: .internal, mayExport: role == .auditor)
  }

  /// A call's context that shows a token of this name; nil shows nothing.
  static func context(_ token: String?) -> CallContext {
    CallContext(
      requestID: "r", method: "t.Test/Call", connection: ConnectionState(remoteAddress: "here"),
      authorization: token.map { "Bearer " + $0 })
  }

  static func declaration(_ access: MethodAccess, cost: MethodCost = .small) -> MethodDeclaration {
    MethodDeclaration(
      "t.Test/Call", "Made for testing.", access: access, cost: cost, timeout: nil, parameters: .object("Anything."),
      answer: [])
  }
}
