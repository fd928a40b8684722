@testable import IATIActivities

extension RuleTests {
  /// The rules that refuse a file.
  static let errors: Set<String> = [
    "1.1.3", "6.11.1", "11.1.1", "11.1.2", "11.1.3", "11.1.4", "11.1.5", "11.2.1", "7.5.3", "8.6.3", "8.6.1", "6.2.2",
    "6.6.2", "6.7.2", "2.1.1", "2.1.2", "2.1.4", "3.7.1", "3.7.2", "3.6.2", "3.1.1", "3.1.2", "3.1.4", "3.4.1", "3.4.2",
    "3.4.4", "6.14.1", "4.1.1", "4.3.1", "4.4.1", "7.8.1", "6.8.1", "6.9.1", "6.10.1", "8.8.1", "8.9.1", "8.10.1",
    "8.11.1", "K1", "K2", "K3", "K4", "K5", "K6", "K7", "K8", "K9", "K10", "K11", "NL1", "NL2", "NL5",
  ]

  static let breaches =
    identifierBreaches + dateBreaches + classificationBreaches + textBreaches + resultBreaches
    + ownBreaches

  private static let budget = "programme/p/grants[G]/budgets[1]"
  private static let transaction = "programme/p/grants[G]/transactions[1]"

  private static let identifierBreaches: [Breach] = [
    Breach("1.1.3", "programme/p/iatiIdentifier", "/iati-identifier") { $0.identifier = "NL-KVK-1" },
    Breach("1.1.21", "programme/p/iatiIdentifier", "/iati-identifier") { $0.identifier = "NL-KVK-12-A" },
    Breach("1.14.8", "organisation/nimd/identifiers", "/reporting-org/@ref") { $0.reporter.ref = "XX-YYY-1" },
    Breach("1.3.13", "programme/p/iatiIdentifier", "/iati-identifier") { $0.identifier = "NL-KVK-1-A/B" },
    Breach("1.3.13", "organisation/mfa/identifiers", "/participating-org[1]/@ref") {
      $0.participants[0].organisation.ref = "XM-DAC-7?"
    },
    Breach("1.3.13", "programme/p/provider", "/transaction[1]/provider-org[1]/@provider-activity-id") {
      $0.transactions[0].provider?.activityIdentifier = "A|B"
    },
    Breach("1.3.1", "programme/p/iatiIdentifier", "/iati-identifier") { $0.identifier = "NL-KVK-1-A " },
  ]

  private static let dateBreaches: [Breach] = [
    Breach("6.11.1", "programme/p/startsOn", "") { $0.dates.removeFirst(2) },
    Breach("11.1.1", "programme/p", "/@last-updated-datetime") { $0.updatedOn = "2025-01-01" },
    Breach("11.1.2", "programme/p/endsOn", "/activity-date[@type='3']") { $0.dates[2].day = "2023-12-31" },
    Breach("11.1.3", "programme/p/actualEndsOn", "/activity-date[@type='4']") { $0.dates[3].day = "2024-01-14" },
    Breach("11.1.4", "programme/p/actualStartsOn", "/activity-date[@type='2']") { $0.dates[1].day = "2034-01-01" },
    Breach("11.1.5", "programme/p/actualEndsOn", "/activity-date[@type='4']") { $0.dates[3].day = "2025-01-01" },
    Breach("11.2.1", "\(transaction)/date", "/transaction[1]/transaction-date") {
      $0.transactions[0].day = "2025-01-01"
    },
    Breach("7.5.3", "\(budget)/periodEnd", "/budget[1]/period-end") { $0.budgets[0].end = "2025-01-02" },
    Breach("8.6.3", "\(budget)/periodEnd", "/budget[1]/period-end") { $0.budgets[0].end = "2023-12-31" },
    Breach("8.6.1", "framework/f/periods[2024]/periodEnd", "/result[1]/indicator[1]/period[1]/period-end") {
      $0.results[0].indicators[0].periods[0].end = "2023-12-31"
    },
  ]

  private static func sectored(_ code: String) -> Share { Share("x", code: code, percentage: nil) }

