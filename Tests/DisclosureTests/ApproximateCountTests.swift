import Disclosure
import Records
import Testing

@Suite("Counts that are too coarse to lead to an item")
struct ApproximateCountTests {
  @Test("A count is told as below five or rounded to five, and nothing else")
  func coarse() throws {
    for count in 1...400 {
      let told = ApproximateCount(count)
      if count < 5 {
        #expect(told.fewerThan == 5 && told.about == nil)
      } else {
        let about = try #require(told.about)
        #expect(told.fewerThan == nil && about % 5 == 0 && about >= 5)
        #expect(abs(about - count) <= 2, "\(count)")
      }
    }
  }

  @Test("What is told belongs to several counts, so that no exact number can be told from it")
  func ambiguous() {
    let told = Dictionary(grouping: 1...500) { ApproximateCount($0) }
    let whole = told.filter { ($0.key.about ?? 0) < 500 }
    #expect(whole.values.allSatisfy { $0.count >= 2 }, "\(whole.filter { $0.value.count < 2 })")
  }

  @Test("What parts of a report leave out adds up before it is made coarse, in the order of the reasons")
  func sums() {
    var whole = WithheldTally()
    for _ in 0..<7 {
      var part = WithheldTally()
      part.add(.notValidated)
      part.add(.noConsent, 2)
      part.add(.smallCell, 0)
      whole.add(part)
    }
    let counts = whole.counts
    #expect(counts.map(\.reason) == ["no_consent", "not_validated"])
    #expect(counts.map(\.count.about) == [15, 5])
    #expect(counts.map { $0.label(in: .english) } == ["No consent", "Not validated"])
  }

  @Test("Several come to what is told of each, and to nothing more exact")
  func together() {
    func sum(_ counts: Int...) -> ApproximateCount? { ApproximateCount(sumOf: counts.map { ApproximateCount($0) }) }
    #expect(sum() == nil)
    #expect(sum(3) == ApproximateCount(3))
    #expect(sum(12) == ApproximateCount(12))
    #expect(sum(1, 4)?.fewerThan == 9 && sum(1, 4)?.about == nil)
    #expect(sum(1, 4) == sum(2, 2))
    #expect(sum(12, 3, 23)?.about == 35 && sum(12, 3, 23)?.fewerThan == nil)
  }
}
