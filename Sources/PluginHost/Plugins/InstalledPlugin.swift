public import JSONBytes

/// A plugin that was found, described and checked.
public struct InstalledPlugin: Sendable {
  /// The format's name, such as `undef`.
  public let id: String
  /// The format's version.
  public let version: String
  /// The shared object's path.
  public let path: String
  /// The SHA-256 of the shared object, in lower-case hexadecimal digits.
  public let digest: String
  /// For whom the format is made.
  public let donor: PluginText
  /// What the format is called.
  public let title: PluginText
  /// The whole description as the plugin gave it.
  public let description: JSONValue
  /// The reports it offers.
  public let reports: [InstalledReport]

  let image: PluginImage

  /// The shared object's file name.
  public var fileName: String { String(path.split(separator: "/").last ?? "") }
}

/// One report of an installed plugin.
public struct InstalledReport: Sendable {
  /// The report's name, such as `undef/narrative`.
  public let id: String
  /// What the report is called.
  public let title: PluginText
  /// How often the donor wants it.
  public let cadence: PluginText?
  /// Codes of the periods that it is made for; none if it covers all days only.
  public let cadences: [String]
  /// Codes of the languages it can be composed in.
  public let languages: [String]
  /// Names of the media it is meant for.
  public let media: [String]
  /// The code of its disclosure level when nobody asks for another.
  public let level: String
  /// Whether it is of one grant.
  public let grant: GrantNeed
  /// What the requester may choose.
  public let parameters: ParameterSchema
  /// Codes of the sections for which records hold prose.
  public let sections: [String]
  /// What it needs to know, as `RecordQuery` JSON, not yet checked against that vocabulary.
  public let queries: [JSONValue]
}

/// A plugin's text in both languages.
public struct PluginText: Sendable, Equatable {
  /// The English text.
  public let en: String
  /// The French text.
  public let fr: String

  /// The text for a reader of the language with that code; French unless it is `en`.
  public func text(in language: String) -> String { language == "en" ? en : fr }
}
