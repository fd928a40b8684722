import ArgumentParser
import LineRPC
import Violations

/// `kurukan explain`
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Says what an error's reason means and what to do about it.",
    discussion: "Without a reason, lists all of them.")

  @Argument(help: "The reason, such as RECORD_INVALID.")
  var reason: String?

  func run() throws {
    guard let name = reason?.uppercased() else {
      var table = TextTable([("REASON", .left), ("STATUS", .left), ("MEANING", .left)])
      for reason in Reason.catalogue { table.add([reason.name, reason.code.name, reason.summary.text]) }
      try Terminal.output(table.text)
      return
    }
    guard let found = Reason.catalogue.first(where: { $0.name == name }) else {
      let suggestion = NearestName.suggestion(for: name, in: Reason.catalogue.map(\.name))
      throw ValidationError("There is no reason \(name)." + (suggestion.map { " Did you mean \($0)?" } ?? ""))
    }
    try Terminal.output(
      """
      \(found.name) (\(found.code.name), \(found.code.number))
      \(found.summary.text)
      \(found.remedy.text)
      """)
  }
}
