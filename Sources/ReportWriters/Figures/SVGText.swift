import ReportDocument
import ReportFigures

/// A drawing as SVG: one element that fetches nothing and runs nothing.
struct SVGText {
  /// Where the picture stands, which decides where its colours come from.
  enum Place: Hashable, Sendable {
    /// In a page, whose style sheet has the colours of its schemes. The name is that of the title's element.
    case page(titleIdentifier: String)
    /// A picture of its own, on white paper, without the texts: a typesetter has better means for them.
    case shapes
  }

  let drawing: Drawing
  let language: DocumentLanguage
  let alternative: TitleText
  let place: Place

  /// A drawing with what it shows in words.
  init(_ drawing: Drawing, in language: DocumentLanguage, alternative: TitleText, place: Place) {
    self.drawing = drawing
    self.language = language
    self.alternative = alternative
    self.place = place
  }

  /// The element.
  var text: String {
    let size = "width=\"\(Self.number(drawing.width))\" height=\"\(Self.number(drawing.height))\" "
    let box = "viewBox=\"0 0 \(Self.number(drawing.width)) \(Self.number(drawing.height))\""
    var svg =
      switch place {
      case .page(let identifier): "<svg \(box) role=\"img\" aria-labelledby=\"\(identifier)\">\n"
      case .shapes: "<svg xmlns=\"http://www.w3.org/2000/svg\" \(size)\(box)>\n"
      }
    if case .page(let identifier) = place { svg += title(identifier) }
    for shape in drawing.shapes {
      if place == .shapes, case .text = shape { continue }
      svg += element(shape)
      svg += "\n"
    }
    return svg + "</svg>"
  }

  private func title(_ identifier: String) -> String {
    let text = PrintedText.line(alternative.text, in: alternative.language ?? language)
    var attributes = alternative.language.map { Self.attribute("lang", $0.rawValue) } ?? ""
    attributes += Self.attribute("id", identifier)
    return "<title\(attributes)>\(XMLText.escaped(PrintedText.isolated(text)))</title>\n"
  }

  private func element(_ shape: Drawing.Shape) -> String {
    switch shape {
    case .rectangle(let rectangle, let fill):
      return "<rect x=\"\(Self.number(rectangle.x))\" y=\"\(Self.number(rectangle.y))\" "
        + "width=\"\(Self.number(rectangle.width))\" height=\"\(Self.number(rectangle.height))\" "
        + "fill=\"\(colour(fill))\"/>"
    case .path(let path, let fill, let stroke):
      var attributes = Self.attribute("fill", fill.map(colour) ?? "none")
      if let stroke {
        attributes += Self.attribute("stroke", colour(stroke.ink))
        attributes += Self.attribute("stroke-width", Self.number(stroke.width))
        attributes += Self.attribute("stroke-linejoin", "round")
        if stroke.isDashed { attributes += Self.attribute("stroke-dasharray", "4 3") }
      }
      return "<path d=\"\(path.steps.map(Self.step).joined())\"\(attributes)/>"
    case .text(let label): return text(label)
    }
  }

  private func text(_ label: Drawing.Label) -> String {
    var attributes = Self.attribute("x", Self.number(label.position.x))
    attributes += Self.attribute("y", Self.number(label.position.y))
    attributes += Self.attribute("font-size", Self.number(label.size))
    switch label.anchor {
    case .start: break
    case .middle: attributes += Self.attribute("text-anchor", "middle")
    case .end: attributes += Self.attribute("text-anchor", "end")
    }
    if label.isBold { attributes += Self.attribute("font-weight", "bold") }
    attributes += Self.attribute("fill", colour(label.ink))
    if let language = label.language { attributes += Self.attribute("lang", language.rawValue) }
    return "<text\(attributes)>\(XMLText.escaped(PrintedText.isolated(label.text)))</text>"
  }

  private func colour(_ ink: Drawing.Ink) -> String {
    let colour = InkColour(ink)
    return switch place {
    case .page: "var(\(colour.variable))"
    case .shapes: colour.light
    }
  }

  private static func attribute(_ name: String, _ value: String) -> String { " \(name)=\"\(value)\"" }

  private static func step(_ step: Drawing.Path.Step) -> String {
    switch step {
    case .move(let point): "M\(place(point))"
    case .line(let point): "L\(place(point))"
    case .curve(let first, let second, let end): "C\(place(first)) \(place(second)) \(place(end))"
    case .close: "Z"
    }
  }

  private static func place(_ point: Drawing.Point) -> String { "\(number(point.x)) \(number(point.y))" }

  /// A length with at most two digits after the point.
  static func number(_ value: Double) -> String {
    let hundredths = Int((value * 100).rounded())
    let sign = hundredths < 0 ? "-" : ""
    let (whole, rest) = abs(hundredths).quotientAndRemainder(dividingBy: 100)
    switch rest {
    case 0: return "\(sign)\(whole)"
    case let rest where rest % 10 == 0: return "\(sign)\(whole).\(rest / 10)"
    default: return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
  }
}
