import ReportDocument
import ReportKit
import Testing

@Suite("Figures computed from others")
struct DerivedFigureTests {
  private static let figures: [InlineValue] = [
    .integer(0), .integer(12), .number(4.5, decimals: 1), .missing, .withheld, .suppressed(below: 5), .text("—"),
  ]

  private static func isHidden(_ value: InlineValue) -> Bool { value == .withheld || value == .suppressed(below: 5) }

  private static func number(_ value: InlineValue) -> Double? {
    switch value.content {
    case .integer(let integer): Double(integer)
    case .number(let number, _): number
    default: nil
    }
  }

  @Test("A share is hidden if a part of it is, missing if a part is no figure, and else computed")
  func shares() {
    for part in Self.figures {
      for whole in Self.figures {
        let share = InlineValue.share(part, of: whole)
        if Self.isHidden(part) || Self.isHidden(whole) {
          #expect(share == .withheld, "\(part) of \(whole)")
        } else if let part = Self.number(part), let whole = Self.number(whole), whole > 0 {
          guard case .percent(let percent, 1) = share.content else {
            Issue.record("\(part) of \(whole) is \(share)")
            continue
          }
          #expect(abs(percent * whole - part * 100) < 0.000_001, "\(part) of \(whole)")
        } else {
          #expect(share == .missing, "\(part) of \(whole)")
        }
      }
    }
  }

  @Test("So is a difference, whichever of its parts is hidden")
  func differences() {
    func difference(_ left: InlineValue, _ right: InlineValue) -> InlineValue {
      .derived(from: [left, right]) { .number($0[0] - $0[1], decimals: 0) }
    }
    #expect(difference(.integer(9), .integer(4)) == .number(5, decimals: 0))
    #expect(difference(.integer(9), .suppressed()) == .withheld)
    #expect(difference(.withheld, .missing) == .withheld)
    #expect(difference(.missing, .integer(1)) == .missing)
  }
}
