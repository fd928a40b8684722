@testable import IATIActivities

/// A file with everything that one can hold, in which every rule of both profiles is kept.
enum WholeActivity {
  static let file = ActivityFile(today: "2024-12-31", [activity])

  static func changed(_ change: (inout Activity) -> Void) -> ActivityFile {
    var activity = activity
    change(&activity)
    return ActivityFile(today: "2024-12-31", [activity])
  }

  static let activity = Activity("programme/p") { activity in
    let reporter = Organisation(
      "organisation/nimd", ref: "NL-KVK-1", type: "21",
      names: [Narrative("Institute", language: "en"), Narrative("Institut", language: "fr")])
    let ministry = Organisation("organisation/mfa", ref: "XM-DAC-7", type: "10", names: [text("Ministry")])
    let partner = Organisation("organisation/partner", ref: nil, type: "24", names: [text("Partner")])
    let amount = Amount(value: "100.00", currency: "EUR", valuedOn: "2024-02-01")
    activity.identifier = "NL-KVK-1-A"
    (activity.language, activity.currency, activity.updatedOn) = ("en", "EUR", "2024-11-30")
    activity.reporter = reporter
    activity.title = [text("Title")]
    activity.descriptions = [ActivityDescription("programme/p/description", type: "1", [text("What")])]
    activity.participants = [
      Participant("programme/p/partners", ministry, role: "1", activity: "XM-DAC-7-PPR-4000001234"),
      Participant("programme/p/partners", partner, role: "4"),
    ]
    activity.otherIdentifiers = [OtherIdentifier("programme/p/grants[G]/number", "G", owner: ministry)]
    activity.status = "2"
    activity.dates = [("1", "2024-01-01"), ("2", "2024-01-15"), ("3", "2025-12-31"), ("4", "2024-12-30")].map {
      ActivityDate("programme/p/date", type: $0, $1)
    }
    activity.scope = "6"
    activity.countries = [Share("programme/p/regions", code: "ML", percentage: 60)]
    activity.regions = [Share("programme/p/regions", code: "298", percentage: 40, vocabulary: "1")]
    activity.locations = [
      Location("programme/p/regions", ref: "ML04", name: [text("Ségou")], point: ("13.43", "-6.27"))
    ]
    activity.sectors = [
      Share("programme/p/sectors", code: "15210", percentage: 60.5, vocabulary: "1"),
      Share("programme/p/sectors", code: "15118", percentage: 39.5, vocabulary: "1"),
      Share("programme/p/sectors", code: "S", percentage: nil, vocabulary: "99"),
    ]
    activity.policyMarkers = [PolicyMarker("programme/p/policyMarkers", code: "1", significance: "2")]
    activity.aid = .projectGrant
    activity.budgets = [
      Budget("programme/p/grants[G]/budgets[1]", type: "1", status: "2", from: "2024-01-01", to: "2024-12-31", amount)
    ]
    var incoming = Transaction(
      "programme/p/grants[G]/transactions[1]", type: "1", on: "2024-02-01", amount, [text("In")])
    incoming.provider = Party("programme/p/provider", ministry, activity: "XM-DAC-7-PPR-4000001234")
    incoming.receiver = Party("programme/p/receiver", reporter, activity: "NL-KVK-1-A")
    activity.transactions = [incoming]
    activity.documents = [
      Document(
        "evidence/e", url: "https://example.org/a?b&c", format: "application/pdf", title: [text("Report")],
        category: "A08", on: "2024-03-01")
    ]
    activity.related = [RelatedActivity("programme/p/parentActivity", "NL-KVK-1-P", type: "1")]
    activity.results = [result]
  }

  private static let result = ActivityResult("framework/f/nodes[1]") { result in
    (result.type, result.aggregation) = ("1", true)
    (result.title, result.description) = ([text("Result")], [text("More")])
    result.indicators = [
      ActivityIndicator("framework/f/indicators[a]") { indicator in
        (indicator.measure, indicator.ascending, indicator.aggregation) = ("1", true, true)
        (indicator.title, indicator.description) = ([text("Indicator")], [text("How")])
        indicator.references = [Reference("framework/f/references", vocabulary: "9", code: "16.7.2")]
        (indicator.baselineYear, indicator.baselineDay) = ("2023", "2023-06-30")
        indicator.baseline = MeasuredPart("framework/f/baseline", "0", comment: [text("Before")])
        var women = MeasuredPart("measurement/m/cells", "7", comment: [text("Women")])
        (women.dimensions, women.locations) = ([Dimension("sex", "female")], ["ML04"])
        indicator.periods = [
          IndicatorPeriod(
            "framework/f/periods[2024]", from: "2024-01-01", to: "2024-12-31",
            targets: [MeasuredPart("framework/f/target", "10.5", comment: [text("By then")])],
            actuals: [MeasuredPart("measurement/m", "12"), women])
        ]
      }
    ]
  }

  static func text(_ text: String) -> Narrative { Narrative(text, language: "en") }
}
