import Disclosure
import JSONBytes
import Records
import Testing

@Suite struct GrantElementsTests {
  private static let line = """
    {"kind":"programme","programme":"p","key":"p","title":"T","startsOn":"2023-01-01",
     "grants":[{"number":"A","donor":"undef"},{"number":"B","donor":"ndi"}],
     "changes":[{"item":"a","grant":"A","signed":"x","revised":"y","reason":"z"},
      {"item":"b","grant":"B","signed":"x","revised":"y","reason":"z"},{"item":"c","signed":"x","revised":"y","reason":"z"}]}
    """

  @Test(
    "A reader of some grants sees nothing of a programme's others, and is not told that there is more",
    arguments: [(nil, ["A", "B"], ["a", "b", "c"]), (["A"], ["A"], ["a", "c"]), ([], [], ["c"])]
      as [(Set<String>?, [String], [String])])
  func others(_ grants: Set<String>?, _ numbers: [String], _ items: [String]) throws {
    let body = try RecordReader().read(Array(Self.line.utf8)).text
    let source = try #require(KindCatalogue.standard.source("programme"))
    let fields = VisibleFields(source, at: .public, grants: grants)
    let row = try #require(try fields.row(of: body, select: ["grants", "changes"], revision: 1))
    let json = try JSONValue(parsing: row.json)
    #expect((json["grants"]?.array ?? []).compactMap { $0["number"]?.string } == numbers)
    #expect((json["changes"]?.array ?? []).compactMap { $0["item"]?.string } == items)
    #expect(json["withheld"] == nil)
  }
}
