import ReportDocument
import ReportFigures

/// Until drawings are spelled as SVG, none is set.
enum FigureSVG {
  static func text(_ drawing: Drawing, in language: DocumentLanguage) -> String? { nil }
}
