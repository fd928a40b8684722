public import Records

/// The programme and the grant that a donor's report is of.
public struct GrantProject: Sendable {
  /// The fields of a programme that a report on a grant needs at least.
  public static let fields = ["title", "startsOn", "endsOn", "leadOrganisation", "grants", "partners"]

  /// What was asked for.
  public let request: ReportRequest
  /// The programme.
  public let programme: InputRow
  /// The grant, as the programme has it.
  public let grant: InputRow

  /// The programme in an input that selects ``fields``, with labels, and the grant that the request names.
  ///
  /// - Throws: ``PluginFault`` if the programme or the grant cannot be read: no report without them.
  public init(_ request: ReportRequest, _ inputs: ReportInputs, in input: String = "programme") throws {
    guard let programme = try inputs.first(of: input) else {
      throw PluginFault(
        .noBasis, "The programme \(request.programme) has no validated record at this disclosure level.")
    }
    let number = request.grant ?? ""
    let grants = programme.rows("grants")
    guard let grant = grants.first(where: { $0.string("number") == number }) else {
      let known = grants.compactMap { $0.string("number") }.joined(separator: ", ")
      let remedy = known.isEmpty ? "It has no grant." : "It has: \(known)."
      throw PluginFault(.noBasis, "The programme \(request.programme) has no grant \(number). \(remedy)")
    }
    self.request = request
    self.programme = programme
    self.grant = grant
  }

  /// The project's first day: the grant's, or else the programme's.
  public var startsOn: CalendarDate? { grant.date("startsOn") ?? programme.date("startsOn") }

  /// The project's last day without an extension.
  public var endsOn: CalendarDate? { grant.date("endsOn") ?? programme.date("endsOn") }

  /// The project's last day, extension included.
  public var finishesOn: CalendarDate? { grant.date("extendedUntil") ?? endsOn }

  /// Whole months from the first day to the last one, extension included; nil if either is not known.
  public var months: Int? {
    startsOn.flatMap { start in finishesOn.flatMap { $0.wholeMonths(since: start) } }
  }

  /// The days covered: those asked for, or else the whole project.
  public var period: ReportPeriod {
    ReportPeriod(from: request.period.from ?? startsOn, to: request.period.to ?? finishesOn)
  }

  /// The day on which a report looks at the project: the last one covered, or the one that it bears.
  public var asOf: CalendarDate { request.period.to ?? request.reportDate }

  /// The organisation that carries the project: the lead, or else the partner of that role.
  public var implementingAgency: String? {
    programme.organisationText("leadOrganisation", .introduced) ?? partners("lead").first
  }

  /// The names of the partners with one of these roles, in the programme's order.
  public func partners(_ roles: String...) -> [String] {
    programme.rows("partners").filter { roles.contains($0.string("role") ?? "") }
      .compactMap { $0.organisationText("organisation", .introduced) }
  }
}

extension CalendarDate {
  /// The days from another one to this one, negative if that one is later.
  public func days(since other: CalendarDate) -> Int { Int(daysSince2000) - Int(other.daysSince2000) }

  /// Whole months from the first day to the end of this one; nil if this one lies before it.
  public func wholeMonths(since first: CalendarDate) -> Int? {
    guard first <= self, let after = CalendarDate(daysSince2000: daysSince2000 + 1) else { return nil }
    let months = (after.year - first.year) * 12 + after.month - first.month
    return after.day < first.day ? months - 1 : months
  }
}
