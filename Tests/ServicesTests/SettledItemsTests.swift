import TestSupport
import Testing

@testable import Services

@Suite("What has become of a stream's items") struct SettledItemsTests {
  @Test("Nothing is acknowledged before all below is settled, nor counted")
  func gaps() {
    var items = SettledItems(firstIndex: 10)
    #expect([items.begin(), items.begin(), items.begin()] == [10, 11, 12])
    items.settle(12, .created)
    items.settle(11, .rejected)
    #expect(items.acknowledged == 10 && items.totals == SettledItems.Totals())
    items.settle(10, .duplicate)
    #expect(items.acknowledged == 13)
    #expect(items.totals == SettledItems.Totals(created: 1, duplicates: 1, rejected: 1))
  }

  @Test("A fate is the first one, and only of an item that was begun")
  func strays() {
    var items = SettledItems(firstIndex: 0)
    _ = items.begin()
    items.settle(1, .created)
    items.settle(-1, .created)
    #expect(items.acknowledged == 0)
    items.settle(0, .revised)
    items.settle(0, .created)
    #expect(items.acknowledged == 1 && items.totals == SettledItems.Totals(revised: 1))
  }

  @Test("In whatever order items are settled, the totals are those of what is acknowledged", arguments: 1...40)
  func orders(seed: Int) {
    var dice = Dice(seed: UInt64(seed))
    let first = dice.roll(0...1_000)
    var items = SettledItems(firstIndex: first)
    let fates: [SettledItems.Fate] = [.created, .revised, .duplicate, .rejected]
    var given: [Int: SettledItems.Fate] = [:]
    var open: [Int] = []
    var before = first
    for _ in 0..<400 {
      if open.isEmpty || dice.once(in: 2) {
        open.append(items.begin())
      } else {
        let index = open.remove(at: dice.roll(0...open.count - 1))
        let fate = dice.pick(fates)
        given[index] = fate
        items.settle(index, fate)
      }
      #expect(items.acknowledged >= before)
      before = items.acknowledged
      #expect(items.acknowledged == (open.min() ?? items.next))
      let counted = given.filter { $0.key < items.acknowledged }.values
      let totals = [items.totals.created, items.totals.revised, items.totals.duplicates, items.totals.rejected]
      #expect(totals == fates.map { fate in counted.count { $0 == fate } })
    }
  }
}
