/// A region of Mali, or the district of Bamako.
///
/// The key is our own slug: the code systems in use give one number to different regions, so an external code is
/// never shown without the name of its system.
public struct Region: Sendable, Equatable {
  /// Our slug, such as `tombouctou`.
  public let code: String
  /// The name in English.
  public let en: String
  /// The name in French.
  public let fr: String
  /// The code of ISO 3166-2, such as `ML-6`; the regions of 2023 have none.
  public let iso: String?
  /// OCHA's P-code in the set of 2021, such as `ML06`.
  public let pcode: String?
  /// The code of the administrative district in law 2023-006, such as `06`. Local authorities have other codes, by law
  /// 2023-007. Of the codes from 11 on only Nioro's could be checked.
  public let lawCode: String
  /// The region of 2016 in whose outline a map shows this one; its own code if it had one then.
  public let mapRegion: String
  /// The region to which its territory belonged before 13 March 2023; nil if it existed then.
  public let oldRegion: String?

  /// The divisions in which the region exists.
  public var divisions: [GeographicDivision] { oldRegion == nil ? [.of2016, .of2023] : [.of2023] }

  /// The twenty of 2023, in the order of law 2023-006 with Bamako after the first eight.
  public static let all: [Region] = rows.map {
    Region(
      code: $0.code.description, en: $0.en, fr: $0.fr, iso: $0.iso, pcode: $0.pcode, lawCode: $0.law,
      mapRegion: $0.map, oldRegion: $0.old)
  }

  /// The region of a slug.
  public static func named(_ code: String) -> Region? { all.first { $0.code == code } }

  /// Whether a value is the slug of a region; unlike ``named(_:)`` it makes no string.
  static func isRegion(_ value: RecordValue) -> Bool { value.place(among: otherCodes) == nil }

  /// Whether a value is the slug of a region that the division of 2016 does not have.
  static func isYoung(_ value: RecordValue) -> Bool { value.place(among: youngCodes) != nil }

  private static let otherCodes = otherPlaces.map(\.code)
  private static let youngCodes = rows.filter { $0.old != nil }.map(\.code)

  /// What stands in the list of regions beside them: what lies in no region, or in all.
  static let otherPlaces: [(code: StaticString, en: String, fr: String)] = [
    ("nationwide", "Nationwide", "Ensemble du territoire"), ("abroad", "Abroad", "À l’étranger"),
  ]

  typealias Row = (
    code: StaticString, en: String, fr: String, iso: String?, pcode: String?, law: String, map: String, old: String?
  )

  // Sources: ISO 3166-2:ML; OCHA P-codes valid from 2021-12-20; law 2023-006 of 13 March 2023.
  static let rows: [Row] = [
    ("kayes", "Kayes", "Kayes", "ML-1", "ML01", "01", "kayes", nil),
    ("koulikoro", "Koulikoro", "Koulikoro", "ML-2", "ML02", "02", "koulikoro", nil),
    ("sikasso", "Sikasso", "Sikasso", "ML-3", "ML03", "03", "sikasso", nil),
    ("segou", "Ségou", "Ségou", "ML-4", "ML04", "04", "segou", nil),
    ("mopti", "Mopti", "Mopti", "ML-5", "ML05", "05", "mopti", nil),
    ("tombouctou", "Timbuktu", "Tombouctou", "ML-6", "ML06", "06", "tombouctou", nil),
    ("gao", "Gao", "Gao", "ML-7", "ML07", "07", "gao", nil),
    ("kidal", "Kidal", "Kidal", "ML-8", "ML08", "08", "kidal", nil),
    ("bamako", "Bamako", "Bamako", "ML-BKO", "ML09", "00", "bamako", nil),
    ("taoudenit", "Taoudénit", "Taoudénit", "ML-10", nil, "09", "tombouctou", nil),
    ("menaka", "Ménaka", "Ménaka", "ML-9", "ML10", "10", "gao", nil),
    ("bougouni", "Bougouni", "Bougouni", nil, nil, "11", "sikasso", "sikasso"),
    ("dioila", "Dioïla", "Dioïla", nil, nil, "12", "koulikoro", "koulikoro"),
    ("nioro", "Nioro", "Nioro", nil, nil, "13", "kayes", "kayes"),
    ("koutiala", "Koutiala", "Koutiala", nil, nil, "14", "sikasso", "sikasso"),
    ("kita", "Kita", "Kita", nil, nil, "15", "kayes", "kayes"),
    ("nara", "Nara", "Nara", nil, nil, "16", "koulikoro", "koulikoro"),
    ("bandiagara", "Bandiagara", "Bandiagara", nil, nil, "17", "mopti", "mopti"),
    ("san", "San", "San", nil, nil, "18", "segou", "segou"),
    ("douentza", "Douentza", "Douentza", nil, nil, "19", "mopti", "mopti"),
  ]
}
