import JSONBytes
import RecordStore
import Records
import Synchronization

/// The names of organisations as a report's rows get them, and from which records they are.
final class LabelledOrganisations: Sendable {
  private let organisations: NamedOrganisations
  private let language: Language
  private let named = Mutex<(all: Set<String>, new: [String])>(([], []))

  init(_ organisations: NamedOrganisations, _ language: Language) {
    self.organisations = organisations
    self.language = language
  }

  /// The name and the acronym of an organisation; nil if the report may not name it.
  func label(_ key: String) -> JSONValue? {
    guard let label = organisations.label(key, in: language) else { return nil }
    named.withLock { named in
      if named.all.insert(key).inserted { named.new.append(key) }
    }
    return label
  }

  /// The records of the organisations that were named since this was asked last.
  func newSources() -> [SourceRecord] {
    let new = named.withLock { named in
      defer { named.new = [] }
      return named.new
    }
    return new.compactMap(organisations.source)
  }
}
