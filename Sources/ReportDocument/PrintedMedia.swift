/// The media in which blocks can be printed, by the names that descriptions and callers use.
///
/// A format that composes blocks comes in all of them; what it composes in a medium of its own, such as XML, it names itself.
public enum PrintedMedia {
  /// The first is what is written when nobody asks for another.
  public static let names = ["html", "pdf", "docx", "xlsx", "markdown", "csv", "csv-bom", "json"]

  /// What the name of a file in a medium ends with, without the first point, so that no two media of a report have one name.
  public static func fileEnding(of medium: String) -> String {
    switch medium {
    case "markdown": "md"
    case "csv-bom": "bom.csv"
    default: medium
    }
  }
}
