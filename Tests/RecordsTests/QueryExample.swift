import JSONBytes
import Records
import Testing
import Violations

/// A text that is no query, and where its faults lie.
struct QueryExample: Sendable, CustomTestStringConvertible {
  let what: String
  let text: String
  let paths: [String]

  var testDescription: String { what }

  init(_ what: String, _ text: String, _ paths: String...) {
    self.what = what
    self.text = text
    self.paths = paths
  }

  static func query(_ text: String) throws -> RecordQuery { try RecordQuery(try JSONValue(parsing: text)) }

  static func faults(_ text: String) -> [FieldViolation] {
    guard let json = try? JSONValue(parsing: text) else {
      Issue.record("no JSON: \(text)")
      return []
    }
    do throws(RecordQueryFault) {
      _ = try RecordQuery(json)
      return []
    } catch {
      return error.violations
    }
  }

  static let accepted = [
    #"{"name":"findings","from":"finding","where":{"origin":["roundtable"]},"select":["title","statement"],"orderBy":["region","key"]}"#,
    #"{"name":"matrix","from":"finding","where":{"notBefore":{"parameter":"from"}},"groupBy":["region","theme"],"measures":["count"]}"#,
    #"{"name":"reached","from":"participation","groupBy":["sex","youth"],"measures":["people"],"totals":true}"#,
    #"{"name":"all","from":"participation","groupBy":[],"measures":["people","engagements"]}"#,
    #"{"name":"one","from":"finding","where":{"key":["F-1"]},"select":[]}"#,
    #"{"name":"window","from":"expense","where":{"notBefore":["2024-01-01"],"notAfter":["2024-12-31"]},"groupBy":["budgetLine","year"],"measures":["count"]}"#,
    #"{"name":"advice","from":"recommendation","where":{"theme":["procurement"],"addressee":["cnt"]},"select":["text","finding","region","revision"],"orderBy":["dueOn"]}"#,
    #"{"name":"values","from":"measurement_cell","where":{"indicator":["2.1.a"]},"groupBy":["sex"],"measures":["counted","countedAmong"]}"#,
    #"{"name":"last","from":"finding","select":["title"],"orderBy":["-observedOn","key"],"limit":20}"#,
    #"{"name":"top","from":"finding","groupBy":["theme"],"measures":["count"],"orderBy":["-count","theme"],"limit":3}"#,
    #"{"name":"money","from":"expense","groupBy":["budgetLine"],"measures":["sum(amount)","latest(category)"]}"#,
    #"{"name":"hours","from":"engagement","groupBy":["region"],"measures":["sum(durationHours)"],"orderBy":["-sum(durationHours)"]}"#,
    #"{"name":"with","from":"finding","select":["title"],"follow":{"engagement":["title","startsOn"]},"labels":true}"#,
    #"{"name":"open","from":"finding","select":["title"],"missing":"response"}"#,
    #"{"name":"undone","from":"recommendation","groupBy":["addressee"],"measures":["count"],"orderBy":["-count"],"missing":"follow_up","outside":["grant","period"]}"#,
    #"{"name":"traced","from":"finding","groupBy":["theme"],"measures":["count"],"trace":true}"#,
    #"{"name":"prose","from":"narrative","where":{"report":["undef/narrative"],"grant":{"parameter":"grant"}},"select":["section","text"],"orderBy":["section","order"]}"#,
  ]

  private static let hundredAndOne = "[" + (0...100).map { "\"k\($0)\"" }.joined(separator: ",") + "]"

