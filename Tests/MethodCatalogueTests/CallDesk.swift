import Disclosure
import LineRPC
import Records
import Synchronization
import Violations

@testable import MethodCatalogue

/// Knows some callers at once, others only when the database would be asked, and counts who asked.
final class CallDesk: CallerDirectory, CallObserver {
  private let remembered: Mutex<[String: Principal]>
  let stored: [String: Principal]
  private let calls = Mutex<[EndedCall]>([])

  init(remembered: [Principal] = [], stored: [Principal] = []) {
    self.remembered = Mutex(Dictionary(uniqueKeysWithValues: remembered.map { ($0.name, $0) }))
    self.stored = Dictionary(uniqueKeysWithValues: stored.map { ($0.name, $0) })
  }

  func knownPrincipal(of credential: Credential) -> Principal? { remembered.withLock { $0[credential.token] } }

  /// Makes a token that is known at once somebody else's, or nobody's.
  func change(_ token: String, to principal: Principal?) { remembered.withLock { $0[token] = principal } }

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

  /// A call's context that shows a token of this name; nil shows nothing. The connection shows another, or none.
  static func context(_ token: String?, connection: String? = nil) -> CallContext {
    let state = ConnectionState(remoteAddress: "here")
    if let connection { state.authenticate(with: Credential(token: connection)) }
    return CallContext(
      requestID: "r", method: "t.Test/Call", connection: state, authorization: token.map { "Bearer " + $0 })
  }

  /// The stream of a client that sends nothing.
  static let noItems = RequestReader { nil }

  static func declaration(_ access: MethodAccess, cost: MethodCost = .small) -> MethodDeclaration {
    MethodDeclaration(
      "t.Test/Call", "Made for testing.", access: access, cost: cost, timeout: nil, parameters: .object("Anything."),
      answer: [])
  }
}
