import Disclosure
import JSONBytes
import MethodCatalogue
import Violations

/// A method as reflection lists it.
struct MethodListing: Sendable {
  let declaration: MethodDeclaration
  private let kind: MethodKind

  init(_ declaration: MethodDeclaration, _ kind: MethodKind) {
    self.declaration = declaration
    self.kind = kind
  }

  static func json(_ listings: [MethodListing], in language: MessageLanguage) -> [UInt8] {
    var json = JSONWriter(capacity: 4_096)
    json.beginObject()
    json.key("methods")
    json.beginArray()
    for listing in listings { listing.write(to: &json, language) }
    json.endArray()
    json.endObject()
    return json.bytes
  }

  /// The method with the JSON Schema of what it takes and gives.
  func described(in language: MessageLanguage) -> [UInt8] {
    var json = JSONWriter(capacity: 4_096)
    json.beginObject()
    writeMembers(to: &json, language)
    json.member("parametersSchema", declaration.parametersSchema(in: language))
    if let schema = declaration.itemSchema(in: language) { json.member("itemSchema", schema) }
    if let schema = declaration.messageSchema(in: language) { json.member("messageSchema", schema) }
    json.member("answerSchema", declaration.answerSchema(in: language))
    json.endObject()
    return json.bytes
  }

  private func write(to json: inout JSONWriter, _ language: MessageLanguage) {
    json.beginObject()
    writeMembers(to: &json, language)
    json.endObject()
  }

  private func writeMembers(to json: inout JSONWriter, _ language: MessageLanguage) {
    json.member("name", declaration.name)
    json.member("summary", declaration.summary.text(in: language))
    json.member("kind", kind.rawValue)
    switch declaration.access {
    case .everyone: json.member("access", "everyone")
    case .authenticated: json.member("access", "authenticated")
    case .exporters: json.member("access", "export")
    case .roles(let roles):
      json.key("access")
      json.beginArray()
      for role in roles.map(\.rawValue).sorted() { json.string(role) }
      json.endArray()
    }
    if let timeout = declaration.timeout { json.member("timeoutSeconds", Int(timeout.components.seconds)) }
    if case .object(let meaning) = declaration.parameters { json.member("takes", meaning.text(in: language)) }
    Self.write("parameters", declaration.parameters.fields, to: &json, language)
    if let items = declaration.items { json.member("items", items.text(in: language)) }
    Self.write("messages", declaration.messages, to: &json, language)
    Self.write("answer", declaration.answer, to: &json, language)
  }

  private static func write(
    _ name: String, _ fields: [MethodField], to json: inout JSONWriter, _ language: MessageLanguage
  ) {
    guard !fields.isEmpty else { return }
    json.key(dynamic: name)
    json.beginArray()
    for field in fields {
      json.beginObject()
      json.member("name", field.name)
      json.member("type", field.content.rawValue)
      if field.isRequired { json.member("required", true) }
      json.member("meaning", field.meaning.text(in: language))
      json.endObject()
    }
    json.endArray()
  }
}
