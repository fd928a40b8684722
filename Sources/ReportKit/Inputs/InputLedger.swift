import Records
import Synchronization

/// What a report has read so far, for its list of sources and of acronyms.
final class InputLedger: Sendable {
  /// The rows of one input.
  struct Source {
    var rows = 0
    /// The latest day that one of them bears.
    var latest: CalendarDate?
  }

  private struct State {
    var sources: [String: Source] = [:]
    var organisations: Set<OrganisationName> = []
  }

  private let state = Mutex(State())

  /// The fields that say of what day a record is, the first that it has. Days of stories are not among them: a story that is
  /// not printed tells nothing of its own.
  private static let days = [
    "observedOn", "startsOn", "periodEnd", "asOf", "receivedOn", "spentOn", "actualOn", "agreedOn", "learnedOn",
    "publishedOn", "reviewedOn", "identifiedOn",
  ]

  /// Notes that the rows of an input are read, though there may be none.
  func begin(_ input: String) {
    state.withLock { state in state.sources[input] = state.sources[input] ?? Source() }
  }

  /// Notes a row, with its day as far as that is not after the last one covered.
  func read(_ row: InputRow, of input: String, until last: CalendarDate) {
    let day = Self.days.lazy.compactMap { row.date($0) }.first.flatMap { $0 <= last ? $0 : nil }
    state.withLock { state in
      var source = state.sources[input] ?? Source()
      source.rows += 1
      if let day { source.latest = max(source.latest ?? day, day) }
      state.sources[input] = source
    }
  }

  /// Notes an organisation that is about to be named.
  func name(_ organisation: OrganisationName) {
    guard organisation.acronym != nil else { return }
    state.withLock { state in _ = state.organisations.insert(organisation) }
  }

  /// The rows of an input; nil where it was passed over.
  subscript(input: String) -> Source? { state.withLock { $0.sources[input] } }

  /// The organisations with an acronym that the report has named, by their acronyms.
  var acronyms: [OrganisationName] {
    state.withLock { state in
      state.organisations.sorted { ($0.short, $0.full) < ($1.short, $1.full) }
    }
  }
}
