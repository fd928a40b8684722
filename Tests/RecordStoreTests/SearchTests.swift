import Disclosure
import Foundation
import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("Search")
struct SearchTests {
  @Test("Words are found whatever their case and accents, all of them, and in texts alone")
  func words() async throws {
    try await StoreFixture.with { fixture in
      let texts: [(key: String, title: String, statement: String)] = [
        ("a", "Élections communales", "Les électeurs n’ont pas été informés."),
        ("b", "ACCÈS À L’INFORMATION", "Le budget de la défense est secret."),
        ("c", "Œuvres sociales de l’armée", "Aucun cœur de cible n’est défini."),
        ("d", "Budget execution", "The defence budget is executed naïvely; a façade."),
        ("e", "Sɛbɛn", "Ɲɛmɔgɔ ye kuma fɔ."),
        ("f", "E\u{301}lections décomposées", "Texte aux marques séparées."),
      ]
      for text in texts {
        try await fixture.submit(
          finding(
            text.key, engagement: nil, ["title": .string(text.title), "statement": .string(text.statement)]))
      }
      let questions = [
        "election", "ÉLECTION", "e\u{301}lection", "elect inform", "acces", "accès information", "oeuvres", "œuvres",
        "OEUVRES", "coeur", "budget", "budget defense", "budget defence", "naive facade", "seben", "nemogo", "Ɲɛmɔgɔ",
        "decomposees", "introuvable", "budget introuvable", "public", "external_audit", "statement", "l'information",
      ]
      for question in questions {
        let expected = texts.filter { text in
          let hay = Self.folded(text.title + "\n" + text.statement)
          return Self.words(question).allSatisfy { hay.contains($0) }
        }.map(\.key)
        #expect(try await Self.search(question, fixture) == expected, "\(question)")
      }
      #expect(try await Self.search("election", fixture) == ["a", "f"])
      #expect(try await Self.search("external_audit", fixture) == [])
    }
  }

  @Test("The texts of recommendations and both languages are searched, and never what no report may show")
  func fields() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(
        finding(
          "f", engagement: nil,
          [
            "title": ["fr": "Titre \"français\" {", "en": "English \\ heading \"mitigation\":\"parapluie"],
            "recommendations": [["key": "r", "text": "Créer un guichet.", "addressee": "cnt"]],
            "mitigation": "Précaution secrète.", "note": "Remarque interne.",
          ]))
      for (word, isFound) in [
        ("francais", true), ("heading", true), ("titre heading", true), ("parapluie", true), ("guichet", true),
        ("precaution", false), ("cnt", false), ("fr", true), ("addressee", false),
      ] {
        #expect(try await Self.search(word, fixture).isEmpty != isFound, "\(word)")
      }
    }
  }

  @Test("Signs of regular expressions mean nothing, and filters and levels hold")
  func filters() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(finding("a", engagement: nil, ["title": "Budget", "severity": "high"]))
      try await fixture.submit(finding("b", engagement: nil, level: "restricted", ["title": "Budget"]))
      #expect(SearchWord.words(of: ".* [a-z]+ (budget)|x\\d").map(\.pattern).count == 5)
      #expect(SearchWord.words(of: "... *").isEmpty)
      #expect(SearchWord.words(of: "budget BUDGET Büdget").count == 1)
      var filter = RecordFilter(kind: .finding)
      filter.words = SearchWord.words(of: "budget")
      for (level, keys) in [(ConfidentialityLevel.public, ["a"]), (.restricted, ["a", "b"])] {
        let page = try await fixture.store.reads.page(filter, scope: AccessScope(level: level, records: .all))
        #expect(page.records.map(\.identity.key) == keys)
      }
      filter.columns = ["severity": ["low"]]
      #expect(
        try await fixture.store.reads.page(filter, scope: AccessScope(level: .restricted, records: .all)).records
          .isEmpty)
    }
  }

  private static func search(_ text: String, _ fixture: StoreFixture) async throws -> [String] {
    var filter = RecordFilter(kind: .finding)
    filter.words = SearchWord.words(of: text)
    return try await fixture.store.reads.page(filter, scope: AccessScope(level: .public, records: .all)).records.map(
      \.identity.key)
  }

  private static func words(_ text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map { folded(String($0)) }
  }

  /// Foundation's idea of a text without case and accents; the letters of Mali's languages have no accents there.
  private static func folded(_ text: String) -> String {
    var text = text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: Locale(identifier: "fr"))
    for (letter, plain) in [("œ", "oe"), ("æ", "ae"), ("ɛ", "e"), ("ɔ", "o"), ("ɲ", "n"), ("ŋ", "n")] {
      text = text.replacingOccurrences(of: letter, with: plain)
    }
    return text
  }
}
