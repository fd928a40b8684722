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
  /// Files that could not be read to their end.
  private(set) var unreadable = 0
  private let tellsAllWarnings: Bool
  private var warnings = FaultGroups()

  // Whether a code can be kept does not depend on the key, so any will do.
  private let reader = RecordReader(pseudonyms: PseudonymKey(hexadecimal: PseudonymKey.random())?.pseudonyms)

  init(tellsAllWarnings: Bool = false) { self.tellsAllWarnings = tellsAllWarnings }

  /// Reads all records of `files` and says what is wrong with each on standard error.
  mutating func check(_ files: [String]) {
    var lines = RecordLines(files: files, isSending: false) { Terminal.error($0.text) }
    while let line = lines.next() { check(line) }
    unreadable = lines.faults
    for line in warnings.lines { Terminal.error(line) }
  }

  private mutating func check(_ line: RecordLine) {
    do throws(RecordFault) {
      let record = try reader.read(line.bytes)
      sound += 1
      for warning in record.reviewFaults() {
        if tellsAllWarnings {
          Terminal.error("\(line.place): \(warning.path): \(warning.message.text)")
        } else {
          warnings.add(path: warning.path, message: warning.message.text, place: line.place)
        }
      }
    } catch {
      faulty += 1
      Terminal.error("\(line.place): \(StatusText.lines(StatusMapping.status(of: error)))")
    }
  }

  var text: String {
    let files = unreadable
    return Wording(
      en: "\(sound + faulty) records: \(sound) sound, \(faulty) faulty; nothing was sent"
        + (files > 0 ? ", \(files) files not read to their end" : ""),
      fr: "enregistrements : \(sound + faulty), corrects : \(sound), fautifs : \(faulty) ; rien n’a été envoyé"
        + (files > 0 ? ", fichiers non lus jusqu’au bout : \(files)" : "")
    ).text
  }
}
