import Records
public import ReportDocument

/// Blocks whose words are the format's labels: a title, a caption or a gap is named, not spelled.
extension ReportBuilder {
  /// The cover and the contents. Title, sections and the labels of `facts` are the labels `title`, `sections.…` and
  /// `cover.…`.
  public mutating func begin(
    title: String = "title", donor: Bilingual, reference: String? = nil, period: ReportPeriod? = nil,
    facts: KeyValuePairs<String, InlineValue> = [:], sections: [String]
  ) throws {
    let period = period ?? request.period
    try begin(
      title: labels[title], donor: donor, reference: reference, from: period.from, to: period.to,
      facts: facts.map { FormRow(labels["cover.\($0)"], $1) },
      outline: sections.map { OutlineSection($0, labels["sections.\($0)"]) })
  }

  /// The heading of a declared section that is a sheet of its own in a workbook, with the name `sheets.<section>`.
  public mutating func section(_ id: String, onSheet orientation: Part.Orientation) throws {
    try add(.part(Part(orientation, sheet: TitleText(words["sheets.\(id)"]))))
    try section(id)
  }

  /// A heading outside the contents; one level below the section unless said otherwise.
  public mutating func heading(_ key: String, level: Int? = nil) throws { try heading(labels[key], level: level) }

  /// A heading of a record's own words, marked if they are in the other language; a label where there are none.
  public mutating func heading(_ row: InputRow, _ field: String, or key: String, level: Int? = nil) throws {
    guard let (text, isOtherLanguage) = row.localized(field) else { return try heading(key, level: level) }
    try heading(
      TitleText(text, language: isOtherLanguage ? DocumentLanguage(request.language.other) : nil), level: level)
  }

  /// A paragraph of the format's own words.
  public mutating func paragraph(label key: String, _ values: KeyValuePairs<String, String> = [:]) throws {
    try paragraph(words[key, values])
  }

  /// A remark set apart.
  public mutating func callout(
    _ tone: Callout.Tone, _ key: String, _ values: KeyValuePairs<String, String> = [:]
  ) throws {
    try add(.callout(Callout(tone, RichText(words[key, values]))))
  }

  /// A remark that the reader and the requester alike must know, such as sums that do not add up.
  ///
  /// - Parameter path: what it is about, for who can mend it.
  public mutating func caution(_ key: String, _ values: KeyValuePairs<String, String> = [:], path: String) throws {
    try callout(.warning, key, values)
    try diagnose(.warning, words[key, values], path: path)
  }

  /// What stands where something is missing: a visible note and a warning, never silence.
  ///
  /// - Parameter path: where it belongs, for who has to supply it.
  public mutating func placeholder(_ key: String, path: String) throws {
    try placeholder(en: labels[key].en, fr: labels[key].fr, path: path)
  }

  /// What stands where nothing was found: as ``placeholder(_:path:)`` says it, and that there may be something above the
  /// report's level, which is never told apart from nothing at all.
  public mutating func nothing(_ key: String, path: String) throws {
    try placeholder(en: atLevel(key).en, fr: atLevel(key).fr, path: path)
  }

  /// A paragraph where nothing was found and nobody has to supply anything, with the same reservation.
  public mutating func nothing(_ key: String) throws { try paragraph(request.text(atLevel(key))) }

  private func atLevel(_ key: String) -> Bilingual {
    let none = labels[key]
    // Staff read everything.
    guard request.level < .confidential else { return none }
    func text(_ language: Language) -> String {
      let text = none.text(in: language)
      let start = text.hasSuffix(".") ? String(text.dropLast()) : text
      return Words(labels, in: language)["nothing.atLevel", ["none": start]]
    }
    return Bilingual(en: text(.english), fr: text(.french))
  }

  /// Warns that something is missing of so many, `{count}` among the label's words. Of none there is nothing to warn.
  ///
  /// - Parameter path: where it belongs, for who has to supply it.
  public func warn(_ key: String, count: Int, path: String) throws {
    guard count > 0 else { return }
    try diagnose(.warning, words[key, ["count": "\(count)"]], path: path)
  }

  /// Labels and values in two columns; the labels are `<key>.<name>`. A value that is not known is printed as such.
  public mutating func form(_ key: String, _ rows: KeyValuePairs<String, InlineValue>) throws {
    try form(rows.map { FormRow(labels["\(key).\($0)"], $1) })
  }

  /// The prose of a record's field, marked if it is in the other language; nothing where it is empty.
  public mutating func prose(_ row: InputRow, _ field: String) throws {
    guard let (text, isOtherLanguage) = row.localized(field) else { return }
    try prose(text, in: isOtherLanguage ? request.language.other : nil)
  }

  /// The prose that was given for a section, with its language where that is not the report's.
  ///
  /// - Returns: whether there was any.
  @discardableResult
  public mutating func narrative(_ section: String) throws -> Bool {
    for text in narratives[section] {
      try prose(text.text, in: text.written)
      guard let written = text.written else { continue }
      try diagnose(
        .warning,
        request.text(
          en: "The text of the section \(section) exists only in the language \(written.code).",
          fr: "Le texte de la section \(section) n’existe que dans la langue \(written.code)."),
        path: "narrative.\(section)")
    }
    return !narratives[section].isEmpty
  }

  /// The prose of a section, or the label `gaps.<section>` in its place.
  public mutating func narrativeOrGap(_ section: String) throws {
    if try !narrative(section) { try placeholder("gaps.\(section)", path: "narrative.\(section)") }
  }

  /// The numbered heading of a declared section and its prose, or the gap in its place.
  ///
  /// - Parameter prose: the section's name among the prose, where that is another one.
  public mutating func section(_ id: String, prose: String) throws {
    try section(id)
    try narrativeOrGap(prose)
  }

  /// Whether there is prose for a section.
  public func hasNarrative(_ section: String) -> Bool { !narratives[section].isEmpty }

  /// Keeps the prose of the input that ``InputQuery/narratives(of:)`` asks for.
  ///
  /// - Parameter whole: the days that a report without a period tells of. Prose of a part of them, such as of one year,
  ///   would contradict the figures beside it and stays out.
  public mutating func readNarratives(ofAll whole: ReportPeriod? = nil) throws {
    narratives = Narratives(try inputs.collected(Narratives.input), request, whole: whole)
  }
}
