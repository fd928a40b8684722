import Records
public import ReportDocument

/// Who came to each engagement, by sex and by whether they are young: 18 to 35 years.
///
/// Where nobody was counted, a number is missing; of a part that did not occur among those counted, there is nobody. What
/// the core hides stays hidden.
public struct Attendance: Sendable {
  /// By what people at an engagement are told apart.
  public enum Part: String, CaseIterable, Sendable {
    /// Their sex.
    case sex
    /// Whether they are young.
    case youth
  }

  private static let engagement = "engagement"
  private static let graduates = "graduates"
  /// The code of youth of those whose age is not stated.
  static let unstated = "nd"
  private var tallies: [Part: PeopleTally] = [:]

  /// The tallies that ``init(_:by:at:)`` reads, in this order: `people-engagement-sex`, `people-engagement-youth`.
  ///
  /// - Parameters:
  ///   - parts: as few as the report prints: each makes the core hide more, in all reports.
  ///   - areGraduatesCounted: whether those who finished are asked for, by sex.
  public static func queries(
    by parts: [Part] = Part.allCases, where conditions: [String: QueryValue] = [:],
    graduates areGraduatesCounted: Bool = false
  ) -> [InputQuery] {
    parts.map { part in
      .people(
        by: engagement, part.rawValue, where: conditions,
        measures: part == .sex && areGraduatesCounted ? ["people", graduates] : ["people"])
    }
  }

  /// Reads what ``queries(by:where:graduates:)`` asks for.
  ///
  /// - Parameter engagements: the keys of those that are kept; nil for all.
  public init(_ inputs: ReportInputs, by parts: [Part] = Part.allCases, at engagements: Set<String>? = nil) throws {
    for part in parts {
      let rows = try inputs.rows(of: InputQuery.people(Self.engagement, part.rawValue)).lazy.filter { row in
        guard let engagements, let key = row.string(Self.engagement) else { return true }
        return engagements.contains(key)
      }
      tallies[part] = PeopleTally(
        rows, rows: Self.engagement, columns: part.rawValue,
        measures: part == .sex ? ["people", Self.graduates] : ["people"])
    }
  }

  /// The codes of sex to print: women and men in any case, others where there are any.
  public var sexes: [String] { tallies[.sex]?.sexes ?? [] }

  /// Whether people were counted at an engagement; nil asks for all engagements.
  public func isCounted(_ engagement: String?) -> Bool { people(at: engagement) != .missing }

  /// People at an engagement, or at all of them for nil.
  ///
  /// - Parameter code: of sex, or of youth, such as `female` and `youth`; nil for all people.
  public func people(at engagement: String?, _ code: String? = nil) -> InlineValue {
    guard let code else {
      return (tallies[.sex] ?? tallies[.youth])?.count(engagement, nil) ?? .missing
    }
    guard CodeLists.youth.contains(code) else { return tallies[.sex]?.count(engagement, code) ?? .missing }
    return tallies[.youth]?.count(engagement, code, unless: Self.unstated) ?? .missing
  }

  /// The young in hundredths of all people, at an engagement or at all of them for nil; missing where somebody's age is not
  /// stated.
  public func youthShare(at engagement: String?) -> InlineValue {
    guard let ages = tallies[.youth], ages.count(engagement, Self.unstated).isNothing else { return .missing }
    return .share(people(at: engagement, "youth"), of: people(at: engagement))
  }

  /// Those who finished what an engagement taught; missing where none of all did, since a sum does not tell nought from what
  /// nobody stated.
  ///
  /// - Parameter sex: nil for all people.
  public func graduates(at engagement: String?, _ sex: String? = nil) -> InlineValue {
    func count(_ sex: String?) -> InlineValue {
      tallies[.sex]?.count(engagement, sex, measure: Self.graduates) ?? .missing
    }
    return count(nil).isNothing ? .missing : count(sex)
  }
}
