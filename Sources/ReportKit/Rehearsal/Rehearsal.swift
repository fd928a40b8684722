public import JSONBytes
public import Records
import ReportDocument

/// Runs a format in this process, over inputs given in memory: for tests of the format.
public enum Rehearsal {
  /// What a format did.
  public struct Outcome: Sendable {
    /// The blocks, one JSON text each, without a line's end.
    public let blocks: [String]
    /// What the requester would be told.
    public let diagnostics: [JSONValue]
    /// Whether the requester would get no report.
    public let isRejected: Bool
    /// The document of the format's own, if it has one.
    public let raw: String
  }

  /// The day that a rehearsed report bears where nothing else is said.
  private static let day = "2024-06-30"

  /// What is wrong with a format's description and its queries; empty if nothing is.
  public static func faults<Format: DonorFormat>(in format: Format.Type) -> [String] {
    FormatCheck.faults(in: Format.description)
  }

  /// Composes one report; an input that is not given has no rows.
  ///
  /// - Parameters:
  ///   - level: the disclosure level; the report's own if nil.
  ///   - reportDate: the day that the report bears; 2024-06-30 if nil.
  ///   - withheld: the codes of reasons for which the report may not show a few records, such as `above_disclosure_level`.
  /// - Throws: `DocumentError` for the first block that the worker would refuse.
  public static func run<Format: DonorFormat>(
    _ format: Format.Type, report: String, language: Language = .french, level: ConfidentialityLevel? = nil,
    programme: String = "demo", grant: String? = nil, period: ReportPeriod = ReportPeriod(),
    reportDate: CalendarDate? = nil, parameters: JSONObject = [:], inputs: [String: [JSONValue]] = [:],
    withheld: [String] = [], snapshotOn: CalendarDate? = nil
  ) throws -> Outcome {
    let description = Format.description.reports.first { $0.id == report }
    var request: JSONObject = [
      "report": .string(report), "language": .string(language.code), "programme": .string(programme),
      "level": .string((level ?? description?.level ?? .public).code), "parameters": .object(parameters),
      "withheld": .array(withheld.map { ["reason": .string($0), "fewerThan": 5] }),
      "snapshotOn": snapshotOn.map { .string($0.description) } ?? .null,
      "reportDate": .string(reportDate?.description ?? Self.day),
    ]
    if let grant { request["grant"] = .string(grant) }
    var days = JSONObject()
    if let from = period.from { days["from"] = .string(from.description) }
    if let to = period.to { days["to"] = .string(to.description) }
    if !days.members.isEmpty { request["period"] = .object(days) }
    let host = RehearsalHost(try RehearsalInputs(description?.queries ?? [], inputs, language).lines)
    let isComplete = Composition.run(Format.self, request: JSONValue.object(request).bytes, host: host)
    if let refusal = host.refusal { throw refusal }
    let hasError = host.diagnostics.contains { $0["severity"]?.string == DiagnosticSeverity.error.rawValue }
    if isComplete && !hasError { try host.check.finish() }
    return Outcome(
      blocks: host.blocks, diagnostics: host.diagnostics, isRejected: !isComplete || hasError,
      raw: String(decoding: host.raw, as: UTF8.self))
  }
}

private final class RehearsalHost: ComposingHost {
  private let lines: [[UInt8]]
  private var position = 0
  private(set) var blocks: [String] = []
  private(set) var diagnostics: [JSONValue] = []
  private(set) var refusal: (any Error)?
  private(set) var raw: [UInt8] = []
  var check = BlockStreamCheck()
  let isCancelled = false

  init(_ lines: [[UInt8]]) { self.lines = lines }

  func withNextLine<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) throws -> Result? {
    guard position < lines.count else { return nil }
    position += 1
    return try lines[position - 1].withUnsafeBytes(body)
  }

  func emit(_ line: [UInt8]) throws {
    do {
      try check.accept(Block(line: line))
    } catch {
      refusal = error
      throw PluginFault(.stopped, "A block was refused: \(error.message)")
    }
    blocks.append(String(decoding: line.last == 0x0A ? line.dropLast() : line[...], as: UTF8.self))
  }

  func emitBytes(_ bytes: [UInt8]) throws { raw += bytes }

  func diagnose(_ json: [UInt8]) throws { diagnostics.append(try JSONValue(parsing: json)) }

  func progress(_ fraction: Double) {}
}
