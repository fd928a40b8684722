import JSONBytes

/// One column of a table.
public struct TableColumn: Hashable, Sendable {
  /// What a column holds. A cell may still be text, missing or suppressed.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Prose, names and labels.
    case text
    /// Plain numbers.
    case number
    /// Amounts of money.
    case money
    /// Days.
    case date
    /// Hundredths.
    case percent
  }

  /// On which side cells stand.
  public enum Alignment: String, CaseIterable, Hashable, Sendable {
    /// Where reading starts.
    case start
    /// In the middle.
    case center
    /// Where reading ends; figures stand so.
    case end
  }

  /// The column's heading.
  public var title: TitleText
  /// What it holds.
  public var kind: Kind
  /// Its width relative to its neighbours', 1 to 100; nil lets the medium choose.
  public var weight: Int?
  /// On which side cells stand.
  public var alignment: Alignment

  /// A column. Unless said otherwise, figures stand at the end and all else at the start.
  public init(_ title: TitleText, _ kind: Kind = .text, weight: Int? = nil, alignment: Alignment? = nil) {
    self.title = title
    self.kind = kind
    self.weight = weight
    self.alignment = alignment ?? Self.alignment(of: kind)
  }

  /// Whether its cells are figures, which can be drawn.
  var holdsFigures: Bool {
    switch kind {
    case .number, .money, .percent: true
    case .text, .date: false
    }
  }

  private static func alignment(of kind: Kind) -> Alignment {
    switch kind {
    case .text, .date: .start
    case .number, .money, .percent: .end
    }
  }
}

extension TableColumn {
  static func read(_ reader: inout JSONReader) throws -> TableColumn {
    var title: TitleText?
    var kind = Kind.text
    var weight: Int?
    var alignment: Alignment?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "title": title = try TitleText.read(&reader)
      case "kind": kind = try reader.readCode(Kind.self)
      case "width": weight = try reader.readInteger(in: 1...Int64(DocumentLimits.columnWeight))
      case "align": alignment = try reader.readCode(Alignment.self)
      default: throw reader.unknownMember(key, of: "column")
      }
    }
    return TableColumn(
      try reader.required(title, "title", of: "column"), kind, weight: weight, alignment: alignment)
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("title", title)
    writer.member("kind", kind.rawValue)
    writer.member("width", ifPresent: weight)
    if alignment != Self.alignment(of: kind) { writer.member("align", alignment.rawValue) }
    writer.endObject()
  }
}
