public import ReportDocument

extension InputRow {
  /// Where something is told, with the page: the record's `source` and `page`.
  public func citation(_ words: Words) -> InlineValue {
    guard let source = text("source") else { return value("source") }
    guard let page = string("page") else { return .text(source) }
    return .text(words["citation.page", ["source": source, "page": page]])
  }
}
