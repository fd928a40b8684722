/// The activities that one file publishes. A file replaces the one before, so that it always holds whole activities.
public struct ActivityFile: Sendable {
  /// The day on which it is written. Nothing knows another "today".
  public var today: Day
  /// What it publishes.
  public let activities: [Activity]
  /// The places of the activities in the XML, from 1.
  let places: [Int]

  /// A file of activities.
  public init(today: Day, _ activities: [Activity]) {
    self.init(today: today, activities, places: Array(1..<(activities.count + 1)))
  }

  init(today: Day, _ activities: [Activity], places: [Int]) {
    self.today = today
    self.activities = activities
    self.places = places
  }
}

/// One activity of IATI 2.03, as far as Kurukan knows activities.
public struct Activity: ActivityPart {
  public var identifier = ""
  /// The language of its texts where they name none.
  public var language: String?
  /// The currency of its sums where they name none.
  public var currency: String?
  /// The last day on which its data changed.
  public var updatedOn: Day?
  public var reporter = Organisation()
  public var title: [Narrative] = []
  public var descriptions: [ActivityDescription] = []
  public var participants: [Participant] = []
  public var otherIdentifiers: [OtherIdentifier] = []
  /// Where it stands in its life (ActivityStatus).
  public var status: String?
  public var dates: [ActivityDate] = []
  /// How wide it reaches (ActivityScope).
  public var scope: String?
  public var countries: [Share] = []
  public var regions: [Share] = []
  public var locations: [Location] = []
  public var sectors: [Share] = []
  public var policyMarkers: [PolicyMarker] = []
  public var aid: AidDefaults?
  public var budgets: [Budget] = []
  public var transactions: [Transaction] = []
  public var documents: [Document] = []
  public var related: [RelatedActivity] = []
  public var results: [ActivityResult] = []
  public var record = ""
  public init() {}

  /// The day of a type (ActivityDateType): 1 planned start, 2 actual start, 3 planned end, 4 actual end.
  public func day(_ type: String) -> Day? { dates.first { $0.type == type }?.day }
}

/// What the activity is about.
public struct ActivityDescription: ActivityPart {
  /// 1 in general, 2 its objectives, 3 whom it is for (DescriptionType).
  public var type = "1"
  public var text: [Narrative] = []
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, type: String, _ text: [Narrative]) {
    self.record = record
    self.type = type
    self.text = text
  }
}

/// An organisation that takes part.
public struct Participant: ActivityPart {
  public var organisation = Organisation()
  /// 1 funding, 2 accountable, 3 extending, 4 implementing (OrganisationRole).
  public var role = ""
  /// The organisation's own activity.
  public var activityIdentifier: String?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, _ organisation: Organisation, role: String, activity: String? = nil) {
    self.record = record
    self.organisation = organisation
    self.role = role
    activityIdentifier = activity
  }
}

/// Another name of the activity, such as the donor's number of the grant.
public struct OtherIdentifier: ActivityPart {
  public var identifier = ""
  /// What it is (OtherIdentifierType).
  public var type = "A9"
  public var owner: Organisation?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, _ identifier: String, owner: Organisation?) {
    self.record = record
    self.identifier = identifier
    self.owner = owner
  }
}

/// A day in the activity's life.
public struct ActivityDate: ActivityPart {
  public var type = ""
  public var day: Day = ""
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, type: String, _ day: Day) {
    self.record = record
    self.type = type
    self.day = day
  }
}

/// Where it takes place.
public struct Location: ActivityPart {
  /// By which results refer to it.
  public var ref = ""
  public var name: [Narrative] = []
  /// Latitude and longitude in degrees, as decimal texts.
  public var point: (latitude: String, longitude: String)?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, ref: String, name: [Narrative], point: (latitude: String, longitude: String)? = nil) {
    self.record = record
    self.ref = ref
    self.name = name
    self.point = point
  }
}

/// A policy objective that it serves.
public struct PolicyMarker: ActivityPart {
  /// Whose code it is; 1 for OECD DAC.
  public var vocabulary = "1"
  public var code = ""
  /// How far it is aimed at (PolicySignificance).
  public var significance: String?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, code: String, significance: String?) {
    self.record = record
    self.code = code
    self.significance = significance
  }
}

/// What kind of aid all its transactions are.
public struct AidDefaults: Sendable {
  public var collaboration: String
  public var flow: String
  public var finance: String
  public var aidType: String
  public var tied: String

  /// A donor's grant for a project of an organisation: official development assistance, untied.
  public static let projectGrant = AidDefaults(
    collaboration: "3", flow: "10", finance: "110", aidType: "C01", tied: "5")
}

/// Another activity that it has to do with.
public struct RelatedActivity: ActivityPart {
  public var identifier = ""
  /// 1 the one that it is part of, 3 another part of the same (RelatedActivityType).
  public var type = ""
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, _ identifier: String, type: String) {
    self.record = record
    self.identifier = identifier
    self.type = type
  }
}

/// A document on the web.
public struct Document: ActivityPart {
  public var url = ""
  /// Its media type.
  public var format = ""
  public var title: [Narrative] = []
  public var categories: [String] = []
  public var language: String?
  public var publishedOn: Day?
  public var record = ""
  public init() {}

  /// A part of the given members.
  public init(_ record: String, url: String, format: String, title: [Narrative], category: String, on day: Day?) {
    self.record = record
    self.url = url
    self.format = format
    self.title = title
    categories = [category]
    publishedOn = day
  }
}
