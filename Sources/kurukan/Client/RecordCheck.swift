import JSONBytes
import LineRPC
import RecordStore
import Records
import Services
import Violations

/// Reads records as the server does, on this machine alone: nothing is sent, and no reference is looked up.
struct RecordCheck {
  private(set) var sound = 0
  private(set) var faulty = 0

  // Whether a code can be kept does not depend on the key, so any will do.
  private let reader = RecordReader(pseudonyms: PseudonymKey(hexadecimal: PseudonymKey.random())?.pseudonyms)

  /// Reads all records of `files` and says what is wrong with each on standard error.
  ///
  /// - Throws: ``CommandFailure`` for a file that cannot be read.
  mutating func check(_ files: [String]) throws {
    var lines = RecordLines(files: files)
    while let line = lines.next() { check(line) }
    if let fault = lines.fault { throw CommandFailure("\(fault.text)\n\(text)") }
  }

  private mutating func check(_ line: RecordLine) {
    do throws(RecordFault) {
      let record = try reader.read(line.bytes)
      sound += 1
      for warning in record.reviewFaults() {
        Terminal.error("\(line.place): \(warning.path): \(warning.message.text)")
      }
    } catch {
      faulty += 1
      Terminal.error("\(line.place): \(StatusText.lines(StatusMapping.status(of: error)))")
    }
  }

  var text: String {
    Wording(
      en: "\(sound + faulty) records: \(sound) sound, \(faulty) faulty; nothing was sent",
      fr: "enregistrements : \(sound + faulty), corrects : \(sound), fautifs : \(faulty) ; rien n’a été envoyé"
    ).text
  }
}
