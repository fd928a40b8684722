/// A division of Mali into regions.
public enum GeographicDivision: String, CaseIterable, Sendable {
  /// Ten regions and Bamako.
  case of2016 = "2016"
  /// Nineteen regions and Bamako, by law 2023-006.
  case of2023 = "2023"

  /// The day on which the division of 2023 came into force, as text.
  static let startOf2023Text = "2023-03-13"

  /// The division in force on a day.
  public static func inForce(on date: CalendarDate) -> GeographicDivision {
    (date.year, date.month, date.day) < (2023, 3, 13) ? .of2016 : .of2023
  }
}
