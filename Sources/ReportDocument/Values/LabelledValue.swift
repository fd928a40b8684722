import JSONBytes

/// A value and what it is called.
public struct LabelledValue: Hashable, Sendable {
  /// What the value is called.
  public var label: TitleText
  /// The value.
  public var value: RichText

  /// Text and figures under a label.
  public init(_ label: TitleText, text: RichText) {
    self.label = label
    value = text
  }

  /// A value under a label.
  public init(_ label: TitleText, _ value: InlineValue) { self.init(label, text: RichText([value])) }
}

extension LabelledValue {
  static func read(_ reader: inout JSONReader) throws -> LabelledValue {
    var label: TitleText?
    var value: RichText?
    try reader.beginObject()
    while let key = try reader.nextKey() {
      switch key {
      case "label": label = try TitleText.read(&reader)
      case "value": value = try RichText.read(&reader, orValue: true)
      default: throw reader.unknownMember(key, of: "form row")
      }
    }
    return LabelledValue(
      try reader.required(label, "label", of: "form row"), text: try reader.required(value, "value", of: "form row"))
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("label", label)
    writer.key("value")
    if value.values.count == 1 { value.values[0].write(to: &writer) } else { writer.richText(value) }
    writer.endObject()
  }
}
