import ReportDocument

/// The regions of Mali, which the rows name by their codes, in five classes of shade at most.
///
/// A shade shows its figure's class, and so less than the printed figure does. A region whose figure is not printed is
/// hatched, has its sign, and counts in no class. Regions that no row names are left white. Rows that name no region, or one
/// that an earlier row names, are written below the map, so that nothing of the table is lost.
struct MapFigure {
  private static let size = 7.0
  /// Wider figures have no room on the map and are listed below it.
  private static let widestValue = 44.0
  private static let widestName = 60.0
  private static let mostLines = 14

  let data: FigureData
  private let classes: ShadeClasses
  /// The rows on the map by their region's code, and those below it.
  private let regions: [String: FigureRow]
  private let others: [FigureRow]
  private var phrases: FigurePhrases { FigurePhrases(language: data.language) }

  init(data: FigureData) {
    self.data = data
    classes = ShadeClasses(data)
    var regions: [String: FigureRow] = [:]
    var others: [FigureRow] = []
    for row in data.rows {
      if let code = row.code, MaliPlace.named(code) != nil, regions[code] == nil {
        regions[code] = row
      } else {
        others.append(row)
      }
    }
    self.regions = regions
    self.others = others
  }

  var drawing: Drawing {
    var sheet = FigureSheet(language: data.language)
    let legend = legend
    let widest = legend.map { LabelWidth.of($0.title.text, size: 8.5) }.max() ?? 0
    let isBeside = widest <= 135
    if !isBeside { FigureLegend(entries: legend).draw(on: &sheet) }
    let projection = MaliProjection(width: sheet.width, top: sheet.bottom + 2)
    if isBeside {
      for (index, entry) in legend.enumerated() {
        var line = FigureSheet(language: data.language)
        line.bottom = sheet.bottom + Double(index) * 13
        FigureLegend(entries: [entry]).draw(on: &line)
        sheet.add(line)
      }
    }
    drawRegions(projection, &sheet)
    for place in MaliPlace.all { write(place, projection, &sheet) }
    sheet.bottom += projection.height + 6
    writeList(&sheet)
    sheet.notes([phrases.outlines] + FigureNotes(data, of: data).common)
    return sheet.drawing
  }

  private var legend: [FigureLegend.Entry] {
    let hasHidden = regions.values.contains { $0.cells[0].note != nil }
    var entries = classes.legend + (hasHidden ? [FigureLegend.hidden(in: data.language)] : [])
    if MaliOutlines.all.contains(where: { regions[$0.code] == nil }) {
      let title = FigureText(phrases.notInTable, language: nil, in: data.language)
      entries.append(
        FigureLegend.Entry(title: title) { sheet, x, y in sheet.frame(x: x, y: y, width: 10, height: 8, .muted) })
    }
    return entries
  }

  // MARK: - Areas and points

  private func drawRegions(_ projection: MaliProjection, _ sheet: inout FigureSheet) {
    for (code, outlines) in MaliOutlines.all {
      let corners = outlines.map(projection.corners)
      let cell = regions[code]?.cells[0]
      let fill = cell?.figure.map { Drawing.Ink.shade(classes.shade($0.value)) } ?? .paper
      let steps = corners.flatMap { corners -> [Drawing.Path.Step] in
        corners.enumerated().map { $0.offset == 0 ? .move($0.element) : .line($0.element) } + [.close]
      }
      sheet.path(steps, fill: fill)
      if cell?.note != nil { sheet.hatch(corners, distance: 5) }
      sheet.path(steps, stroke: Drawing.Stroke(.muted, width: 0.6))
    }
  }

  private func drawPoint(_ point: Drawing.Point, _ row: FigureRow, _ sheet: inout FigureSheet) {
    let circle = Circle.steps(center: point, radius: Self.radius)
    sheet.path(circle, fill: row.cells[0].figure.map { .shade(classes.shade($0.value)) } ?? .paper)
    if row.cells[0].note != nil {
      let corners = (0..<16).map { Circle.point(point, Self.radius, turn: Double($0) / 16) }
      sheet.hatch([corners], distance: 2)
    }
    sheet.path(circle, stroke: Drawing.Stroke(.text, width: 0.9))
  }

