import Records
import Testing

@Suite("Levels and suppression of queries") struct QueryLevelTests {
  @Test(
    "A condition, an order or a group asks for the level of what it tells",
    arguments: [
      (#""from":"finding","groupBy":["region"],"measures":["count"]"#, ConfidentialityLevel.public),
      (#""from":"finding","groupBy":["region","cercle"],"measures":["count"]"#, .internal),
      (#""from":"finding","groupBy":["village"],"measures":["count"]"#, .restricted),
      (#""from":"finding","where":{"commune":"x"},"select":["title"]"#, .restricted),
      (#""from":"finding","where":{"cercle":{"parameter":"c"}},"select":["title"]"#, .internal),
      (#""from":"finding","select":["title"],"orderBy":["cercle"]"#, .internal),
      (#""from":"finding","select":["title","dissent","place"]"#, .public),
      (#""from":"consent","groupBy":["basis"],"measures":["count"]"#, .internal),
      (#""from":"story","groupBy":["group"],"measures":["count"]"#, .restricted),
      (#""from":"participation","groupBy":["sex","cercle"],"measures":["people"]"#, .internal),
      (#""from":"participant","groupBy":["sex"],"measures":["engagements"]"#, .restricted),
      (#""from":"actor","groupBy":["stance"],"measures":["count"]"#, .restricted),
      (#""from":"actor","groupBy":[],"measures":["count"]"#, .restricted),
      (#""from":"actor","select":["assignment"]"#, .restricted),
    ])
  func levels(members: String, level: ConfidentialityLevel) throws {
    #expect(try QueryExample.query(#"{"name":"q",\#(members)}"#).level == level)
  }

  @Test("No query of a list needs less than the list itself", arguments: KindCatalogue.standard.sources)
  func parts(source: RecordSource) throws {
    guard let least = source.part?.field.visibility.level else { return }
    let names = source.measures.map { "\"\($0.name)\"" }.joined(separator: ",")
    let query = try QueryExample.query(#"{"name":"q","from":"\#(source.name)","groupBy":[],"measures":[\#(names)]}"#)
    #expect(query.level >= least)
  }

  @Test(
    "A count is suppressed if it counts people or crosses what tells of them",
    arguments: [
      (#""from":"finding","groupBy":["region","theme"],"measures":["count"]"#, false),
      (#""from":"finding","groupBy":["raisedBy"],"measures":["count"]"#, true),
      (#""from":"finding","where":{"raisedBy":"cso"},"groupBy":["region"],"measures":["count"]"#, true),
      (#""from":"finding","where":{"village":"Bara"},"groupBy":[],"measures":["count"]"#, true),
      (#""from":"finding","groupBy":["village"],"measures":["count"]"#, true),
      (#""from":"finding","where":{"raisedBy":"cso"},"select":["title"]"#, false),
      (#""from":"participation","groupBy":["region"],"measures":["people"]"#, true),
      (#""from":"participation","groupBy":["region"],"measures":["engagements"]"#, false),
      (#""from":"participation","groupBy":["sex"],"measures":["engagements"]"#, true),
      (#""from":"participation","groupBy":["youth"],"measures":["engagements"]"#, true),
      (#""from":"engagement","groupBy":["theme"],"measures":["graduated"]"#, true),
      (#""from":"community","groupBy":["communityType"],"measures":["engagements"]"#, true),
      (#""from":"measurement_cell","groupBy":["indicator"],"measures":["countedAmong"]"#, true),
      (#""from":"expense","groupBy":["budgetLine"],"measures":["count"]"#, false),
      (#""from":"consent","groupBy":["scopes"],"measures":["count"]"#, true),
    ])
  func suppressed(members: String, isSuppressed: Bool) throws {
    #expect(try QueryExample.query(#"{"name":"q",\#(members)}"#).countsPeople == isSuppressed)
  }

  @Test("What tells of people is suppressed whichever way it is asked for", arguments: Asked.sources)
  func people(asked: Asked) throws {
    let fields = [asked.source.part?.object, asked.source.kind.object].compactMap { $0 }.flatMap(\.fields)
    let measure = try #require(asked.measures.first)
    for field in fields where field.isDimension && field.visibility.tellsOfPeople {
      for name in [field.name] + field.groupings.map(\.name) {
        let value = field.groupings.first { $0.name == name }?.codes.codes[0] ?? field.type.codeList?.codes[0] ?? "x"
        for members in [
          #""groupBy":["\#(name)"]"#, #""groupBy":[],"where":{"\#(name)":"\#(value)"}"#,
        ] {
          let text = #"{"name":"q","from":"\#(asked.source.name)",\#(members),"measures":["\#(measure)"]}"#
          #expect(try QueryExample.query(text).countsPeople, "\(text)")
        }
      }
    }
  }
}
