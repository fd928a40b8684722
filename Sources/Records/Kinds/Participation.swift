// Who was present. Fields that tell of one person or one community are not shown: they leave as counts only.
extension ObjectType {
  static let participation = ObjectType(
    [
      Field("sex", .code(CodeLists.sex), .required, .people(from: .public), "The sex, as stated.").dimension(),
      Field("ageBand", .code(CodeLists.ageBand), .required, .people(from: .public), "The age band.").dimension()
        .grouped("youth", CodeLists.youth, youthByAgeBand),
      Field("group", .code(CodeLists.stakeholderGroup), .required, .people(from: .public), "Whom they speak for.")
        .dimension(),
      Field("count", .people, .required, .countedOnly, "The people counted.").summed("people", countsPeople: true),
      Field("graduated", .people, .optional, .countedOnly, "Those of them who finished.")
        .summed("graduates", countsPeople: true),
    ],
    rules: [.atMost("graduated", "count")])

  static let participant = ObjectType([
    Field("code", .protectedCode, .required, .never, "The sender's own code for the person, never a name.")
      .counted(occurrences: "presences", different: "differentPeople"),
    Field("sex", .code(CodeLists.sex), .optional, .people(from: .restricted), "The sex, as stated.").dimension(),
    Field("ageBand", .code(CodeLists.ageBand), .optional, .people(from: .restricted), "The age band.").dimension()
      .grouped("youth", CodeLists.youth, youthByAgeBand),
    Field("group", .code(CodeLists.stakeholderGroup), .optional, .people(from: .restricted), "Whom they speak for.")
      .dimension(),
    Field("graduated", .boolean, .optional, .people(from: .restricted), "Whether the person finished."),
  ])

  static let community = ObjectType(
    [
      Field("code", .protectedCode, .required, .never, "The sender's own code for the village or community.")
        .counted(occurrences: "visits", different: "differentCommunities"),
      Field("communityType", .code(CodeLists.communityType), .required, .people(from: .public), "What it is.")
        .dimension(),
      Field("region", .code(CodeLists.region), .optional, .people(from: .public), "The region.").dimension(),
      Field("cercle", .words, .optional, .people(from: .restricted), "The cercle.").textDimension(),
    ],
    rules: [.cercleWithinRegion, .cercleOfRegion])

  private static let youthByAgeBand = Dictionary(
    uniqueKeysWithValues: CodeLists.ageBand.codes.map { ($0, CodeLists.youth(ofAgeBand: $0)) })
}
