extension Rule {
  static let identifierRules: [Rule] = [
    Rule("1.1.3", .error, at: "/iati-identifier", field: "iatiIdentifier", { $0.located }) { activity, _ in
      activity.identifier == activity.reporter.ref
    },
    Rule("1.1.21", .warning, at: "/iati-identifier", field: "iatiIdentifier", { $0.located }) { activity, _ in
      !activity.identifier.hasPrefix((activity.reporter.ref ?? "") + "-")
    },
    Rule("1.14.8", .warning, at: "/@ref", field: "identifiers", { $0.reporters }) { reporter, _ in
      reporter.ref.map { ref in !RegistrationAgency.codes.contains { ref.hasPrefix($0 + "-") } } ?? false
    },
    Rule("1.3.13", .warning, { $0.identifiers }) { identifier, _ in identifier.contains { "/&|?".contains($0) } },
    Rule("1.3.1", .warning, { $0.identifiers }) { identifier, _ in
      identifier.first?.isWhitespace == true || identifier.last?.isWhitespace == true
    },
  ]
}

extension ActivityFile {
  /// The reporting organisation of each activity.
  var reporters: [Located<Organisation>] {
    located.map { Located(part: $0.part.reporter, path: "\($0.path)/reporting-org", record: $0.part.reporter.record) }
  }

  /// The identifiers of activities and organisations, each as an element says it.
  fileprivate var identifiers: [Located<String>] {
    let activities = located.map {
      Located(part: $0.part.identifier, path: "\($0.path)/iati-identifier", record: "\($0.record)/iatiIdentifier")
    }
    return activities + reporters.compactMap(\.reference)
      + parts("participating-org") { $0.participants }.flatMap { participant in
        participant.identifiers(participant.part.organisation, "activity-id", participant.part.activityIdentifier)
      }
      + parts("transaction") { $0.transactions }.flatMap { transaction in
        [("provider", transaction.part.provider), ("receiver", transaction.part.receiver)].flatMap { name, party in
          transaction.parts("\(name)-org") { _ in party.map { [$0] } ?? [] }.flatMap {
            $0.identifiers($0.part.organisation, "\(name)-activity-id", $0.part.activityIdentifier)
          }
        }
      }
  }
}

extension Located<Organisation> {
  fileprivate var reference: Located<String>? {
    part.ref.map { Located<String>(part: $0, path: path + "/@ref", record: record + "/identifiers") }
  }
}

extension Located {
  fileprivate func identifiers(
    _ organisation: Organisation, _ attribute: String, _ activity: String?
  ) -> [Located<String>] {
    let own = Located<Organisation>(part: organisation, path: path, record: organisation.record).reference
    let other = activity.map { Located<String>(part: $0, path: "\(path)/@\(attribute)", record: record) }
    return [own, other].compactMap { $0 }
  }
}

/// The registers whose codes identifiers of organisations begin with (OrganisationRegistrationAgency), as far as programmes
/// in Mali and their donors are likely to need them.
enum RegistrationAgency {
  static let codes = """
    AU-ABN AU-ACNC BE-BCE_KBO BE-GTCF BF-COA CA-CRA_ACR CH-FDJP CI-CEPICI CZ-ICO DE-CR DK-CVR EE-RIK ES-DIR3 ES-NIF \
    FI-PRO FR-INSEE FR-RCS FR-RNA GB-CHC GB-COH GB-EDU GB-GOR GB-GOV GB-GOVUK GB-NIC GB-REV GB-SC GH-DSW IE-CHY IE-CRO \
    IT-CF KE-NCB KE-RCO LU-RCS LV-RE ML-CCIM ML-COA ML-MAT ML-NIF NE-COA NG-CAC NL-KVK NO-BRC PL-KRS SE-BLV SE-KK \
    SN-NINEA SN-COA US-DOS US-EIN US-USAGOV XI-BIC XI-EORI XI-GRID XI-IATI XI-LEI XI-PB XI-ROR XM-DAC XM-OCHA ZA-NPO
    """.split(separator: " ").map(String.init)
}
