/// What Word itself carries in one document. What exceeds it would make a file that Word calls corrupt, or whose numbers
/// are wrong.
enum DOCXLimits {
  /// Columns of a table (Microsoft, "Operating parameter limitations and specifications in Word": 63).
  static let tableColumns = 63
  /// Lists that count by themselves. Word keeps an instance's index in eleven bits ([MS-DOC] 2.6.2, sprmPIlfo: 2,046).
  static let numberedLists = 2_000
  /// Characters of a bookmark's name (Word refuses more than 40).
  static let bookmarkLength = 40
  /// Distinct web addresses that get a relation of their own; they are kept until the document ends. Links beyond are
  /// fields, which need none.
  static let relations = 10_000
  /// Characters of an alternative text or a table's description, which a screen reader reads in one go.
  static let descriptionLength = 1_000
  /// Lines of a cell, roughly, up to which its row may not break over pages. A longer one might not fit on any.
  static let linesKeptTogether = 20
  /// Rows of a table that wait until its columns have got their widths from them.
  static let rowsMeasured = 64
  /// Group rows behind each other that are kept together with what they name.
  static let groupsKeptTogether = 4
  /// Entries of the contents from which on they are worth a page.
  static let contentsEntries = 5
}
