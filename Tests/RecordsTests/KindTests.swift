import JSONBytes
import Records
import Testing

@Suite struct KindTests {
  @Test(arguments: Examples.lines.map(\.line)) func everyExampleIsARecord(line: String) throws {
    let record = try decode(line)
    #expect(record.record.value.head == record.head)
    #expect(type(of: record.record.value).kind == record.kind)
    #expect(record.warnings.isEmpty)
    #expect(try JSONValue(parsing: record.body) != .null)
  }

  @Test func everyFieldOfEveryKindIsInAnExample() throws {
    for kind in RecordKind.allCases {
      let examples = try Examples.lines.filter { $0.kind == kind }.map { try JSONValue(parsing: $0.line) }
      for field in kind.fields where field.name != "ifRevision" && field.name != "language" {
        let used =
          examples.contains { $0[field.name] != nil } || ["note", "confidentiality"].contains(field.name)
        #expect(used, "\(kind).\(field.name)")
      }
    }
  }

  @Test func aProgrammeIsReadWhole() throws {
    guard case .programme(let programme) = try decode(Examples.lines[0].line).record else {
      Issue.record("no programme")
      return
    }
    #expect(programme.title == LocalizedText(fr: "Gouvernance de la défense", en: "Defence governance"))
    #expect(programme.endsOn == CalendarDate(year: 2024, month: 12, day: 31))
    #expect(programme.regions.count == 5)
    let grant = try #require(programme.grants.first)
    #expect(grant.amount == Money(minorUnits: 18_700_000, currency: "USD"))
    #expect(grant.spent?.amount == "98500.50")
    #expect(grant.cofinancing == Money(minorUnits: 5_000_000, currency: "XOF"))
    #expect(grant.comment == LocalizedText(fr: "Retard de la deuxième tranche."))
    #expect(programme.partners.first?.role == "implementing")
    #expect(programme.targets.first?.planned == 35)
  }

  @Test func anOrganisationIsReadWhole() throws {
    guard case .organisation(let organisation) = try decode(Examples.lines[1].line).record else {
      Issue.record("no organisation")
      return
    }
    #expect(organisation.acronym == "BVG")
    #expect(organisation.organisationType == "10")
    #expect(organisation.isSecurityActor == false)
    #expect(organisation.identifiers.first?.value == "12345")
    #expect(organisation.head.confidentiality == .restricted)
  }

  @Test func anEngagementIsReadWhole() throws {
    guard case .engagement(let engagement) = try decode(Examples.lines[2].line).record else {
      Issue.record("no engagement")
      return
    }
    #expect(engagement.head.note == "Compte rendu du rapporteur.")
    #expect(engagement.head.confidentiality == .internal)
    #expect(engagement.durationHours == 12.5)
    #expect(engagement.participants == 15)
    #expect(engagement.place?.geoVersion == .of2023)
    #expect(engagement.languages == ["fr", "Songhay"])
    #expect(engagement.chathamHouse == true)
  }

  @Test func aRoundtableFindingIsReadWhole() throws {
    guard case .finding(let finding) = try decode(Examples.lines[3].line).record else {
      Issue.record("no finding")
      return
    }
    #expect(finding.isFromDiscussion)
    #expect(finding.votes?.for == 18 && finding.votes?.abstain == 1)
    #expect(finding.quotes.first?.mayQuote == true)
    #expect(finding.recommendations.first?.addressee == "cnt")
    #expect(finding.recommendations.first?.dueOn?.description == "2024-06-30")
    #expect(finding.gdiQuestions == ["Q17", "Q28A"])
  }

  @Test func anAuditFindingInEnglishIsReadWhole() throws {
    guard case .finding(let finding) = try decode(Examples.lines[4].line).record else {
      Issue.record("no finding")
      return
    }
    #expect(finding.title == LocalizedText(en: "No access for external audit"))
    #expect(finding.amountAtStake?.amount == "2500000000")
    #expect(finding.methods == ["examine", "interview"])
  }

  @Test func aNarrativeIsReadWhole() throws {
    guard case .narrative(let narrative) = try decode(Examples.lines[5].line).record else {
      Issue.record("no narrative")
      return
    }
    #expect(narrative.report == "undef/narrative")
    #expect(narrative.text.text(in: .english)?.text == "Trust comes from sharing results.")
    #expect(narrative.order == 1)
  }

  @Test func theLanguageMayStandAfterTheTexts() throws {
    let late = try decode(finding(#""language":"en""#)).record
    let early = try decode(
      #"{"language":"en","kind":"finding","programme":"p","key":"f","origin":"desk_review","title":"t","#
        + #""statement":"s","theme":"political"}"#
    ).record
    for record in [late, early] {
      guard case .finding(let finding) = record else {
        Issue.record("no finding")
        return
      }
      #expect(finding.title == LocalizedText(en: "t"))
      #expect(finding.statement.text(in: .french)?.isOtherLanguage == true)
    }
  }

  @Test func theKindMayStandAnywhere() throws {
    let line =
      #"{"title":"t","statement":"s","theme":"political","origin":"audit","key":"f","programme":"p","kind":"finding"}"#
    #expect(try decode(line).kind == .finding)
  }

  @Test func anAuditFindingWithoutCriterionIsTakenWithAWarning() throws {
    let line =
      #"{"kind":"finding","programme":"p","key":"f","origin":"audit","title":"t","statement":"s","theme":"procurement"}"#
    #expect(try decode(line).warnings.map(\.path) == ["criterion", "condition"])
  }
}
