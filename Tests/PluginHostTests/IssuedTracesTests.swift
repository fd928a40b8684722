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

  @Test("A text that looks like a trace is none") func text() throws {
    let blocks = ComposedBlocks(plugin: "p")
    let line =
      #"{"block":"document","title":"\"trace\":\"9.9\"","donor":"{\"number\":1,\"trace\":\"9.9\"}"}"# + "\n"
    #expect(try !blocks.take(Array(line.utf8)).isEmpty)
  }
}
