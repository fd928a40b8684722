import JSONBytes

/// The start of a part, which reaches to the next one: pages of one orientation on paper, a sheet in a workbook.
public struct Part: Hashable, Sendable {
  /// How pages lie.
  public enum Orientation: String, CaseIterable, Hashable, Sendable {
    /// Higher than wide; what stands before the first part is so too.
    case portrait
    /// Wider than high.
    case landscape
  }

  /// How its pages lie.
  public var orientation: Orientation
  /// What its sheet is called; without a name its blocks go on in the sheet before.
  public var sheet: TitleText?

  /// A part.
  public init(_ orientation: Orientation, sheet: TitleText? = nil) {
    self.orientation = orientation
    self.sheet = sheet
  }
}

extension Part: BlockContent {
  static let name = "part"
  var block: Block { .part(self) }

  static func read(_ reader: inout JSONReader) throws -> Part {
    var part = Part(.portrait)
    while let key = try reader.nextKey() {
      switch key {
      case "orientation": part.orientation = try reader.readCode(Orientation.self)
      case "sheet": part.sheet = try TitleText.read(&reader)
      default: throw reader.unknownMember(key, of: name)
      }
    }
    return part
  }

  func write(to writer: inout JSONWriter) {
    writer.member("orientation", orientation.rawValue)
    writer.member("sheet", ifPresent: sheet)
  }
}
