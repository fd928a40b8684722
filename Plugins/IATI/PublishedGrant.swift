import IATIActivities
import IATIPublishing
import Records
import ReportKit

/// A grant that becomes an activity: its money, and its place among those of the programme.
struct PublishedGrant {
  let row: InputRow
  let number: String
  /// Where it stands in the programme's record.
  let path: String
  /// Whether it is the programme's first. What belongs to no grant is published with it alone, so that nobody adds it up
  /// twice.
  let isFirst: Bool
  /// It has the programme's identifier if it is the first, so that it keeps it when another one comes; otherwise its number
  /// is added.
  let identifier: String

  var donor: String? { row.string("donor") }

  /// Whether something of a grant's number, or of no grant, is published with it.
  func owns(_ number: String?) -> Bool { number.map { $0 == self.number } ?? isFirst }

  /// All grants of a programme.
  static func all(of programme: InputRow, at path: String) -> [PublishedGrant] {
    let identifier = programme.string("iatiIdentifier") ?? ""
    return programme.rows("grants").enumerated().map { index, row in
      let number = row.string("number") ?? ""
      let suffix = "-" + String(number.map { "/&|? ".contains($0) ? "-" : $0 })
      return PublishedGrant(
        row: row, number: number, path: "\(path)/grants[\(number)]", isFirst: index == 0,
        identifier: index == 0 || identifier.isEmpty ? identifier : identifier + suffix)
    }
  }

  var budgets: [Budget] {
    let type = row.money("revisedAmount") == nil ? "1" : "2"
    let status = row.date("signedOn") == nil ? "1" : "2"
    return row.rows("budgets").enumerated().compactMap { index, row in
      guard let start = row.date("periodStart"), let end = row.date("periodEnd"), let sum = row.money("value") else {
        return nil
      }
      return Budget(
        "\(path)/budgets[\(index + 1)]", type: type, status: status, from: start.description, to: end.description,
        Self.amount(sum, start))
    }
  }

  func transactions(_ organisations: OrganisationDirectory, _ reporter: Organisation, _ language: Language)
    -> [Transaction]
  {
    row.rows("transactions").enumerated().compactMap { index, moved in
      guard let day = moved.date("date"), let sum = moved.money("value") else { return nil }
      let path = "\(path)/transactions[\(index + 1)]"
      var transaction = Transaction(
        path, type: moved.reference("type", CodeLists.transactionType) ?? "", on: day.description,
        Self.amount(sum, day), moved.narratives("description", language))
      let other = moved.string("organisation") ?? (transaction.isIncoming ? donor : nil)
      let activity = transaction.isIncoming && other == donor ? row.string("providerActivityId") : nil
      let party = organisations[other].map { Party("\(path)/organisation", $0, activity: activity) }
      transaction.provider = transaction.isIncoming ? party : nil
      transaction.receiver = transaction.isIncoming ? Party(path, reporter, activity: identifier) : party
      return transaction
    }
  }

  private static func amount(_ sum: Money, _ day: CalendarDate) -> Amount {
    Amount(value: sum.amount, currency: sum.currency, valuedOn: day.description)
  }
}
