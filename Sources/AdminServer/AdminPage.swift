/// A page of the admin port, by its path.
public struct AdminPage: Sendable {
  /// What it answers.
  public struct Content: Sendable, Equatable {
    /// Whether all is well: status 200, else 503.
    public let isGood: Bool
    /// The media type, with its parameters.
    public let type: String
    /// The text.
    public let text: String

    /// An answer of a media type.
    public init(isGood: Bool = true, type: String = "text/plain; charset=utf-8", text: String) {
      self.isGood = isGood
      self.type = type
      self.text = text
    }
  }

  let path: String
  let content: @Sendable () async -> Content

  /// A page.
  ///
  /// - Parameters:
  ///   - path: where it is found, such as `/livez`.
  ///   - content: what it answers now; called for each request.
  public init(_ path: String, content: @escaping @Sendable () async -> Content) {
    self.path = path
    self.content = content
  }
}
