import Records
import ReportDocument
import ReportKit

/// People at each engagement, by sex and by whether they are young. Both reports ask for the same crossings, so that the
/// second one hides nothing more.
struct Attendance {
  /// By engagement, then by a code of sex or of youth. An empty key stands for all.
  private var counts: [String: [String: InlineValue]] = [:]

  /// The tallies that ``init(_:)`` reads, in this order.
  static func queries(where conditions: [String: QueryValue] = [:]) -> [InputQuery] {
    parts.map { part in
      .tally(
        input(part), from: "participation", where: conditions, groupBy: ["engagement", part], measures: ["people"],
        totals: true
      ).traced()
    }
  }

  private static let parts = ["sex", "youth"]
  private static let all = ""

  private static func input(_ part: String) -> String { "attendance-\(part)" }

  init(_ inputs: ReportInputs) throws {
    for part in Self.parts {
      for row in try inputs.rows(of: Self.input(part)) {
        counts[row.string("engagement") ?? Self.all, default: [:]][row.string(part) ?? Self.all] = row.count("people")
      }
    }
  }

  /// The codes of sex to print: women and men in any case, others where there are any.
  var sexes: [String] { CodeLists.sex.codes.filter { $0 != "other_nd" || counts[Self.all]?[$0] != nil } }

  /// Whether people were counted at an engagement.
  func isCounted(_ engagement: String?) -> Bool { counts[engagement ?? Self.all] != nil }

  /// People of a code of sex or youth at an engagement, or at all of them; missing where nobody was counted.
  ///
  /// - Parameter part: nil for all people.
  func people(at engagement: String?, _ part: String? = nil) -> InlineValue {
    guard let counted = counts[engagement ?? Self.all] else { return .missing }
    return counted[part ?? Self.all] ?? (part == nil ? .missing : .number(0))
  }

  /// People of a code as a share of all who came; hidden where either number is.
  func share(at engagement: String?, _ part: String) -> InlineValue {
    .share(people(at: engagement, part), of: people(at: engagement))
  }
}
