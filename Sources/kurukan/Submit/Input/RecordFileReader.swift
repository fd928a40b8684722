import Records
import Violations

/// The records of one file.
struct RecordFileReader {
  private(set) var file: RecordFile
  private let form: RecordForm
  private var table = CSVReader()
  /// The number of the line that is read next, from 1.
  private var number = 1
  /// Whether the array's bracket, or an element of it, was read.
  private var isInArray = false
  private var hasElement = false

  /// Opens a file and looks what it is.
  ///
  /// - Parameter isSending: refuses a file that somebody else sends, and keeps others from sending it.
  init(
    _ name: String, isSending: Bool = false, chunkBytes: Int = ByteInput.standardChunk
  ) throws(RecordFileFault) {
    let input = try ByteInput(name, chunkBytes: chunkBytes)
    guard !isSending || input.lock() else { throw RecordFileFault(name, .isBeingSent) }
    var file = RecordFile(input)
    while !file.isAtEnd, file.fault == nil, file.bytes.count < RecordForm.beginning, !file.showsItsForm {
      try file.fill()
    }
    form = try RecordForm.of(&file)
    self.file = file
  }

  /// The next record; nil at the file's end.
  mutating func next() throws(RecordFileFault) -> RecordLine? {
    switch form {
    case .lines: try nextLine()
    case .values: try nextValue()
    case .array: try nextElement()
    case .table: try nextRow()
    }
  }

  private mutating func record(_ bytes: [UInt8], number: Int) throws(RecordFileFault) -> RecordLine {
    let line = RecordLine(bytes: bytes, file: file.name, number: number, mark: file.currentMark())
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw RecordFileFault(line.place, .foreign(.windows, file.name))
    }
    return line
  }

  // MARK: - Lines

  private mutating func nextLine() throws(RecordFileFault) -> RecordLine? {
    while !file.isExhausted {
      let end: Int
      if let found = file.nextLineBreak() {
        end = found
      } else if file.isAtEnd {
        end = file.bytes.count
      } else {
        try checkLength()
        try file.fill()
        continue
      }
      var bytes = file.bytes[file.position..<end].drop(while: RecordForm.isBlank)
      while let last = bytes.last, RecordForm.isBlank(last) { bytes.removeLast() }
      file.position = min(end + 1, file.bytes.count)
      number += 1
      // What a file of rejects says about its records.
      guard let first = bytes.first, first != UInt8(ascii: "#") else { continue }
      return try record(Array(bytes), number: number - 1)
    }
    return nil
  }

  private func checkLength() throws(RecordFileFault) {
    guard file.bytes.count - file.position <= RecordLines.lineBytes else {
      throw RecordFileFault("\(file.name):\(number)", .lineTooLong)
    }
  }

  // MARK: - Values that run over lines

  private mutating func nextValue() throws(RecordFileFault) -> RecordLine? {
    guard let first = try nextByte() else { return nil }
    guard first == UInt8(ascii: "{") else { throw RecordFileFault("\(file.name):\(number)", .noRecord) }
    return try value()
  }

  private mutating func nextElement() throws(RecordFileFault) -> RecordLine? {
    if !isInArray {
      _ = try nextByte()
      file.position += 1
      isInArray = true
    }
    guard var byte = try nextByte() else { throw RecordFileFault(file.name, .openArray) }
    if byte == UInt8(ascii: "]") {
      file.position += 1
      guard try nextByte() == nil else { throw RecordFileFault("\(file.name):\(number)", .behindArray) }
      return nil
    }
    if hasElement {
      guard byte == UInt8(ascii: ",") else { throw RecordFileFault("\(file.name):\(number)", .noComma) }
      file.position += 1
      guard let next = try nextByte() else { throw RecordFileFault(file.name, .openArray) }
      byte = next
    }
    guard byte == UInt8(ascii: "{") else { throw RecordFileFault("\(file.name):\(number)", .noRecord) }
    hasElement = true
    return try value()
  }

  /// The next byte that is not blank, which stays unread; nil at the file's end.
  private mutating func nextByte() throws(RecordFileFault) -> UInt8? {
    while true {
      while file.position < file.bytes.count {
        let byte = file.bytes[file.position]
        guard RecordForm.isBlank(byte) else { return byte }
        if byte == UInt8(ascii: "\n") { number += 1 }
        file.position += 1
      }
      guard !file.isAtEnd else { return nil }
      try file.fill()
    }
  }

  /// The object that begins here, in one line, as it is sent.
  private mutating func value() throws(RecordFileFault) -> RecordLine {
    var finder = JSONValueEnd()
    while true {
      switch finder.find(in: file.bytes, from: file.position) {
      case .end(let end):
        let start = number
        var bytes = Array(file.bytes[file.position..<end])
        for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") || bytes[index] == UInt8(ascii: "\r") {
          if bytes[index] == UInt8(ascii: "\n") { number += 1 }
          bytes[index] = UInt8(ascii: " ")
        }
        file.position = end
        return try record(bytes, number: start)
      case .openString: throw RecordFileFault("\(file.name):\(number)", .openRecord)
      case .needsMore:
        guard !file.isAtEnd else { throw RecordFileFault("\(file.name):\(number)", .openRecord) }
        try checkLength()
        try file.fill()
      }
    }
  }

  // MARK: - Rows

  private mutating func nextRow() throws(RecordFileFault) -> RecordLine? {
    while true {
      let step: CSVReader.Step
      var position = file.position
      do throws(CSVFault) {
        step = try table.next(in: file.bytes, from: &position, isAtEnd: file.isAtEnd)
      } catch {
        let place = "\(file.name):\(table.row)"
        let isForeign = error.message.rule == "csv_encoding"
        throw RecordFileFault(place, isForeign ? .foreign(.windows, file.name) : error.message)
      }
      file.position = position
      switch step {
      case .record(let bytes): return try record(bytes, number: table.row)
      case .needsMore: try file.fill()
      case .end: return nil
      }
    }
  }
}
