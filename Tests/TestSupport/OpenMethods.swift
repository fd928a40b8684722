public import Disclosure
import JSONBytes
import LineRPC
public import MethodCatalogue
import Records
import Violations

extension Method {
  /// A method for tests of the transport, that everybody may call and that takes and gives anything.
  public static func unary(_ name: String, _ body: @escaping @Sendable (Call) async throws -> [UInt8]) -> Method {
    unary(.open(name), body)
  }

  /// One that streams.
  public static func serverStreaming(
    _ name: String, _ body: @escaping @Sendable (Call, ResponseWriter) async throws -> [UInt8]
  ) -> Method {
    serverStreaming(.open(name), body)
  }

  /// One that reads a stream while it writes one.
  public static func bidirectionalStreaming(
    _ name: String, _ body: @escaping @Sendable (Call, RequestReader, ResponseWriter) async throws -> [UInt8]
  ) -> Method {
    bidirectionalStreaming(.open(name), body)
  }

  /// One that runs where lines are read, and gets its parameters' bytes.
  public static func immediate(
    _ name: String, _ body: @escaping @Sendable (Call, [UInt8], Reply) -> Void
  ) -> Method {
    immediate(
      .open(name),
      reading: { (reader) throws(JSONError) in
        let range = try reader.skipValue()
        return Array(reader.slice(range))
      }, body: body)
  }
}

extension MethodDeclaration {
  /// The declaration of a method that everybody may call.
  public static func open(_ name: String, isBarrier: Bool = false) -> MethodDeclaration {
    MethodDeclaration(
      name, "Made for testing.", access: .everyone, cost: .small, timeout: nil, isBarrier: isBarrier,
      parameters: .object("Anything."), answer: [])
  }
}

/// Takes every token for its holder's name.
public struct EverybodyKnown: CallerDirectory {
  /// A directory without entries.
  public init() {}

  /// Whoever the token names.
  public func knownPrincipal(of credential: Credential) -> Principal? {
    Principal(name: credential.token, role: .submitter, level: .public)
  }

  /// Whoever the token names.
  public func principal(of credential: Credential, from address: String) async throws -> Principal {
    Principal(name: credential.token, role: .submitter, level: .public)
  }
}
