import ReportDocument

/// The words that figures add by themselves.
struct FigurePhrases {
  let language: DocumentLanguage

  private func say(_ french: String, _ english: String) -> String {
    Typography.apply(language == .french ? french : english, in: language)
  }

  private func number(_ count: Int) -> String { NumberText.integer(Int64(count), in: language) }

  /// A figure with a page's height shows the first rows only.
  func firstRows(_ shown: Int, of all: Int) -> String {
    say(
      "Les \(number(shown)) premières lignes sur \(number(all)) ; les autres sont dans le tableau.",
      "The first \(number(shown)) of \(number(all)) rows; the others are in the table.")
  }

  /// What the asterisk means.
  var inTable: String { say("* Voir le tableau.", "* See the table.") }

  var otherUnit: String {
    say("Les valeurs d’une autre unité sont écrites, non dessinées.", "Figures in another unit are written, not drawn.")
  }

  var negative: String {
    say("Les valeurs négatives sont écrites, non dessinées.", "Negative figures are written, not drawn.")
  }

  /// A bar of pieces some of which are not printed.
  var incompleteBar: String {
    say(
      "Une barre suivie d’un signe est incomplète : la partie que le signe remplace n’est pas dessinée.",
      "A bar with a sign behind it is incomplete: the piece that the sign stands for is not drawn.")
  }

  /// Figures that stand behind a bar of pieces.
  var besideBar: String {
    say(
      "Les valeurs derrière une barre sont celles de ses parties trop courtes pour les contenir.",
      "Figures behind a bar are those of its pieces that are too short to hold them.")
  }

  /// A ring some pieces of which are not printed.
  var incompleteRing: String {
    say(
      "Partie hachurée : valeurs non imprimées, sans échelle. Les autres parties ne se comparent qu’entre elles.",
      "Hatched: figures that are not printed, not to scale. The other pieces compare with each other only.")
  }

  /// A gap in a line.
  var brokenLine: String {
    say(
      "Une ligne s’interrompt où une valeur n’est pas imprimée (carrés hachurés sous le graphique).",
      "A line breaks where a figure is not printed (hatched squares under the plot).")
  }

  /// `315 of 400`.
  func of(_ value: String, target: String) -> String { say("\(value) sur \(target)", "\(value) of \(target)") }

  /// `Withheld; target 400`, where one of the two is a sign that stands for a figure.
  func sign(_ value: String, target: String) -> String {
    say("\(value) ; cible : \(target)", "\(value); target: \(target)")
  }

  var notPrinted: String { say("valeur non imprimée", "figure not printed") }

  var notInTable: String { say("absent du tableau", "not in the table") }

  /// `100 to 199`.
  func range(_ first: String, _ last: String) -> String { say("\(first) à \(last)", "\(first) to \(last)") }

  var outlines: String {
    say(
      "Contours : huit régions et Bamako, tels qu’avant le découpage de 2023, à titre indicatif (Natural Earth). Les "
        + "régions plus récentes sont des points, à leur chef-lieu.",
      "Outlines: eight regions and Bamako as before the division of 2023, indicative only (Natural Earth). More recent "
        + "regions are points at their capitals.")
  }

  /// Leads the rows that have no place on the map.
  var notOnMap: String { say("Hors carte :", "Not on the map:") }

  /// Leads the figures that have no room on the map.
  var valuesBelow: String { say("Valeurs :", "Figures:") }

  /// `and 12 more`.
  func more(_ count: Int) -> String { say("et \(number(count)) autres", "and \(number(count)) more") }
}
