import IATIActivities
import Records
import ReportDocument
import ReportKit

/// An activity with all that its XML says but the results, in words.
struct ActivityPreview {
  private let activity: Activity
  private let words: Words
  private let language: Language

  init(_ activity: Activity, _ report: ReportBuilder) {
    (self.activity, words, language) = (activity, report.words, report.request.language)
  }

  func write(_ report: inout ReportBuilder) throws {
    try report.heading(Bilingual(verbatim: activity.identifier))
    try writeForm(&report)
    try writeShares(&report)
    try writeMoney(&report)
    guard !activity.documents.isEmpty else { return }
    try report.table(
      "documents", ["activity": activity.identifier], of: activity.documents, missing: "",
      [
        .text("title", width: 7) { .text($0.title.first?.text) },
        .text("category", width: 4) { document in
          .text(document.categories.map { name($0, CodeLists.documentCategory) }.joined(separator: ", "))
        },
        .text("format", width: 3) { .text($0.format) }, .date("published", width: 3) { Self.date($0.publishedOn) },
        .text("url", width: 7) { InlineValue(.text(TextSpan($0.url, link: LinkTarget($0.url)))) },
      ])
  }

  private func writeForm(_ report: inout ReportBuilder) throws {
    let budget = activity.budgets.compactMap { money($0.amount) }
    try report.form(
      "activities",
      [
        "title": .text(activity.title.first?.text), "about": description("1"), "objectives": description("2"),
        "targetGroups": description("3"), "reporter": .text(activity.reporter.names.first?.text),
        "funding": organisations("1"), "accountable": organisations("2"), "implementing": organisations("4"),
        "others": .lines(
          activity.otherIdentifiers.map { other in
            [other.identifier, other.owner?.names.first?.text].compactMap { $0 }.joined(separator: " — ")
          }),
        "related": .lines(activity.related.map { words["related.\($0.type)", ["activity": $0.identifier]] }),
        "status": .text(activity.status.map { name($0, CodeLists.activityStatus) }),
        "plannedStart": day("1"), "actualStart": day("2"), "plannedEnd": day("3"), "actualEnd": day("4"),
        "scope": .text(activity.scope.map { words["scopes.\($0)"] }),
        "places": .lines(activity.locations.compactMap { $0.name.first?.text }), "aid": .text(aid),
        "budget": .money(budget.total(in: activity.currency)),
        "transactions": .number(activity.transactions.count), "documents": .number(activity.documents.count),
        "results": .number(activity.results.count),
      ])
  }

  /// Sectors and policy objectives.
  private func writeShares(_ report: inout ReportBuilder) throws {
    let values: KeyValuePairs = ["activity": activity.identifier]
    if !activity.sectors.isEmpty {
      try report.table(
        "sectors", values, of: activity.sectors, missing: "",
        [
          .text("vocabulary", width: 6) { .text(name($0.vocabulary ?? "1", CodeLists.sectorVocabulary)) },
          .text("code", width: 3) { .text($0.code) },
          .percent("share", width: 3) { share in share.percentage.map { .percent($0, decimals: 1) } ?? .text("—") },
        ])
    }
    guard !activity.policyMarkers.isEmpty else { return }
    try report.table(
      "markers", values, of: activity.policyMarkers, missing: "",
      [
        .text("marker", width: 7) { .text(name($0.code, CodeLists.policyMarker)) },
        .text("significance", width: 5) { marker in
          .text(marker.significance.map { name($0, CodeLists.policySignificance) })
        },
      ])
  }

  private func writeMoney(_ report: inout ReportBuilder) throws {
    let values: KeyValuePairs = ["activity": activity.identifier]
    if !activity.budgets.isEmpty {
      try report.table(
        "budgets", values, of: activity.budgets, missing: "",
        [
          .date("from", width: 3) { Self.date($0.start) }, .date("to", width: 3) { Self.date($0.end) },
          .text("type", width: 4) {
            .text("\(words["budgets.types.\($0.type)"]), \(words["budgets.statuses.\($0.status)"])")
          },
          .money("amount", width: 4) { .money(money($0.amount)) },
        ])
    }
    guard !activity.transactions.isEmpty else { return }
    try report.table(
      "transactions", values, of: activity.transactions, missing: "",
      [
        .date("day", width: 3) { Self.date($0.day) },
        .text("type", width: 4) { .text(name($0.type, CodeLists.transactionType)) },
        .text("provider", width: 5) { .text($0.provider?.organisation.names.first?.text ?? "—") },
        .text("receiver", width: 5) { .text($0.receiver?.organisation.names.first?.text ?? "—") },
        .money("amount", width: 4) { .money(money($0.amount)) },
        .text("description", width: 6) { .text($0.description.first?.text ?? "—") },
      ])
  }

  private func description(_ type: String) -> InlineValue {
    .text(activity.descriptions.first { $0.type == type }?.text.first?.text)
  }

  private func organisations(_ role: String) -> InlineValue {
    .lines(activity.participants.filter { $0.role == role }.compactMap { $0.organisation.names.first?.text })
  }

  private func day(_ type: String) -> InlineValue { Self.date(activity.day(type)) }

  private static func date(_ day: Day?) -> InlineValue { .date(day.flatMap(CalendarDate.init(_:))) }

  private func money(_ amount: Amount) -> Money? {
    Money(amount: amount.value, currency: amount.currency ?? activity.currency ?? "")
  }

  private var aid: String? {
    activity.aid.map { aid in
      words[
        "aid",
        [
          "collaboration": aid.collaboration, "flow": aid.flow, "finance": aid.finance, "type": aid.aidType,
          "tied": aid.tied,
        ]]
    }
  }

  /// The name of one of the standard's codes.
  private func name(_ code: String, _ list: CodeList) -> String {
    list.entries.first { $0.externalReference == code }?.label(in: language) ?? code
  }
}
