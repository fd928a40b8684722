import ReportDocument
import ReportFigures
import Testing

@Suite struct FigureDrawingTests {
  @Test func aTableWithoutFigureIsNotDrawn() {
    #expect(FigureTable(TableStart(identifier: "t", caption: "T", columns: [TableColumn("c")])) == nil)
  }
}
