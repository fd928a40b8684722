import JSONBytes
import LineRPC
import Violations

/// What a caller gives to be sent, checked first: the server would refuse it, in a line whose call it may not be able to
/// name.
enum SentJSON {
  /// Throws unless `params` are one JSON object, or empty.
  static func checkParameters(_ params: [UInt8]) throws(Status) {
    guard !params.isEmpty else { return }
    let kind = try kind(
      of: params, Wording(en: "The parameters are not strict JSON", fr: "Les paramètres ne sont pas du JSON strict"))
    guard kind == .object else {
      throw Status(
        .invalidRequest,
        Wording(
          en: "The parameters must be a JSON object, not of the type \(kind.rawValue).",
          fr: "Les paramètres doivent être un objet JSON, et non du type \(kind.rawValue)."))
    }
  }

  /// Throws unless `item` is one JSON value.
  static func checkItem(_ item: [UInt8]) throws(Status) {
    _ = try kind(of: item, Wording(en: "The item is not strict JSON", fr: "L’élément n’est pas du JSON strict"))
  }

  private static func kind(of json: [UInt8], _ complaint: Wording) throws(Status) -> JSONKind {
    do {
      return try JSONReader.read(json) { (reader) throws(JSONError) in
        let kind = try reader.peek()
        try reader.skipValue()
        try reader.finish()
        return kind
      }
    } catch {
      throw Status(
        .parseError,
        Wording(
          en: "\(complaint.en): at byte \(error.offset): \(error.message)",
          fr: "\(complaint.text(in: .french)) : à l’octet \(error.offset) : \(error.wording.text(in: .french))"),
        offset: error.offset)
    }
  }
}
