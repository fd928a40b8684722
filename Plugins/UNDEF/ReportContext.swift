import Records
import ReportKit

/// What every section may need: the request, the programme, its grant, names and prose.
struct ReportContext {
  let request: ReportRequest
  let phase: ReportPhase
  let window: DateWindow
  let programme: InputRow
  let grant: InputRow
  let balance: GrantBalance
  let organisations: OrganisationNames
  let narratives: Narratives
  /// The donor's numbers of the grant's milestones, by key.
  let milestones: [String: Int]

  /// Reads the small inputs.
  ///
  /// - Throws: ``MissingBasis`` if the programme or the grant cannot be read: no report without them.
  init(_ request: ReportRequest, _ inputs: ReportInputs) throws {
    self.request = request
    phase = request.parameters.string("phase").flatMap(ReportPhase.init(rawValue:)) ?? .final
    window = DateWindow(from: request.period.from, to: request.period.to)
    guard let programme = try inputs.first(of: "programme") else {
      throw MissingBasis(
        "The programme \(request.programme) has no validated record at this disclosure level.")
    }
    let number = request.grant ?? ""
    let grants = programme.rows("grants")
    guard let grant = grants.first(where: { $0.string("number") == number }) else {
      let known = grants.compactMap { $0.string("number") }.joined(separator: ", ")
      let remedy = known.isEmpty ? "It has no grant." : "It has: \(known)."
      throw MissingBasis("The programme \(request.programme) has no grant \(number). \(remedy)")
    }
    self.programme = programme
    self.grant = grant
    balance = GrantBalance(grant, expenses: try inputs.first(of: "spent"))
    organisations = OrganisationNames(try inputs.collected("organisations"), in: request.language)
    narratives = Narratives(
      try inputs.collected("narratives"), grant: number, window: window, language: request.language)
    milestones = Dictionary(
      try inputs.collected("milestones").compactMap { row in
        row.string("key").flatMap { key in row.integer("number").map { (key, $0) } }
      },
      uniquingKeysWith: { first, _ in first })
  }

  /// The project's first day: the grant's, or else the programme's.
  var startsOn: CalendarDate? { grant.date("startsOn") ?? programme.date("startsOn") }

  /// The project's last day without an extension.
  var endsOn: CalendarDate? { grant.date("endsOn") ?? programme.date("endsOn") }

  /// The project's last day, extension included.
  var finishesOn: CalendarDate? { grant.date("extendedUntil") ?? endsOn }

  /// The names of the partners with one of these roles, in the programme's order.
  func partners(_ roles: [String]) -> [String] {
    programme.rows("partners").filter { roles.contains($0.string("role") ?? "") }
      .compactMap { $0.string("organisation") }.map(organisations.introduced)
  }

  /// Who carries the project: the lead organisation, or else the partner of that role.
  var implementingAgency: String? {
    programme.string("leadOrganisation").map(organisations.introduced) ?? partners(["lead"]).first
  }

  func text(en: String, fr: String) -> String { request.text(en: en, fr: fr) }
}

/// The report cannot be written at all.
struct MissingBasis: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
