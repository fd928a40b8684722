import ReportDocument

extension DOCXSpelling {
  mutating func row(_ placed: PlacedRow) {
    guard table?.columns == nil else { return write(placed) }
    if table?.wait(placed) == true { openTable() }
  }

  /// Writes a row of a table whose columns have their widths.
  mutating func write(_ placed: PlacedRow) {
    guard let places = table?.place(placed), let table else { return }
    let look = RowLook(placed.row.role, table.density, isKept: table.groupsInARow <= DOCXLimits.groupsKeptTogether)
    let isShort = zip(placed.row.cells, placed.columns).allSatisfy { cell, column in
      DOCXTable.isShort(cell.text, in: table.width(column, cell.columns))
    }
    var row = DOCXRow(isShort: isShort, isTotal: placed.row.role == .total)
    row.append(isShort ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>")
    if placed.isGroupName, places.allSatisfy({ $0.cell != nil }), let name = placed.row.cells.first {
      let runs = inline.text(name.text, place: .table)
      let properties = Self.indent(placed.row.indent)
      Self.append(runs, table.width(0, table.widths.count), table.widths.count, look, properties: properties, to: &row)
    } else {
      for place in places {
        write(place, table, look, indent: place.column == 0 ? placed.row.indent : 0, to: &row)
      }
    }
    row.append("</w:tr>\n")
    lastRows.append(row, into: &buffer)
  }

  private func write(
    _ place: DOCXTable.Place, _ table: DOCXTable, _ look: RowLook, indent: Int, to row: inout DOCXRow
  ) {
    let width = table.width(place.column, place.columns)
    guard let cell = place.cell else {
      return Self.append("", width, place.columns, look, merge: "<w:vMerge/>", to: &row)
    }
    Self.append(
      inline.text(cell.text, place: .table), width, place.columns, look,
      merge: cell.rows > 1 ? "<w:vMerge w:val=\"restart\"/>" : "",
      properties: Self.indent(indent) + Self.alignment(table.start.columns[place.column].alignment), to: &row)
  }

  /// What a row's part in its table means for its cells.
  private struct RowLook {
    let style: String
    let ground: String
    /// Group rows are kept with the next by their style.
    let keep: String

    init(_ role: TableRow.Role, _ density: DOCXStyles.Density, isKept: Bool) {
      switch role {
      case .body:
        style = "TableText\(density.suffix)"
        ground = ""
        keep = ""
      case .group:
        style = "TableGroup\(density.suffix)"
        ground = DOCXColor.shade(DOCXColor.group)
        keep = isKept ? "" : "<w:keepNext w:val=\"0\"/>"
      case .total:
        style = "TableTotal\(density.suffix)"
        ground =
          "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"\(DOCXColor.accent)\"/></w:tcBorders>"
          + DOCXColor.shade(DOCXColor.tint)
        keep = ""
      }
    }
  }

  private static func append(
    _ runs: String, _ width: Int, _ columns: Int, _ look: RowLook, merge: String = "", properties: String = "",
    to row: inout DOCXRow
  ) {
    row.append("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>")
    if columns > 1 { row.append("<w:gridSpan w:val=\"\(columns)\"/>") }
    row.append("\(merge)\(look.ground)</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"\(look.style)\"/>")
    if look.keep.isEmpty { row.markPlace() }
    row.append("\(look.keep)\(properties)</w:pPr>\(runs)</w:p></w:tc>")
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
