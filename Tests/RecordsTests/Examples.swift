import Records

/// One line of every kind, as a field team would send it. The module's README shows the same lines.
enum Examples {
  static let lines: [(kind: RecordKind, line: String)] = [
    (
      .programme,
      #"{"kind":"programme","programme":"gouvernance-defense","key":"gouvernance-defense","title":{"fr":"Gouvernance de la défense","en":"Defence governance"},"description":"Tables rondes, audit et restitution.","startsOn":"2023-01-01","endsOn":"2024-12-31","currency":"USD","status":"implementation","leadOrganisation":"cri-2002","fiscalYearStartMonth":1,"regions":["tombouctou","gao","bamako","segou","koulikoro"],"grants":[{"number":"UDF-XX-XXX-MLI","donor":"undef","arrangement":"csop_ea","amount":{"amount":"187000.00","currency":"USD"},"received":{"amount":"120000","currency":"USD"},"spent":{"amount":"98500.5","currency":"USD"},"cofinancing":{"amount":"5000000","currency":"XOF"},"signedOn":"2022-12-15","startsOn":"2023-01-01","endsOn":"2024-12-31","extendedUntil":"2025-03-31","comment":"Retard de la deuxième tranche."}],"partners":[{"organisation":"cri-2002","role":"implementing"}],"targets":[{"code":"villages","label":"Villages touchés","unit":"villages","planned":35,"reached":35}]}"#
    ),
    (
      .organisation,
      #"{"kind":"organisation","programme":"shared","key":"bvg","name":{"fr":"Bureau du Vérificateur Général","en":"Office of the Auditor General"},"acronym":"BVG","organisationType":"10","oversightKind":"external_audit","country":"ML","isSecurityActor":false,"parent":"etat","identifiers":[{"scheme":"ML-NINA","value":"12345"}],"website":"https://bvg-mali.org"}"#
    ),
    (
      .engagement,
      #"{"kind":"engagement","programme":"gouvernance-defense","key":"RT-2023-TOM-01","language":"fr","confidentiality":"internal","note":"Compte rendu du rapporteur.","engagementType":"roundtable","title":"Table ronde de Tombouctou","startsOn":"2023-05-16","endsOn":"2023-05-17","durationHours":12.5,"place":{"region":"tombouctou","cercle":"Tombouctou","commune":"Tombouctou","village":"Badjindé","asReported":"Maison des jeunes","geoVersion":"2023"},"format":"in_person","languages":["fr","Songhay"],"host":"cri-2002","theme":"security_defence","topic":"Coopération entre OSC et institutions de défense","chathamHouse":true,"invited":40,"refused":3,"actorFamily":"mixed","participation":[{"sex":"female","ageBand":"a25_35","group":"cso","count":9},{"sex":"male","ageBand":"a36_59","group":"defence_force","count":6}],"countedBy":"sign_in","milestone":"2","problems":"Coupures de courant."}"#
    ),
    (
      .finding,
      #"{"kind":"finding","programme":"gouvernance-defense","key":"RT-2023-TOM-01-F03","confidentiality":"public","origin":"roundtable","engagement":"RT-2023-TOM-01","itemNumber":3,"title":"Pas d’accès aux informations budgétaires","statement":"Les OSC n’ont accès ni au budget de la défense ni aux rapports de contrôle.","theme":"access_to_information","programmeArea":"defence_integrity","place":{"region":"tombouctou"},"observedOn":"2023-05-16","gdiQuestions":["Q17","Q28A"],"severity":"high","priority":"short","institutions":["cnt","mdac"],"raisedBy":"cso","agreement":"large_majority","votes":{"for":18,"against":2,"abstain":1},"dissent":"Le secret protège les opérations.","attribution":"group_only","consentBasis":"group_announcement","quotes":[{"text":"Nous ne savons rien.","speakerGroup":"women_group","mayQuote":true}],"evaluationCriterion":"relevance","riskIfPublished":"Représailles contre les participants.","mitigation":"Groupe non nommé.","recommendations":[{"key":"R1","text":"Créer un espace codifié pour le contrôle démocratique de la société civile.","addressee":"cnt","level":"national","type":"institutional","priority":"short","dueOn":"2024-06-30"}]}"#
    ),
    (
      .finding,
      #"{"kind":"finding","programme":"gouvernance-defense","key":"AUD-2025-02","language":"en","origin":"audit","assignment":"AUD-2025","title":"No access for external audit","statement":"The audit office was refused the accounts of a supply contract.","theme":"external_audit","severity":"critical","criterion":"Law 2021-069 gives the audit office access to all public accounts.","condition":"Access to the accounts was refused twice.","cause":"No rule says who may lift secrecy.","effect":"Spending is not examined.","auditCategory":"external_audit_access","amountAtStake":{"amount":"2500000000","currency":"XOF"},"irregularityKind":"both","methods":["examine","interview"]}"#
    ),
    (
      .narrative,
      #"{"kind":"narrative","programme":"gouvernance-defense","key":"undef-lecons-2024","report":"undef/narrative","section":"lessons_learned","grant":"UDF-XX-XXX-MLI","periodStart":"2024-01-01","periodEnd":"2024-12-31","order":1,"text":{"fr":"La confiance vient de la restitution.\n\n- Présenter la démarche aux autorités.\n- Partager les résultats.","en":"Trust comes from sharing results."}}"#
    ),
  ]
}

/// Decodes a line.
func decode(_ line: String) throws(RecordFault) -> ValidatedRecord {
  try RecordIntake.decode(Array(line.utf8))
}

/// The faults of a line that is JSON; empty if it has none.
func violations(_ line: String) -> [Violation] {
  do {
    _ = try decode(line)
    return []
  } catch .violations(let violations) {
    return violations
  } catch {
    return [Violation(path: "", message: "not JSON: \(error)")]
  }
}

/// A valid finding with more members.
func finding(_ members: String = "") -> String {
  #"{"kind":"finding","programme":"p","key":"f","origin":"desk_review","title":"t","statement":"s","theme":"political""#
    + (members.isEmpty ? "" : ",") + members + "}"
}

/// A valid engagement of a day with more members.
func engagement(_ members: String = "", on day: String = "2023-05-16") -> String {
  #"{"kind":"engagement","programme":"p","key":"e","engagementType":"training","title":"t","startsOn":"\#(day)""#
    + (members.isEmpty ? "" : ",") + members + "}"
}
