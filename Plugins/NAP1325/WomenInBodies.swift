import Records
import ReportKit

/// Section 5: women in bodies of peace and security.
enum WomenInBodies {
  static func write(_ scope: PlanScope, _ report: inout ReportBuilder) throws {
    try report.section("participation")
    try report.narrative("participation")
    try report.womenInBodies(WomenInBody.read(indicators(scope), until: scope.asOf, people: scope.counted))
  }

  /// The indicators that speak to those of S/2010/498 on women's participation, or on justice and the security sector.
  private static func indicators(_ scope: PlanScope) -> [FrameworkIndicator] {
    let sector = CodeLists.unscr1325Indicator.entries.filter { $0.parent == "participation" || $0.code == "16" }
      .map(\.code)
    return (scope.plan?.indicators ?? []).filter { indicator in
      indicator.row.strings("unscr1325Indicators").contains(where: sector.contains)
    }
  }
}
