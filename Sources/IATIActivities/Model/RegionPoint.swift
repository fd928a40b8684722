/// Where a region of Mali lies, for whoever draws a map: at its chief town, to a hundredth of a degree.
package enum RegionPoint {
  /// The point of a region by its own word, such as `segou`; nil for what is none.
  package static func of(_ region: String) -> (latitude: String, longitude: String)? {
    points[region].map { (latitude: $0.0, longitude: $0.1) }
  }

  private static let points: [String: (String, String)] = [
    "kayes": ("14.45", "-11.44"), "koulikoro": ("12.86", "-7.56"), "sikasso": ("11.32", "-5.67"),
    "segou": ("13.43", "-6.27"), "mopti": ("14.49", "-4.19"), "tombouctou": ("16.77", "-3.01"),
    "gao": ("16.27", "-0.04"), "kidal": ("18.44", "1.41"), "bamako": ("12.64", "-8.00"),
    "taoudenit": ("22.67", "-3.98"), "menaka": ("15.92", "2.40"), "bougouni": ("11.42", "-7.48"),
    "dioila": ("12.48", "-6.80"), "nioro": ("15.23", "-9.59"), "koutiala": ("12.39", "-5.46"),
    "kita": ("13.04", "-9.49"), "nara": ("15.17", "-7.29"), "bandiagara": ("14.35", "-3.61"),
    "san": ("13.30", "-4.90"), "douentza": ("15.00", "-2.95"),
  ]
}
