import ReportFigures

/// What colour an ink is, on light and on dark ground: one table for every medium.
///
/// Columns of figures next to each other differ in lightness, so that they can be told apart in grey print and by
/// colour-blind readers, and stand out from the paper by 3 : 1 (WCAG 2.2, 1.4.11); letters by 4.5 : 1 from what lies
/// under them (1.4.3). The shades of maps and heat maps have outlines and figures beside their colour.
struct InkColour: Sendable {
  /// What a style sheet calls the ink.
  let name: String
  /// The name of the style sheet's variable.
  var variable: String { "--figure-\(name)" }

  /// The variables of a style sheet on light or on dark ground.
  static func variables(isDark: Bool) -> String {
    all.map { "\($0.variable):\(isDark ? $0.dark : $0.light);" }.joined(separator: " ")
  }

  /// `#rrggbb` on white paper.
  let light: String
  /// `#rrggbb` on dark ground.
  let dark: String

  private init(_ name: String, light: String, dark: String) {
    self.name = name
    self.light = light
    self.dark = dark
  }

  /// The colour of an ink. A number beyond the last colour begins anew.
  init(_ ink: Drawing.Ink) {
    switch ink {
    case .text: self = Self.text
    case .muted: self = Self.muted
    case .rule: self = Self.rule
    case .paper: self = Self.paper
    case .hidden: self = Self.hidden
    case .series(let index): self = Self.entry(Self.series, index)
    case .onSeries(let index): self = Self.entry(Self.onSeries, index)
    case .shade(let index): self = Self.entry(Self.shades, index)
    case .onShade(let index): self = Self.entry(Self.onShades, index)
    }
  }

  /// Every colour, in the order of the table.
  static let all: [InkColour] = [text, muted, rule, paper, hidden] + series + onSeries + shades + onShades

  private static func entry(_ table: [InkColour], _ index: Int) -> InkColour { table[abs(index) % table.count] }

  private static let text = InkColour("text", light: "#1b1f24", dark: "#e4e7eb")
  private static let muted = InkColour("muted", light: "#545c66", dark: "#a4adb8")
  private static let rule = InkColour("rule", light: "#c9d0d8", dark: "#38414c")
  private static let paper = InkColour("paper", light: "#ffffff", dark: "#14181d")
  private static let hidden = InkColour("hidden", light: "#545c66", dark: "#a4adb8")

  private static let series = numbered(
    "series",
    light: ["#17406d", "#d97f1e", "#1f756f", "#cf6a9b", "#5f4aa8", "#8391a3", "#5c3d2e", "#7f8c20"],
    dark: ["#a5cdf5", "#d07f2c", "#5bbdb2", "#cf6a9b", "#b9adf2", "#7f8ea3", "#dcc7a8", "#9aa53c"])
  private static let onSeries = numbered(
    "on-series",
    light: ["#ffffff", "#1b1f24", "#ffffff", "#1b1f24", "#ffffff", "#1b1f24", "#ffffff", "#1b1f24"],
    dark: Array(repeating: "#14181d", count: Drawing.Ink.seriesCount))
  private static let shades = numbered(
    "shade", light: ["#dce8f4", "#a9c8e4", "#6d9fcd", "#3470a8", "#123a66"],
    dark: ["#22364b", "#2f567d", "#5089c0", "#8ab6df", "#d3e6f8"])
  private static let onShades = numbered(
    "on-shade", light: ["#1b1f24", "#1b1f24", "#1b1f24", "#ffffff", "#ffffff"],
    dark: ["#e4e7eb", "#e4e7eb", "#14181d", "#14181d", "#14181d"])

  private static func numbered(_ name: String, light: [String], dark: [String]) -> [InkColour] {
    zip(light, dark).enumerated().map { InkColour("\(name)-\($0.offset)", light: $0.element.0, dark: $0.element.1) }
  }
}
