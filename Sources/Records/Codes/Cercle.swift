/// A cercle of the division of 2016, with OCHA's P-code in the set of 2021; the cercles of 2023 have none.
public struct Cercle: Sendable {
  /// The name in French.
  public let name: String
  /// The code of the ``Region`` in which it lay.
  public var region: String { regionCode.description }
  let regionCode: StaticString
  /// OCHA's P-code, such as `ML0605`.
  public let pcode: String

  /// All of them, by P-code.
  public static let all: [Cercle] = rows.flatMap { region, pcode, names in
    names.enumerated().map { index, name in
      Cercle(name: name.description, regionCode: region, pcode: pcode + (index < 9 ? "0" : "") + "\(index + 1)")
    }
  }

  /// The cercle of a name; the spelling of its accents in Unicode does not matter.
  public static func named(_ name: String) -> Cercle? { all.first { $0.name == name } }

  /// The cercle of a record's value; unlike ``named(_:)`` it makes no string.
  static func named(_ value: RecordValue) -> Cercle? {
    value.place(among: names).map { all[$0] }
  }

  private static let names = rows.flatMap(\.names)

  // A cercle's P-code is its region's and its place in this list.
  private static let rows: [(region: StaticString, pcode: String, names: [StaticString])] = [
    ("kayes", "ML01", ["Bafoulabé", "Diéma", "Kayes", "Kéniéba", "Kita", "Nioro", "Yélimané"]),
    ("koulikoro", "ML02", ["Banamba", "Dioïla", "Kangaba", "Kati", "Kolokani", "Koulikoro", "Nara"]),
    ("sikasso", "ML03", ["Bougouni", "Kadiolo", "Kolondiéba", "Koutiala", "Sikasso", "Yanfolila", "Yorosso"]),
    ("segou", "ML04", ["Baraouéli", "Bla", "Macina", "Niono", "San", "Ségou", "Tominian"]),
    ("mopti", "ML05", ["Bandiagara", "Bankass", "Djenné", "Douentza", "Koro", "Mopti", "Ténenkou", "Youwarou"]),
    ("tombouctou", "ML06", ["Diré", "Goundam", "Gourma-Rharous", "Niafunké", "Tombouctou"]),
    ("gao", "ML07", ["Ansongo", "Bourem", "Gao"]),
    ("kidal", "ML08", ["Abeïbara", "Kidal", "Tessalit", "Tin-Essako"]),
    ("bamako", "ML09", ["Bamako"]),
    ("menaka", "ML10", ["Ménaka", "Andéramboukane", "Inékar", "Tidermène"]),
  ]
}
