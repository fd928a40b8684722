import JSONBytes
import Violations

/// Which rows come, in which order, and what is read beside them.
extension RecordQueryCheck {
  mutating func order(_ object: JSONObject, _ source: RecordSource, _ shape: RecordQuery.Shape) -> [QueryOrder] {
    let known: [String]
    switch shape {
    case .listing: known = source.orderable
    case .counts(let groupBy, let measures, let totals):
      if totals {
        for name in ["orderBy", "limit"] where object[name] != nil {
          add(name, "A count with totals has an order of its own, and is whole.")
        }
      }
      known = groupBy + measures.filter { $0.isOrderable(in: source) }.map(\.name)
    }
    let both = known + known.map { QueryOrder($0, isDescending: true).description }
    let order = names(object["orderBy"], "orderBy", among: both).map(QueryOrder.init(text:))
    for (index, name) in order.map(\.name).enumerated() where order.prefix(index).contains(where: { $0.name == name }) {
      add("orderBy[\(index)]", "This stands in the list already.", found: name)
    }
    return order
  }

  mutating func limit(_ json: JSONValue?) -> Int? {
    guard let json else { return nil }
    if let limit = json.integer.map({ Int(clamping: $0) }), RecordLimits.queryRows.contains(limit) { return limit }
    add(
      "limit",
      "Must be a number of rows, \(RecordLimits.queryRows.lowerBound) to \(RecordLimits.queryRows.upperBound).",
      found: json.text)
    return nil
  }

  mutating func follows(_ object: JSONObject, _ source: RecordSource, _ shape: RecordQuery.Shape) -> [RecordFollow] {
    guard case .listing = shape, let json = object["follow"] else { return [] }
    guard let members = json.object?.members, members.count <= RecordLimits.queryFollows else {
      add(
        "follow",
        "Must be an object of at most \(RecordLimits.queryFollows) references and the fields read along each.",
        found: json.text)
      return []
    }
    let known = source.followable.map(\.name)
    return members.compactMap { member in
      guard let reference = source.followable.first(where: { $0.name == member.key }),
        let target = reference.type.reference?.kinds.first.flatMap(kinds.source)
      else {
        unknown(
          member.key, path: "follow.\(member.key)", "\(source.name) has no reference to one record of this name.", known
        )
        return nil
      }
      let path = "follow.\(member.key)"
      let select = names(member.value, path, among: target.selectableAlong)
      if select.isEmpty, member.value.array?.isEmpty == true {
        add(path, "A reference is followed to the fields that it names.", allowed: target.selectableAlong)
      }
      return RecordFollow(reference: reference, source: target, select: select)
    }
  }

  mutating func missing(_ json: JSONValue?, _ source: RecordSource) -> RecordMissing? {
    guard let json else { return nil }
    let known = kinds.kinds.filter { RecordMissing($0, of: source) != nil }.map(\.name)
    guard let name = json.string, known.contains(name), let kind = kinds.kind(name) else {
      unknown(json.string ?? json.text, path: "missing", "No record of such a kind refers to \(source.name).", known)
      return nil
    }
    return RecordMissing(kind, of: source)
  }
}

extension RecordMeasure {
  /// Whether groups can be ordered by it: money is of several currencies, and a latest value is no number.
  func isOrderable(in source: RecordSource) -> Bool {
    switch content {
    case .rows, .sum, .records, .distinct: true
    case .total(let field): if case .money = source.field(field)?.type { false } else { true }
    case .latest: false
    }
  }
}

extension RecordQuery {
  /// What would tell of people past all suppression, which knows counts of groups and nothing else. All are exact counts
  /// and figures, or the query is refused.
  var unprotected: [FieldViolation] {
    guard case .counts(let groupBy, let measures, _) = shape else { return [] }
    let isCrossed = (groupBy + filters.map(\.name)).contains { source.tellsOfPeople($0) }
    func isSensitive(_ measure: RecordMeasure) -> Bool { measure.countsPeople || isCrossed }
    var violations: [FieldViolation] = []
    if isCrossed {
      for (index, measure) in measures.enumerated() where measure.figure != nil {
        violations.append(FieldViolation(path: "measures[\(index)]", message: .figureOfPeople, found: measure.name))
      }
    }
    guard measures.contains(where: isSensitive) else { return violations }
    if limit != nil { violations.append(FieldViolation(path: "limit", message: .limitOfPeople)) }
    if missing != nil { violations.append(FieldViolation(path: "missing", message: .missingOfPeople)) }
    for (index, order) in self.order.enumerated() {
      guard measures.contains(where: { $0.name == order.name && isSensitive($0) }) else { continue }
      violations.append(
        FieldViolation(path: "orderBy[\(index)]", message: .orderOfPeople, found: order.description))
    }
    return violations
  }
}

extension Wording {
  fileprivate static let figureOfPeople = Wording(
    "exact_only",
    en: "Sums and latest values are not told by what tells of people: group and filter by something else.",
    fr: "Ni sommes ni dernières valeurs selon ce qui renseigne sur des personnes : regroupez et filtrez autrement.")

  fileprivate static let limitOfPeople = Wording(
    "exact_only", en: "Counts of people come whole, so that small ones can be hidden: leave the limit out.",
    fr: "Les effectifs de personnes viennent entiers, pour masquer les petits : omettez la limite.")

  fileprivate static let missingOfPeople = Wording(
    "exact_only", en: "People are not counted by what is missing: list the records, or count them.",
    fr: "On ne compte pas de personnes selon ce qui manque : énumérez les enregistrements, ou comptez-les.")

  fileprivate static let orderOfPeople = Wording(
    "exact_only", en: "An order by counts of people would tell those that are hidden: order by a dimension.",
    fr: "Un ordre selon des effectifs de personnes révélerait ceux qui sont masqués : ordonnez selon une dimension.")
}
