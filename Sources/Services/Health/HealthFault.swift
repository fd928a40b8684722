/// A part of a server, or something that it needs, that does not work now.
public struct HealthFault: Sendable, Equatable {
  /// What it is, in one lowercase word, such as `database`.
  public let component: String
  /// What is wrong and what to do, in one line.
  public let message: String

  /// A fault of a component.
  public init(_ component: String, _ message: String) { (self.component, self.message) = (component, message) }
}

/// Looks whether a part of a server works.
public struct HealthCheck: Sendable {
  let find: @Sendable () async -> [HealthFault]

  /// A check that tells what does not work; it must end by itself within seconds.
  public init(find: @escaping @Sendable () async -> [HealthFault]) { self.find = find }
}
