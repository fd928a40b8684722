/// Spells activities as XML of IATI 2.03. Elements stand in the order of the schema, in which they are a sequence.
package enum ActivityXML {
  /// The version of the standard.
  package static let version = "2.03"

  /// Writes a file, piece by piece.
  ///
  /// - Parameter emit: takes each piece; what it throws ends the writing.
  package static func write(_ file: ActivityFile, to emit: @escaping (String) throws -> Void) throws {
    var xml = try XMLText(to: emit)
    try xml.element("iati-activities", ["version": version, "generated-datetime": midnight(file.today)]) { xml in
      for activity in file.activities { try xml.activity(activity) }
    }
    try xml.finish()
  }

  static func midnight(_ day: Day) -> String { "\(day)T00:00:00Z" }
}

extension XMLText {
  fileprivate mutating func activity(_ activity: Activity) throws {
    try element(
      "iati-activity",
      [
        "last-updated-datetime": activity.updatedOn.map(ActivityXML.midnight), "xml:lang": activity.language,
        "default-currency": activity.currency,
      ]
    ) { xml in
      let language = activity.language
      try xml.element("iati-identifier", text: activity.identifier)
      try xml.organisation("reporting-org", activity.reporter, language)
      try xml.texts("title", activity.title, language)
      for description in activity.descriptions {
        try xml.texts("description", description.text, language, ["type": description.type])
      }
      for participant in activity.participants {
        try xml.element(
          "participating-org",
          [
            "ref": participant.organisation.ref, "type": participant.organisation.type, "role": participant.role,
            "activity-id": participant.activityIdentifier,
          ]
        ) { try $0.narratives(participant.organisation.names, language) }
      }
      for other in activity.otherIdentifiers {
        try xml.element("other-identifier", ["ref": other.identifier, "type": other.type]) { xml in
          guard let owner = other.owner else { return }
          try xml.element("owner-org", ["ref": owner.ref]) { try $0.narratives(owner.names, language) }
        }
      }
      if let status = activity.status { try xml.element("activity-status", ["code": status]) }
      for date in activity.dates { try xml.element("activity-date", ["type": date.type, "iso-date": date.day]) }
      try xml.place(activity)
      try xml.classification(activity)
      for budget in activity.budgets {
        try xml.element("budget", ["type": budget.type, "status": budget.status]) { xml in
          try xml.period(budget.start, budget.end)
          try xml.value(budget.amount)
        }
      }
      for transaction in activity.transactions { try xml.transaction(transaction, language) }
      for document in activity.documents { try xml.document(document, language) }
      for other in activity.related {
        try xml.element("related-activity", ["ref": other.identifier, "type": other.type])
      }
      for result in activity.results { try xml.result(result, language) }
    }
  }

  private mutating func place(_ activity: Activity) throws {
    if let scope = activity.scope { try element("activity-scope", ["code": scope]) }
    try shares("recipient-country", activity.countries)
    try shares("recipient-region", activity.regions)
    for location in activity.locations {
      try element("location", ["ref": location.ref]) { xml in
        // Here it happens, in an administrative region, at a point that stands for it.
        try xml.element("location-reach", ["code": "1"])
        try xml.texts("name", location.name, activity.language)
        if let point = location.point {
          try xml.element("point", ["srsName": "http://www.opengis.net/def/crs/EPSG/0/4326"]) { xml in
            try xml.element("pos", text: "\(point.latitude) \(point.longitude)")
          }
          try xml.element("exactness", ["code": "2"])
        }
        try xml.element("location-class", ["code": "1"])
        try xml.element("feature-designation", ["code": "ADM1"])
      }
    }
  }

  private mutating func classification(_ activity: Activity) throws {
    try shares("sector", activity.sectors)
    for marker in activity.policyMarkers {
      try element(
        "policy-marker",
        ["vocabulary": marker.vocabulary, "code": marker.code, "significance": marker.significance])
    }
    guard let aid = activity.aid else { return }
    try element("collaboration-type", ["code": aid.collaboration])
    try element("default-flow-type", ["code": aid.flow])
    try element("default-finance-type", ["code": aid.finance])
    try element("default-aid-type", ["code": aid.aidType])
    try element("default-tied-status", ["code": aid.tied])
  }

  private mutating func transaction(_ transaction: Transaction, _ language: String?) throws {
    try element("transaction") { xml in
      try xml.element("transaction-type", ["code": transaction.type])
      try xml.element("transaction-date", ["iso-date": transaction.day])
      try xml.value(transaction.amount)
      if !transaction.description.isEmpty { try xml.texts("description", transaction.description, language) }
      for (name, party) in [("provider", transaction.provider), ("receiver", transaction.receiver)] {
        guard let party else { continue }
        try xml.element(
          "\(name)-org",
          [
            "ref": party.organisation.ref, "\(name)-activity-id": party.activityIdentifier,
            "type": party.organisation.type,
          ]
        ) { try $0.narratives(party.organisation.names, language) }
      }
      try xml.shares("sector", transaction.sectors)
      try xml.shares("recipient-country", transaction.countries)
      try xml.shares("recipient-region", transaction.regions)
    }
  }

  private mutating func document(_ document: Document, _ language: String?) throws {
    try element("document-link", ["format": document.format, "url": document.url]) { xml in
      try xml.texts("title", document.title, language)
      for category in document.categories { try xml.element("category", ["code": category]) }
      if let language = document.language { try xml.element("language", ["code": language]) }
      if let day = document.publishedOn { try xml.element("document-date", ["iso-date": day]) }
    }
  }

  private mutating func organisation(_ name: String, _ organisation: Organisation, _ language: String?) throws {
    try element(name, ["ref": organisation.ref, "type": organisation.type]) {
      try $0.narratives(organisation.names, language)
    }
  }

  private mutating func shares(_ name: String, _ shares: [Share]) throws {
    for share in shares {
      try element(
        name,
        [
          "vocabulary": share.vocabulary, "code": share.code,
          "percentage": share.percentage.map { DecimalText.text($0, places: 2) },
        ])
    }
  }

  private mutating func value(_ amount: Amount) throws {
    try element("value", ["currency": amount.currency, "value-date": amount.valuedOn], text: amount.value)
  }
}

extension XMLText {
  mutating func period(_ start: Day, _ end: Day) throws {
    try element("period-start", ["iso-date": start])
    try element("period-end", ["iso-date": end])
  }

  /// An element that holds one text in each language.
  mutating func texts(
    _ name: String, _ texts: [Narrative], _ language: String?, _ attributes: Attributes = [:]
  ) throws {
    try element(name, attributes) { try $0.narratives(texts, language) }
  }

  mutating func narratives(_ texts: [Narrative], _ language: String?) throws {
    for text in texts {
      try element("narrative", ["xml:lang": text.language == language ? nil : text.language], text: text.text)
    }
  }
}
