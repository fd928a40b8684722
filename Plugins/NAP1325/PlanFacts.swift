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
    let title = plan?.text("title") ?? ""
    // Many plans have their years in their names.
    let isNamed = scope.planYears.split(separator: "–").allSatisfy { title.contains($0) }
    let years = isNamed ? [] : [row("years", .text(scope.planYears))]
    return [row("plan", plan?.value("title") ?? .missing), row("version", .text(plan?.string("version")))] + years + [
      row("responsible", .text(plan?.organisationText("responsible", .introduced))),
      row("asOf", .text(scope.request.day(scope.asOf))),
    ]
  }
}
