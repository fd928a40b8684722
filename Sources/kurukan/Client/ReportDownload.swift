import FoundationEssentials
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// What is asked for when a report is rendered.
struct ReportRequestOptions {
  var report: String
  var programme: String
  var language: String
  var medium: String
  var level: String?
  var threshold: Int?
  var bounds = ReportBoundsOptions()
  var parameters: [(String, JSONValue)]

  var json: [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.member("report", report)
    json.member("programme", programme)
    json.member("language", language)
    json.member("medium", medium)
    json.member("level", ifPresent: level)
    json.member("threshold", ifPresent: threshold)
    bounds.write(to: &json)
    json.key("parameters")
    json.beginObject()
    for (name, value) in parameters {
      json.key(dynamic: name)
      json.value(value)
    }
    json.endObject()
    json.endObject()
    return json.bytes
  }
}

/// The grant, the days and the date of a report.
struct ReportBoundsOptions {
  var grant: String?
  var from: String?
  var to: String?
  var reportDate: String?

  func write(to json: inout JSONWriter) {
    json.member("grant", ifPresent: grant)
    if let period {
      json.key("period")
      json.value(period)
    }
    json.member("reportDate", ifPresent: reportDate)
  }

  var period: JSONValue? {
    var period = JSONObject()
    if let from { period["from"] = .string(from) }
    if let to { period["to"] = .string(to) }
    return period.members.isEmpty ? nil : .object(period)
  }
}

/// What the server said about a report that it rendered.
struct ReportSummary {
  var bytes = 0
  var milliseconds = 0.0
  var warnings = 0
  /// For how many reasons something was left out.
  var withheldReasons = 0
  /// How many of a hundred counts of people are hidden, rounded to five; nil where there are none.
  var hiddenPercent: Int?
}

/// Receives a report's bytes as they come.
struct ReportDownload {
  let client: LineClient
  /// Whether diagnostics are written to standard error.
  var saysDiagnostics = true

  /// Renders a report and hands its bytes to `write`. Throws ``CommandFailure`` with the server's status.
  @discardableResult
  func fetch(
    _ request: ReportRequestOptions, _ write: ([UInt8]) throws -> Void
  ) async throws -> ReportSummary {
    try await receive(
      "Render", request.json,
      doing: Wording(
        en: "Cannot render \(request.report)", fr: "Impossible de produire le rapport \(request.report)"), write)
  }

  /// Takes a report that was composed before and hands its bytes from `offset` on to `write`.
  @discardableResult
  func fetch(
    run: String, medium: String, from offset: Int, _ write: ([UInt8]) throws -> Void
  ) async throws -> ReportSummary {
    let parameters: JSONValue = [
      "run": .string(run), "medium": .string(medium), "offset": .integer(Int64(offset)),
    ]
    return try await receive(
      "Fetch", parameters.bytes, from: offset,
      doing: Wording(en: "Cannot fetch the run \(run)", fr: "Impossible de reprendre la composition \(run)"), write)
  }

  private func receive(
    _ method: String, _ parameters: [UInt8], from offset: Int = 0, doing what: Wording,
    _ write: ([UInt8]) throws -> Void
  ) async throws -> ReportSummary {
    var summary = ReportSummary(bytes: offset)
    do {
      for try await event in try client.stream("kurukan.v1.Reports/" + method, parameters) {
        switch event {
        case .item(let item): try take(JSONValue(parsing: item), &summary, write)
        case .result(let result): try finish(JSONValue(parsing: result), &summary)
        }
      }
    } catch let status as Status {
      throw CommandFailure(status, doing: what)
    }
    Terminal.endProgress()
    return summary
  }

  private func take(
    _ item: JSONValue, _ summary: inout ReportSummary, _ write: ([UInt8]) throws -> Void
  ) throws {
    if let text = item["chunk"]?.string {
      guard let data = Data(base64Encoded: text) else {
        throw CommandFailure(
          Wording(
            en: "The server sent a chunk that is not base64.",
            fr: "Le serveur a envoyé un morceau qui n’est pas en base64."
          ).text)
      }
      summary.bytes += data.count
      try write(Array(data))
    } else if let fraction = item["progress"]?.double {
      let percent = Int(fraction * 100)
      Terminal.progress(Wording(en: "Rendering: \(percent) %", fr: "Production du rapport : \(percent) %").text)
    } else if let diagnostic = item["diagnostic"] {
      if diagnostic["severity"]?.string != "info" { summary.warnings += 1 }
      guard saysDiagnostics else { return }
      Terminal.error(Self.line(of: diagnostic))
    }
  }

  /// What a format says, on one line.
  static func line(of diagnostic: JSONValue) -> String {
    let place = diagnostic["path"]?.string.map { " (\($0))" } ?? ""
    return "\(diagnostic["severity"]?.string ?? ""): \(diagnostic["summary"]?.string ?? "")\(place)"
  }

  private func finish(_ result: JSONValue, _ summary: inout ReportSummary) throws {
    guard result["bytes"]?.integer == Int64(summary.bytes) else {
      let wanted = result["bytes"]?.text ?? "?"
      throw CommandFailure(
        Wording(
          en: "The report arrived with \(summary.bytes) bytes, not \(wanted).",
          fr: "Le rapport est arrivé avec \(summary.bytes) octets, et non \(wanted)."
        ).text)
    }
    summary.milliseconds = result["milliseconds"]?.double ?? 0
    summary.hiddenPercent = result["hiddenPercent"]?.integer.map(Int.init)
    summary.withheldReasons = result["withheld"]?.array?.count ?? 0
  }
}
