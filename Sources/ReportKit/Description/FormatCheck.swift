import JSONBytes
import Records
import Violations

/// Checks what a format says about itself, for its tests and its author.
enum FormatCheck {
  static func faults(in description: FormatDescription) -> [String] {
    var faults: [String] = []
    if description.reports.isEmpty { faults.append("The format \(description.id) offers no report.") }
    for report in description.reports {
      if !report.id.hasPrefix(description.id + "/") {
        faults.append("The report \(report.id) is not named \(description.id)/…")
      }
      faults += queryFaults(in: report)
    }
    let names = description.reports.map(\.id)
    if Set(names).count != names.count { faults.append("Two reports have one name.") }
    return faults
  }

  private static func queryFaults(in report: ReportDescription) -> [String] {
    var faults: [String] = []
    let parameters = Set(report.parameters.map(\.name))
    var names: Set<String> = []
    for query in report.queries {
      let place = "\(report.id), \(query.name): "
      if !names.insert(query.name).inserted { faults.append(place + "there is another input of that name.") }
      do {
        let checked = try RecordQuery(ofReport: query.json)
        for name in checked.parameters where !parameters.contains(name) {
          faults.append(place + "the report has no parameter \(name).")
        }
      } catch {
        faults += error.violations.map { place + "\($0.path): \($0.message)" }
      }
    }
    return faults
  }
}
