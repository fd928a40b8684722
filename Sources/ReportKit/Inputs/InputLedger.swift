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

  func read(_ row: InputRow, of input: String) {
    let day = row.date("observedOn") ?? row.date("startsOn")
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

  subscript(input: String) -> Source { state.withLock { $0.sources[input] ?? Source() } }

  /// The organisations with an acronym that the report has named, by their acronyms.
  var acronyms: [OrganisationName] {
    state.withLock { state in
      state.organisations.sorted { ($0.short, $0.full) < ($1.short, $1.full) }
    }
  }
}