  static let refused = [
    QueryExample("a number", "7", ""),
    QueryExample("a list", "[]", ""),
    QueryExample("nothing", "{}", "name", "from"),
    QueryExample("no name", #"{"from":"finding","select":["title"]}"#, "name"),
    QueryExample("a name with a space", #"{"name":"q q","from":"finding","select":["title"]}"#, "name"),
    QueryExample("a name that is a number", #"{"name":7,"from":"finding","select":["title"]}"#, "name"),
    QueryExample("no source", #"{"name":"q","select":["title"]}"#, "from"),
    QueryExample("an unknown source", #"{"name":"q","from":"meeting","select":["title"]}"#, "from"),
    QueryExample("a source that is a list", #"{"name":"q","from":["finding"],"select":["title"]}"#, "from"),
    QueryExample("an unknown member", #"{"name":"q","from":"finding","select":[],"lmit":7}"#, "lmit"),
    QueryExample("nothing wanted", #"{"name":"q","from":"finding"}"#, "select"),
    QueryExample("a selection that is a name", #"{"name":"q","from":"finding","select":"title"}"#, "select"),
    QueryExample("a long selection", #"{"name":"q","from":"finding","select":\#(hundredAndOne)}"#, "select"),
    QueryExample(
      "selected twice, unknown, no name", #"{"name":"q","from":"finding","select":["title","titles","title",7]}"#,
      "select[1]", "select[2]", "select[3]"),
    QueryExample(
      "ordered by what is no order", #"{"name":"q","from":"finding","select":[],"orderBy":["statement","region"]}"#,
      "orderBy[0]"),
    QueryExample(
      "ordered by what has several values",
      #"{"name":"q","from":"finding","select":[],"orderBy":["institutions"]}"#, "orderBy[0]"),
    QueryExample("totals of a listing", #"{"name":"q","from":"finding","select":[],"totals":true}"#, "totals"),
    QueryExample(
      "a listing of rows that count people", #"{"name":"q","from":"participation","select":["sex"]}"#, "groupBy"),
    QueryExample(
      "a list and a count",
      #"{"name":"q","from":"finding","groupBy":[],"measures":["count"],"select":["title"],"orderBy":["key"]}"#,
      "select", "orderBy[0]"),
    QueryExample(
      "a limit that is none", #"{"name":"q","from":"finding","select":[],"limit":0}"#, "limit"),
    QueryExample("a limit above the limit", #"{"name":"q","from":"finding","select":[],"limit":10001}"#, "limit"),
    QueryExample(
      "one name up and down", #"{"name":"q","from":"finding","select":[],"orderBy":["theme","-theme","--key"]}"#,
      "orderBy[2]", "orderBy[1]"),
    QueryExample(
      "an order and a limit of margins",
      #"{"name":"q","from":"finding","groupBy":["theme"],"measures":["count"],"totals":true,"orderBy":["theme"],"limit":3}"#,
      "orderBy", "limit"),
    QueryExample(
      "an order by what is not counted",
      #"{"name":"q","from":"expense","groupBy":["year"],"measures":["sum(amount)"],"orderBy":["-count","sum(amount)"]}"#,
      "orderBy[0]", "orderBy[1]"),
    QueryExample(
      "a limit and an order by counts of people",
      #"{"name":"q","from":"participation","groupBy":["region"],"measures":["people"],"orderBy":["-people","region"],"limit":3}"#,
      "limit", "orderBy[0]"),
    QueryExample(
      "an order by records of some people",
      #"{"name":"q","from":"finding","groupBy":["raisedBy"],"measures":["count"],"orderBy":["-count"]}"#, "orderBy[0]"),
    QueryExample(
      "a limit of records of some people",
      #"{"name":"q","from":"finding","where":{"raisedBy":"cso"},"groupBy":["theme"],"measures":["count"],"limit":3}"#,
      "limit"),
    QueryExample(
      "figures by what tells of people",
      #"{"name":"q","from":"finding","groupBy":["raisedBy"],"measures":["latest(theme)","sum(amountAtStake)"]}"#,
      "measures[0]", "measures[1]"),
    QueryExample(
      "sums of people, of texts and of what is hidden",
      #"{"name":"q","from":"engagement","groupBy":[],"measures":["sum(applied)","sum(title)","latest(title)","latest(note)"]}"#,
      "measures[0]", "measures[1]", "measures[2]", "measures[3]"),
    QueryExample(
      "a reference to several, to none, and nothing of it",
      #"{"name":"q","from":"finding","select":[],"follow":{"institutions":["name"],"theme":["x"],"engagement":[]}}"#,
      "follow.institutions", "follow.theme", "follow.engagement"),
    QueryExample(
      "what no report shows of it, and words of people",
      #"{"name":"q","from":"response","select":[],"follow":{"finding":["title","riskIfPublished","quotes"]}}"#,
      "follow.finding[1]", "follow.finding[2]"),
    QueryExample(
      "many references",
      #"{"name":"q","from":"finding","select":[],"follow":{"engagement":[],"assignment":[],"framework":[],"referredTo":[]}}"#,
      "follow"),
    QueryExample(
      "a reference of a count",
      #"{"name":"q","from":"finding","groupBy":[],"measures":["count"],"follow":{"engagement":["title"]}}"#, "follow"),
    QueryExample(
      "missing what never refers to it", #"{"name":"q","from":"finding","select":[],"missing":"programme"}"#, "missing"),
    QueryExample(
      "missing for an element that nothing is about",
      #"{"name":"q","from":"participation","groupBy":[],"measures":["people"],"missing":"finding"}"#, "missing"),
    QueryExample(
      "people by what is missing",
      #"{"name":"q","from":"engagement","groupBy":[],"measures":["graduated"],"missing":"finding"}"#, "missing"),
    QueryExample("no measures", #"{"name":"q","from":"finding","groupBy":["region"]}"#, "measures"),
    QueryExample(
      "an empty list of measures", #"{"name":"q","from":"finding","groupBy":["region"],"measures":[]}"#, "measures"),
    QueryExample(
      "measures that are a name", #"{"name":"q","from":"finding","groupBy":[],"measures":"count"}"#, "measures"),
    QueryExample(
      "a measure of another source", #"{"name":"q","from":"finding","groupBy":[],"measures":["people"]}"#,
      "measures[0]"),
    QueryExample(
      "rows that count people as rows", #"{"name":"q","from":"participation","groupBy":[],"measures":["count"]}"#,
      "measures[0]"),
    QueryExample(
      "four dimensions",
      #"{"name":"q","from":"participation","groupBy":["sex","youth","group","region"],"measures":["people"]}"#,
      "groupBy"),
    QueryExample(
      "totals that are a word", #"{"name":"q","from":"finding","groupBy":[],"measures":["count"],"totals":"yes"}"#,
      "totals"),
    QueryExample("conditions that are a list", #"{"name":"q","from":"finding","where":["a"],"select":[]}"#, "where"),
    QueryExample(
      "conditions of every wrong form",
      #"{"name":"q","from":"finding","select":[],"where":{"theme":7,"origin":[],"severity":["high",1],"region":{},"#
        + #""assignment":{"parameter":1},"engagement":{"parameter":"a","or":"b"},"key":\#(hundredAndOne)}}"#,
      "where.theme", "where.origin", "where.severity", "where.region", "where.assignment", "where.engagement",
      "where.key"),
    QueryExample(
      "days that there are not, and several",
      #"{"name":"q","from":"finding","select":[],"where":{"notBefore":"2023-02-29","notAfter":["2023-01-01","2023-01-02"]}}"#,
      "where.notBefore", "where.notAfter"),
    QueryExample(
      "many faults at once",
      #"{"name":"q q","from":"finding","where":{"orign":"audit","theme":["procurment"],"region":7},"select":["note"],"ordrBy":["key"]}"#,
      "ordrBy", "name", "where.orign", "where.theme", "where.region", "select[0]"),
  ]
}
