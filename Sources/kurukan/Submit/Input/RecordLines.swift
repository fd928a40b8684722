import Records
import Violations

/// One record of a file, with where it stands.
struct RecordLine: Sendable, Equatable {
  let bytes: [UInt8]
  let file: String
  /// The line, or the row of a table as a spreadsheet numbers it.
  let number: Int
  /// The file up to the record's end.
  let mark: FileMark

  var place: String { "\(file):\(number)" }
}

/// The records of files, read as they are asked for.
///
/// A file that cannot be read, or not further, is told and passed over; the others are read all the same.
struct RecordLines {
  /// The longest record that is read at all; a server takes far shorter ones.
  static let lineBytes = 16 << 20

  private var names: ArraySlice<String>
  private let tellFault: (RecordFileFault) -> Void
  private let isSending: Bool
  private var reader: RecordFileReader?
  /// Bytes of all files; nil if one has no end that is known.
  let totalBytes: Int?
  private var finishedBytes = 0
  /// Files that could not be read to their end.
  private(set) var faults = 0
  /// Files that were read to their end.
  private(set) var finished: [String] = []

  /// The records of `files`, one after the other; `-` is standard input.
  ///
  /// - Parameter isSending: keeps others from sending the same files meanwhile.
  init(files: [String], isSending: Bool, tellFault: @escaping (RecordFileFault) -> Void) {
    let inputs = InputNames(files)
    names = inputs.names[...]
    self.tellFault = tellFault
    self.isSending = isSending
    totalBytes = inputs.totalBytes
    for fault in inputs.faults { tellFault(fault) }
    faults = inputs.faults.count
  }

  /// Bytes of all files that were read, as they stand in them.
  var consumedBytes: Int { finishedBytes + (reader?.file.input.consumed ?? 0) }

  /// The next record; nil at the end of all files.
  mutating func next() -> RecordLine? {
    while true {
      do throws(RecordFileFault) {
        if reader == nil {
          guard let name = names.popFirst() else { return nil }
          reader = try RecordFileReader(name, isSending: isSending)
        }
        if let record = try reader?.next() { return record }
        if let name = reader?.file.name { finished.append(name) }
      } catch {
        faults += 1
        tellFault(error)
      }
      finishedBytes += reader?.file.input.consumed ?? 0
      reader = nil
    }
  }
}
