import JSONBytes

extension InlineValue {
  /// Reads a string, or an object with exactly one of `text`, `number`, `money`, `date`, `percent`, `label`, `missing`,
  /// `suppressed`, `withheld`, `undisclosed` and `footnote`.
  static func read(_ reader: inout JSONReader) throws -> InlineValue {
    if try reader.peek() == .string { return .text(try reader.readText()) }
    try reader.beginObject()
    return try read(&reader, from: reader.nextKey())
  }

  /// Reads the members of an object, the first of which has been begun.
  static func read(_ reader: inout JSONReader, from first: JSONKey?) throws -> InlineValue {
    var members = Members()
    var next = first
    while let key = next {
      try members.read(key, &reader)
      next = try reader.nextKey()
    }
    return try members.value(reader)
  }

  /// What the object said, before it is known to hang together.
  private struct Members {
    var content: Content?
    var emphasis: TextSpan.Emphasis?
    var link: LinkTarget?
    var language: DocumentLanguage?
    var decimals: Int?
    var currency: String?
    var code: String?
    var trace: String?

    mutating func read(_ key: JSONKey, _ reader: inout JSONReader) throws {
      switch key {
      case "text": try set(.text(TextSpan(try reader.readText())), reader)
      case "number": try set(try Self.readNumber(&reader), reader)
      case "money": try set(.money(amount: try Self.readAmount(&reader), currency: ""), reader)
      case "date": try set(.date(try reader.readDate()), reader)
      case "percent": try set(.percent(try reader.readNumber().double, decimals: 1), reader)
      case "label": try set(.label(try reader.readText(), code: nil), reader)
      case "missing": try set(try Self.readMark(.missing, "missing", &reader), reader)
      case "suppressed":
        let limit = Int64(DocumentLimits.suppressionThreshold)
        try set(.suppressed(below: try reader.readInteger(in: 2...limit)), reader)
      case "withheld": try set(try Self.readMark(.withheld, "withheld", &reader), reader)
      case "undisclosed": try set(try Self.readMark(.undisclosed, "undisclosed", &reader), reader)
      case "footnote": try set(.footnote(try Self.readFootnote(&reader)), reader)
      case "emphasis": emphasis = try reader.readCode(TextSpan.Emphasis.self)
      case "link": link = try Self.readLink(&reader)
      case "language": language = try reader.readCode(DocumentLanguage.self)
      case "decimals": decimals = try reader.readInteger(in: 0...Int64(DocumentLimits.decimals))
      case "currency": currency = try Self.readCurrency(&reader)
      case "code": code = try reader.readText()
      case "trace": trace = try reader.readText(maximumBytes: DocumentLimits.traceBytes)
      default: throw reader.unknownMember(key, of: "value")
      }
    }

    private mutating func set(_ content: Content, _ reader: JSONReader) throws {
      guard self.content == nil else {
        throw reader.documentFault(.invalidValue, "A value is of one kind only.")
      }
      self.content = content
    }

    func value(_ reader: JSONReader) throws -> InlineValue {
      guard let content else {
        throw reader.documentFault(
          .unknownKind,
          "A value has one of text, number, money, date, percent, label, missing, suppressed, withheld, undisclosed, "
            + "footnote.")
      }
      try check(content, reader)
      switch content {
      case .text(let span):
        let full = TextSpan(span.text, emphasis: emphasis, link: link, language: language)
        return InlineValue(.text(full), trace: trace)
      case .integer(let integer):
        guard let decimals, decimals > 0 else { return InlineValue(content, trace: trace) }
        return InlineValue(.number(Double(integer), decimals: decimals), trace: trace)
      case .number(let number, _):
        return InlineValue(.number(number, decimals: decimals ?? 0), trace: trace)
      case .percent(let number, let usual):
        return InlineValue(.percent(number, decimals: decimals ?? usual), trace: trace)
      case .money(let amount, _):
        let currency = try reader.required(currency, "currency", of: "money value")
        return InlineValue(.money(amount: amount, currency: currency), trace: trace)
      case .label(let label, _): return InlineValue(.label(label, code: code), trace: trace)
      case .date, .missing: return InlineValue(content, trace: trace)
      case .suppressed, .withheld, .undisclosed, .footnote: return InlineValue(content)
      }
    }

    /// Refuses members that mean nothing for this kind of value.
    private func check(_ content: Content, _ reader: JSONReader) throws {
      var isText = false
      var isMoney = false
      var isLabel = false
      var hasDecimals = false
      switch content {
      case .text: isText = true
      case .money: isMoney = true
      case .label: isLabel = true
      case .integer, .number, .percent: hasDecimals = true
      case .date, .missing: break
      case .suppressed, .withheld, .undisclosed, .footnote:
        guard trace == nil else {
          throw reader.documentFault(.invalidValue, "What is not printed has no trace, nor has a footnote.")
        }
      }
      let hasStray =
        (!isText && (emphasis != nil || link != nil || language != nil)) || (!isMoney && currency != nil)
        || (!isLabel && code != nil) || (!hasDecimals && decimals != nil)
      guard !hasStray else {
        throw reader.documentFault(.unknownMember, "The value has a member that its kind does not have.")
      }
    }

    private static func readNumber(_ reader: inout JSONReader) throws -> Content {
      let number = try reader.readNumber()
      return number.integer.map(Content.integer) ?? .number(number.double, decimals: 0)
    }

    private static func readAmount(_ reader: inout JSONReader) throws -> String {
      let amount = try reader.readText()
      guard MoneyText.isAmount(amount) else {
        throw reader.documentFault(.invalidValue, "Expected a decimal amount in a string, as \"187000.00\".")
      }
      return amount
    }

    private static func readCurrency(_ reader: inout JSONReader) throws -> String {
      let currency = try reader.readText()
      guard MoneyText.isCurrency(currency) else {
        throw reader.documentFault(.invalidValue, "Expected an ISO 4217 code, as USD.")
      }
      return currency
    }

    /// A note at a note could not be numbered in the order of reading.
    private static func readFootnote(_ reader: inout JSONReader) throws -> RichText {
      let note = try RichText.read(&reader)
      for value in note.values {
        if case .footnote = value.content {
          throw reader.documentFault(.invalidValue, "A footnote has no footnotes.")
        }
      }
      return note
    }

    private static func readMark(
      _ content: Content, _ name: String, _ reader: inout JSONReader
    ) throws -> Content {
      guard try reader.readBool() else {
        throw reader.documentFault(.invalidValue, "\(name) is true or is left out.")
      }
      return content
    }

    private static func readLink(_ reader: inout JSONReader) throws -> LinkTarget {
      guard let link = LinkTarget(try reader.readText()) else {
        throw reader.documentFault(.invalidValue, "A link is #id, https://… or http://…, percent-encoded.")
      }
      return link
    }
  }
}
