import Disclosure
import JSONBytes
import LineRPC
import RecordStore
import Records
import Synchronization
import Violations

/// The answer of a tally: the snapshot's rows with labels in the caller's language.
final class TallyAnswer: Sendable {
  private let query: RecordQuery
  private let language: Language
  private let cells = Mutex<(all: [JSONValue], bytes: Int)>(([], 0))

  init(_ query: RecordQuery, _ language: Language) {
    self.query = query
    self.language = language
  }

  /// Adds a row; throws where there are more than fit into one answer, ``RecordStore/ReadLimits/pageBytes``.
  func add(_ row: [UInt8]) throws {
    let row = try JSONValue(parsing: row).object ?? JSONObject()
    var values = JSONObject()
    var labels = JSONObject()
    var measures = JSONObject()
    for member in row.members {
      guard let dimension = query.source.dimension(member.key) else {
        measures[member.key] = member.value
        continue
      }
      values[member.key] = member.value
      labels[member.key] = .string(label(member.value, dimension))
    }
    let cell: JSONValue = ["values": .object(values), "labels": .object(labels), "measures": .object(measures)]
    let bytes = cells.withLock { cells in
      cells.all.append(cell)
      cells.bytes += cell.bytes.count
      return cells.bytes
    }
    guard bytes <= ReadLimits.pageBytes else { throw Self.tooFine }
  }

  func finish(_ withheld: [WithheldCount], _ hidden: HiddenShare) -> [UInt8] {
    var answer: JSONObject = ["cells": .array(cells.withLock(\.all))]
    if !withheld.isEmpty { answer["withheld"] = .array(withheld.map(\.json)) }
    answer["hiddenPercent"] = hidden.percent.map { .integer(Int64($0)) }
    return JSONValue.object(answer).bytes
  }

  private func label(_ value: JSONValue, _ dimension: RecordDimension) -> String {
    guard let code = value.string else { return language == .french ? "non précisé" : "not stated" }
    return dimension.codes?.label(code, language) ?? code
  }

  private static let tooFine = Status(
    .parameterInvalid,
    Wording(
      en: "These are more counts than one answer holds.", fr: "Il y a plus d’effectifs qu’une réponse n’en contient."),
    details: [
      FieldViolation(
        path: "groupBy",
        message: Wording(
          "too_fine", en: "Count by fewer dimensions, or set conditions.",
          fr: "Comptez selon moins de dimensions, ou posez des conditions."))
    ])
}
