/// What a record may contain before it is refused. All of this module's limits stand here; a "character" is a
/// Unicode scalar.
public enum RecordLimits {
  /// Bytes of one record as it was sent.
  public static let recordBytes = 256 * 1_024
  /// Faults reported at once; later ones wait for the next attempt.
  public static let violations = 100
  /// Characters of what a fault reports as found.
  public static let foundCharacters = 80
  /// Characters of a programme's or record's key, as printed references must stay readable.
  public static let keyCharacters = 128
  /// Characters of a text: about eight printed pages.
  public static let textCharacters = 20_000
  /// Characters of a title: more than three printed lines.
  public static let titleCharacters = 500
  /// Characters of a short string, such as a village or an acronym.
  public static let stringCharacters = 200
  /// Characters of a web address.
  public static let addressCharacters = 2_000
  /// Recommendations of one finding.
  public static let recommendations = 50
  /// Quotes of one finding.
  public static let quotes = 50
  /// Cells of one engagement's participation table.
  public static let participationCells = 500
  /// People of one cell, or one vote: more than Mali's inhabitants are a typing error.
  public static let people = 50_000_000
  /// Elements of any other list, such as institutions, partners or languages.
  public static let listElements = 100
  /// The highest number of a finding within its engagement or assignment.
  public static let itemNumber = 10_000
  /// The highest place of a narrative among those of its section.
  public static let narrativeOrder = 10_000
  /// Dimensions that one count crosses; more give cells of single people.
  public static let queryDimensions = 3
  /// The numbers that a revision can have; 0 stands for a record that is not there yet.
  public static let revisions = 0...Int(Int32.max)
  /// Hours of one engagement: a year without a break.
  public static let durationHours = 8_784.0
}
