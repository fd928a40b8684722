import Records
import ReportDocument
import ReportKit

/// What both reports say of the plan itself.
enum PlanFacts {
  /// The lines of the cover.
  static func cover(_ scope: PlanScope) -> [FormRow] {
    func row(_ name: String, _ value: InlineValue) -> FormRow {
      let label = NAP1325Format.labels["cover.\(name)"]
      return .row(en: label.en, fr: label.fr, value)
    }
    let plan = scope.plan?.row
    let years = [plan?.string("validFrom"), plan?.string("validUntil")].compactMap { $0?.prefix(4) }
    return [
      row("plan", plan?.value("title") ?? .missing), row("version", .text(plan?.string("version"))),
      row("years", .text(years.isEmpty ? nil : years.joined(separator: "–"))),
      row("responsible", .text(plan?.organisationText("responsible", .introduced))),
      row("asOf", .date(scope.asOf)),
    ]
  }
}
