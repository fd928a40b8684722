/// Days and periods as the reader of a language expects them.
public enum DateText {
  /// A day in prose: `3 mars 2024`, `1er mars 2024`; `3 March 2024`.
  public static func long(_ date: DocumentDate, in language: DocumentLanguage) -> String {
    dayAndMonth(date, in: language) + "\u{A0}\(date.year)"
  }

  /// A day in a table: `03/03/2024` in French; in English as in prose, where `03/04` could be read two ways.
  public static func short(_ date: DocumentDate, in language: DocumentLanguage) -> String {
    guard language == .french else { return long(date, in: language) }
    return DocumentDate.padded(date.day, 2) + "/" + DocumentDate.padded(date.month, 2) + "/"
      + DocumentDate.padded(date.year, 4)
  }

  /// A period: `du 1er janvier au 30 juin 2024`; `1 January to 30 June 2024`. What both days share is said
  /// once.
  public static func period(_ period: DocumentPeriod, in language: DocumentLanguage) -> String {
    let end = long(period.to, in: language)
    if period.from == period.to { return end }
    let start: String
    if period.from.year != period.to.year {
      start = long(period.from, in: language)
    } else if period.from.month != period.to.month {
      start = dayAndMonth(period.from, in: language)
    } else {
      start = day(period.from, in: language)
    }
    return language == .french ? "du \(start) au \(end)" : "\(start) to \(end)"
  }

  /// The name of a month, 1 to 12; nil for any other number.
  public static func month(_ month: Int, in language: DocumentLanguage) -> String? {
    let names = language == .french ? frenchMonths : englishMonths
    return names.indices.contains(month - 1) ? names[month - 1] : nil
  }

  private static func day(_ date: DocumentDate, in language: DocumentLanguage) -> String {
    language == .french && date.day == 1 ? "1er" : String(date.day)
  }

  private static func dayAndMonth(_ date: DocumentDate, in language: DocumentLanguage) -> String {
    day(date, in: language) + "\u{A0}" + (month(date.month, in: language) ?? "")
  }

  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
  ]
}
