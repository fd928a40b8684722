import JSONBytes
import Synchronization
import Testing
import Violations

@testable import LineRPC

/// Parameters that are read while their line is.
@Suite struct ReadInPlaceTests {
  /// A method that answers with the paths of its parameters' members, relative to `params`.
  private let method = Method.immediate(
    "m", "Answers with paths.",
    reading: { (reader) throws(JSONError) in
      let depth = reader.depth
      var paths: [String] = []
      try reader.beginObject()
      while try reader.nextKey() != nil {
        paths.append(reader.path(below: depth))
        try reader.skipValue()
      }
      return paths
    },
    body: { _, paths, reply in reply.succeed(Array(paths.joined(separator: " ").utf8)) })

  private func reader(_ name: String) -> Method.ParametersReader? {
    name == "m" ? method.parametersReader : nil
  }

  private func answer(_ line: String) throws -> String? {
    guard case .call(let call) = try parse(line, parametersReader: reader), case .read(let body) = call.params else {
      return nil
    }
    let context = CallContext(
      requestID: "r", method: call.method, connection: ConnectionState(remoteAddress: "nowhere"))
    let box = AnswerBox()
    body(context, Reply { box.set((try? $0.get()).map { String(decoding: $0, as: UTF8.self) }) })
    return box.get()
  }

  @Test(arguments: [
    #"{"id":1,"method":"m","params":{"a":1,"b":{"c":2}}}"#, #"{"params":{"a":1,"b":{"c":2}},"id":1,"method":"m"}"#,
    #"{"id":1,"params":{"a":1,"b":{"c":2}},"meta":{"own":[{}]},"method":"m"}"#,
  ]) func bothOrdersGiveTheSame(_ line: String) throws {
    #expect(try answer(line) == "a b")
  }

  @Test(arguments: [
    #"{"id":1,"method":"m"}"#, #"{"id":1,"params":null,"method":"m"}"#, #"{"id":1,"method":"m","params":{}}"#,
  ])
  func absentParametersAreAnEmptyObject(_ line: String) throws {
    #expect(try answer(line)?.isEmpty == true)
  }

  @Test func otherMethodsKeepTheirBytes() throws {
    guard case .call(let call) = try parse(#"{"id":1,"method":"other","params":{}}"#, parametersReader: reader),
      case .inLine(let range) = call.params
    else {
      Issue.record("not in the line")
      return
    }
    #expect(range == 34..<36)
  }

  @Test(arguments: [
    #"{"id":1,"method":"m","params":{"a":1,"a":2}}"#, #"{"params":{"a":1,"a":2},"id":1,"method":"m"}"#,
    #"{"id":1,"method":"m","params":{"a":{"b":[1,NaN]}}}"#, #"{"id":1,"method":"m","params":{"a":1},"params":{}}"#,
    #"{"id":1,"method":"m","params":{"a":1"#, #"{"id":1,"method":"m","params":[1]}"#,
    #"{"id":1,"method":"m","params":"x"}"#,
  ]) func faultsAreThoseOfParametersThatAreNotReadInPlace(_ line: String) throws {
    #expect(try fault(line, parametersReader: reader) == fault(line))
  }

  @Test func aReadersOwnErrorHasTheSamePlaceInBothOrders() throws {
    let reader: Method.ParametersReader = { (reader) throws(JSONError) in
      try reader.beginObject()
      while try reader.nextKey() != nil { _ = try reader.readString() }
      return { _, _ in }
    }
    let after = try fault(#"{"method":"m","params":{"a":1}}"#, parametersReader: { _ in reader })
    let before = try fault(#"{"params":{"a":1},"method":"m"}"#, parametersReader: { _ in reader })
    #expect(after.status.offset == 28 && before.status.offset == 15)
    #expect(after.status.details.map(\.path) == ["params.a"] && before.status.details == after.status.details)
  }
}

/// Holds an answer that comes through a sendable closure.
private final class AnswerBox: Sendable {
  private let answer = Mutex<String?>(nil)

  func set(_ text: String?) { answer.withLock { $0 = text } }

  func get() -> String? { answer.withLock { $0 } }
}
