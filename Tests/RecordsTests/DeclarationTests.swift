import JSONBytes
import Records
import Testing

@Suite("Declarations") struct DeclarationTests {
  /// Every field of every kind, with its path.
  private func everyField() -> [(path: String, field: Field)] {
    func fields(_ type: ObjectType, _ path: String) -> [(String, Field)] {
      type.fields.flatMap { field in
        let name = path + "." + field.name
        return [(name, field)] + (field.type.objectType.map { fields($0, name) } ?? [])
      }
    }
    return KindCatalogue.standard.kinds.flatMap { fields($0.object, $0.name) }
  }

  @Test("Notes on safety and on how a record came about are in no report") func neverShown() {
    for name in ["note", "riskIfPublished", "safetyNote", "subjectCode", "mayQuote", "storageReference"] {
      let fields = everyField().filter { $0.field.name == name }
      #expect(!fields.isEmpty)
      for (path, field) in fields { #expect(field.visibility.level == nil, "\(path)") }
    }
    #expect(RecordKind.finding.object.field("mitigation")?.visibility.level == nil)
  }

  @Test("What is only counted can be counted, and counts people") func countedOnly() {
    for (path, field) in everyField() where field.visibility.level == nil && field.visibility.tellsOfPeople {
      #expect(field.measure?.countsPeople == true || field.part != nil, "\(path)")
    }
  }

  @Test("What is counted as people is shown as a count only") func peopleAreCounted() {
    for (path, field) in everyField() where field.measure?.countsPeople == true {
      #expect(field.visibility.level == nil, "\(path)")
    }
  }

  @Test("Words of persons are hidden by a consent that is there") func consents() throws {
    for kind in KindCatalogue.standard.kinds {
      for field in kind.object.fields {
        guard let consent = field.visibility.consent else { continue }
        let holder = consent.flag == nil ? kind.object : try #require(field.type.objectType)
        #expect(holder.field(consent.reference)?.type.reference?.kinds == ["consent"])
        #expect(kind.object.field(consent.basis)?.type.codeList === CodeLists.consentBasis)
        if let flag = consent.flag { #expect(holder.field(flag) != nil) }
        if let identity = consent.identity { #expect(holder.field(identity)?.isRequired == true) }
        #expect((consent.identity != nil) == field.type.isList)
        #expect(CodeLists.consentScope.contains(consent.scope))
      }
    }
    // A listing looks consents up for a record's own fields, and hides words that stand deeper.
    for (path, field) in everyField() where path.split(separator: ".").count > 2 {
      #expect(field.visibility.consent == nil, "\(path)")
    }
  }

  @Test("A level that rises names a field and codes that there are") func exceptions() throws {
    for kind in KindCatalogue.standard.kinds {
      func check(_ type: ObjectType) throws {
        for field in type.fields {
          for exception in field.visibility.exceptions {
            let list = try #require(kind.object.field(exception.field)?.type.codeList)
            #expect(exception.codes.allSatisfy(list.contains))
          }
          if let gathering = field.visibility.gathering {
            let target = try #require(kind.object.field(gathering.reference)?.type.reference?.kinds.first)
            let event = try #require(KindCatalogue.standard.kind(target))
            #expect(event.object.field(gathering.flag) != nil)
            let part = try #require(KindCatalogue.standard.source(gathering.part)?.part)
            #expect(part.columns.contains { $0.name == gathering.groupColumn })
            #expect(part.columns.contains { $0.name == gathering.countColumn })
            #expect(kind.object.field(gathering.attribution)?.type.codeList?.contains(gathering.groupCode) == true)
          }
          if let inner = field.type.objectType { try check(inner) }
        }
      }
      try check(kind.object)
    }
  }

  @Test("An actor mapping is for the named recipients of a report, and so is who was there") func actors() throws {
    let actors = try #require(RecordKind.assignment.object.field("actors"))
    #expect(actors.visibility.level == .restricted)
    for field in actors.type.objectType?.fields ?? [] { #expect(field.visibility.level == .restricted) }
    #expect(RecordKind.engagement.object.field("organisationsPresent")?.visibility.level == .restricted)
    let agreements = RecordKind.engagement.object.field("agreements")?.type.objectType
    #expect(agreements?.field("parties")?.visibility.level == .restricted)
  }

  @Test("Filters and orders need the level at which what they use is always shown") func levelsOfUse() throws {
    func level(_ query: String) throws -> ConfidentialityLevel {
      try RecordQuery(JSONValue(parsing: Array(query.utf8))).level
    }
    let finding = #"{"name":"q","from":"finding","select":["statement"]"#
    #expect(try level(finding + "}") == .public)
    // The group of an anonymous view is confidential; below, such a view is one of no group.
    #expect(try level(finding + #","where":{"raisedBy":["cso"]}}"#) == .public)
    #expect(try level(finding + #","orderBy":["raisedBy"]}"#) == .public)
    #expect(try level(finding + #","where":{"notBefore":"2023-01-01"}}"#) == .public)
    let assignment = #"{"name":"q","from":"assignment","select":["title"]"#
    #expect(try level(assignment + #","orderBy":["draftReportOn"]}"#) == .internal)
    #expect(try level(assignment + #","where":{"notAfter":"2023-01-01"}}"#) == .public)
    let consents = #"{"name":"q","from":"consent","groupBy":[],"measures":["count"]"#
    let recent = try RecordQuery(JSONValue(parsing: Array((consents + #","where":{"notBefore":"2024-01-01"}}"#).utf8)))
    #expect(recent.level == .restricted && recent.countsPeople)
  }

  @Test(
    "A query runs from the level of what it reads, groups or orders by",
    arguments: [
      (#"{"name":"q","from":"actor","measures":["count"]}"#, ConfidentialityLevel.restricted),
      (#"{"name":"q","from":"assignment","select":["title"],"orderBy":["draftReportOn"]}"#, .internal),
      (#"{"name":"q","from":"assignment","select":["title"],"orderBy":["startsOn","key"]}"#, .public),
      (#"{"name":"q","from":"participation","groupBy":["sex"],"measures":["people"]}"#, .public),
    ])
  func queryLevels(query: String, level: ConfidentialityLevel) throws {
    #expect(try RecordQuery(try JSONValue(parsing: query)).level == level)
  }

  @Test("The grant stands on every kind that a donor reports by") func grants() {
    let without = KindCatalogue.standard.kinds.filter { $0.object.field("grant") == nil }.map(\.name)
    #expect(without == ["programme", "organisation"])
    for kind in KindCatalogue.standard.kinds {
      guard let grant = kind.object.field("grant") else { continue }
      #expect(grant.isColumn && grant.isDimension, "\(kind.name)")
      for source in KindCatalogue.standard.sources where source.kind == kind {
        #expect(source.dimension("grant")?.location == .column("grant"), "\(source.name)")
      }
    }
  }

  @Test("Organisations, frameworks and evidence may be shared by all programmes") func shared() {
    #expect(KindCatalogue.standard.kinds.filter(\.isShared).map(\.name) == ["organisation", "framework", "evidence"])
  }

  @Test("References name kinds that there are, and days fields that there are") func references() {
    let kinds = KindCatalogue.standard
    for (path, field) in everyField() {
      for name in field.type.reference?.kinds ?? [] { #expect(kinds.kind(name) != nil, "\(path)") }
    }
    for kind in kinds.kinds {
      for day in kind.days {
        switch day {
        case .field(let name): #expect(kind.object.field(name)?.isColumn == true, "\(kind.name).\(name)")
        case .through(let reference, let field):
          let parent = kind.object.field(reference)?.type.reference?.kinds.first.flatMap(kinds.kind)
          #expect(parent?.object.field(field)?.isColumn == true, "\(kind.name).\(reference).\(field)")
        }
      }
    }
  }

  @Test("Levels flow along these references") func levels() {
    let edges = KindCatalogue.standard.kinds.flatMap { kind in
      kind.levelReferences.map { "\(kind.name).\($0.name)" }
    }
    #expect(
      edges == [
        "finding.engagement", "finding.assignment", "response.finding", "follow_up.finding", "story.engagement",
        "action_item.engagement", "action_item.finding",
      ])
  }
}
