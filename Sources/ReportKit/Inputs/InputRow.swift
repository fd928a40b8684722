public import JSONBytes
public import Records
public import ReportDocument

/// One row of an input. Names may be paths into it, such as `place.region`.
public struct InputRow: Sendable {
  /// The row as it arrived.
  public let object: JSONObject
  /// The report's language.
  let language: Language
  /// The language of the record's plain texts.
  private let written: Language
  /// The names that the core has put beside the row's codes and keys.
  private let labels: JSONValue?
  private let ledger: InputLedger?

  init(
    _ object: JSONObject, language: Language, written: Language? = nil, labels: JSONValue? = nil,
    ledger: InputLedger? = nil, isPart: Bool = false
  ) {
    self.object = object
    self.language = language
    self.ledger = ledger
    self.labels = labels ?? object["labels"]
    // A part's own language, such as that of somebody's words, is the one spoken and not that of its texts.
    let own = isPart ? nil : object["language"]?.string.flatMap(Language.init(rawValue:))
    self.written = own ?? written ?? language
  }

  /// The value of a field; nil if there is none, or null.
  public subscript(name: String) -> JSONValue? { Self.value(name, in: .object(object)) }

  private static func value(_ name: String, in object: JSONValue?) -> JSONValue? {
    var value = object
    for part in name.split(separator: ".") { value = value?[String(part)] }
    // `nil` alone could mean JSON's null here.
    return value == .null ? Optional.none : value
  }

  /// Whether the row has a field of this name of which something is kept from readers of the report's level. It is not
  /// empty: a report says that it is withheld, and never "none".
  public func isWithheld(_ name: String) -> Bool { strings("withheld").contains(name) }

  /// What stands where a field is withheld.
  public var withheld: InlineValue { .undisclosed }

  /// By which whoever may read the records finds those behind the row's figures; nil where the query asks for no traces,
  /// or something of the row is hidden.
  public var trace: String? { object[RecordQuery.trace]?.string }

  /// A text in the report's language, or else in the other one.
  public func text(_ name: String) -> String? { localized(name)?.text }

  /// A text in the report's language, and whether it had to be taken from the other one.
  public func localized(_ name: String) -> (text: String, isOtherLanguage: Bool)? {
    guard let value = self[name] else { return nil }
    if let text = value.string {
      return (text, written != language)
    }
    return LocalizedText(fr: value["fr"]?.string, en: value["en"]?.string).text(in: language)
  }

  /// A plain text, a key or a code.
  public func string(_ name: String) -> String? { self[name]?.string }

  /// A whole number.
  public func integer(_ name: String) -> Int? { self[name]?.integer.map(Int.init) }

  /// A number, also one that came as exact decimal text, such as a sum.
  public func number(_ name: String) -> Double? { self[name]?.double ?? string(name).flatMap { Double($0) } }

  /// Yes or no.
  public func flag(_ name: String) -> Bool? { self[name]?.bool }

  /// A day.
  public func date(_ name: String) -> CalendarDate? { string(name).flatMap(CalendarDate.init(_:)) }

  /// A day as exactly as it is known.
  public func partialDate(_ name: String) -> PartialDate? { string(name).flatMap { PartialDate($0) } }

  /// A sum of money.
  public func money(_ name: String) -> Money? { self[name].flatMap(Self.money) }

  /// Sums of money, one for each currency, as `sum(…)` of a field of money gives them.
  public func sums(_ name: String) -> [Money] { (self[name]?.array ?? []).compactMap(Self.money) }

  private static func money(_ value: JSONValue) -> Money? {
    guard let amount = value["amount"]?.string, let currency = value["currency"]?.string else { return nil }
    return Money(amount: amount, currency: currency)
  }

  /// The record that a followed reference leads to; nil where there is none that the report may show.
  public func followed(_ reference: String) -> InputRow? { row(RecordQuery.followed)?.row(reference) }

  /// Several texts.
  public func strings(_ name: String) -> [String] { (self[name]?.array ?? []).compactMap(\.string) }

