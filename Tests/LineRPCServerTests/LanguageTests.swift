import JSONBytes
import LineRPC
import LineRPCServer
import Testing
import Violations

/// Errors in the language that a call asks for, over a real socket.
@Suite(.timeLimit(.minutes(1))) struct LanguageTests {
  private func error(_ line: String, _ connection: RawConnection) async throws -> JSONValue? {
    try await connection.send(line + "\n")
    return try await connection.answer()?["error"]
  }

  @Test(arguments: [
    (#"{"id":1,"method":"t.Echo/now","meta":{"language":"fr"}}"#, "Il n’y a pas de méthode"),
    (#"{"id":1,"method":"t.Echo/Lost","meta":{"language":"fr-ML"}}"#, "Le serveur a perdu l’appel."),
    (#"{"id":1,"method":"t.Gate/Wait","meta":{"language":"fr","timeout":"1ms"}}"#, "Le délai de l’appel a expiré"),
    (#"{"id":1,"method":"t.Echo/Now","meta":{"language":"fr"},"parms":{}}"#, "n’est pas un membre d’une requête."),
    (#"{"meta":{"language":"fr"},"id":1,"method":NaN}"#, "La ligne n’est pas du JSON strict"),
    (#"{"id":1,"method":"t.Echo/now","meta":{"language":"en"}}"#, "There is no method"),
    (#"{"id":1,"method":"t.Echo/now"}"#, "There is no method"),
  ]) func errorsSpeakTheLanguageAskedFor(_ line: String, _ words: String) async throws {
    try await TestServer.with { _, connection in
      let error = try await error(line, connection)
      #expect(error?["message"]?.string?.contains(words) == true, "\(error?.text ?? "")")
    }
  }

  @Test func theHintIsOfTheSameLanguage() async throws {
    try await TestServer.with { _, connection in
      let error = try await error(#"{"id":1,"method":"x","meta":{"language":"fr"}}"#, connection)
      #expect(error?["hint"]?.string == Reason.unknownMethod.remedy.text(in: .french))
      #expect(error?["details"]?.array?.first?["rule"] == "unknown_method")
    }
  }

  @Test func otherLanguagesAreRefused() async throws {
    try await TestServer.with { _, connection in
      let error = try await error(#"{"id":1,"method":"t.Echo/Now","meta":{"language":"bm"}}"#, connection)
      #expect(error?["reason"] == "INVALID_REQUEST")
      let detail = error?["details"]?.array?.first
      #expect(detail?["path"] == "meta.language" && detail?["found"] == "bm" && detail?["allowed"] == ["en", "fr"])
    }
  }

  @Test func eachCallOfAConnectionHasItsOwnLanguage() async throws {
    try await TestServer.with { _, connection in
      let french = try await error(#"{"id":1,"method":"x","meta":{"language":"fr"}}"#, connection)
      let english = try await error(#"{"id":2,"method":"x"}"#, connection)
      #expect(french?["message"] != english?["message"])
    }
  }
}
