import Testing

@testable import RecordStore

@Suite("The text of a token") struct TokenTextTests {
  @Test("What is written is read back, and no two are alike") func roundTrip() throws {
    var seen: Set<String> = []
    for _ in 0..<200 {
      let token = TokenText.random()
      #expect(TokenText(token.text) == token)
      #expect(token.text.hasPrefix("kurukan_"))
      #expect(!token.text.contains(token.secretHash.map { String($0, radix: 16) }.joined()))
      seen.insert(token.id)
      seen.insert(token.text)
    }
    #expect(seen.count == 400)
  }

  @Test("Whatever else is shown is no token, and needs no look into the database") func refused() {
    let text = TokenText.random().text
    let others = [
      "", "kurukan_", ".", text + "0", String(text.dropLast()), text.uppercased(), " " + text,
      text.replacing(".", with: "0"), text.replacing("kurukan_", with: "karukan_"),
      String(text.dropLast()) + "g", text.replacing(".", with: ".."), String(text.reversed()),
      "kurukan_" + String(repeating: ".", count: 81), String(repeating: "é", count: 44) + "e",
    ]
    for other in others { #expect(TokenText(other) == nil, "\(other)") }
  }
}
