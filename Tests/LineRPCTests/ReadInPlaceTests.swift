import JSONBytes
import Testing
import Violations

@testable import LineRPC

/// Parameters that are read while their line is.
@Suite struct ReadInPlaceTests {
  /// The paths of the parameters' members, relative to `params`.
  private final class Paths: ReadParameters {
    let text: String

    init(_ text: String) { self.text = text }
  }

  private static let paths: ParametersReader = { (reader) throws(JSONError) in
    let depth = reader.depth
    var paths: [String] = []
    try reader.beginObject()
    while try reader.nextKey() != nil {
      paths.append(reader.path(below: depth))
      try reader.skipValue()
    }
    return Paths(paths.joined(separator: " "))
  }

  private func reader(_ name: String) -> ParametersReader? { name == "m" ? Self.paths : nil }

  private func answer(_ line: String) throws -> String? {
    guard case .call(let call) = try parse(line, parametersReader: reader),
      case .read(let read, let bytes) = call.params
    else {
      return nil
    }
    // What they take up is what stands there, or nothing.
    #expect(bytes == (line.firstMatch(of: /"params":(\{.*?\}\}?)[,}]/)?.output.1.utf8.count ?? 0))
    return (read as? Paths)?.text
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
    let reader: ParametersReader = { (reader) throws(JSONError) in
      try reader.beginObject()
      while try reader.nextKey() != nil { _ = try reader.readString() }
      return Paths("")
    }
    let after = try fault(#"{"method":"m","params":{"a":1}}"#, parametersReader: { _ in reader })
    let before = try fault(#"{"params":{"a":1},"method":"m"}"#, parametersReader: { _ in reader })
    #expect(after.status.offset == 28 && before.status.offset == 15)
    #expect(after.status.details.map(\.path) == ["params.a"] && before.status.details == after.status.details)
  }
}
