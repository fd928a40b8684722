extension Setting {
  /// What a value may be, for people: `whole seconds from 0 to 3600`.
  public var range: String {
    switch form {
    case .text(let placeholder), .list(let placeholder): placeholder
    case .integer(let range, let unit):
      (unit.isEmpty ? "a whole number" : "whole \(unit)") + " from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .choice(let names): names.joined(separator: ", ")
    }
  }

  /// Its row in the table of all settings, in Markdown.
  public var row: String {
    let marks = (isSecret ? " Secret." : "") + (isReloadable ? " Reloaded." : "")
    let value = standard.map { "`\($0)`" } ?? "–"
    return "| `\(name)` | `\(flag)` | `\(variable)` | \(range) | \(value) | \(meaning)\(marks) |"
  }

  /// What its flag's help says.
  public var help: String {
    var text = meaning
    if case .integer = form { text += " In \(range)." }
    if case .choice(let names) = form { text += " One of: \(names.joined(separator: ", "))." }
    if let standard, form != .flag { text += " Default: \(standard)." }
    return text + " Environment: \(variable)."
  }
}
