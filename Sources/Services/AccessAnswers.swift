import Disclosure
import JSONBytes
import RecordStore
import Records

/// The answers of `kurukan.v1.Access` as JSON.
enum AccessAnswers {
  static func tokens(_ tokens: [TokenRecord]) -> [UInt8] {
    var json = JSONWriter(capacity: 1_024)
    json.beginObject()
    json.key("tokens")
    json.beginArray()
    for token in tokens {
      json.beginObject()
      json.member("id", token.id)
      write(token.principal, to: &json)
      json.member("label", token.label)
      json.member("issuedBy", token.issuedBy)
      json.member("issuedAt", token.issuedAt)
      json.member("expiresAt", ifPresent: token.expiresAt)
      json.member("revokedAt", ifPresent: token.revoked?.at)
      json.member("revokedBy", ifPresent: token.revoked?.by)
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  /// Who somebody is and what they may do, as members of the object that is open.
  static func write(_ principal: Principal, to json: inout JSONWriter) {
    json.member("principal", principal.name)
    json.member("team", principal.team)
    json.member("role", principal.role.rawValue)
    json.member("level", principal.level.code)
    if let programmes = principal.programmes {
      json.member("programmes", JSONValue.array(programmes.sorted().map(JSONValue.string)))
    }
    if let grants = principal.grants { json.member("grants", JSONValue.array(grants.sorted().map(JSONValue.string))) }
    if principal.mayExport { json.member("export", true) }
  }

  static func entries(_ entries: [AuditEntry], withKeys: Bool) -> [UInt8] {
    var json = JSONWriter(capacity: 4_096)
    json.beginObject()
    json.key("entries")
    json.beginArray()
    for entry in entries {
      json.beginObject()
      json.member("number", entry.number)
      json.member("at", entry.happenedAt)
      json.member("principal", ifPresent: entry.event.principal)
      json.member("role", ifPresent: entry.event.role)
      json.member("address", entry.event.address)
      json.member("method", entry.event.method)
      json.member("outcome", entry.event.outcome)
      json.member("requestId", entry.event.requestID)
      json.member("milliseconds", entry.event.milliseconds)
      json.key("details")
      json.beginObject()
      for (name, value) in entry.event.details.sorted(by: { $0.key < $1.key })
      where withKeys || name != "key" {
        json.key(dynamic: name)
        json.string(value)
      }
      json.endObject()
      json.endObject()
    }
    json.endArray()
    json.endObject()
    return json.bytes
  }
}
