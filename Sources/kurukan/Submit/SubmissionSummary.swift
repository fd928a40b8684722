import JSONBytes
import Violations

/// How many records met which fate. Every record that was read has exactly one.
struct SubmissionSummary: Equatable, Sendable {
  /// What an answer of the server settles.
  struct Counts: Equatable, Sendable {
    var created = 0
    var revised = 0
    var duplicates = 0
    var rejected = 0

    var total: Int { created + revised + duplicates + rejected }

    static func + (one: Counts, other: Counts) -> Counts {
      Counts(
        created: one.created + other.created, revised: one.revised + other.revised,
        duplicates: one.duplicates + other.duplicates, rejected: one.rejected + other.rejected)
    }
  }

  /// Records that were read.
  var read = 0
  var counts = Counts()
  /// Records that an earlier run, which was broken off, had settled.
  var settledBefore = 0
  /// Records that were sent and of which nothing was heard.
  var unknown = 0
  /// Records that were read and never sent.
  var notSent: Int { read - settledBefore - counts.total - unknown }
  /// Faults of records that are stored, to be put right before they are validated.
  var warnings = 0
  /// Files that could not be read, or not to their end.
  var unreadable = 0
  /// Where rejected records stand.
  var rejects: String?
  /// Where rejected records stand of the runs that this one goes on with.
  var rejectsBefore: [String] = []

  var text: String { Wording(en: english, fr: french).text }

  private var english: String {
    var text =
      "\(read) records: \(counts.created) created, \(counts.revised) revised, \(counts.duplicates) duplicates, "
      + "\(counts.rejected) rejected"
    if let rejects { text += " (see \(rejects))" }
    if settledBefore > 0 { text += ", \(settledBefore) settled by an earlier run" }
    if !rejectsBefore.isEmpty { text += " (its rejects: \(rejectsBefore.joined(separator: ", ")))" }
    if unknown > 0 { text += ", \(unknown) unanswered" }
    if notSent > 0 { text += ", \(notSent) not sent" }
    if warnings > 0 { text += ", \(warnings) warnings" }
    if unreadable > 0 { text += ", \(unreadable) files not read to their end" }
    return text
  }

  private var french: String {
    var text =
      "enregistrements : \(read), créés : \(counts.created), révisés : \(counts.revised), "
      + "doublons : \(counts.duplicates), rejetés : \(counts.rejected)"
    if let rejects { text += " (voir \(rejects))" }
    if settledBefore > 0 { text += ", réglés par un envoi antérieur : \(settledBefore)" }
    if !rejectsBefore.isEmpty { text += " (ses rejets : \(rejectsBefore.joined(separator: ", ")))" }
    if unknown > 0 { text += ", sans réponse : \(unknown)" }
    if notSent > 0 { text += ", non envoyés : \(notSent)" }
    if warnings > 0 { text += ", avertissements : \(warnings)" }
    if unreadable > 0 { text += ", fichiers non lus jusqu’au bout : \(unreadable)" }
    return text
  }

  /// The same for programs, a line of JSON.
  var json: String {
    var json = JSONWriter()
    json.beginObject()
    json.member("read", read)
    json.member("created", counts.created)
    json.member("revised", counts.revised)
    json.member("duplicates", counts.duplicates)
    json.member("rejected", counts.rejected)
    json.member("settledBefore", settledBefore)
    json.member("unanswered", unknown)
    json.member("notSent", notSent)
    json.member("warnings", warnings)
    json.member("unreadableFiles", unreadable)
    json.member("rejects", ifPresent: rejects)
    json.key("rejectsBefore")
    json.value(.array(rejectsBefore.map(JSONValue.string)))
    json.endObject()
    return String(decoding: json.bytes, as: UTF8.self)
  }
}
