import Disclosure
import MethodCatalogue
import RecordStore
import Records
import Violations

/// Bounds of what an administrator may write. All of them stand here.
enum TokenLimits {
  /// Bytes of a name or a label.
  static let nameBytes = 100
  /// Programmes or grants of one token.
  static let scopes = 1_000
  /// Days that a token may last, about ten years.
  static let lifetimeDays = 1...3_650
}

extension CallParameters {
  /// The token that a caller asks for; nil if a fault was noted.
  mutating func tokenOrder() -> TokenOrder? {
    let name = name("principal", isRequired: true)
    let team = string("team") == nil ? nil : self.name("team", isRequired: true)
    let label = self.name("label", isRequired: false) ?? ""
    let role = code("role", as: Role.self)
    let level = level()
    let days = integer("lifetimeDays")
    if let days, !TokenLimits.lifetimeDays.contains(days) {
      let range = TokenLimits.lifetimeDays
      note(
        "lifetimeDays",
        Wording(
          "out_of_range", en: "`lifetimeDays` must be from \(range.lowerBound) to \(range.upperBound).",
          fr: "`lifetimeDays` doit être compris entre \(range.lowerBound) et \(range.upperBound)."), found: "\(days)")
    }
    let programmes = scope("programmes")
    let grants = scope("grants")
    let mayExport = boolean("export") ?? false
    if mayExport, let role, ![.reviewer, .auditor].contains(role) {
      note(
        "export",
        Wording(
          "export_of_readers", en: "Only a reviewer or an auditor can have the right to export.",
          fr: "Seuls un reviewer ou un auditor peuvent avoir le droit d’exporter."), found: "true")
    }
    guard let name, let role, let level else { return nil }
    return TokenOrder(
      Principal(
        name: name, team: team, role: role, level: level, programmes: programmes, grants: grants, mayExport: mayExport),
      label: label, lifetimeSeconds: days.map { $0 * 86_400 })
  }

  /// A name that people will read: of visible characters, no more than ``TokenLimits/nameBytes``.
  private mutating func name(_ field: String, isRequired: Bool) -> String? {
    guard let text = string(field) else { return nil }
    let isVisible = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    let isTrimmed = text.first?.isWhitespace != true && text.last?.isWhitespace != true
    if isVisible, isTrimmed, text.utf8.count <= TokenLimits.nameBytes, !isRequired || !text.isEmpty { return text }
    note(
      field,
      Wording(
        "name",
        en: "`\(field)` must be of 1 to \(TokenLimits.nameBytes) bytes, without outer spaces or control characters.",
        fr:
          "`\(field)` doit compter de 1 à \(TokenLimits.nameBytes) octets, sans espaces extérieurs ni caractères de contrôle."
      ), found: String(text.prefix(40)))
    return nil
  }

  private mutating func scope(_ field: String) -> Set<String>? {
    let names = strings(field)
    guard !names.isEmpty else { return nil }
    if names.count > TokenLimits.scopes {
      note(
        field,
        Wording(
          "too_many", en: "`\(field)` may hold up to \(TokenLimits.scopes).",
          fr: "`\(field)` peut en compter jusqu’à \(TokenLimits.scopes)."), found: "\(names.count)")
    }
    return Set(names)
  }
}
