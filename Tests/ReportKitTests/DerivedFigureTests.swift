import ReportDocument
import ReportKit
import Testing

@Suite("Figures computed from others")
struct DerivedFigureTests {
  private static let figures: [InlineValue] = [
    .integer(0), .integer(12), .number(4.5, decimals: 1), .missing, .withheld, .suppressed(below: 5), .undisclosed,
    .text("—"),
  ]

  private static func isHidden(_ value: InlineValue) -> Bool { value == .withheld || value == .suppressed(below: 5) }

  private static func number(_ value: InlineValue) -> Double? {
    switch value.content {
    case .integer(let integer): Double(integer)
    case .number(let number, _): number
    default: nil
    }
  }

  @Test("A share is hidden if a part of it is, undisclosed or missing if a part is, and else computed")
  func shares() {
    for part in Self.figures {
      for whole in Self.figures {
        let share = InlineValue.share(part, of: whole)
        if Self.isHidden(part) || Self.isHidden(whole) {
          #expect(share == .withheld, "\(part) of \(whole)")
        } else if part == .undisclosed || whole == .undisclosed {
          #expect(share == .undisclosed, "\(part) of \(whole)")
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
    #expect(difference(.withheld, .undisclosed) == .withheld)
    #expect(difference(.undisclosed, .missing) == .undisclosed)
    #expect(difference(.missing, .integer(1)) == .missing)
  }

  @Test("What is computed leads to the records behind all of its parts, each once")
  func traces() {
    let parts: [InlineValue] = [
      .integer(9, trace: "0.1"), .integer(4, trace: "1.2 0.1"), .integer(2), .number(1, decimals: 1, trace: "0.0"),
    ]
    let sum = InlineValue.derived(from: parts) { .number(Int($0.reduce(0, +))) }
    #expect(sum == .integer(16, trace: "0.1 1.2 0.0"))
    #expect(InlineValue.share(parts[1], of: parts[0]).trace == "1.2 0.1")
    #expect(InlineValue.share(parts[1], of: .withheld).trace == nil)
    #expect(InlineValue.share(parts[1], of: .missing).trace == nil)
    #expect(InlineValue.derived(from: [parts[2]]) { .number(Int($0[0])) }.trace == nil)
    #expect(InlineValue.text("many").traced(from: parts).trace == nil)
    #expect(InlineValue.money("1.00", "EUR").traced(from: parts).trace == "0.1 1.2 0.0")
  }

  @Test("Of more rows than a document may name, none is named: some would pass for all")
  func manyTraces() {
    func sum(_ count: Int) -> InlineValue {
      .derived(from: (0..<count).map { .integer(1, trace: "0.\(1_000 + $0)") }) { .number(Int($0.reduce(0, +))) }
    }
    #expect(sum(146).trace?.utf8.count == 1_021)
    #expect(sum(147).trace == nil && sum(147).content == .integer(147))
  }
}
