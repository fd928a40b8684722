import Violations

/// The methods of a server, by name.
public struct Router: Sendable {
  /// Every method's description, ordered by name.
  public let descriptors: [MethodDescriptor]
  /// Turns an error that is no `Status` into one, before it leaves the server.
  package let mapError: @Sendable (any Error) -> Status
  private let methods: [String: Method]

  /// A router over `methods`; of two with the same name the later one stands.
  ///
  /// - Parameter mapError: called for each error of a method that is neither a `Status` nor a cancellation.
  ///   By default, such an error tells the client nothing but a request id.
  public init(
    methods: [Method],
    mapError: @escaping @Sendable (any Error) -> Status = { _ in
      Status(.unexpected, Reason.unexpected.summary)
    }
  ) {
    self.methods = Dictionary(methods.map { ($0.descriptor.name, $0) }) { $1 }
    self.mapError = mapError
    descriptors = self.methods.values.map(\.descriptor).sorted { $0.name < $1.name }
  }

  package func method(_ name: String) -> Method? { methods[name] }

  package func unknownMethod(_ name: String) -> Status {
    let suggestion = NearestName.suggestion(for: name, in: descriptors.lazy.map(\.name))
    let message = Wording(en: "There is no method \"\(name)\".", fr: "Il n’y a pas de méthode « \(name) ».")
    return Status(
      .unknownMethod, message.suggesting(suggestion),
      details: [
        FieldViolation(
          path: "method",
          message: Wording("unknown_method", en: "is not a method.", fr: "n’est pas une méthode."),
          found: name, suggestion: suggestion)
      ])
  }
}
