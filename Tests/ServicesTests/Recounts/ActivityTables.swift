import Foundation
import FoundationXML
import JSONBytes

/// The figures of a file of IATI as tables that are called after its elements.
enum ActivityTables {
  static func tables(of file: Data) throws -> [ReportTable] {
    var tables: [String: ReportTable] = [:]
    func add(_ element: String, _ row: ReportTable.Row) {
      tables[element, default: ReportTable(caption: "XML: " + element)].rows.append(row)
    }
    for activity in try XMLDocument(data: file).nodes(forXPath: "//iati-activity") {
      let activityName = try text(activity, "iati-identifier")
      for budget in try activity.nodes(forXPath: "budget") {
        add(
          "budget",
          [
            "activity": activityName, "from": try text(budget, "period-start/@iso-date"),
            "to": try text(budget, "period-end/@iso-date"), "value": try money(budget),
          ])
      }
      for transaction in try activity.nodes(forXPath: "transaction") {
        add(
          "transaction",
          [
            "activity": activityName, "type": try text(transaction, "transaction-type/@code"),
            "date": try text(transaction, "transaction-date/@iso-date"), "value": try money(transaction),
          ])
      }
      for indicator in try activity.nodes(forXPath: "result/indicator") {
        let title = try text(indicator, "title/narrative[1]")
        for value in try indicator.nodes(forXPath: "baseline | period/target | period/actual") {
          let number = Double(try text(value, "@value").string ?? "").map(JSONValue.number)
          add(
            value.name ?? "",
            [
              "activity": activityName, "indicator": title, "year": try text(value, "@year"),
              "from": try text(value, "../period-start/@iso-date"), "to": try text(value, "../period-end/@iso-date"),
              "of": .string(
                try value.nodes(forXPath: "dimension/@value").compactMap(\.stringValue).joined(separator: ", ")),
              "value": number.map { ["number": $0] } ?? .null,
            ])
        }
      }
    }
    return tables.values.sorted { $0.caption < $1.caption }
  }

  private static func text(_ node: XMLNode, _ path: String) throws -> JSONValue {
    .string(try node.nodes(forXPath: path).first?.stringValue ?? "")
  }

  private static func money(_ node: XMLNode) throws -> JSONValue {
    ["money": try text(node, "value"), "currency": try text(node, "value/@currency")]
  }
}
