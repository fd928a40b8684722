public import ReportDocument

extension FigureTable {
  /// The figure, drawn; nil if no row has a figure to show.
  public func drawing(in language: DocumentLanguage) -> Drawing? { nil }
}
