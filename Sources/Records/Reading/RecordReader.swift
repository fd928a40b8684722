public import JSONBytes
public import Violations

/// Turns what a client sent into a record, or into every reason why not, in one pass over its bytes.
public struct RecordReader: Sendable {
  /// The kinds that are known.
  public let kinds: KindCatalogue
  let pseudonyms: Pseudonyms?
  /// The day whose rules hold; nil for today's.
  let day: CalendarDate?

  /// A reader of the given kinds. Without pseudonyms, codes of persons and communities are refused.
  ///
  /// - Parameter day: the day, in UTC, on which what is read was submitted: rules that came later are passed over. Nil for
  ///   what arrives now.
  public init(kinds: KindCatalogue = .standard, pseudonyms: Pseudonyms? = nil, rulesOf day: CalendarDate? = nil) {
    self.kinds = kinds
    self.pseudonyms = pseudonyms
    self.day = day
  }

  /// Reads one record of any kind. Does no I/O; keys of other records may dangle.
  ///
  /// - Parameter bytes: one JSON object, borrowed during the call only.
  /// - Throws: ``RecordFault/syntax(_:)`` for what is no JSON, ``RecordFault/violations(_:)`` for what is no record.
  public func read(_ bytes: UnsafeRawBufferPointer) throws(RecordFault) -> Record {
    let result: Result<Record, RecordFault>
    do throws(JSONError) {
      result = try JSONReader.read(bytes) { (json) throws(JSONError) -> Result<Record, RecordFault> in
        let result = try read(&json)
        try json.finish()
        return result
      }
    } catch {
      throw .syntax(error)
    }
    switch result {
    case .success(let record): return record
    case .failure(let fault): throw fault
    }
  }

  /// Reads one record of any kind.
  public func read(_ bytes: [UInt8]) throws(RecordFault) -> Record {
    try bytes.withUnsafeBufferPointer { (buffer) throws(RecordFault) in try read(UnsafeRawBufferPointer(buffer)) }
  }

  /// Reads the record that comes next in a text that holds more. Paths of faults begin at the record.
  ///
  /// - Throws: what is no JSON; what is no record is the result's failure.
  public func read(_ json: inout JSONReader) throws(JSONError) -> Result<Record, RecordFault> {
    var decoder = RecordDecoder(kinds: kinds, pseudonyms: pseudonyms, day: day, json)
    let record = try decoder.record(&json)
    guard let record, decoder.faults.isEmpty else { return .failure(.violations(decoder.faults.violations)) }
    return .success(record)
  }
}

/// Why something is no record.
public enum RecordFault: Error, Sendable, Equatable {
  /// The bytes are no JSON, or JSON that this service refuses, such as duplicate keys.
  case syntax(JSONError)
  /// The JSON is no valid record; the list is never empty.
  case violations([FieldViolation])
}

/// How a sender's own codes for persons and communities become codes that tell nobody who they are.
public struct Pseudonyms: Sendable {
  /// What every code starts with, so that one that is read back is known.
  public static let prefix = "p-"
  /// Hexadecimal digits behind the prefix: 128 bits.
  public static let digits = 32

  /// The digits for a code within a programme: the same on all servers, and not to be guessed without their key.
  let digits: @Sendable (_ programme: String, _ code: [UInt8]) -> String

  /// Pseudonyms made by a keyed function, of which the first ``digits`` digits are kept.
  public init(digits: @escaping @Sendable (_ programme: String, _ code: [UInt8]) -> String) {
    self.digits = digits
  }

  static func isPseudonym(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count == prefix.utf8.count + digits && bytes.starts(with: prefix.utf8)
      && bytes.dropFirst(prefix.utf8.count).allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
  }
}
