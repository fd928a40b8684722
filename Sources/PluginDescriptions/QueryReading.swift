import JSONBytes
import Records
import Violations

/// Reads a report's queries, and notes all that is wrong with them, so that an author mends it at once.
struct QueryReading {
  private let kinds: KindCatalogue
  private let parameters: ParameterSchema
  private(set) var queries: [RecordQuery] = []
  private(set) var violations: [FieldViolation] = []

  init(_ kinds: KindCatalogue, _ parameters: ParameterSchema) {
    self.kinds = kinds
    self.parameters = parameters
  }

  mutating func read(_ json: JSONValue, at path: String) {
    let name = json["name"]?.string
    if let name, queries.contains(where: { $0.name == name }) {
      note("\(path).name", "name_twice", en: "\(name) has this name too.", fr: "\(name) porte déjà ce nom.", name)
    }
    do {
      let query = try RecordQuery(ofReport: json, kinds: kinds)
      for unknown in query.parameters where !parameters.names.contains(unknown) {
        note(
          "\(path).where", "parameter_unknown", en: "The report has no parameter of this name.",
          fr: "Le rapport n’a pas de paramètre de ce nom.", unknown)
      }
      queries.append(query)
    } catch {
      violations += error.violations.map { violation in
        var violation = violation
        violation.path = violation.path.isEmpty ? path : "\(path).\(violation.path)"
        return violation
      }
    }
  }

  private mutating func note(_ path: String, _ id: String, en: String, fr: String, _ found: String) {
    violations.append(FieldViolation(path: path, message: Wording(id, en: en, fr: fr), found: found))
  }
}
