public import ReportDocument

/// A figure as shapes, the same for every medium, which only spells them: as SVG, as DrawingML.
///
/// Lengths are points of 1/72 inch; the origin is the upper left corner. Later shapes lie on earlier ones.
public struct Drawing: Hashable, Sendable {
  /// How wide it is. Every figure is as wide as the text of an A4 page with margins of 20 mm: 480 points.
  public var width: Double
  /// How high it is.
  public var height: Double
  /// What is drawn.
  public var shapes: [Shape]

  /// A drawing of this size.
  public init(width: Double = Drawing.standardWidth, height: Double, shapes: [Shape] = []) {
    self.width = width
    self.height = height
    self.shapes = shapes
  }

  /// The width of every figure.
  public static let standardWidth = 480.0

  /// One shape.
  public enum Shape: Hashable, Sendable {
    /// A rectangle.
    case rectangle(Rectangle, fill: Ink)
    /// A closed or open path.
    case path(Path, fill: Ink?, stroke: Stroke?)
    /// A text on one line.
    case text(Label)
  }

  /// A point.
  public struct Point: Hashable, Sendable {
    /// From the left.
    public var x: Double
    /// From above.
    public var y: Double

    /// A point.
    public init(_ x: Double, _ y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// An upright rectangle.
  public struct Rectangle: Hashable, Sendable {
    /// From the left.
    public var x: Double
    /// From above.
    public var y: Double
    /// How wide.
    public var width: Double
    /// How high.
    public var height: Double

    /// A rectangle by its upper left corner and its size.
    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// Straight lines and cubic curves from point to point; several outlines may follow each other.
  public struct Path: Hashable, Sendable {
    /// One step of a path.
    public enum Step: Hashable, Sendable {
      /// Begins an outline.
      case move(Point)
      /// A straight line.
      case line(Point)
      /// A curve by its two control points and its end.
      case curve(Point, Point, to: Point)
      /// Back to where the outline began.
      case close
    }

    /// The steps, in order.
    public var steps: [Step]

    /// A path.
    public init(_ steps: [Step]) { self.steps = steps }
  }

  /// A line's colour and width.
  public struct Stroke: Hashable, Sendable {
    /// Its colour.
    public var ink: Ink
    /// How wide.
    public var width: Double
    /// Whether it is broken.
    public var isDashed: Bool

    /// A line.
    public init(_ ink: Ink, width: Double, isDashed: Bool = false) {
      self.ink = ink
      self.width = width
      self.isDashed = isDashed
    }
  }

  /// A text on one line, spelled already as its language wants.
  public struct Label: Hashable, Sendable {
    /// Which of its points stands at ``Label/position``.
    public enum Anchor: Hashable, Sendable {
      /// Its beginning.
      case start
      /// Its middle.
      case middle
      /// Its end.
      case end
    }

    /// What it says.
    public var text: String
    /// On the line on which the letters stand.
    public var position: Point
    /// The size of the letters.
    public var size: Double
    /// Which point of it stands there.
    public var anchor: Anchor
    /// Whether its letters are bold.
    public var isBold: Bool
    /// Its colour.
    public var ink: Ink
    /// The text's language, where that is not the report's.
    public var language: DocumentLanguage?

    /// A text.
    public init(
      _ text: String, at position: Point, size: Double = 9, anchor: Anchor = .start, isBold: Bool = false,
      ink: Ink = .text, language: DocumentLanguage? = nil
    ) {
      self.text = text
      self.position = position
      self.size = size
      self.anchor = anchor
      self.isBold = isBold
      self.ink = ink
      self.language = language
    }
  }

  /// A colour by what it is for; a medium says which one that is, on light and on dark ground.
  public enum Ink: Hashable, Sendable {
    /// Letters.
    case text
    /// Letters of less weight, and axes.
    case muted
    /// Lines of a grid.
    case rule
    /// What lies under all else.
    case paper
    /// What no figure is printed for.
    case hidden
    /// The colour of a column of figures, from 0 to ``seriesCount`` - 1.
    case series(Int)
    /// Letters on such a colour.
    case onSeries(Int)
    /// The darker the more, from 0 to ``shadeCount`` - 1.
    case shade(Int)
    /// Letters on such a shade.
    case onShade(Int)

    /// How many columns of figures can be told apart.
    public static let seriesCount = 8
    /// How many shades there are.
    public static let shadeCount = 5
  }
}
