import JSONBytes

/// What a query's names mean in the records of ``PlainProgramme``, written down by hand.
struct PlainSource {
  enum Place {
    /// A member of the record, at a path.
    case record(String)
    /// Several values, in a list of the record.
    case list(String)
    /// A member of the list's element.
    case element(String)
    /// Whether the element's age band is one of the young.
    case youth
    case key, year
  }

  enum Measure {
    /// Rows.
    case rows
    /// The sum of an element's numbers, or of a record's.
    case sum(Place)
    /// Different records.
    case records
    /// Different values.
    case distinct(Place)
  }

  let kind: String
  /// The list whose elements are rows; nil where records are.
  var list: String?
  let dimensions: [String: Place]
  /// Dimensions that tell of people.
  var people: Set<String> = []
  let measures: [String: Measure]
  /// Measures that count people.
  var counted: Set<String> = []

  static let all: [String: PlainSource] = [
    "finding": PlainSource(
      kind: "finding", dimensions: ofFinding,
      measures: ["count": .rows, "engagements": .distinct(.record("engagement"))]),
    "recommendation": PlainSource(
      kind: "finding", list: "recommendations",
      dimensions: ofFinding.merging(
        ["addressee": .element("addressee"), "priority": .element("priority"), "finding": .key]) { $1 },
      measures: [
        "count": .rows, "findings": .records, "organisations": .distinct(.element("addressee")),
        "engagements": .distinct(.record("engagement")),
      ]),
    "engagement": PlainSource(
      kind: "engagement", dimensions: ofEngagement,
      measures: ["count": .rows, "organisations": .distinct(.record("host")), "invited": .sum(.record("invited"))],
      counted: ["invited"]),
    "participation": PlainSource(
      kind: "engagement", list: "participation",
      dimensions: ofEngagement.merging(
        [
          "sex": .element("sex"), "ageBand": .element("ageBand"), "youth": .youth, "group": .element("group"),
          "engagement": .key,
        ]) { $1 },
      people: ["sex", "ageBand", "youth", "group"],
      measures: [
        "people": .sum(.element("count")), "graduates": .sum(.element("graduated")), "engagements": .records,
        "organisations": .distinct(.record("host")),
      ], counted: ["people", "graduates"]),
    "measurement": PlainSource(
      kind: "measurement", dimensions: ofMeasurement,
      measures: ["count": .rows, "frameworks": .distinct(.record("framework"))]),
    "measurement_cell": PlainSource(
      kind: "measurement", list: "cells",
      dimensions: ofMeasurement.merging(
        ["sex": .element("sex"), "region": .element("region"), "measurement": .key]) { $1 },
      people: ["sex", "region"],
      measures: [
        "counted": .sum(.element("count")), "countedAmong": .sum(.element("outOf")), "measurements": .records,
        "frameworks": .distinct(.record("framework")),
      ], counted: ["counted", "countedAmong"]),
    "expense": PlainSource(
      kind: "expense",
      dimensions: [
        "grant": .record("grant"), "budgetLine": .record("budgetLine"), "category": .record("category"), "year": .year,
      ], measures: ["count": .rows]),
  ]

  private static let ofFinding: [String: Place] = [
    "origin": .record("origin"), "theme": .record("theme"), "severity": .record("severity"),
    "priority": .record("priority"), "engagement": .record("engagement"), "region": .record("place.region"),
    "cercle": .record("place.cercle"), "institutions": .list("institutions"), "year": .year,
  ]
  private static let ofEngagement: [String: Place] = [
    "engagementType": .record("engagementType"), "theme": .record("theme"), "host": .record("host"),
    "region": .record("place.region"), "cercle": .record("place.cercle"), "year": .year,
  ]
  private static let ofMeasurement: [String: Place] = [
    "framework": .record("framework"), "indicator": .record("indicator"), "source": .record("source"),
    "measure": .record("measure"), "year": .year,
  ]
}

/// One row of a source.
struct PlainRow {
  let key: String
  let record: JSONValue
  let element: JSONValue?
  let day: String?

  func values(_ place: PlainSource.Place) -> [String?] {
    switch place {
    case .record(let path): [Self.member(record, path)?.string]
    case .list(let name): (record[name]?.array ?? []).map(\.string)
    case .element(let name): [element?[name]?.string]
    case .youth:
      switch element?["ageBand"]?.string {
      case "a18_24", "a25_35": ["youth"]
      case "nd": ["nd"]
      default: ["other_age"]
      }
    case .key: [key]
    case .year: [day.map { String($0.prefix(4)) }]
    }
  }

  func number(_ place: PlainSource.Place) -> Int {
    switch place {
    case .record(let path): Int(Self.member(record, path)?.integer ?? 0)
    case .element(let name): Int(element?[name]?.integer ?? 0)
    default: 0
    }
  }

  private static func member(_ json: JSONValue, _ path: String) -> JSONValue? {
    path.split(separator: ".").reduce(json as JSONValue?) { $0?[String($1)] }
  }
}
