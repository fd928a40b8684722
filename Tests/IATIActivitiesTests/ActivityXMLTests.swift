import Foundation
import FoundationXML
import Testing

@testable import IATIActivities

@Suite("Activities are spelled as the schema asks")
struct ActivityXMLTests {
  /// The sequences of the schema, by the element that holds them (iati-activities-schema.xsd 2.03).
  static let sequences: [String: String] = [
    "iati-activity": """
    iati-identifier reporting-org title description participating-org other-identifier activity-status activity-date \
    contact-info activity-scope recipient-country recipient-region location sector tag country-budget-items \
    humanitarian-scope policy-marker collaboration-type default-flow-type default-finance-type default-aid-type \
    default-tied-status budget planned-disbursement capital-spend transaction document-link related-activity \
    legacy-data conditions result crs-add fss
    """,
    "location": """
    location-reach location-id name description activity-description administrative point exactness location-class \
    feature-designation
    """,
    "budget": "period-start period-end value",
    "transaction": """
    transaction-type transaction-date value description provider-org receiver-org disbursement-channel sector \
    recipient-country recipient-region flow-type finance-type aid-type tied-status
    """,
    "document-link": "title description category language document-date recipient-country",
    "result": "title description document-link reference indicator",
    "indicator": "title description document-link reference baseline period",
    "baseline": "location dimension document-link comment",
    "period": "period-start period-end target actual",
    "target": "location dimension comment document-link",
    "actual": "location dimension comment document-link",
  ]

  @Test("Elements stand in the order of the schema, in every element that has one")
  func order() throws {
    let outline = try Outline(Self.written(WholeActivity.file))
    for (parent, sequence) in Self.sequences {
      let names = sequence.split(separator: " ").map(String.init)
      let families = outline.children[parent] ?? []
      #expect(!families.isEmpty, "\(parent)")
      for children in families {
        let places = children.map { names.firstIndex(of: $0) ?? -1 }
        #expect(places == places.sorted() && !places.contains(-1), "\(parent): \(children)")
      }
    }
  }

  @Test("A whole activity has every element that Kurukan knows")
  func whole() throws {
    let children = try Set(Outline(Self.written(WholeActivity.file)).children["iati-activity"]?.first ?? [])
    let unknown: Set<String> = [
      "contact-info", "tag", "country-budget-items", "humanitarian-scope", "planned-disbursement", "capital-spend",
      "legacy-data", "conditions", "crs-add", "fss",
    ]
    let all = Set(Self.sequences["iati-activity"]?.split(separator: " ").map(String.init) ?? [])
    #expect(children == all.subtracting(unknown))
  }

  @Test(
    "Whatever a text holds, the file can be read and says the same",
    arguments: [
      ("<b> & \"c\" 'd' ]]>", "<b> & \"c\" 'd' ]]>"), ("a\u{0}b\u{1B}\u{FFFE}c", "a\u{FFFD}b\u{FFFD}\u{FFFD}c"),
      ("deux\nlignes\tet\rtrois", "deux\nlignes\tet\rtrois"), ("ߒߞߏ — Ségou’s 😀", "ߒߞߏ — Ségou’s 😀"),
    ])
  func hostile(text: String, expected: String) throws {
    let file = WholeActivity.changed { activity in
      activity.title = [Narrative(text, language: "en")]
      activity.documents[0].url = text
    }
    let outline = try Outline(Self.written(file))
    #expect(outline.texts["title"] == expected)
    #expect(outline.urls == [expected])
  }

  @Test("Texts in another language than the activity's say so, and those in its own do not")
  func languages() throws {
    let xml = try Self.written(WholeActivity.file)
    #expect(xml.contains("<narrative>Institute</narrative>"))
    #expect(xml.contains("<narrative xml:lang=\"fr\">Institut</narrative>"))
  }

  @Test("A large file leaves in pieces, each small, and together whole")
  func pieces() throws {
    let budgets = (0..<5_000).map { _ in WholeActivity.activity.budgets[0] }
    let file = WholeActivity.changed { $0.budgets = budgets }
    var pieces: [String] = []
    try ActivityXML.write(file) { pieces.append($0) }
    #expect(pieces.count > 20)
    #expect(pieces.allSatisfy { $0.utf8.count < 32 * 1_024 })
    let families = try Outline(pieces.joined()).children["iati-activity"] ?? []
    #expect(families.map { $0.filter { $0 == "budget" }.count } == [5_000])
  }

  @Test(
    "Numbers have a point and no more digits than they need",
    arguments: [
      (0, 2, "0"), (60.5, 2, "60.5"), (33.333, 2, "33.33"), (-0.05, 2, "-0.05"), (-0.001, 2, "0"), (100, 2, "100"),
      (27.6190, 1, "27.6"), (0.05, 1, "0.1"), (1e15, 6, "1000000000000000"), (12.000001, 6, "12.000001"),
    ] as [(Double, Int, String)])
  func decimals(number: Double, places: Int, text: String) {
    #expect(DecimalText.text(number, places: places) == text)
  }

  static func written(_ file: ActivityFile) throws -> String {
    var text = ""
    try ActivityXML.write(file) { text += $0 }
    return text
  }
}

/// What a parser that is not ours reads.
private final class Outline: NSObject, XMLParserDelegate {
  /// The names of the children, one list for each element of a name.
  private(set) var children: [String: [[String]]] = [:]
  /// The text within the last element of a name.
  private(set) var texts: [String: String] = [:]
  private(set) var urls: [String] = []
  private var open: [(name: String, children: [String], text: String)] = []

  init(_ xml: String) throws {
    super.init()
    let parser = XMLParser(data: Data(xml.utf8))
    parser.delegate = self
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if !open.isEmpty { open[open.count - 1].children.append(name) }
    open.append((name, [], ""))
    if let url = attributes["url"] { urls.append(url) }
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    for index in open.indices { open[index].text += text }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    let element = open.removeLast()
    // The location of a value has no sequence of its own.
    if !element.children.isEmpty { children[name, default: []].append(element.children) }
    if name == "narrative", let parent = open.last?.name { texts[parent] = texts[parent] ?? element.text }
  }
}
