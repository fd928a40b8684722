import JSONBytes

/// The report's inputs, pulled row by row in the order of its queries, so that memory stays flat.
public final class ReportInputs {
  private let host: any ComposingHost
  private let request: ReportRequest
  let names: [String]
  let ledger = InputLedger()
  /// The input that comes next, or is being read.
  private var position = 0
  private var hasBegun = false
  /// What ended an input early. Iteration cannot throw, so it is kept until the composition ends.
  private(set) var failure: (any Error)?

  init(host: any ComposingHost, request: ReportRequest, names: [String]) {
    self.host = host
    self.request = request
    self.names = names
  }

  /// The rows of an input as they arrive.
  ///
  /// Passes over the rest of an input that was begun before. Throws ``PluginFault`` for an input that was
  /// read already, and for one before which another is untouched: ``skip(_:)`` says that it is not wanted.
  public func rows(of name: String) throws -> InputRows {
    try begin(name)
    ledger.begin(name)
    return InputRows(inputs: self, index: position)
  }

  /// All rows of an input that is known to be small.
  ///
  /// - Throws: ``PluginFault`` if there are more than `limit`, and as ``rows(of:)`` does.
  public func collected(_ name: String, limit: Int = 10_000) throws -> [InputRow] {
    var rows: [InputRow] = []
    for row in try self.rows(of: name) {
      guard rows.count < limit else {
        throw PluginFault(.tooManyRows, "The input \(name) has more than \(limit) rows.")
      }
      rows.append(row)
    }
    try throwFailure()
    return rows
  }

  /// The first row of an input; the others are passed over.
  public func first(of name: String) throws -> InputRow? {
    let rows = try rows(of: name)
    let row = rows.next()
    try finishCurrent()
    return row
  }

  /// Passes over an input.
  public func skip(_ name: String) throws {
    try begin(name)
    try finishCurrent()
  }

  func throwFailure() throws {
    if let failure { throw failure }
  }

  fileprivate func nextRow(of index: Int) -> InputRow? {
    guard index == position, hasBegun, failure == nil else { return nil }
    do {
      let row = try readRow()
      // What is passed over, because nobody wants it or may, is nothing that the report rests on.
      if let row { ledger.read(row, of: names[index], until: request.period.to ?? request.reportDate) }
      return row
    } catch {
      failure = error
      return nil
    }
  }

  private func begin(_ name: String) throws {
    try throwFailure()
    guard let index = names.firstIndex(of: name) else {
      throw PluginFault(.unknownInput, "The report's queries name no input \(name).")
    }
    guard index > position || (index == position && !hasBegun) else {
      throw PluginFault(.inputOrder, "The input \(name) was read already; keep what is needed of it.")
    }
    if hasBegun { try finishCurrent() }
    guard index == position else {
      throw PluginFault(
        .inputOrder, "The input \(names[position]) comes before \(name): read it first, or skip it.")
    }
    hasBegun = true
  }

  private func finishCurrent() throws {
    while hasBegun, try readRow() != nil {}
    try throwFailure()
  }

  private func readRow() throws -> InputRow? {
    let name = names[position]
    let request = request
    let line = try host.withNextLine { bytes in try InputLine(bytes) }
    guard let line else {
      throw PluginFault(.badInput, "The inputs end within \(name).")
    }
    guard line.input == name else {
      throw PluginFault(.badInput, "The input \(line.input) came where \(name) was due.")
    }
    guard let row = line.row else {
      position += 1
      hasBegun = false
      return nil
    }
    return InputRow(row, language: request.language, ledger: ledger)
  }
}

/// The rows of one input, each read when it is asked for. Can be gone through once.
public struct InputRows: Sequence, IteratorProtocol {
  fileprivate let inputs: ReportInputs
  fileprivate let index: Int

  /// The next row; nil at the input's end.
  public func next() -> InputRow? { inputs.nextRow(of: index) }
}

/// One line of the inputs: a row, or the end of an input.
struct InputLine {
  let input: String
  /// Nil at the input's end.
  let row: JSONObject?

  init(_ bytes: UnsafeRawBufferPointer) throws {
    do {
      (input, row) = try Self.parse(bytes)
    } catch let error as JSONError {
      throw PluginFault(.badInput, "An input line is not as agreed: \(error.message)")
    }
  }

  private static func parse(_ bytes: UnsafeRawBufferPointer) throws -> (String, JSONObject?) {
    try JSONReader.read(bytes) { reader in
      var input: String?
      var row: JSONObject?
      var isEnd = false
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "input": input = try reader.readString()
        case "row": row = try reader.readValue().object
        case "end": isEnd = try reader.readBool()
        default: try reader.skipValue()
        }
      }
      try reader.finish()
      guard let input, (row != nil) != isEnd else {
        throw PluginFault(.badInput, "An input line is neither a row nor an end.")
      }
      return (input, row)
    }
  }
}
