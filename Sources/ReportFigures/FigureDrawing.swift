public import ReportDocument

extension FigureTable {
  /// The figure, drawn; nil if no row has a figure to show.
  ///
  /// It is drawn from the rows that are neither names of groups nor sums, and from what is printed of them only: two
  /// tables that print the same are drawn the same. It is at most a page of A4 high; rows beyond that are not drawn, and
  /// a note says so.
  public func drawing(in language: DocumentLanguage) -> Drawing? {
    guard let kind = start.figure?.kind else { return nil }
    // Each result has a target in its own unit; elsewhere all figures stand on one scale.
    guard let data = FigureData(self, in: language, sharesUnit: kind != .progress) else { return nil }
    switch kind {
    case .bar: return BarFigure(data: data).drawing
    case .stackedBar: return StackedBarFigure(data: data).drawing
    case .line: return LineFigure(data: data).drawing
    case .progress: return ProgressFigure(data: data).drawing
    case .donut: return DonutFigure(data: data).drawing
    case .heatMap: return HeatMapFigure(data: data).drawing
    case .map: return MapFigure(data: data).drawing
    }
  }
}
