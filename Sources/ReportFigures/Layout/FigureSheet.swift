import ReportDocument

/// What a figure is put together on, from above to below.
struct FigureSheet {
  /// No figure is higher, so that it fits on a page of A4 with its caption.
  static let greatestHeight = 680.0
  /// Left free at the foot for notes.
  static let roomForNotes = 44.0

  let language: DocumentLanguage
  private(set) var shapes: [Drawing.Shape] = []
  /// How far down something stands.
  var bottom = 0.0

  init(language: DocumentLanguage) { self.language = language }

  let width = Drawing.standardWidth

  mutating func rectangle(x: Double, y: Double, width: Double, height: Double, _ ink: Drawing.Ink) {
    shapes.append(.rectangle(Drawing.Rectangle(x: x, y: y, width: width, height: height), fill: ink))
  }

  mutating func line(
    _ start: Drawing.Point, _ end: Drawing.Point, _ ink: Drawing.Ink, width: Double = 0.75, isDashed: Bool = false
  ) {
    path([.move(start), .line(end)], stroke: Drawing.Stroke(ink, width: width, isDashed: isDashed))
  }

  mutating func path(_ steps: [Drawing.Path.Step], fill: Drawing.Ink? = nil, stroke: Drawing.Stroke? = nil) {
    shapes.append(.path(Drawing.Path(steps), fill: fill, stroke: stroke))
  }

  /// A text on one line; nothing for one that cannot be seen.
  mutating func text(
    _ text: String, x: Double, y: Double, size: Double = 8, anchor: Drawing.Label.Anchor = .start, isBold: Bool = false,
    ink: Drawing.Ink = .text, language: DocumentLanguage? = nil
  ) {
    guard !SafeText.isBlank(text) else { return }
    shapes.append(
      .text(
        Drawing.Label(
          text, at: Drawing.Point(x, y), size: size, anchor: anchor, isBold: isBold, ink: ink, language: language)))
  }

  /// A frame of lines, such as one around what has no figure.
  mutating func frame(x: Double, y: Double, width: Double, height: Double, _ ink: Drawing.Ink) {
    path(Self.outline(x: x, y: y, width: width, height: height), stroke: Drawing.Stroke(ink, width: 0.6))
  }

  /// A hatched rectangle: a place without a printed figure.
  mutating func hatched(x: Double, y: Double, width: Double, height: Double) {
    let corners = [
      Drawing.Point(x, y), Drawing.Point(x + width, y), Drawing.Point(x + width, y + height),
      Drawing.Point(x, y + height),
    ]
    hatch([corners])
    frame(x: x, y: y, width: width, height: height, .hidden)
  }

  /// Hatching inside outlines.
  mutating func hatch(_ outlines: [[Drawing.Point]], distance: Double = 4) {
    let steps = Hatching.lines(within: outlines, distance: distance)
    guard !steps.isEmpty else { return }
    path(steps, stroke: Drawing.Stroke(.hidden, width: 0.6))
  }

  /// What has been put together elsewhere.
  mutating func add(_ sheet: FigureSheet) { shapes += sheet.shapes }

  static func outline(x: Double, y: Double, width: Double, height: Double) -> [Drawing.Path.Step] {
    [
      .move(Drawing.Point(x, y)), .line(Drawing.Point(x + width, y)), .line(Drawing.Point(x + width, y + height)),
      .line(Drawing.Point(x, y + height)), .close,
    ]
  }

  /// Sentences below all else.
  mutating func notes(_ notes: [String]) {
    guard !notes.isEmpty else { return }
    let size = 7.5
    for line in LabelLines.wrapped(notes.joined(separator: " "), width: width - 4, size: size, limit: 4) {
      bottom += 10
      text(line, x: 2, y: bottom, size: size, ink: .muted)
    }
    bottom += 2
  }

  /// What has been put together.
  var drawing: Drawing { Drawing(width: width, height: bottom.rounded(.up), shapes: shapes) }
}
