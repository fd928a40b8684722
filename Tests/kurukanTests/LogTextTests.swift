import Testing

@testable import kurukan

@Suite("Text in the log") struct LogTextTests {
  @Test("Nobody's text makes a line of its own, moves a terminal, or fills the log")
  func forged() {
    #expect(
      LogText.onOneLine("p\n2026-10-01T00:00:00Z critical kurukan: x")
        == #"p\n2026-10-01T00:00:00Z critical kurukan: x"#)
    #expect(LogText.onOneLine("a\r\u{1b}[2J\u{2028}\u{202e}b") == #"a\u{d}\u{1b}[2J\u{2028}\u{202e}b"#)
    #expect(LogText.onOneLine("Ségou — ⴰⴱⵛ") == "Ségou — ⴰⴱⵛ")
    let long = LogText.onOneLine(String(repeating: "é", count: 5_000))
    #expect(long.count == LogText.limit + 1 && long.hasSuffix("…"))
  }
}
