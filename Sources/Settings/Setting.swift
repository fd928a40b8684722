/// One setting of a server, declared once: all that reads, explains, documents and checks it goes by this.
public struct Setting: Sendable {
  /// What a value looks like.
  public enum Form: Sendable, Equatable {
    /// A text; the placeholder says of what, such as `FILE`.
    case text(String)
    /// A whole number within a range, in a unit (`seconds`, `bytes`; empty for a count).
    case integer(ClosedRange<Int>, unit: String)
    /// `true` or `false`; as a flag on the command line, given or not.
    case flag
    /// One of these.
    case choice([String])
    /// Several texts: an array in the file, separated by commas elsewhere.
    case list(String)
  }

  /// Its name in the configuration file, in lower camel case. Behind a dot stands a name within a group.
  public let name: String
  /// What a value looks like.
  public let form: Form
  /// The value where nobody sets one; nil for none.
  public let standard: String?
  /// What it does, as one or two sentences; whoever shows them adds the standard, the unit and the rest.
  public let meaning: String
  /// Whether what it names is secret. Its value is shown only where it names a file.
  public let isSecret: Bool
  /// Whether SIGHUP brings a changed value into force; otherwise a restart does.
  public let isReloadable: Bool

  /// A declaration.
  public init(
    _ name: String, _ form: Form, standard: String? = nil, isSecret: Bool = false, isReloadable: Bool = false,
    _ meaning: String
  ) {
    self.name = name
    self.form = form
    self.standard = standard
    self.isSecret = isSecret
    self.isReloadable = isReloadable
    self.meaning = meaning
  }
}

extension Setting {
  /// What every environment variable of a server begins with. Those of clients do not.
  public static let variablePrefix = "KURUKAN_SERVE_"

  /// The flag: `--database-file`; of a group, the group's with the name within it, `--limit idleSeconds`.
  public var flag: String {
    let parts = name.split(separator: ".", maxSplits: 1)
    let words = "--" + Self.words(parts[0]).joined(separator: "-")
    return parts.count == 1 ? words : "\(words) \(parts[1])"
  }

  /// The environment variable: `KURUKAN_SERVE_DATABASE_FILE`.
  public var variable: String {
    Self.variablePrefix
      + name.split(separator: ".").flatMap(Self.words).map { $0.uppercased() }.joined(separator: "_")
  }

  var path: [String] { name.split(separator: ".").map(String.init) }

  private static func words(_ name: Substring) -> [String] {
    var words: [String] = []
    for letter in name {
      if letter.isUppercase || words.isEmpty { words.append("") }
      words[words.count - 1] += letter.lowercased()
    }
    return words
  }
}
