import Disclosure
import LineRPC
public import MethodCatalogue
public import RecordStore

/// Writes the calls that the audit trail is about into it: every access to the database or to a report, and whatever
/// was refused to somebody. A submission's trail is its own row.
public struct AuditObserver: CallObserver {
  private let trail: AuditTrail

  /// An observer that writes to a store's trail.
  public init(store: Store) { trail = store.audit }

  /// Adds the call's event. An access waits until it is written; a refusal need not.
  public func ended(_ call: EndedCall) async {
    let isAccess = call.method.cost != .small
    if isAccess, call.principal != nil {
      await trail.add(Self.event(call))
    } else if call.failure.map(Self.isRefusal) ?? false {
      await trail.note(Self.event(call))
    }
  }

  private static func isRefusal(_ status: Status) -> Bool {
    [.unauthenticated, .permissionDenied].contains(status.reason.code)
  }

  private static func event(_ call: EndedCall) -> AuditEvent {
    let milliseconds = call.duration / .milliseconds(1)
    return AuditEvent(
      principal: call.principal?.name, role: call.principal?.role.rawValue,
      address: call.context.connection.remoteAddress, method: call.context.method,
      outcome: call.failure?.reason.name ?? AuditEvent.done, requestID: call.context.requestID,
      milliseconds: Int(milliseconds), details: call.notes)
  }
}