  /// The objects of a list, such as a finding's recommendations.
  public func rows(_ name: String) -> [InputRow] {
    let labels = Self.value(name, in: self.labels)?.array ?? []
    return (self[name]?.array ?? []).enumerated().compactMap { index, element in
      element.object.map { nested($0, labels.indices.contains(index) ? labels[index] : .null, isPart: true) }
    }
  }

  /// An object within the row.
  public func row(_ name: String) -> InputRow? {
    self[name]?.object.map { nested($0, Self.value(name, in: labels) ?? .null) }
  }

  /// A code's name in the report's language; the code itself if the list does not know it.
  public func label(_ name: String, _ list: CodeList) -> String? {
    string(name).map { list.label($0, language) ?? $0 }
  }

  /// The core's name of a code, in the report's language; nil without a code, or where the query asks for no labels.
  public func label(_ name: String) -> String? { Self.value(name, in: labels)?.string }

  /// The core's names of a list of codes, in the report's language.
  public func labels(_ name: String) -> [String] {
    (Self.value(name, in: labels)?.array ?? []).compactMap(\.string)
  }

  /// The organisation that a key refers to; nil where the report may not name it, or the query asks for no labels.
  public func organisation(_ name: String) -> OrganisationName? {
    Self.value(name, in: labels).flatMap(OrganisationName.init).map(noted)
  }

  /// The organisations that a list of keys refers to, without those that the report may not name.
  public func organisations(_ name: String) -> [OrganisationName] {
    (Self.value(name, in: labels)?.array ?? []).compactMap(OrganisationName.init).map(noted)
  }

  /// A text as a value to print, marked if it is in the other language; withheld, or missing if there is none.
  public func value(_ name: String) -> InlineValue {
    guard let (text, isOther) = localized(name) else { return isWithheld(name) ? withheld : .missing }
    let other = DocumentLanguage(language.other)
    return InlineValue(.text(TextSpan(text, language: isOther ? other : nil)))
  }

  /// A measure as a value to print: a number, hidden to protect people, or missing.
  public func count(_ name: String) -> InlineValue {
    guard let value = self[name] else { return .missing }
    if let integer = value.integer { return .integer(integer, trace: trace) }
    if let number = value.double { return .number(number, decimals: 1, trace: trace) }
    guard value["suppressed"]?.bool == true else { return .missing }
    return value["below"]?.integer.map { .suppressed(below: Int(clamping: $0)) } ?? .withheld
  }

  /// How the organisation that a key refers to is printed; nil without a key.
  public func organisationText(_ name: String, _ form: OrganisationName.Form = .short) -> String? {
    string(name).map { _ in organisation(name)?.text(form) ?? OrganisationName.unnamed.text(in: language) }
  }

  /// A recommendation's text behind the organisation that it addresses; nil without a text.
  public var addressedText: String? {
    text("text").map { text in organisationText("addressee").map { "\($0) — \(text)" } ?? text }
  }

  /// The same with the text marked if it is in the other language.
  public var addressed: RichText? {
    guard let (text, isOther) = localized("text") else { return nil }
    let body = organisationText("addressee").map { "\($0) — " }
    return isOther ? .joined([body.map { .text($0) }, value("text")], by: "") : RichText((body ?? "") + text)
  }

  /// How the organisations that a list of keys refers to are printed.
  public func organisationTexts(_ name: String, _ form: OrganisationName.Form = .introduced) -> [String] {
    let labels = Self.value(name, in: labels)?.array ?? []
    return strings(name).indices.map { index in
      let label = labels.indices.contains(index) ? OrganisationName(labels[index]).map(noted) : nil
      return label?.text(form) ?? OrganisationName.unnamed.text(in: language)
    }
  }

  /// An organisation that is asked for is about to be named.
  private func noted(_ organisation: OrganisationName) -> OrganisationName {
    ledger?.name(organisation)
    return organisation
  }

  private func nested(_ object: JSONObject, _ labels: JSONValue, isPart: Bool = false) -> InputRow {
    InputRow(object, language: language, written: written, labels: labels, ledger: ledger, isPart: isPart)
  }
}