  private static let classificationBreaches: [Breach] = [
    Breach("6.2.2", "programme/p/sectors", "/sector") { $0.sectors = [] },
    Breach("6.6.2", "programme/p/sectors", "/transaction/sector") {
      $0.transactions[0].sectors = [sectored("15210")]
    },
    Breach("6.7.2", "programme/p/sectors", "/transaction/sector") {
      $0.sectors = []
      $0.transactions.append($0.transactions[0])
      $0.transactions[0].sectors = [sectored("15210")]
    },
    Breach("2.1.1", "programme/p/sectors", "/sector") { $0.sectors[0].percentage = nil },
    Breach("2.1.2", "programme/p/sectors", "/sector") { $0.sectors[0].percentage = 60 },
    Breach("2.1.4", "programme/p/sectors", "/sector") { $0.sectors[2].percentage = 60 },
    Breach("102.1.1", "programme/p/sectors", "/sector") { $0.sectors.removeFirst(2) },
    Breach("3.7.1", "programme/p/regions", "/recipient-country") { ($0.countries, $0.regions) = ([], []) },
    Breach("3.7.2", "programme/p/regions", "/transaction/recipient-country") {
      ($0.countries, $0.regions) = ([], [])
      $0.transactions.append($0.transactions[0])
      $0.transactions[0].countries = [sectored("ML")]
    },
    Breach("3.6.2", "programme/p/regions", "/transaction/recipient-country") {
      $0.transactions[0].regions = [sectored("298")]
    },
    Breach("3.1.1", "programme/p/regions", "/recipient-country") {
      ($0.countries, $0.regions) = ([sectored("ML"), sectored("NE")], [])
    },
    Breach("3.1.2", "programme/p/regions", "/recipient-country") {
      $0.countries.append(Share("x", code: "NE", percentage: 50))
      $0.regions = []
    },
    Breach("3.1.4", "programme/p/regions", "/recipient-country") { $0.regions = [] },
    Breach("3.4.1", "programme/p/regions", "/recipient-region") { $0.regions[0].percentage = nil },
    Breach("3.4.2", "programme/p/regions", "/recipient-region") { $0.regions[0].percentage = 41 },
    Breach("3.4.4", "programme/p/regions", "/recipient-region") { $0.countries = [] },
    Breach("6.14.1", "programme/p/policyMarkers", "/policy-marker[1]/@significance") {
      $0.policyMarkers[0].significance = nil
    },
  ]

  private static let textBreaches: [Breach] = [
    Breach("4.1.1", "programme/p/language", "/@xml:lang") {
      $0.language = nil
      $0.results[0].indicators[0].baseline?.comment = [Narrative("Sans langue")]
    },
    Breach("4.3.1", "programme/p/title", "/title") { $0.title = [Narrative(" \n")] },
    Breach("4.4.1", "programme/p/description", "/description[1]/narrative") { $0.descriptions[0].text = [] },
    Breach("7.8.1", "programme/p/currency", "/@default-currency") {
      $0.currency = nil
      $0.budgets[0].amount.currency = nil
    },
    Breach("6.8.1", "programme/p/grants[G]/number", "/other-identifier[1]") {
      $0.otherIdentifiers[0].owner = Organisation()
    },
    Breach("6.9.1", transaction, "/transaction[1]") { $0.transactions[0].provider?.organisation = Organisation() },
    Breach("6.10.1", "programme/p/partners", "/participating-org[2]") {
      $0.participants[1].organisation = Organisation()
    },
  ]

  private static let indicator = "/result[1]/indicator[1]"

