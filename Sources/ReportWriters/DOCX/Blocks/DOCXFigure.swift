import ReportDocument
import ReportFigures

extension DOCXSpelling {
  mutating func figure(_ figure: NumberedFigure) {}
}
