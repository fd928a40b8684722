import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan report`
struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Renders a report and saves it.",
    discussion: """
      What the report lacks is said on standard error; what is withheld, and why, stands in the report itself.

        kurukan report undef/narrative --token-file reviewer.token --programme cri2002-undef \\
            --grant UDF-XX-XXX-MLI --from 2023-02-01 --to 2024-01-31 --language fr --medium html \\
            --set phase=midterm --output report.html
      """)

  @OptionGroup var client: ClientOptions

  @Argument(help: "The report, as `kurukan formats` lists it.")
  var report: String

  @Option(help: "The programme's key.")
  var programme: String

  @Option(help: "The grant's number: what belongs to other grants is left out.")
  var grant: String?

  @Option(help: "The first day covered, such as 2023-02-01.")
  var from: String?

  @Option(help: "The last day covered: nothing later is shown.")
  var to: String?

  @Option(help: "The day that the report bears. Default: today in UTC.")
  var reportDate: String?

  @Option(help: "The language, such as fr or en.")
  var language = "fr"

  @Option(help: "The medium, such as html or markdown.")
  var medium = "html"

  @Option(help: "The highest level shown: public, internal, restricted, confidential. Default: the report's own.")
  var level: String?

  @Option(help: "Counts of people below this are hidden: 5, 10 or 20. Default: 5.")
  var threshold: Int?

  @Option(
    name: .customLong("set"),
    help: "A parameter of the report, as name=value, a list with commas. May be repeated.")
  var parameters: [String] = []

  @Option(help: "Where the report goes; - for standard output.")
  var output = "-"

  @Flag(help: "Renders nothing: says what the report would lack, and fails where there would be none.")
  var check = false

  func run() async throws {
    if !check { try MediumOutput.check(medium, output) }
    let client = try await self.client.connect()
    let request = ReportRequestOptions(
      report: report, programme: programme, language: language, medium: medium, level: level, threshold: threshold,
      bounds: ReportBoundsOptions(grant: grant, from: from, to: to, reportDate: reportDate),
      parameters: try await Self.values(of: Self.parameters(parameters), for: report, client))
    if check {
      try await check(request, client)
      await client.close()
      return
    }
    let download = ReportDownload(client: client)
    let summary: ReportSummary
    if output == "-" {
      summary = try await download.fetch(request) { try Terminal.output(bytes: $0) }
    } else {
      let file = try OutputFile(output)
      summary = try await download.fetch(request) { try file.write($0) }
      try file.finish()
    }
    await client.close()
    if let percent = summary.hiddenPercent, percent > 0 {
      Terminal.error(
        Wording(
          en: "About \(percent) % of the counts of people are hidden, since they are small or would tell a small one.",
          fr:
            "Environ \(percent) % des effectifs de personnes sont masqués : ils sont petits, ou en révéleraient un petit."
        ).text)
    }
  }

  private func check(_ request: ReportRequestOptions, _ client: LineClient) async throws {
    let answer: JSONValue
    do {
      answer = try JSONValue(parsing: try await client.call("kurukan.v1.Reports/Check", request.json))
    } catch let status as Status {
      throw CommandFailure(
        status, doing: Wording(en: "Cannot check \(report)", fr: "Impossible de vérifier \(report)"))
    }
    for diagnostic in answer["diagnostics"]?.array ?? [] { try Terminal.output(ReportDownload.line(of: diagnostic)) }
    guard answer["possible"]?.bool == true else {
      throw CommandFailure(Wording(en: "There would be no report.", fr: "Il n’y aurait pas de rapport.").text)
    }
    if answer["complete"]?.bool == true {
      try Terminal.output(Wording(en: "Nothing is missing.", fr: "Rien ne manque.").text)
    }
  }

  /// The parameters as the report's schema wants them: a command line has only texts.
  private static func values(
    of parameters: [(String, String)], for report: String, _ client: LineClient
  ) async throws -> [(String, JSONValue)] {
    guard !parameters.isEmpty else { return [] }
    let question: JSONValue = ["report": .string(report)]
    // What cannot be described is refused with its reason when it is rendered.
    let answer = try? await client.call("kurukan.v1.Reports/Describe", question.bytes)
    let properties = answer.flatMap { try? JSONValue(parsing: $0) }?["parameters"]?["properties"]
    return parameters.map { name, text in (name, value(text, as: properties?[name])) }
  }

  private static func value(_ text: String, as schema: JSONValue?) -> JSONValue {
    switch schema?["type"]?.string {
    case "integer": Int64(text).map(JSONValue.integer) ?? .string(text)
    case "boolean": text == "true" ? true : text == "false" ? false : .string(text)
    case "array": .array(text.split(separator: ",").map { value(String($0), as: schema?["items"]) })
    default: .string(text)
    }
  }

  /// Parameters that were given as name=value.
  static func parameters(_ texts: [String]) throws -> [(String, String)] {
    try texts.map { text in
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw ValidationError(
          Wording(
            en: "\"\(text)\" is no parameter: write --set name=value.",
            fr: "« \(text) » n’est pas un paramètre : écrivez --set nom=valeur."
          ).text)
      }
      return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }
  }
}

/// Where a medium may go.
enum MediumOutput {
  private static let binary: Set<String> = ["docx", "pdf", "xlsx"]

  /// Keeps bytes that nobody can read, and that a terminal would obey, from a terminal.
  static func check(_ medium: String, _ output: String) throws(CommandFailure) {
    guard output == "-", Terminal.isOutputInteractive, binary.contains(medium) else { return }
    throw CommandFailure(
      Wording(
        en: "\(medium) cannot be shown on a terminal. Name a file: --output report.\(medium)",
        fr: "Le \(medium) ne peut pas être affiché dans un terminal. Nommez un fichier : --output rapport.\(medium)"
      ).text)
  }
}
