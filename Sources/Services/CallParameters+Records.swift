import MethodCatalogue
import RecordStore
import Records
import Violations

extension Call {
  /// Notes for the audit trail which record the call is about.
  func note(_ identity: RecordIdentity) {
    notes.note("kind", identity.kind.name)
    notes.note("programme", identity.programme)
    notes.note("key", identity.key)
  }
}

extension CallParameters {
  /// A kind of record, if it is there.
  mutating func kind(_ name: String, among kinds: KindCatalogue) -> RecordKind? {
    guard let text = string(name), !text.isEmpty else { return nil }
    if let kind = kinds.kind(text) { return kind }
    unknownCode(name, text, allowed: kinds.names)
    return nil
  }

  /// Codes of a list, if they are there.
  mutating func codes(_ name: String, of list: CodeList) -> [String] {
    let given = strings(name)
    for (index, code) in given.enumerated() where !list.contains(code) {
      note(list.violation(of: code, at: "\(name)[\(index)]"))
    }
    return given
  }
}