  private static let resultBreaches: [Breach] = [
    Breach("8.8.1", "framework/f/baseline", "\(indicator)/baseline[1]/@value") {
      $0.results[0].indicators[0].baseline?.value = nil
    },
    Breach("8.8.2", "framework/f/baseline", "\(indicator)/baseline[1]/@value") {
      $0.results[0].indicators[0].baseline?.value = "n/a"
    },
    Breach("8.8.3", "framework/f/baseline", "\(indicator)/baseline[1]/@value") {
      $0.results[0].indicators[0].measure = "5"
    },
    Breach("8.9.1", "framework/f/target", "\(indicator)/period[1]/target[1]/@value") {
      $0.results[0].indicators[0].periods[0].targets[0].value = ""
    },
    Breach("8.9.2", "framework/f/target", "\(indicator)/period[1]/target[1]/@value") {
      $0.results[0].indicators[0].periods[0].targets[0].value = "10 %"
    },
    Breach("8.9.3", "framework/f/target", "\(indicator)/period[1]/target[1]/@value") {
      $0.results[0].indicators[0].measure = "5"
    },
    Breach("8.10.1", "measurement/m", "\(indicator)/period[1]/actual[1]/@value") {
      $0.results[0].indicators[0].periods[0].actuals[0].value = nil
    },
    Breach("8.10.2", "measurement/m/cells", "\(indicator)/period[1]/actual[2]/@value") {
      $0.results[0].indicators[0].periods[0].actuals[1].value = "<5"
    },
    Breach("8.10.3", "measurement/m", "\(indicator)/period[1]/actual[1]/@value") {
      $0.results[0].indicators[0].measure = "5"
      $0.results[0].indicators[0].periods[0].actuals[1].value = nil
    },
    Breach("8.11.1", "framework/f/nodes[1]/references", "/result[1]/indicator/reference") {
      $0.results[0].references = [Reference("x", vocabulary: "99", code: "1")]
    },
  ]

  private static let ownBreaches: [Breach] = [
    Breach("K1", "programme/p/iatiIdentifier", "/iati-identifier") { $0.identifier = "" },
    Breach("K2", "organisation/nimd/identifiers", "/reporting-org/@ref") { $0.reporter.ref = nil },
    Breach("K3", "organisation/nimd/organisationType", "/reporting-org/@type") { $0.reporter.type = nil },
    Breach("K4", "programme/p/description", "/description") { $0.descriptions = [] },
    Breach("K5", "programme/p/partners", "/participating-org") { $0.participants = [] },
    Breach("K6", "programme/p/status", "/activity-status") { $0.status = nil },
    Breach("K8", "framework/f/nodes[1]", "/result[1]/indicator") { $0.results[0].indicators = [] },
    Breach("K9", "framework/f/nodes[1]", "/result[1]/title") { $0.results[0].indicators[0].title = [] },
    Breach("K10", "framework/f/nodes[1]", "/result[1]/location") { $0.locations = [] },
    Breach("K11", "evidence/e", "/document-link[1]") { $0.documents[0].format = "" },
    Breach("K12", "framework/f/periods[2024]", "\(indicator)/period[1]") {
      $0.results[0].indicators[0].periods[0].targets = []
      $0.results[0].indicators[0].periods[0].actuals = []
    },
    Breach("K13", "framework/f/periods[2024]", "\(indicator)/period[1]/actual") {
      $0.results[0].indicators[0].periods[0].actuals.append(MeasuredPart("measurement/n", "13"))
    },
    Breach("K14", "programme/p/status", "/activity-status") { $0.dates[2].day = "2024-12-30" },
    Breach("NL1", "programme/p/partners", "/iati-activities/participating-org") {
      $0.participants[0].organisation.ref = "XM-DAC-8"
    },
    Breach("NL2", "programme/p/grants/providerActivityId", "/transaction/provider-org") {
      $0.transactions[0].provider?.activityIdentifier = "XM-DAC-7-PPR-400000123X"
    },
    Breach("NL3", "framework/f/nodes[1]/aggregationStatus", "/result[1]/@aggregation-status") {
      $0.results[0].aggregation = nil
    },
    Breach("NL4", "framework/f/indicators[a]/aggregationStatus", "\(indicator)/@aggregation-status") {
      $0.results[0].indicators[0].aggregation = nil
    },
    Breach("NL5", "framework/f/baseline", "\(indicator)/baseline[1]/@value") {
      $0.results[0].indicators[0].baseline?.value = "n/a"
    },
    Breach("NL6", "framework/f/indicators[a]", indicator) { $0.results[0].indicators[0].measure = "5" },
  ]
}
