/// The activities that one file publishes. A file replaces the one before, so that it always holds whole activities.
package struct ActivityFile: Sendable {
  /// The day on which it is written. Nothing knows another "today".
  package var today: Day
  /// What it publishes.
  package let activities: [Activity]
  /// The places of the activities in the XML, from 1.
  let places: [Int]

  /// A file of activities.
  package init(today: Day, _ activities: [Activity]) {
    self.init(today: today, activities, places: Array(1..<(activities.count + 1)))
  }

  init(today: Day, _ activities: [Activity], places: [Int]) {
    self.today = today
    self.activities = activities
    self.places = places
  }
}

/// One activity of IATI 2.03, as far as Kurukan knows activities.
package struct Activity: ActivityPart {
  package var identifier = ""
  /// The language of its texts where they name none.
  package var language: String?
  /// The currency of its sums where they name none.
  package var currency: String?
  /// The last day on which its data changed.
  package var updatedOn: Day?
  package var reporter = Organisation()
  package var title: [Narrative] = []
  package var descriptions: [ActivityDescription] = []
  package var participants: [Participant] = []
  package var otherIdentifiers: [OtherIdentifier] = []
  /// Where it stands in its life (ActivityStatus).
  package var status: String?
  package var dates: [ActivityDate] = []
  /// How wide it reaches (ActivityScope).
  package var scope: String?
  package var countries: [Share] = []
  package var regions: [Share] = []
  package var locations: [Location] = []
  package var sectors: [Share] = []
  package var policyMarkers: [PolicyMarker] = []
  package var aid: AidDefaults?
  package var budgets: [Budget] = []
  package var transactions: [Transaction] = []
  package var documents: [Document] = []
  package var related: [RelatedActivity] = []
  package var results: [ActivityResult] = []
  package var record = ""
  package init() {}

  /// The day of a type (ActivityDateType): 1 planned start, 2 actual start, 3 planned end, 4 actual end.
  package func day(_ type: String) -> Day? { dates.first { $0.type == type }?.day }
}

/// What the activity is about.
package struct ActivityDescription: ActivityPart {
  /// 1 in general, 2 its objectives, 3 whom it is for (DescriptionType).
  package var type = "1"
  package var text: [Narrative] = []
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, type: String, _ text: [Narrative]) {
    self.record = record
    self.type = type
    self.text = text
  }
}

/// An organisation that takes part.
package struct Participant: ActivityPart {
  package var organisation = Organisation()
  /// 1 funding, 2 accountable, 3 extending, 4 implementing (OrganisationRole).
  package var role = ""
  /// The organisation's own activity.
  package var activityIdentifier: String?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, _ organisation: Organisation, role: String, activity: String? = nil) {
    self.record = record
    self.organisation = organisation
    self.role = role
    activityIdentifier = activity
  }
}

/// Another name of the activity, such as the donor's number of the grant.
package struct OtherIdentifier: ActivityPart {
  package var identifier = ""
  /// What it is (OtherIdentifierType).
  package var type = "A9"
  package var owner: Organisation?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, _ identifier: String, owner: Organisation?) {
    self.record = record
    self.identifier = identifier
    self.owner = owner
  }
}

/// A day in the activity's life.
package struct ActivityDate: ActivityPart {
  package var type = ""
  package var day: Day = ""
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, type: String, _ day: Day) {
    self.record = record
    self.type = type
    self.day = day
  }
}

/// Where it takes place.
package struct Location: ActivityPart {
  /// By which results refer to it.
  package var ref = ""
  package var name: [Narrative] = []
  /// Latitude and longitude in degrees, as decimal texts.
  package var point: (latitude: String, longitude: String)?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, ref: String, name: [Narrative], point: (latitude: String, longitude: String)? = nil) {
    self.record = record
    self.ref = ref
    self.name = name
    self.point = point
  }
}

/// A policy objective that it serves.
package struct PolicyMarker: ActivityPart {
  /// Whose code it is; 1 for OECD DAC.
  package var vocabulary = "1"
  package var code = ""
  /// How far it is aimed at (PolicySignificance).
  package var significance: String?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, code: String, significance: String?) {
    self.record = record
    self.code = code
    self.significance = significance
  }
}

/// What kind of aid all its transactions are.
package struct AidDefaults: Sendable {
  package var collaboration: String
  package var flow: String
  package var finance: String
  package var aidType: String
  package var tied: String

  /// A donor's grant for a project of an organisation: official development assistance, untied.
  package static let projectGrant = AidDefaults(
    collaboration: "3", flow: "10", finance: "110", aidType: "C01", tied: "5")
}

/// Another activity that it has to do with.
package struct RelatedActivity: ActivityPart {
  package var identifier = ""
  /// 1 the one that it is part of, 3 another part of the same (RelatedActivityType).
  package var type = ""
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, _ identifier: String, type: String) {
    self.record = record
    self.identifier = identifier
    self.type = type
  }
}

/// A document on the web.
package struct Document: ActivityPart {
  package var url = ""
  /// Its media type.
  package var format = ""
  package var title: [Narrative] = []
  package var categories: [String] = []
  package var language: String?
  package var publishedOn: Day?
  package var record = ""
  package init() {}

  /// A part of the given members.
  package init(_ record: String, url: String, format: String, title: [Narrative], category: String, on day: Day?) {
    self.record = record
    self.url = url
    self.format = format
    self.title = title
    categories = [category]
    publishedOn = day
  }
}
