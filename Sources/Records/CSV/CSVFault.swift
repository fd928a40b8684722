public import Violations

/// Why a table cannot be read on: a fault of the table, not of one record.
public struct CSVFault: Error, Equatable {
  /// What is said to its sender.
  public let message: Wording

  init(_ rule: String, en: String, fr: String) { message = Wording(rule, en: en, fr: fr) }

  static let encoding = CSVFault(
    "csv_encoding",
    en: "The text is not UTF-8, but probably Windows-1252. Save the table as “CSV UTF-8”, or convert it:"
      + " iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.",
    fr: "Le texte n’est pas en UTF-8, mais sans doute en Windows-1252. Enregistrez le tableau comme « CSV UTF-8 », ou"
      + " convertissez-le : iconv -f WINDOWS-1252 -t UTF-8 FICHIER > NOUVEAU.")

  static let openQuote = CSVFault(
    "csv_quote", en: "A cell begins with a quotation mark that is never closed.",
    fr: "Une cellule commence par un guillemet qui n’est jamais fermé.")

  static let textBehindQuote = CSVFault(
    "csv_quote", en: "Text follows a closing quotation mark; within a cell, double it.",
    fr: "Du texte suit un guillemet fermant ; à l’intérieur d’une cellule, doublez-le.")

  static let rowTooLong = CSVFault(
    "csv_row_bytes",
    en: "The row has more than \(CSVReader.rowBytes) bytes; probably a quotation mark is never closed.",
    fr: "La ligne compte plus de \(CSVReader.rowBytes) octets ; sans doute un guillemet n’est-il jamais fermé.")

  static let noKind = CSVFault(
    "csv_header",
    en: "The first line must name the columns, `kind` among them; `kurukan template KIND --format csv` prints one.",
    fr: "La première ligne doit nommer les colonnes, dont `kind` ; `kurukan template GENRE --format csv` en affiche"
      + " une.")

  static func columnName(_ name: String) -> CSVFault {
    CSVFault(
      "csv_header",
      en: "“\(name)” is no name of a column; it is a field such as title, place.region or recommendations[0].text.",
      fr: "« \(name) » n’est pas un nom de colonne ; c’est un champ tel que title, place.region ou"
        + " recommendations[0].text.")
  }

  static func conflict(_ name: String) -> CSVFault {
    CSVFault(
      "csv_header", en: "The column \(name) stands twice, or both as a value and as something with parts.",
      fr: "La colonne \(name) figure deux fois, ou à la fois comme valeur et comme ensemble.")
  }

  static func unnamed(_ column: Int) -> CSVFault {
    CSVFault(
      "csv_columns", en: "Cell \(column) has text, but its column has no name.",
      fr: "La cellule \(column) contient du texte, mais sa colonne n’a pas de nom.")
  }

  static func isList(_ path: String) -> CSVFault {
    CSVFault(
      "csv_header", en: "\(path) is a list: number its columns from 0, as \(path)[0], \(path)[1].",
      fr: "\(path) est une liste : numérotez ses colonnes à partir de 0, ainsi \(path)[0], \(path)[1].")
  }

  static func hasParts(_ path: String, _ parts: [String]) -> CSVFault {
    let columns = parts.prefix(2).map { "\(path).\($0)" }.joined(separator: ", ")
    return CSVFault(
      "csv_header", en: "\(path) has parts: give each its column, as \(columns).",
      fr: "\(path) a des parties : donnez à chacune sa colonne, ainsi \(columns).")
  }
}
