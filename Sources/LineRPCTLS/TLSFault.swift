public import Violations

/// Why TLS cannot be had as it was asked for: one sentence that names the file and the remedy.
public struct TLSFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// The sentence.
  public let message: Wording

  init(_ message: Wording) { self.message = message }

  /// The sentence in English, for logs.
  public var description: String { message.en }
}
