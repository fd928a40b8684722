import LineRPC
import Testing

@testable import PluginHost

@Suite("Traces that rows bring along")
struct IssuedTracesTests {
  private static func traces() -> IssuedTraces {
    let traces = IssuedTraces()
    for query in [0, 2, 2] { _ = traces.next(of: query) }
    return traces
  }

  @Test(
    "Blocks may have those, and no other",
    arguments: [
      ("0.0", true), ("2.0", true), ("2.1", true), ("2.2", false), ("0.1", false), ("1.0", false), ("", false),
      ("0", false), ("0.00", false), ("+0.0", false), ("0.-1", false), ("0.0.0", false), ("finding:a@1", false),
      ("0.0 2.1", true), ("2.1 2.1", true), ("0.0 2.2", false), ("0.0  2.1", false), ("0.0 ", false), (" 0.0", false),
      ("0.0,2.1", false),
    ])
  func known(_ trace: String, _ isKnown: Bool) throws {
    #expect(Self.traces().contains(trace) == isKnown)
    guard !trace.isEmpty else { return }
    let blocks = ComposedBlocks(plugin: "p", traces: Self.traces())
    let lines =
      #"{"block":"document","title":"t","donor":"d"}"# + "\n"
      + #"{"block":"paragraph","text":["\"trace\":\"9.9\"",{"number":1,"trace":"\#(trace)"}]}"# + "\n"
    if isKnown {
      #expect(try !blocks.take(Array(lines.utf8)).isEmpty)
    } else {
      #expect(throws: Status.self) { try blocks.take(Array(lines.utf8)) }
    }
  }

  @Test(
    "None stands anywhere else either",
    arguments: [
      #"{"block":"list","items":[{"item":"a","list":{"items":[["b",{"number":1,"trace":"9.9"}]]}}]}"#,
      #"{"block":"paragraph","text":[{"footnote":["a",{"number":1,"trace":"9.9"}]}]}"#,
      #"{"block":"form","rows":[{"label":"a","value":["b",{"number":1,"trace":"9.9"}]}]}"#,
      #"{"block":"definitions","entries":[{"term":"a","text":[{"number":1,"trace":"9.9"}]}]}"#,
      #"{"block":"callout","tone":"key","text":[{"number":1,"trace":"9.9"}]}"#,
      #"{"block":"quote","text":[{"number":1,"trace":"9.9"}]}"#,
      table(#"{"cell":[{"number":1,"trace":"9.9"}],"columns":1}"#), table(#"{"text":"a","trace":"9.9"}"#),
    ])
  func everywhere(_ line: String) throws {
    let blocks = ComposedBlocks(plugin: "p", traces: Self.traces())
    let cover = #"{"block":"document","title":"t","donor":"d"}"# + "\n"
    #expect(throws: Status.self) { try blocks.take(Array((cover + line + "\n").utf8)) }
    let other = ComposedBlocks(plugin: "p", traces: Self.traces())
    let known = line.replacing("9.9", with: "2.1") + "\n"
    #expect(try !other.take(Array((cover + known).utf8)).isEmpty)
  }

  private static func table(_ cell: String) -> String {
    #"{"block":"tableStart","id":"t","caption":"c","columns":[{"title":"a"}]}"# + "\n" + #"{"block":"row","cells":["#
      + cell + "]}"
  }

  @Test("A text that looks like a trace is none") func text() throws {
    let blocks = ComposedBlocks(plugin: "p")
    let line =
      #"{"block":"document","title":"\"trace\":\"9.9\"","donor":"{\"number\":1,\"trace\":\"9.9\"}"}"# + "\n"
    #expect(try !blocks.take(Array(line.utf8)).isEmpty)
  }
}
