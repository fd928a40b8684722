import Records

extension KindTable {
  static let organisation = KindTable(
    .organisation, columns: [.text("organisation_type") { $0.organisation?.organisationType }])
}

extension AnyRecord {
  fileprivate var organisation: Organisation? {
    guard case .organisation(let record) = self else { return nil }
    return record
  }
}
