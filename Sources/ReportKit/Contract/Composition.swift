/// One run of a format: from the request's bytes to the last block.
enum Composition {
  /// Runs the format. Whatever goes wrong becomes an error diagnostic, except that nobody waits any more.
  ///
  /// - Returns: whether the report is complete.
  static func run(_ format: any DonorFormat.Type, request bytes: [UInt8], host: any ComposingHost) -> Bool {
    do {
      try compose(format, bytes, host)
      return true
    } catch let fault as PluginFault where fault.code == .stopped {
      return false
    } catch {
      // If even this is refused, nobody waits any more.
      try? host.diagnose(Diagnostic(severity: .error, summary: "\(error)").json)
      return false
    }
  }

  private static func compose(
    _ format: any DonorFormat.Type, _ bytes: [UInt8], _ host: any ComposingHost
  ) throws {
    let request = try ReportRequest(parsing: bytes)
    let description = format.description
    guard let report = description.reports.first(where: { $0.id == request.report }) else {
      throw PluginFault(.unknownReport, "The format \(description.id) has no report \(request.report).")
    }
    let inputs = ReportInputs(host: host, request: request, names: report.queries.map(\.name))
    var builder = ReportBuilder(
      request: request, inputs: inputs, host: host, formatVersion: description.version, labels: format.labels)
    do {
      try format.compose(request, inputs, into: &builder)
    } catch {
      // What ended an input early explains what followed from it.
      try inputs.throwFailure()
      throw error
    }
    try builder.finish()
  }
}
