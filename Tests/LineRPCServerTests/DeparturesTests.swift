import TestSupport
import Testing

@testable import LineRPCServer

/// Promises about every order of departures and looks: what a crowd held is given back, seldom and never half.
struct DeparturesTests {
  @Test func aFewConnectionsAreNotWatched() {
    var departures = Departures()
    let begun = (1..<Departures.crowd).filter { _ in departures.noteGone() }
    #expect(begun.isEmpty)
  }

  @Test func aCrowdIsWatchedOnceAndTrimmedWhenNobodyLeavesAnyMore() {
    var departures = Departures()
    let begun = (1...3 * Departures.crowd).map { _ in departures.noteGone() }
    #expect(begun.filter { $0 } == [true])
    #expect(begun[Departures.crowd - 1])
    let looks = [departures.look(), departures.look()]
    #expect(looks == [.init(trims: false, goesOn: true), .init(trims: true, goesOn: false)])
  }

  @Test func thereIsAnotherCrowdAfterTheFirst() {
    var departures = Departures()
    for _ in 1...2 {
      let begun = (1...Departures.crowd).filter { _ in departures.noteGone() }
      #expect(begun == [Departures.crowd])
      let look = departures.look()
      #expect(look == .init(trims: true, goesOn: false))
    }
  }

  @Test(arguments: 1...50 as ClosedRange<UInt64>)
  func whatTheLastOfACrowdHeldIsGivenBack(seed: UInt64) {
    var dice = Dice(seed: seed)
    var departures = Departures()
    var isWatched = false
    var held = 0
    var looksWithoutTrim = 0
    for _ in 1...400 {
      for _ in 0..<dice.pick([0, 1, 2, 30, 200]) {
        held += 1
        if departures.noteGone() { isWatched = true }
      }
      if !isWatched {
        #expect(held < Departures.crowd, "a crowd that nobody watches")
        continue
      }
      let look = departures.look()
      looksWithoutTrim = look.trims ? 0 : looksWithoutTrim + 1
      #expect(looksWithoutTrim < Departures.patience)
      if look.trims { held = 0 }
      if !look.goesOn {
        #expect(held == 0, "connections that left unseen")
        isWatched = false
      }
    }
  }
}
