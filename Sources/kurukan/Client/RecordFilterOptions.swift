import ArgumentParser
import JSONBytes

/// Which records a command is about.
struct RecordFilterOptions: ParsableArguments {
  @Option(help: "Only this kind, such as finding.")
  var kind: String?

  @Option(help: "Only this programme.")
  var programme: String?

  @Option(help: "Only this review status: submitted, returned, validated or published; may be repeated.")
  var status: [String] = []

  @Option(help: "Only this effective level: public, internal, restricted or confidential; may be repeated.")
  var level: [String] = []

  @Flag(help: "Only records whose current revision you submitted.")
  var mine = false

  @Flag(inversion: .prefixedNo, help: "Only what is withdrawn, or only what is not.")
  var withdrawn: Bool?

  @Option(help: "Only what was submitted, reviewed, withdrawn or put back since a day or moment, such as 2024-03-19.")
  var changedSince: String?

  var parameters: JSONObject {
    var parameters = JSONObject()
    parameters["kind"] = kind.map(JSONValue.string)
    parameters["programme"] = programme.map(JSONValue.string)
    if !status.isEmpty { parameters["reviewStatus"] = .array(status.map(JSONValue.string)) }
    if !level.isEmpty { parameters["level"] = .array(level.map(JSONValue.string)) }
    if mine { parameters["mine"] = true }
    parameters["withdrawn"] = withdrawn.map(JSONValue.bool)
    parameters["changedSince"] = changedSince.map(JSONValue.string)
    return parameters
  }
}
