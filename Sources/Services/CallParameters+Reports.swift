import FoundationEssentials
import JSONBytes
import MethodCatalogue
import PluginDescriptions
import PluginHost
import Records
import Violations

/// What every request of a report says beside the report's own parameters.
extension CallParameters {
  /// The grant and the days that the report is bounded by.
  mutating func bounds(of need: GrantNeed) -> RequestBounds {
    var bounds = RequestBounds(grant: grant(need))
    for member in object("period")?.members ?? [] {
      guard ["from", "to"].contains(member.key) else {
        note(
          FieldViolation(
            path: "period.\(member.key)",
            message: Wording(
              "period_members", en: "A period has its first day, from, and its last one, to.",
              fr: "Une période a un premier jour, from, et un dernier, to."),
            allowed: ["from", "to"], suggestion: NearestName.suggestion(for: member.key, in: ["from", "to"])))
        continue
      }
      let day = day(member.value.string ?? member.value.text, at: "period.\(member.key)")
      if member.key == "from" { bounds.from = day } else { bounds.to = day }
    }
    if let from = bounds.from, let to = bounds.to, to < from {
      note(
        "period.to",
        Wording(
          "period_order", en: "The last day must not come before the first one, \(from).",
          fr: "Le dernier jour ne doit pas précéder le premier, \(from)."), found: to.description)
    }
    return bounds
  }

  /// The day that the report bears: today's in UTC if none is asked for, or a fault was noted.
  mutating func reportDate() -> CalendarDate {
    string("reportDate").flatMap { day($0, at: "reportDate") } ?? Self.today
  }

  private mutating func grant(_ need: GrantNeed) -> String? {
    guard let number = string("grant"), !number.isEmpty else {
      if need.isRequired {
        note(
          "grant",
          Wording(
            "grant_required", en: "The report is of one grant: give its number.",
            fr: "Le rapport porte sur une subvention : donnez-en le numéro."))
      }
      return nil
    }
    if let pattern = need.pattern, !need.matches(number) {
      note(
        "grant",
        Wording(
          "grant_pattern", en: "The report is of grants whose number is of the pattern \(pattern).",
          fr: "Le rapport porte sur des subventions dont le numéro suit le motif \(pattern)."), found: number)
    }
    return number
  }

  private mutating func day(_ text: String, at path: String) -> CalendarDate? {
    let day = CalendarDate(text)
    if day == nil {
      note(
        path, Wording("day", en: "Write a day, such as 2024-03-19.", fr: "Écrivez un jour, comme 2024-03-19."),
        found: text)
    }
    return day
  }

  private static var today: CalendarDate {
    // PostgreSQL counts days from 2000-01-01, which is 10,957 days after 1970.
    let days = (Date.now.timeIntervalSince1970 / 86_400).rounded(.down) - 10_957
    return CalendarDate(daysSince2000: Int32(days)) ?? CalendarDate(daysSince2000: 0)!
  }
}

extension RequestBounds {
  /// The period as a request and a plugin have it; nil without any day.
  var period: JSONValue? {
    var period = JSONObject()
    if let from { period["from"] = .string(from.description) }
    if let to { period["to"] = .string(to.description) }
    return period.members.isEmpty ? nil : .object(period)
  }
}
