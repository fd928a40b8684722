public import Records
import ReportDocument

extension ReportRequest {
  /// A day in words of the report's language, such as 1 January 2024.
  public func day(_ day: CalendarDate) -> String {
    DocumentDate(day).map { DateText.long($0, in: DocumentLanguage(language)) } ?? day.description
  }
}
