import LineRPC
import RecordStore
import Records
import Violations

/// What a sender is told of a record that was stored and yet may not do what they expect: what a reviewer will miss,
/// what it names that has not arrived, what makes it more confidential than asked, and that no report shows it.
struct RecordAdvice: Sendable {
  let reports: InstalledReach

  func warnings(of record: Record, _ answer: IntakeAnswer) -> [FieldViolation] {
    var warnings = record.reviewFaults()
    warnings += answer.dangling.map(Self.dangling)
    let hasOpenParent = answer.dangling.contains { $0.carriesLevel }
    if !hasOpenParent, answer.effectiveLevel > record.confidentiality {
      warnings.append(Self.raised(to: answer.effectiveLevel))
    }
    warnings += reports.current.warnings(of: record)
    return warnings
  }

  private static func dangling(_ reference: DanglingReference) -> FieldViolation {
    let kinds = reference.kinds.joined(separator: ", ")
    guard reference.kinds != [DanglingReference.grant] else {
      return FieldViolation(
        path: reference.path,
        message: Wording(
          "grant_known",
          en: "The programme's record names no grant of this number, so no report of a grant shows the record.",
          fr: "La fiche du programme ne nomme aucune subvention de ce numéro : aucun rapport de subvention ne montre"
            + " l’enregistrement."),
        found: reference.key)
    }
    let confidential =
      reference.carriesLevel
      ? (
        en: " Until it arrives, this record counts as confidential.",
        fr: " Jusqu’à son arrivée, cet enregistrement compte comme confidentiel."
      ) : (en: "", fr: "")
    return FieldViolation(
      path: reference.path,
      message: Wording(
        "reference_arrived", en: "No record of this key has arrived yet (\(kinds)).\(confidential.en)",
        fr: "Aucun enregistrement de cette clé n’est encore arrivé (\(kinds)).\(confidential.fr)"),
      found: reference.key)
  }

  private static func raised(to level: ConfidentialityLevel) -> FieldViolation {
    FieldViolation(
      path: "confidentiality",
      message: Wording(
        "level_raised",
        en: "The record counts as \(level.code), because of its attribution or of what it belongs to.",
        fr: "L’enregistrement compte comme \(level.code), à cause de son attribution ou de ce dont il relève."))
  }
}
