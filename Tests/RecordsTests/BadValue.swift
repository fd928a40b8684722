import Testing

/// A value that a field refuses.
struct BadValue: Sendable, CustomTestStringConvertible {
  let kind: String
  let path: String
  let value: String
  /// Where the fault is found, if not at the field.
  let faultPath: String
  /// The name of what is said.
  let rule: String

  init(_ kind: String, _ path: String, _ value: String, at faultPath: String? = nil, _ rule: String) {
    self.kind = kind
    self.path = path
    self.value = value
    self.faultPath = faultPath ?? path
    self.rule = rule
  }

  var testDescription: String { "\(kind).\(path) \(value.prefix(40))" }

  /// Some values that one field refuses for one reason.
  static func each(_ kind: String, _ path: String, _ values: [String], _ rule: String) -> [BadValue] {
    values.map { BadValue(kind, path, $0, rule) }
  }

  static let all = [texts, formats, keysAndCodes, days, numbers, money, objectsAndLists].flatMap(\.self)

  static let texts: [BadValue] =
    each("finding", "dissent", ["7", "[]", "true"], "value_type")
    + each(
      "finding", "dissent", [#"" x""#, #""x\n""#, "\"x\u{A0}\"", "\"\u{FEFF}x\"", "\"x\u{200B}\""], "text_outer_space")
    + each("finding", "dissent", [#""a\u0007b""#, #""a\u0001b""#, #""a\uffffb""#], "text_control")
    + each("finding", "dissent", ["null"], "null_refused") + each("finding", "dissent", ["{}"], "text_language")
    + each("engagement", "place.village", ["{}", "true", "1"], "value_type")
    + each("engagement", "place.village", [#"" x""#, #""x ""#], "text_outer_space")
    + [
      BadValue("finding", "dissent", #"{"de":"x"}"#, at: "dissent.de", "text_language"),
      BadValue("finding", "dissent", #"{"fr":"x","de":"x"}"#, at: "dissent.de", "text_language"),
      BadValue("finding", "dissent", #"{"fr":1}"#, at: "dissent.fr", "value_type"),
      BadValue("finding", "dissent", #"{"fr":null}"#, at: "dissent.fr", "null_refused"),
      BadValue("finding", "dissent", #"{"en":" x"}"#, at: "dissent.en", "text_outer_space"),
      BadValue("engagement", "place.village", #""a\u0001b""#, "text_control"),
    ]

  static let formats: [BadValue] =
    each("programme", "currency", [#""usd""#, #""FCFA""#, #""XXX""#], "text_format")
    + each(
      "programme", "iatiIdentifier", [#""XM DAC""#, #""XM/DAC""#, #""XM?DAC""#, #""XM|DAC""#, #""é""#], "text_format")
    + each("programme", "sectors[0].code", [#""152 10""#, #""""#], "text_format")
    + each("programme", "grants[0].reports[0].report", [#""undef""#, #""Undef/x""#, #""a/b/c""#], "text_format")
    + each("organisation", "country", [#""MLI""#, #""ml""#, #""XX""#], "text_format")
    + each("organisation", "website", [#""bvg.ml""#, #""https://bvg ml""#, #""https://""#], "text_format")
    + each("finding", "gdiQuestions[0]", [#""Q78""#, #""Q0""#, #""q17""#, #""17""#, #""Q17AB""#], "text_format")
    + each("finding", "recommendations[0].node", [#""-1""#, #""2:1""#], "text_format")
    + each("engagement", "place.geoVersion", [#""2021""#], "text_format")
    + each("engagement", "place.geoVersion", ["2023"], "value_type")
    + each("engagement", "languages[0]", [#""""#], "text_format")
    + each("narrative", "section", [#""Lessons""#, #""1a""#, #""a-b""#], "text_format")
    + each("evidence", "sha256", [#""E3B0""#, #""abc""#], "text_format")
    + each("evidence", "mediaType", [#""pdf""#, #""Application/pdf""#, #""a/b/c""#], "text_format")

  static let keysAndCodes: [BadValue] =
    each("finding", "key", [#""-x""#, #""a b""#, #""é""#, #""\u212a1""#, #""""#], "text_format")
    + each("finding", "key", [#"" x""#, #""x ""#], "text_outer_space") + each("finding", "key", ["7"], "value_type")
    + each("finding", "key", ["null"], "null_refused")
    + each("finding", "assignment", [#""é""#], "text_format") + each("finding", "assignment", ["[]"], "value_type")
    + each("finding", "institutions[0]", [#""a b""#], "text_format")
    + each("finding", "severity", ["5"], "value_type") + each("finding", "severity", ["null"], "null_refused")
    + each("finding", "severity", [#""grave""#, #"" high""#, #""HIGH""#], "code_known")
    + each("finding", "language", [#""de""#], "code_known")
    + each("finding", "confidentiality", [#""secret""#], "code_known")
    + each("programme", "regions[1]", [#""mars""#], "code_known")
    + each("consent", "subjectCode", ["7"], "value_type") + each("consent", "subjectCode", ["null"], "null_refused")
    + each("consent", "subjectCode", [#"" F""#], "text_outer_space")
    + each("consent", "subjectCode", [#""F\u0007""#], "text_control")

  static let days: [BadValue] =
    each(
      "finding", "observedOn",
      [
        #""2023-02-29""#, #""2023-2-09""#, #""2023-13-01""#, #""1899-12-31""#, #""16/05/2023""#, #""""#,
        #""2023-05-16T10:00:00Z""#, #"" 2023-05-16""#, #""2023-05-16\u0001""#,
      ], "date_exists") + each("finding", "observedOn", ["20230516", "{}"], "value_type")
    + each(
      "framework", "adoptedOn",
      [
        #""2023-13""#, #""2023-2""#, #""2023-02-29""#, #""1899""#, #""2200""#, #""23""#, #""202""#, #""05/2023""#,
        #""""#,
        #""2023-""#, #""2023-05-""#, #""2023-05-16T10""#, #"" 2023""#, #""2023\u0001""#, #""２０２３""#,
      ], "date_exists") + each("framework", "adoptedOn", ["2023", "{}", "true"], "value_type")
    + each("framework", "adoptedOn", ["null"], "null_refused")
    + each("finding", "observedOn", ["null"], "null_refused")

  static let numbers: [BadValue] =
    each("finding", "itemNumber", [#""3""#], "number_as_text")
    + each("finding", "itemNumber", [#""trois""#, "true", "[]"], "value_type")
    + each("finding", "itemNumber", [#""1,5""#, #""1 250""#, "\"1\u{202F}250\""], "decimal_comma")
    + each("finding", "itemNumber", ["1.5", "0", "10001", "1e30", "-3"], "number_range")
    + each("finding", "itemNumber", ["null"], "null_refused") + each("finding", "votes.for", ["-1"], "number_range")
    + each("engagement", "durationHours", [#""12.5""#], "number_as_text")
    + each("engagement", "durationHours", [#""12,5""#], "decimal_comma")
    + each("engagement", "durationHours", ["8785", "-1"], "number_range")
    + each("engagement", "durationHours", ["[]"], "value_type")
    + each("engagement", "chathamHouse", [#""oui""#, #""true""#, "1"], "value_type")
    + each("engagement", "chathamHouse", ["null"], "null_refused")

  static let money: [BadValue] =
    each(
      "programme", "grants[0].spent.amount",
      ["1e5", "12.345", "-5", "+5", "007", "5.", ".5", "", "1,000", "1.000.000", "1234567890123456"].map {
        "\"\($0)\""
      },
      "money_amount")
    + each(
      "programme", "grants[0].spent.amount", ["98 500,5", "98\u{202F}500", "98\u{A0}500.5"].map { "\"\($0)\"" },
      "decimal_comma")
    + each("programme", "grants[0].cofinancing.amount", [#""5000000.00""#, #""1.2""#], "money_amount")
    + each("programme", "grants[0].spent.amount", ["5"], "value_type")
    + each("programme", "grants[0].spent.amount", ["null"], "null_refused")
    + each("programme", "grants[0].cofinancing.currency", [#""FCFA""#, #""\u212aES""#], "text_format")
    + each("programme", "grants[0].cofinancing.currency", ["7"], "value_type")
    + each("programme", "grants[0].cofinancing", [#""5 USD""#, "5"], "value_type")
    + each("programme", "grants[0].cofinancing.unit", [#""x""#], "field_known")
    + [
      BadValue(
        "programme", "grants[0].cofinancing", #"{"amount":"5"}"#, at: "grants[0].cofinancing.currency", "field_required"
      ),
      BadValue(
        "programme", "grants[0].cofinancing", #"{"currency":"USD"}"#, at: "grants[0].cofinancing.amount",
        "field_required"),
    ]

  static let objectsAndLists: [BadValue] =
    each("finding", "place", [#""gao""#, "[]"], "value_type") + each("finding", "place", ["null"], "null_refused")
    + [BadValue("finding", "place", "{}", at: "place.region", "field_required")]
    + each("finding", "place.zzz", ["1"], "field_known") + each("finding", "zzz", ["1"], "field_known")
    + each("finding", "place.ifRevision", ["1"], "field_known")
    + each("finding", "ifRevision", ["-1"], "number_range")
    + each("finding", "institutions", [#""cnt""#, "{}"], "value_type")
    + each("finding", "institutions[2]", ["null"], "null_refused")
    + each("finding", "institutions[2]", [#""cnt""#], "list_distinct")
    + each("finding", "gdiQuestions[2]", [#""Q17""#], "list_distinct")
    + each("consent", "scopes[3]", [#""quote""#], "list_distinct")
    + each("framework", "indicators[0].dataQualityAssessments[1]", [#""2020-05-04""#], "list_distinct")
    + each("finding", "recommendations", ["{}"], "value_type")
    + each("finding", "recommendations[1]", [#""x""#], "value_type")
}
