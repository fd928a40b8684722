public import JSONBytes
public import PluginDescriptions

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
