import Disclosure
import Testing

@Suite("Which share of a report's counts is hidden")
struct HiddenShareTests {
  @Test("The share is within five of a hundred, and all or nothing only where it is so")
  func share() {
    #expect(HiddenShare(hidden: 0, printed: 0).percent == nil)
    for hidden in 0...60 {
      for printed in 0...60 where hidden + printed > 0 {
        guard let percent = HiddenShare(hidden: hidden, printed: printed).percent else {
          Issue.record("\(hidden) of \(hidden + printed)")
          continue
        }
        let exact = 100 * Double(hidden) / Double(hidden + printed)
        #expect(percent % 5 == 0 && abs(Double(percent) - exact) <= 5, "\(hidden) of \(hidden + printed): \(percent)")
        #expect((percent == 0) == (hidden == 0) && (percent == 100) == (printed == 0))
      }
    }
  }
}
