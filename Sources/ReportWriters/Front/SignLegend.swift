import ReportDocument

/// Which signs the report shows, and which of them it has explained already.
struct SignLegend: Sendable {
  private var explained: Set<FigureSign> = []
  private var due: Set<FigureSign> = []

  /// Notes the signs that stand in a block.
  mutating func note(_ block: Block) {
    block.eachValue { (value: InlineValue) throws(Never) in
      if let sign = FigureSign(value), !explained.contains(sign) { due.insert(sign) }
    }
  }

  /// The signs that must be explained now, in their order; from then on they are.
  mutating func take() -> [FigureSign] {
    let signs = FigureSign.allCases.filter(due.contains)
    explained.formUnion(due)
    due = []
    return signs
  }
}
