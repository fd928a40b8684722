import ReportDocument

/// How lists count. Every numbered list has an instance of its own, since it begins at one.
struct DOCXNumbering {
  static let bullets = 1

  /// At which depth each numbered list stands.
  private var depths: [UInt8] = []

  /// An instance for the next numbered list; nil if Word can count no more, and the number must be text.
  mutating func instance(depth: Int) -> Int? {
    guard depths.count < DOCXLimits.numberedLists else { return nil }
    depths.append(UInt8(depth))
    return Self.bullets + depths.count
  }

  /// The part that says how each of them counts.
  var part: String {
    var xml = "<w:numbering xmlns:w=\"\(DOCXNames.main)\">"
    xml += abstract(0) { depth in ("bullet", ["•", "–", "▪", "·"][depth]) }
    xml += abstract(1) { depth in
      (["decimal", "lowerLetter", "lowerRoman", "decimal"][depth], "%\(depth + 1)\(depth == 1 ? ")" : ".")")
    }
    xml += "<w:num w:numId=\"\(Self.bullets)\"><w:abstractNumId w:val=\"0\"/></w:num>"
    for (index, depth) in depths.enumerated() {
      xml +=
        "<w:num w:numId=\"\(Self.bullets + index + 1)\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"\(depth)\">"
      xml += "<w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    }
    return xml + "</w:numbering>"
  }

  private func abstract(
    _ identifier: Int, _ level: (_ depth: Int) -> (format: String, text: String)
  ) -> String {
    var xml = "<w:abstractNum w:abstractNumId=\"\(identifier)\"><w:multiLevelType w:val=\"hybridMultilevel\"/>"
    for depth in 0..<DocumentLimits.listDepth {
      let (format, text) = level(depth)
      xml += "<w:lvl w:ilvl=\"\(depth)\"><w:start w:val=\"1\"/><w:numFmt w:val=\"\(format)\"/>"
      xml += "<w:lvlText w:val=\"\(text)\"/><w:lvlJc w:val=\"left\"/><w:pPr>"
      xml += "<w:ind w:left=\"\(DOCXIndent.list(depth))\" w:hanging=\"340\"/></w:pPr></w:lvl>"
    }
    return xml + "</w:abstractNum>"
  }
}
