import Disclosure
import FoundationEssentials
import MethodCatalogue
import RecordStore
import Records
import Violations

/// By what listings and exports are filtered.
enum RecordFilterParameters {
  static let declared: [MethodField] = [
    .optional("kind", .string, Wording(en: "the kind of record", fr: "le genre d’enregistrement")),
    .optional("programme", .string, Wording(en: "the programme's key", fr: "la clé du programme")),
    .optional("reviewStatus", .strings, Wording(en: "any of these states", fr: "l’un de ces états")),
    .optional("level", .strings, Wording(en: "any of these effective levels", fr: "l’un de ces niveaux effectifs")),
    .optional(
      "mine", .boolean,
      Wording(
        en: "only records whose current revision this token's holder submitted",
        fr: "seulement ceux dont le titulaire du jeton a soumis la révision actuelle")),
    .optional(
      "withdrawn", .boolean,
      Wording(
        en: "only what is withdrawn, or, with false, only what is not",
        fr: "seulement ce qui est retiré ou, avec false, ce qui ne l’est pas")),
    .optional(
      "changedSince", .string,
      Wording(
        en: "only what was submitted, reviewed, withdrawn, put back or rid of its texts since this day or moment"
          + " (ISO 8601); ask from a minute before the last time, since what is being stored is seen only afterwards",
        fr:
          "seulement ce qui a été soumis, revu, retiré, rétabli ou privé de ses textes depuis ce jour ou ce moment"
          + " (ISO 8601) ; reprenez une minute avant la dernière fois, car ce qui est en cours d’écriture ne se voit qu’ensuite"
      )),
  ]
}

extension CallParameters {
  /// The filter that the parameters describe.
  mutating func recordFilter(_ principal: Principal, among kinds: KindCatalogue) -> RecordFilter {
    var filter = RecordFilter(
      kind: kind("kind", among: kinds), programme: string("programme"),
      reviewStatuses: codes("reviewStatus", of: CodeLists.reviewStatus))
    filter.levels = levels("level")
    if boolean("mine") == true { filter.submitter = principal.name }
    filter.isWithdrawn = boolean("withdrawn")
    filter.changedSince = moment("changedSince")
    return filter
  }

  private mutating func levels(_ name: String) -> [ConfidentialityLevel] {
    let known = ConfidentialityLevel.allCases
    var levels: [ConfidentialityLevel] = []
    for (index, code) in strings(name).enumerated() {
      if let level = known.first(where: { $0.code == code }) {
        levels.append(level)
      } else {
        unknownCode("\(name)[\(index)]", code, allowed: known.map(\.code))
      }
    }
    return levels
  }

  /// A day, from its beginning in UTC, or a moment, in seconds since 1970.
  private mutating func moment(_ name: String) -> Double? {
    guard let text = string(name) else { return nil }
    let moment = CalendarDate(text) == nil ? text : text + "T00:00:00Z"
    if let date = try? Date(moment, strategy: .iso8601) { return date.timeIntervalSince1970 }
    note(
      name,
      Wording(
        "moment", en: "Write a day, such as 2024-03-19, or a moment, such as 2024-03-19T08:00:00Z.",
        fr: "Écrivez un jour, comme 2024-03-19, ou un moment, comme 2024-03-19T08:00:00Z."), found: text)
    return nil
  }
}
