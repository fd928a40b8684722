import Records

extension KindTable {
  static let programme = KindTable(
    .programme,
    columns: [
      .day("starts_on") { $0.programme?.startsOn },
      .day("ends_on") { $0.programme?.endsOn },
    ])
}

extension AnyRecord {
  fileprivate var programme: Programme? {
    guard case .programme(let record) = self else { return nil }
    return record
  }
}
