import ReportDocument

extension DOCXSpelling {
  mutating func row(_ placed: PlacedRow) {
    let isBehindGroup = table?.isBehindGroup ?? false
    guard let places = table?.place(placed), let table else { return }
    let row = RowLook(placed.row.role, table.density, isBehindGroup: isBehindGroup)
    buffer.append(Self.rowProperties(placed, table))
    if placed.isGroupName, places.allSatisfy({ $0.cell != nil }), let name = placed.row.cells.first {
      let runs = inline.text(name.text, place: .table)
      buffer.append(Self.cell(runs, table, 0, table.widths.count, row, properties: Self.indent(placed.row.indent)))
    } else {
      for place in places { write(place, table, row, indent: place.column == 0 ? placed.row.indent : 0) }
    }
    buffer.append("</w:tr>\n")
  }

  private mutating func write(_ place: DOCXTable.Place, _ table: DOCXTable, _ row: RowLook, indent: Int) {
    guard let cell = place.cell else {
      return buffer.append(Self.cell("", table, place.column, place.columns, row, merge: "<w:vMerge/>"))
    }
    buffer.append(
      Self.cell(
        inline.text(cell.text, place: .table), table, place.column, place.columns, row,
        merge: cell.rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "",
        properties: Self.indent(indent) + Self.alignment(table.start.columns[place.column].alignment)))
  }

  /// What a row's part in its table means for its cells.
  private struct RowLook {
    let style: String
    let ground: String
    /// A group of groups is not kept together over pages.
    let keep: String

    init(_ role: TableRow.Role, _ density: DOCXStyles.Density, isBehindGroup: Bool) {
      switch role {
      case .body:
        style = "TableText\(density.suffix)"
        ground = ""
        keep = ""
      case .group:
        style = "TableGroup\(density.suffix)"
        ground = DOCXColor.shade(DOCXColor.group)
        keep = isBehindGroup ? "<w:keepNext w:val=\"0\"/>" : ""
      case .total:
        style = "TableTotal\(density.suffix)"
        ground =
          "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"\(DOCXColor.accent)\"/></w:tcBorders>"
          + DOCXColor.shade(DOCXColor.tint)
        keep = ""
      }
    }
  }

  private static func cell(
    _ runs: String, _ table: DOCXTable, _ column: Int, _ columns: Int, _ row: RowLook, merge: String = "",
    properties: String = ""
  ) -> String {
    var xml = "<w:tc><w:tcPr><w:tcW w:w=\"\(table.width(column, columns))\" w:type=\"dxa\"/>"
    if columns > 1 { xml += "<w:gridSpan w:val=\"\(columns)\"/>" }
    return xml + "\(merge)\(row.ground)</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"\(row.style)\"/>\(row.keep)\(properties)"
      + "</w:pPr>\(runs)</w:p></w:tc>"
  }

  private static func rowProperties(_ placed: PlacedRow, _ table: DOCXTable) -> String {
    let isShort = zip(placed.row.cells, placed.columns).allSatisfy { cell, column in
      DOCXTable.isShort(cell.text, in: table.width(column, cell.columns))
    }
    return isShort ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>"
  }

  private static func indent(_ levels: Int) -> String {
    levels > 0 ? "<w:ind w:left=\"\(240 * min(levels, DocumentLimits.rowIndent))\"/>" : ""
  }

  static func alignment(_ alignment: TableColumn.Alignment) -> String {
    switch alignment {
    case .start: ""
    case .center: "<w:jc w:val=\"center\"/>"
    case .end: "<w:jc w:val=\"right\"/>"
    }
  }
}
