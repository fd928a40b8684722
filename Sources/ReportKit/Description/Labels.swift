import JSONBytes
import Records

/// A format's own words, in both languages, from its data file: `labels.json` beside its sources, embedded by SwiftPM
/// (`resources: [.embedInCode("labels.json")]`), so that the object carries it.
///
/// The file is an object of objects; a leaf is `{"en":"…","fr":"…"}`, and its key the path to it, as `finance.caption`.
public struct Labels: Sendable {
  /// The words of a format without a file.
  public static let none = Labels([:])

  /// The kit's own words, for what many formats report on.
  static let kit = Labels(PackageResources.labels_json)

  private let texts: [String: Bilingual]

  /// The words in a file's bytes.
  ///
  /// - Precondition: the file is JSON as described. It is a part of the format's code, so that a fault in it ends the
  ///   format's first test.
  public init(_ file: [UInt8]) {
    guard let json = try? JSONValue(parsing: file), let texts = Self.texts(in: json) else {
      preconditionFailure("The labels are no JSON object of objects whose leaves have en and fr.")
    }
    self.init(texts)
  }

  private init(_ texts: [String: Bilingual]) { self.texts = texts }

  /// The words under a key.
  ///
  /// - Precondition: there are such words.
  public subscript(key: String) -> Bilingual {
    guard let text = texts[key] else { preconditionFailure("The format has no label \(key).") }
    return text
  }

  /// These words, and those of others under keys that these do not have.
  public func completed(by others: Labels) -> Labels { Labels(texts.merging(others.texts) { own, _ in own }) }

  /// The words under a key, if there are any.
  public func find(_ key: String) -> Bilingual? { texts[key] }

  private static func texts(in json: JSONValue, under path: String = "") -> [String: Bilingual]? {
    guard let members = json.object?.members else { return nil }
    if let en = json["en"]?.string, let fr = json["fr"]?.string, members.count == 2 {
      return [path: Bilingual(en: en, fr: fr)]
    }
    var texts: [String: Bilingual] = [:]
    for member in members {
      guard let inner = Self.texts(in: member.value, under: path.isEmpty ? member.key : "\(path).\(member.key)") else {
        return nil
      }
      texts.merge(inner) { $1 }
    }
    return texts
  }
}

/// A format's own words in the language of one report.
public struct Words: Sendable {
  private let labels: Labels
  private let language: Language

  init(_ labels: Labels, in language: Language) {
    self.labels = labels
    self.language = language
  }

  /// The words under a key.
  ///
  /// - Precondition: there are such words.
  public subscript(key: String) -> String { labels[key].text(in: language) }

  /// The words under a key, with `{name}` replaced by the value of that name.
  public subscript(key: String, values: KeyValuePairs<String, String>) -> String { filled(labels[key], values) }

  func filled(_ text: Bilingual, _ values: KeyValuePairs<String, String>) -> String {
    let pieces = text.text(in: language).split(separator: "{", omittingEmptySubsequences: false)
    // In one pass: what a value says is never taken for a name.
    return pieces.dropFirst().reduce(String(pieces.first ?? "")) { text, piece in
      guard let found = values.first(where: { piece.hasPrefix("\($0.key)}") }) else { return text + "{" + piece }
      return text + found.value + piece.dropFirst(found.key.count + 1)
    }
  }
}
