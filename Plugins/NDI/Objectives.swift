import ReportDocument
import ReportKit

/// The objectives: the uppermost nodes of the frameworks, and which of them an activity serves.
struct Objectives {
  private struct Place: Hashable {
    let framework: String
    let node: String
  }

  /// Each with the framework that it is of.
  let all: [(framework: ResultsFramework, node: FrameworkNode)]
  private var places: [Place: Int] = [:]

  init(_ frameworks: [ResultsFramework]) {
    all = frameworks.flatMap { framework in framework.nodes.filter { $0.depth == 0 }.map { (framework, $0) } }
    var tops: [Place: Int] = [:]
    for (index, objective) in all.enumerated() {
      tops[Place(framework: objective.framework.row.string("key") ?? "", node: objective.node.code)] = index
    }
    for framework in frameworks {
      let key = framework.row.string("key") ?? ""
      for node in framework.nodes {
        places[Place(framework: key, node: node.code)] =
          tops[Place(framework: key, node: node.ancestors.first ?? node.code)]
      }
    }
  }

  /// The place among all objectives of the one that an activity serves; nil where it names none that is known.
  func place(of row: InputRow) -> Int? {
    guard let framework = row.string("framework"), let node = row.string("node") else { return nil }
    return places[Place(framework: framework, node: node)]
  }

  /// What the objective says that an activity serves.
  func statement(of row: InputRow) -> InlineValue {
    place(of: row).map { all[$0].node.row.value("statement") } ?? .missing
  }
}
