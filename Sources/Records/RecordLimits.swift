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
  /// Codes of a list that a fault names; of a longer list it names the nearest.
  public static let shownCodes = 30
  /// How many those are.
  public static let nearestCodes = 5
  /// Recommendations of one finding: a national dialogue's list is one document.
  public static let recommendations = 400
  /// Quotes of one finding.
  public static let quotes = 50
  /// Cells of one engagement's participation table.
  public static let participationCells = 500
  /// People of one engagement who are counted by a code of their own.
  public static let participants = 1_000
  /// Communities that one engagement reached.
  public static let communities = 500
  /// Nodes of one framework: a national plan's matrix is one document.
  public static let nodes = 500
  /// Indicators of one framework.
  public static let indicators = 300
  /// Cells of one measurement.
  public static let measurementCells = 500
  /// Transactions of one grant.
  public static let transactions = 500
  /// What an indicator may measure, either way from zero.
  public static let measuredValue = 1e15
  /// The steps of a scale.
  public static let scaleValues = -100...100
  /// Months for which a programme keeps restricted texts: up to a hundred years.
  public static let retentionMonths = 1...1_200
  /// Weeks of one engagement.
  public static let weeks = 1...104
  /// Bytes of a file that evidence refers to.
  public static let fileBytes = 1_000_000_000_000
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
  /// How many rows a query may ask for where it asks for some only.
  public static let queryRows = 1...10_000
  /// References that one listing follows; each is one more look-up for every row.
  public static let queryFollows = 3
  /// The numbers that a revision can have; 0 stands for a record that is not there yet.
  public static let revisions = 0...Int(Int32.max)
  /// Hours of one engagement: a year without a break.
  public static let durationHours = 8_784.0
}
