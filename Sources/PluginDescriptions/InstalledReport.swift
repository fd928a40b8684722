public import Records

/// One report that a plugin offers.
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
  /// What it needs to know, in the order in which it reads it.
  public let queries: [RecordQuery]
}
