import Testing

@testable import Postgres

@Suite("The patience with a server that starts") struct StartPatienceTests {
  private static let start = ContinuousClock.now

  @Test("It is over once nothing was heard for as long as a start may take, however long the recovery lasts")
  func recovery() {
    var patience = StartPatience(at: Self.start)
    let limit = ClusterLimits.start
    #expect(!patience.isOver(at: Self.start + limit - .seconds(1)))
    #expect(patience.isOver(at: Self.start + limit))
    for minute in 0..<60 { patience.noteLife(at: Self.start + .seconds(60 * minute)) }
    let last = Self.start + .seconds(60 * 59)
    #expect(!patience.isOver(at: last + limit - .seconds(1)) && patience.isOver(at: last + limit))
  }

  @Test("It is said now and then that nothing answers yet")
  func words() {
    var patience = StartPatience(at: Self.start)
    let said = (0..<100).filter { patience.takeWord(at: Self.start + .seconds($0)) }
    #expect(said == Array(stride(from: 10, to: 100, by: 10)))
  }
}
