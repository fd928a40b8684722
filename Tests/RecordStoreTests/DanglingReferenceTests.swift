import JSONBytes
import Records
import Testing

@testable import RecordStore

@Suite("References to what has not arrived")
struct DanglingReferenceTests {
  /// What an answer says of records that have not arrived; grants are no records.
  private func told(_ answer: IntakeAnswer) -> Set<DeclaredReference> {
    let told = answer.dangling.filter { $0.kinds != [DanglingReference.grant] }.map {
      DeclaredReference(path: $0.path, kinds: $0.kinds, carriesLevel: $0.carriesLevel, key: $0.key)
    }
    #expect(Set(told).count == told.count)
    return Set(told)
  }

  private func submitProgrammes(_ names: [String], _ fixture: StoreFixture) async throws {
    for name in names {
      try await fixture.submit(merged(programme().object!, ["programme": .string(name), "key": .string(name)]))
    }
  }

  @Test("The examples use every reference of every kind") func complete() throws {
    var used: Set<String> = []
    for example in try LonelyExample.all() {
      for reference in example.references {
        used.insert("\(example.kind.name).\(reference.path.filter { !"[]0123456789".contains($0) })")
      }
    }
    func paths(_ object: ObjectType, _ path: String) -> [String] {
      object.fields.flatMap { field in
        (field.type.reference == nil ? [] : ["\(path).\(field.name)"])
          + (field.type.objectType.map { paths($0, "\(path).\(field.name)") } ?? [])
      }
    }
    let declared = KindCatalogue.standard.kinds.flatMap { paths($0.object, $0.name) }
    #expect(used == Set(declared))
    #expect(declared.count > 70)
  }

  @Test("Each is told with its path until a record of that kind and key is in the programme, or in the one of all")
  func arrivals() async throws {
    try await StoreFixture.with { fixture in
      let examples = try LonelyExample.all()
      try await submitProgrammes(["elsewhere"] + examples.map(\.programme), fixture)
      for (number, example) in examples.enumerated() {
        var open = Set(example.references)
        #expect(told(try await fixture.submit(example.json)) == open, "\(example.programme)")
        for key in Set(example.references.map(\.key)).sorted() {
          let named = example.references.filter { $0.key == key }
          // Where several kinds may be meant, each of them does.
          let kind = named[0].kinds[number % named[0].kinds.count]
          try await fixture.submit(try LonelyExample.target(kind, key, in: "elsewhere"))
          #expect(told(try await fixture.submit(example.json)) == open, "\(example.programme) \(key)")
          let home = open.count.isMultiple(of: 2) ? example.programme : "shared"
          try await fixture.submit(try LonelyExample.target(kind, key, in: home))
          // A level flows within its programme alone.
          open = open.filter { $0.key != key || !$0.kinds.contains(kind) || home == "shared" && $0.carriesLevel }
          #expect(told(try await fixture.submit(example.json)) == open, "\(example.programme) \(key)")
        }
        for reference in open {
          for kind in reference.kinds {
            try await fixture.submit(try LonelyExample.target(kind, reference.key, in: example.programme))
          }
        }
        #expect(told(try await fixture.submit(example.json)).isEmpty, "\(example.programme)")
      }
    }
  }

  @Test("What counts as confidential for a parent that is missing is told so, and what is not, is not")
  func levels() async throws {
    try await StoreFixture.with { fixture in
      try await fixture.submit(merged(engagement("e").object!, ["programme": "shared"]))
      let waiting = try await fixture.submit(finding("f"))
      #expect(waiting.effectiveLevel == .confidential)
      #expect(waiting.dangling.map(\.path) == ["engagement"])
      try await fixture.submit(engagement("e"))
      let arrived = try await fixture.submit(finding("f"))
      #expect(arrived.effectiveLevel == .public)
      #expect(arrived.dangling.isEmpty)
    }
  }

  @Test("Two that name the same are both told; of very many, as many as are looked up")
  func many() async throws {
    @Sendable func advice(_ count: Int, _ addressee: (Int) -> String) -> JSONValue {
      let items = (0..<count).map { number -> JSONValue in
        [
          "key": .string("r\(number)"), "text": "Agir.", "addressee": .string(addressee(number)),
          "framework": .string("plan-\(number)"),
        ]
      }
      return finding("f-\(count)", engagement: nil, ["recommendations": .array(items)])
    }
    try await StoreFixture.with { fixture in
      let few = try await fixture.submit(advice(2) { _ in "cnt" })
      #expect(few.dangling.filter { $0.key == "cnt" }.map(\.path) == (0..<2).map { "recommendations[\($0)].addressee" })
      let limit = ReferenceDirectory.referencesOfRecord
      let exact = try await fixture.submit(advice(limit / 2) { "body-\($0)" })
      #expect(told(exact).count == limit)
      let more = advice(RecordLimits.recommendations) { "body-\($0)" }
      let answer = try await fixture.submit(more)
      #expect(answer.outcome == .created)
      #expect(told(answer).count == limit)
      #expect(told(answer).isSubset(of: DeclaredReference.all(in: more, .finding)))
    }
  }
}
