import Disclosure
import Testing

@Suite struct SuppressionTests {
  private func table(_ rows: [[Int]]) throws -> CountTable {
    try CountTable(
      dimensions: [
        .init(name: "sex", values: rows.indices.map { "r\($0)" }),
        .init(name: "region", values: (rows.first ?? []).indices.map { "c\($0)" }),
      ], cells: rows.flatMap { $0 })
  }

  @Test func largeCountsAndZerosAreShown() throws {
    let shown = Suppression().apply(to: try table([[5, 0], [12, 7]]))
    #expect(shown[[0, 0]] == .shown(5))
    #expect(shown[[0, 1]] == .shown(0))
    #expect(shown[[nil, 0]] == .shown(17))
    #expect(shown[[nil, nil]] == .shown(24))
    #expect(shown.withheld.isEmpty)
  }

  @Test func oneSmallCellHidesOneMoreInItsRowAndItsColumnAndTotalsStay() throws {
    let hidden = Suppression().apply(to: try table([[3, 20, 30], [40, 50, 60], [70, 80, 90]]))
    #expect(hidden[[0, 0]] == .small)
    #expect(hidden[[0, 1]] == .complementary)
    #expect(hidden[[1, 0]] == .complementary)
    #expect(hidden[[1, 1]] == .complementary)
    #expect(hidden[[2, 2]] == .shown(90))
    #expect(hidden[[0, nil]] == .shown(53))
    #expect(hidden[[nil, 0]] == .shown(113))
    #expect(hidden[[nil, nil]] == .shown(443))
    #expect(
      hidden.withheld == [
        WithheldCount(reason: .smallCell, count: 1), WithheldCount(reason: .complementaryCell, count: 3),
      ])
  }

  @Test func aTotalIsHiddenWhereNoOtherCellCanHelp() throws {
    let hidden = Suppression().apply(to: try table([[3, 0], [40, 50]]))
    #expect(hidden[[0, 0]] == .small)
    #expect(hidden[[0, 1]] == .shown(0))
    #expect(hidden[[0, nil]] == .hiddenTotal)
    #expect(hidden[[1, nil]] == .hiddenTotal || hidden[[nil, nil]] == .hiddenTotal)
  }

  @Test func withoutTotalsOnlySmallCellsAreHidden() throws {
    let hidden = Suppression().apply(to: try table([[3, 20], [40, 50]]), printsTotals: false)
    #expect(hidden[[0, 0]] == .small)
    #expect(hidden[[0, 1]] == .shown(20))
    #expect(hidden[[nil, nil]] == .hiddenTotal)
  }

  @Test func theThresholdIsNeverBelowThree() {
    #expect(Suppression(threshold: 1).threshold == 3)
    #expect(Suppression(threshold: 10).threshold == 10)
    #expect(Suppression().threshold == 5)
  }

  @Test func theSameTableIsAlwaysHiddenTheSameWay() throws {
    let first = Suppression().apply(to: try table([[2, 9, 9], [9, 2, 9], [9, 9, 2]]))
    let second = Suppression().apply(to: try table([[2, 9, 9], [9, 2, 9], [9, 9, 2]]))
    for row in [0, 1, 2, nil] {
      for column in [0, 1, 2, nil] { #expect(first[[row, column]] == second[[row, column]]) }
    }
  }

  @Test func groupsBecomeATableInTheOrderAsked() throws {
    let order = ["male": 1, "female": 0]
    let table = try CountTable(
      names: ["sex", "group"],
      groups: [(["male", "cso"], 4), (["female", "media"], 6), (["male", "cso"], 1)],
      order: { _, value in order[value] ?? 0 })
    #expect(table.dimensions.map(\.values) == [["female", "male"], ["cso", "media"]])
    #expect(table.cells == [0, 6, 5, 0])
  }

  @Test func whatIsNoTableIsRefused() throws {
    let dimension = CountTable.Dimension(name: "a", values: ["x", "y"])
    #expect(throws: CountTableFault.self) { try CountTable(dimensions: [], cells: [1]) }
    #expect(throws: CountTableFault.self) { try CountTable(dimensions: [dimension], cells: [1]) }
    #expect(throws: CountTableFault.self) { try CountTable(dimensions: [dimension], cells: [1, -1]) }
    #expect(throws: CountTableFault.self) { try CountTable(dimensions: [dimension], cells: [1, .max]) }
    let wide = CountTable.Dimension(name: "b", values: (0..<CountTable.cellLimit).map { "\($0)" })
    #expect(throws: CountTableFault.self) { try CountTable(dimensions: [dimension, wide], cells: []) }
    #expect(throws: CountTableFault.self) { try CountTable(names: ["a"], groups: [(["x", "y"], 1)]) }
  }

  @Test func indicesOutsideTheTableShowNothing() throws {
    let shown = Suppression().apply(to: try table([[5, 6]]))
    #expect(shown[[7, 0]] == .hiddenTotal)
    #expect(shown[[0]] == .hiddenTotal)
    #expect(shown[[-1, nil]] == .hiddenTotal)
  }
}
