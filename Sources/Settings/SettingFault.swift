/// What is wrong with a setting: one line that names it, where its value came from, and the remedy.
public struct SettingFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The line.
  public let description: String

  /// A fault with this line.
  public init(_ description: String) { self.description = description }
}
