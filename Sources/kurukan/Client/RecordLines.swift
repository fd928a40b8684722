import Records

/// One record of a file, with where it stands.
struct RecordLine: Sendable {
  let bytes: [UInt8]
  let file: String
  /// The line, or the row of a table as a spreadsheet numbers it.
  let number: Int

  var place: String { "\(file):\(number)" }
}

/// The records of files, read as they are asked for: lines of JSON, or rows of CSV.
struct RecordLines: Sequence, IteratorProtocol {
  /// The longest line that is read at all; a server takes far shorter ones.
  static let lineBytes = 16 << 20

  private var files: [String]
  private var file: RecordFile?
  /// The table, if the file is one.
  private var table: CSVReader?
  private var number = 0
  private(set) var fault: RecordFileFault?

  /// The records of `files`, one after the other; `-` is standard input.
  init(files: [String]) { self.files = files }

  /// The next record; nil at the end, or after ``fault``.
  mutating func next() -> RecordLine? {
    while fault == nil {
      do throws(RecordFileFault) {
        if file == nil { guard try openNext() else { return nil } }
        if let record = try table == nil ? nextLine() : nextRow() { return record }
        file = nil
      } catch {
        fault = error
      }
    }
    return nil
  }

  private mutating func openNext() throws(RecordFileFault) -> Bool {
    guard !files.isEmpty else { return false }
    do throws(FileError) {
      var next = try RecordFile(files.removeFirst())
      while !next.isAtEnd, next.bytes.count < RecordForm.beginning, !next.hasTextAndLineBreak { try next.fill() }
      file = next
    } catch {
      throw RecordFileFault(error)
    }
    number = 0
    table = nil
    if var next = file {
      table = try RecordForm.of(&next) == .table ? CSVReader() : nil
      file = next
    }
    return true
  }

  private mutating func fill() throws(RecordFileFault) {
    do throws(FileError) { try file?.fill() } catch { throw RecordFileFault(error) }
  }

  // MARK: - Lines

  private mutating func nextLine() throws(RecordFileFault) -> RecordLine? {
    while file != nil {
      if let newline = file?.nextLineBreak() {
        if let line = try take(upTo: newline) { return line }
        continue
      }
      // Nothing else holds the file's bytes here, or filling them would copy them all.
      guard let (isAtEnd, count, left) = file.map({ ($0.isAtEnd, $0.bytes.count, $0.bytes.count - $0.position) }) else {
        return nil
      }
      if isAtEnd { return left > 0 ? try take(upTo: count) : nil }
      guard left <= Self.lineBytes else {
        throw RecordFileFault("\(file?.name ?? ""):\(number + 1)", .lineTooLong)
      }
      try fill()
    }
    return nil
  }

  /// The line up to a line break or the file's end; nil for a blank one.
  private mutating func take(upTo end: Int) throws(RecordFileFault) -> RecordLine? {
    guard let current = file else { return nil }
    number += 1
    file?.position = Swift.min(end + 1, current.bytes.count)
    let bytes = current.bytes[current.position..<end]
    guard bytes.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { return nil }
    let line = RecordLine(bytes: Array(bytes), file: current.name, number: number)
    guard String(validating: bytes, as: UTF8.self) != nil else { throw RecordFileFault(line.place, .windowsText) }
    return line
  }

  // MARK: - Rows

  private mutating func nextRow() throws(RecordFileFault) -> RecordLine? {
    while var position = file?.position {
      let step: CSVReader.Step?
      do throws(CSVFault) {
        step = try table?.next(in: file?.bytes ?? [], from: &position, isAtEnd: file?.isAtEnd ?? true)
      } catch {
        throw RecordFileFault("\(file?.name ?? ""):\(table?.row ?? 0)", error.message)
      }
      file?.position = position
      switch step {
      case .record(let bytes): return RecordLine(bytes: bytes, file: file?.name ?? "", number: table?.row ?? 0)
      case .needsMore: try fill()
      case .end, nil: return nil
      }
    }
    return nil
  }
}

extension RecordFile {
  /// Whether enough was read to tell what the file is: something that is not blank, and the line's end.
  fileprivate var hasTextAndLineBreak: Bool {
    guard let text = bytes.firstIndex(where: { $0 > 0x20 }) else { return false }
    return bytes[text...].contains(UInt8(ascii: "\n"))
  }
}
