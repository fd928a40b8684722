import JSONBytes

/// How a table can be drawn. A figure has no data of its own: what it shows stands in the table that it belongs to, so
/// that a reader, and a screen reader, finds every number of it, and hides what the table hides.
public struct Figure: Hashable, Sendable {
  /// The kinds of figures.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// One bar for each row and column of figures.
    case bar
    /// One bar for each row, the columns of figures on top of each other.
    case stackedBar
    /// One line for each column of figures, over the rows.
    case line
    /// One bar for each row: the first column of figures against the second, its target.
    case progress
    /// One ring, a piece for each row.
    case donut
    /// A field for each row and column, the darker the more.
    case heatMap
    /// The regions of Mali, which the rows name by their codes, the darker the more.
    case map

    /// How many columns of figures it needs.
    var columns: ClosedRange<Int> {
      switch self {
      case .bar, .line: 1...8
      case .stackedBar: 2...8
      case .progress: 2...2
      case .donut, .map: 1...1
      case .heatMap: 1...DocumentLimits.figureColumns
      }
    }
  }

  /// What kind of figure it is.
  public var kind: Kind
  /// What it shows, in words, for whoever does not see it.
  public var alternative: TitleText

  /// A figure.
  public init(_ kind: Kind, alternative: TitleText) {
    self.kind = kind
    self.alternative = alternative
  }

  /// Refuses a table of which the figure cannot be drawn: its first column names the rows, the others hold figures.
  func check(_ columns: [TableColumn]) throws(DocumentError) {
    let figures = columns.dropFirst().count(where: \.holdsFigures)
    guard columns.first?.kind == .text, kind.columns.contains(figures), figures == columns.count - 1 else {
      let range = kind.columns
      let wanted = range.count == 1 ? "\(range.lowerBound)" : "\(range.lowerBound) to \(range.upperBound)"
      throw DocumentError(
        .invalidValue, "A figure of the kind \(kind.rawValue) is drawn from a column of text and \(wanted) of figures.",
        path: "figure")
    }
  }
}

extension Figure {
  static func read(_ reader: inout JSONReader) throws -> Figure {
    var kind: Kind?
    var alternative: TitleText?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "kind": kind = try reader.readCode(Kind.self)
      case "alternative": alternative = try TitleText.read(&reader)
      default: throw reader.unknownMember(key, of: "figure")
      }
    }
    return Figure(
      try reader.required(kind, "kind", of: "figure"),
      alternative: try reader.required(alternative, "alternative", of: "figure"))
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("kind", kind.rawValue)
    writer.member("alternative", alternative)
    writer.endObject()
  }
}