  private static let radius = 4.0

  // MARK: - Names

  private func write(_ place: MaliPlace, _ projection: MaliProjection, _ sheet: inout FigureSheet) {
    guard let row = regions[place.code] else { return }
    let point = projection.point(longitude: place.longitude, latitude: place.latitude)
    if place.isPoint { drawPoint(point, row, &sheet) }
    let name = LabelLines.fitted(row.label.text, width: Self.widestName, size: Self.size)
    let value = row.cells[0].figure?.text ?? row.cells[0].note ?? ""
    let lines = [name] + (hasRoom(value) && !value.isEmpty ? [value] : [])
    let width =
      lines.enumerated().map {
        LabelWidth.of($0.element, size: Self.size, isBold: $0.offset == 1)
      }.max() ?? 0
    let height = Double(lines.count) * 8.5 + 1
    let away = place.isPoint ? Self.radius + 1.5 : 4
    var middle = point
    switch place.side {
    case .center: break
    case .left: middle.x -= width / 2 + away + 1
    case .right: middle.x += width / 2 + away + 1
    case .above: middle.y -= height / 2 + away
    case .below: middle.y += height / 2 + away
    }
    middle.x = min(max(middle.x, width / 2 + 3), sheet.width - width / 2 - 3)
    // Names of areas stand on their shade, all others on paper of their own.
    let shade = place.side == .center ? row.cells[0].figure.map { classes.shade($0.value) } : nil
    if shade == nil {
      sheet.rectangle(
        x: middle.x - width / 2 - 1.5, y: middle.y - height / 2, width: width + 3, height: height, .paper)
    }
    for (index, line) in lines.enumerated() {
      sheet.text(
        line, x: middle.x, y: middle.y - height / 2 + 7.3 + Double(index) * 8.5, size: Self.size, anchor: .middle,
        isBold: index == 1, ink: shade.map { .onShade($0) } ?? .text, language: index == 0 ? row.label.language : nil)
    }
  }

  private func hasRoom(_ value: String) -> Bool {
    LabelWidth.of(value, size: Self.size, isBold: true) <= Self.widestValue
  }

  // MARK: - What the map has no room for

  private func writeList(_ sheet: inout FigureSheet) {
    let size = 7.5
    let wide = MaliPlace.all.compactMap { regions[$0.code] }.filter {
      !hasRoom($0.cells[0].figure?.text ?? $0.cells[0].note ?? "")
    }
    var room = Self.mostLines
    for (lead, rows) in [(phrases.valuesBelow, wide), (phrases.notOnMap, others)] where !rows.isEmpty {
      let text = lead + " " + list(rows, width: Double(room - 1) * (sheet.width - 60), size: size)
      for line in LabelLines.wrapped(text, width: sheet.width - 4, size: size, limit: room) {
        sheet.bottom += 10
        sheet.text(line, x: 2, y: sheet.bottom, size: size)
        room -= 1
      }
      room = max(room, 2)
    }
  }

  /// `Abroad (12); Nationwide (3)`, as far as there is room.
  private func list(_ rows: [FigureRow], width: Double, size: Double) -> String {
    var items: [String] = []
    var used = 0.0
    for (index, row) in rows.enumerated() {
      let name = LabelLines.fitted(row.label.text, width: 180, size: size)
      let value = row.cells[0].figure?.text ?? row.cells[0].note ?? "–"
      let item = "\(name) (\(LabelLines.fitted(value, width: 120, size: size)))"
      used += LabelWidth.of(item, size: size) + 6
      if used > width {
        items.append(phrases.more(rows.count - index))
        break
      }
      items.append(item)
    }
    return Typography.apply(items.joined(separator: "; "), in: data.language)
  }
}
