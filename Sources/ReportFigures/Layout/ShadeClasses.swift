import ReportDocument

/// At most five classes of one width, the darker the more.
///
/// Their bounds are round numbers with as many digits as the figures are printed with, and every printed figure lies in
/// exactly one class; none is narrower than the last digit that is printed.
struct ShadeClasses {
  private let data: FigureData
  /// In units of the last printed digit.
  private let step: Double
  private let first: Double
  let count: Int

  init(_ data: FigureData) {
    self.data = data
    let values = data.values.map { Self.scaled($0, data.decimals) }
    let least = values.min() ?? 0
    let most = values.max() ?? 0
    var step = RoundNumber.atLeast(max(1, (most - least) / Double(Drawing.Ink.shadeCount)))
    func classes() -> Double { (most / step).rounded(.down) - (least / step).rounded(.down) + 1 }
    while classes() > Double(Drawing.Ink.shadeCount) { step = RoundNumber.atLeast(step * 1.01) }
    self.step = step
    first = (least / step).rounded(.down)
    count = Int(classes())
  }

  /// The shade of a figure.
  func shade(_ value: Double) -> Int {
    let index = Int((Self.scaled(value, data.decimals) / step).rounded(.down) - first)
    return shade(ofClass: min(max(index, 0), count - 1))
  }

  /// What each class holds, from the least on.
  var legend: [FigureLegend.Entry] {
    let phrases = FigurePhrases(language: data.language)
    let currency: String
    if case .money(let code) = data.unit { currency = "\u{A0}" + code } else { currency = "" }
    return (0..<count).map { index in
      let lower = (first + Double(index)) * step
      let lowest = text(lower)
      let range = step == 1 ? lowest : phrases.range(lowest, text(lower + step - 1))
      let shade = shade(ofClass: index)
      return FigureLegend.Entry(title: FigureText(range + currency, language: nil, in: data.language)) { sheet, x, y in
        sheet.rectangle(x: x, y: y, width: 10, height: 8, .shade(shade))
        sheet.frame(x: x, y: y, width: 10, height: 8, .muted)
      }
    }
  }

  /// Few classes lie far apart.
  private func shade(ofClass index: Int) -> Int {
    guard count > 1 else { return 1 }
    return Int((Double(index * (Drawing.Ink.shadeCount - 1)) / Double(count - 1)).rounded())
  }

  private func text(_ scaled: Double) -> String {
    let power = (0..<data.decimals).reduce(1.0) { power, _ in power * 10 }
    return data.text(of: scaled / power + 0, decimals: data.decimals)
  }

  private static func scaled(_ value: Double, _ decimals: Int) -> Double {
    (0..<decimals).reduce(value) { scaled, _ in scaled * 10 }.rounded()
  }
}
