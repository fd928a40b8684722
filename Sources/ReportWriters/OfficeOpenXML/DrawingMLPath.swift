import ReportFigures

/// A path as DrawingML: where it lies, and its geometry.
struct DrawingMLPath {
  /// `a:xfrm` and `a:custGeom`, or `a:prstGeom` for a straight line, which has no width or no height.
  let xml: String

  init(_ path: Drawing.Path) {
    if case .move(let start)? = path.steps.first, path.steps.count == 2, case .line(let end) = path.steps[1] {
      xml = Self.straight(from: start, to: end)
    } else {
      xml = Self.custom(path)
    }
  }

  /// `a:xfrm` of a frame by its upper left corner and its size.
  static func frame(x: Double, y: Double, width: Double, height: Double, turned: String = "") -> String {
    "<a:xfrm\(turned)><a:off x=\"\(units(x))\" y=\"\(units(y))\"/>"
      + "<a:ext cx=\"\(max(0, units(width)))\" cy=\"\(max(0, units(height)))\"/></a:xfrm>"
  }

  private static func units(_ points: Double) -> Int { DrawingMLShapes.units(points) }

  private static func straight(from start: Drawing.Point, to end: Drawing.Point) -> String {
    let rises = (end.x - start.x) * (end.y - start.y) < 0
    return frame(
      x: min(start.x, end.x), y: min(start.y, end.y), width: abs(end.x - start.x), height: abs(end.y - start.y),
      turned: rises ? " flipV=\"1\"" : "") + "<a:prstGeom prst=\"line\"><a:avLst/></a:prstGeom>"
  }

  private static func custom(_ path: Drawing.Path) -> String {
    let points = path.steps.flatMap(\.points)
    let left = points.map(\.x).min() ?? 0
    let top = points.map(\.y).min() ?? 0
    // A path without extent would divide by zero in programs that scale it to its frame.
    let width = max((points.map(\.x).max() ?? 0) - left, 0.01)
    let height = max((points.map(\.y).max() ?? 0) - top, 0.01)
    func place(_ point: Drawing.Point) -> String {
      "<a:pt x=\"\(units(point.x - left))\" y=\"\(units(point.y - top))\"/>"
    }
    let steps = path.steps.map { step in
      switch step {
      case .move(let point): "<a:moveTo>\(place(point))</a:moveTo>"
      case .line(let point): "<a:lnTo>\(place(point))</a:lnTo>"
      case .curve(let first, let second, let end):
        "<a:cubicBezTo>\(place(first))\(place(second))\(place(end))</a:cubicBezTo>"
      case .close: "<a:close/>"
      }
    }
    return frame(x: left, y: top, width: width, height: height)
      + "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l=\"0\" t=\"0\" r=\"r\" b=\"b\"/><a:pathLst>"
      + "<a:path w=\"\(units(width))\" h=\"\(units(height))\">\(steps.joined())</a:path></a:pathLst></a:custGeom>"
  }
}

extension Drawing.Path.Step {
  /// Every point of the step, control points included.
  var points: [Drawing.Point] {
    switch self {
    case .move(let point), .line(let point): [point]
    case .curve(let first, let second, let end): [first, second, end]
    case .close: []
    }
  }
}
