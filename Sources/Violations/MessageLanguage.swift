/// A language in which the server and the command line speak to people.
public enum MessageLanguage: String, Sendable, CaseIterable {
  /// English, spoken to whoever asks for nothing else.
  case english = "en"
  /// French.
  case french = "fr"

  /// The language of a POSIX locale, as `fr_ML.UTF-8`; English for every locale that is not French.
  public init(locale: String) {
    let language = locale.prefix { $0 != "_" && $0 != "." && $0 != "@" }
    self = language.lowercased() == Self.french.rawValue ? .french : .english
  }

  /// The language of a BCP 47 tag, as `fr` or `fr-ML`; nil for another language, and for what is no tag.
  public init?(tag: String) {
    let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
    guard subtags.allSatisfy(Self.isSubtag), let language = Self(rawValue: subtags[0].lowercased()) else {
      return nil
    }
    self = language
  }

  private static func isSubtag(_ text: Substring) -> Bool {
    (1...8).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "a")...UInt8(ascii: "z"):
          true
        default: false
        }
      }
  }
}
