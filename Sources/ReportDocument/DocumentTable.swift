/// The start of a table; its rows follow, each a block of its own.
public struct TableStart: Hashable, Sendable {
  /// The table's name within the report, for links.
  public var identifier: String
  /// What the table shows. Writers put `Table 1` in front.
  public var caption: String
  /// The columns, at least one.
  public var columns: [TableColumn]
  /// Whether each row's first cell names the row.
  public var hasRowHeaders: Bool

  /// A table. Unless said otherwise, the first column names the rows if it holds text.
  public init(identifier: String, caption: String, columns: [TableColumn], hasRowHeaders: Bool? = nil) {
    self.identifier = identifier
    self.caption = caption
    self.columns = columns
    self.hasRowHeaders = hasRowHeaders ?? (columns.first?.kind == .text)
  }
}

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
  public var title: String
  /// What it holds.
  public var kind: Kind
  /// Its width relative to its neighbours', 1 to 100; nil lets the medium choose.
  public var weight: Int?
  /// On which side cells stand.
  public var alignment: Alignment

  /// A column. Unless said otherwise, figures stand at the end and all else at the start.
  public init(_ title: String, _ kind: Kind = .text, weight: Int? = nil, alignment: Alignment? = nil) {
    self.title = title
    self.kind = kind
    self.weight = weight
    self.alignment = alignment ?? Self.alignment(of: kind)
  }

  static func alignment(of kind: Kind) -> Alignment {
    switch kind {
    case .text, .date: .start
    case .number, .money, .percent: .end
    }
  }
}

/// One row of the table that is open.
public struct TableRow: Hashable, Sendable {
  /// What part a row plays.
  public enum Role: String, CaseIterable, Hashable, Sendable {
    /// An ordinary row.
    case body
    /// A row that names the group of rows under it.
    case group
    /// A sum.
    case total
  }

  /// One cell per column.
  public var cells: [InlineValue]
  /// What part the row plays.
  public var role: Role
  /// By how many levels the first cell is indented, 0 to 4.
  public var indent: Int

  /// A row.
  public init(_ cells: [InlineValue], role: Role = .body, indent: Int = 0) {
    self.cells = cells
    self.role = role
    self.indent = indent
  }
}

/// The end of the table that is open.
public struct TableEnd: Hashable, Sendable {
  /// What a reader must know about the table, its source for example.
  public var footnote: RichText?

  /// The end of a table.
  public init(footnote: RichText? = nil) { self.footnote = footnote }
}
