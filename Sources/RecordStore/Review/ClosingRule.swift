import JSONBytes
import Records
import Violations

/// Whether a revision that closes something may be accepted. Knows nothing of the database.
struct ClosingRule {
  /// The record that asked, in the same programme.
  let subject: (kind: RecordKind, key: String)?
  /// What proves it: the place in the list, the kinds that it may be of, and the key.
  let proofs: [(path: String, kinds: [RecordKind], key: String)]

  /// nil for a revision that closes nothing.
  init?(_ closing: RecordClosing, of kind: RecordKind, _ body: JSONValue, in kinds: KindCatalogue) {
    guard let code = body[closing.field]?.string, closing.codes.contains(code) else { return nil }
    func referred(_ field: String) -> [RecordKind] {
      (kind.object.field(field)?.type.reference?.kinds ?? []).compactMap(kinds.kind)
    }
    if let parent = referred(closing.subject).first, let key = body[closing.subject]?.string {
      subject = (parent, key)
    } else {
      subject = nil
    }
    proofs = (body[closing.proof]?.array ?? []).enumerated().compactMap { index, value in
      value.string.map { ("\(closing.proof)[\(index)]", referred(closing.proof), $0) }
    }
  }

  /// What becomes of accepting it.
  ///
  /// - Parameters:
  ///   - subjectSubmitters: who sent any revision of the record that asked.
  ///   - found: the keys of proofs that are there, neither withdrawn nor erased.
  func outcome(by reviewer: String, subjectSubmitters: Set<String>, found: Set<String>) -> ReviewOutcome {
    guard !subjectSubmitters.contains(reviewer) else { return .ownSubject }
    let missing = proofs.filter { !found.contains($0.key) }
    guard missing.isEmpty else {
      return .incomplete(
        missing.map { FieldViolation(path: $0.path, message: .proofMissing, found: $0.key) })
    }
    return .done
  }
}

extension Wording {
  fileprivate static let proofMissing = Wording(
    "proof_there", en: "What closes a recommendation rests on proof: this has not arrived, or was withdrawn.",
    fr: "Ce qui clôt une recommandation repose sur une preuve : celle-ci n’est pas arrivée ou a été retirée.")
}
