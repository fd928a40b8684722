import JSONBytes
import Records
import Testing
import Violations

@Suite("Tables of records") struct CSVTests {
  /// Reads a table that comes in pieces of so many bytes.
  private func read(_ table: [UInt8], inPiecesOf size: Int = .max) throws -> [(row: Int, json: String)] {
    var reader = CSVReader()
    var records: [(row: Int, json: String)] = []
    var bytes: [UInt8] = []
    var position = 0
    var rest = table[...]
    while true {
      switch try reader.next(in: bytes, from: &position, isAtEnd: rest.isEmpty) {
      case .record(let json): records.append((reader.row, String(decoding: json, as: UTF8.self)))
      case .needsMore:
        bytes.append(contentsOf: rest.prefix(size))
        rest = rest.dropFirst(size)
      case .end: return records
      }
    }
  }

  private func read(_ table: String, inPiecesOf size: Int = .max) throws -> [String] {
    try read(Array(table.utf8), inPiecesOf: size).map(\.json)
  }

  private func fault(_ table: String) -> CSVFault? {
    do {
      _ = try read(table)
      return nil
    } catch {
      return error as? CSVFault
    }
  }

  @Test("The template of every kind reads back as its example", arguments: KindCatalogue.standard.kinds.map(\.name))
  func templates(name: String) throws {
    let kind = try #require(KindCatalogue.standard.kind(name))
    let wanted = try RecordSample.read(kind.examples[0])
    for dialect in CSVDialect.allCases {
      let template = CSVTemplate(kind, dialect)
      for size in [97, Int.max] {
        let records = try read(template.bytes, inPiecesOf: size)
        try #require(records.map(\.row) == [2])
        #expect(try RecordSample.read(records[0].json).text == wanted.text)
      }
    }
  }

  @Test("A template names every field, and a fault is at the column of its name") func columns() throws {
    func fields(_ type: ObjectType, _ path: String) -> [String] {
      type.fields.flatMap { field in
        let name = path + field.name
        return [name] + (field.type.objectType.map { fields($0, name + (field.type.isList ? "[0]." : ".")) } ?? [])
      }
    }
    for kind in KindCatalogue.standard.kinds {
      let columns = CSVTemplate(kind).columns
      #expect(Set(columns).count == columns.count)
      for name in fields(kind.object, "") where name != "ifRevision" {
        let isThere = columns.contains { $0 == name || $0.hasPrefix(name + ".") || $0.hasPrefix(name + "[0]") }
        #expect(isThere, "\(kind.name): \(name)")
      }
    }
    let table =
      "kind,programme,key,title,statement,theme,origin,place.region\nfinding,p,f,t,s,political,desk_review,mars\n"
    #expect(RecordSample.violations(try read(table)[0]).map(\.path) == ["place.region"])
  }

  @Test("Quotation marks, line breaks and separators in cells, and every line end", arguments: ["\n", "\r\n", "\r"])
  func quoting(end: String) throws {
    let table = ["kind,title,note", "risk,\"a \"\"b\"\", c\nd\",x\"y", ",,", "risk,,\"\"", "risk,z,"].joined(
      separator: end)
    for size in [1, 3, Int.max] {
      #expect(
        try read(table, inPiecesOf: size) == [
          #"{"kind":"risk","title":"a \"b\", c\nd","note":"x\"y"}"#, #"{"kind":"risk"}"#,
          #"{"kind":"risk","title":"z"}"#,
        ])
    }
    #expect(try read(Array((table + end).utf8)).map(\.row) == [2, 4, 5])
  }

  @Test("What a cell holds is decided by its field") func types() throws {
    let table =
      "kind;key;title.fr;title.en;durationHours;chathamHouse;invited;regions[1];regions[0];participation[3].count;zzz\n"
      + "engagement;007;été;summer;12,5;VRAI;40;gao;segou;1 250;1\n"
    #expect(
      try read(table) == [
        #"{"kind":"engagement","key":"007","title":{"fr":"été","en":"summer"},"durationHours":12.5,"#
          + #""chathamHouse":true,"invited":40,"regions":["segou","gao"],"participation":[{"count":"1 250"}],"zzz":"1"}"#
      ])
    #expect(
      try read("kind,durationHours,chathamHouse\nengagement,\"12,5\",FALSE\nnothing,1,true\n") == [
        #"{"kind":"engagement","durationHours":"12,5","chathamHouse":false}"#,
        #"{"kind":"nothing","durationHours":"1","chathamHouse":"true"}"#,
      ])
    let sums = "kind;amount.amount;amount.currency\nexpense;3000,5;USD\nexpense;1 000;XOF\n"
    #expect(
      try read(sums) == [
        #"{"kind":"expense","amount":{"amount":"3000.5","currency":"USD"}}"#,
        #"{"kind":"expense","amount":{"amount":"1 000","currency":"XOF"}}"#,
      ])
  }

  @Test("Elements without text are passed over") func gaps() throws {
    let table = "kind,institutions[0],institutions[1],institutions[2],place.region\nfinding,,a,b,\n"
    #expect(try read(table) == [#"{"kind":"finding","institutions":["a","b"]}"#])
  }

  @Test(
    "What is wrong with a table itself is told with its remedy",
    arguments: [
      ("key,title\nk,t\n", "csv_header", "`kind`"), ("kind,a b\n", "csv_header", "a b"),
      ("kind,a[x]\n", "csv_header", "a[x]"),
      ("kind,title,title\n", "csv_header", "title"), ("kind,title,title.fr\n", "csv_header", "title.fr"),
      ("kind,title.fr,title\n", "csv_header", "title"), ("kind,regions[0],regions\n", "csv_header", "regions"),
      ("kind,institutions\nfinding,a\n", "csv_header", "institutions[0]"),
      ("kind,place\nfinding,gao\n", "csv_header", "place.region"),
      ("kind,amount\nexpense,5\n", "csv_header", "amount.currency"), ("kind,\nrisk,x\n", "csv_columns", "2"),
      ("kind\nrisk,x\n", "csv_columns", "2"), ("kind,title\nrisk,\"x", "csv_quote", "never closed"),
      ("kind,title\nrisk,\"x\"y\n", "csv_quote", "double it"),
    ])
  func faults(table: String, rule: String, part: String) throws {
    let found = try #require(fault(table))
    #expect(found.message.rule == rule)
    #expect(found.message.en.contains(part))
    RecordSample.expectFrench(found.message)
  }

  @Test("Text of Windows is known as such; a quotation mark that stays open does not fill the memory") func bytes() {
    #expect(throws: CSVFault.self) { try read(Array("kind,title\nrisk,S".utf8) + [0xE9] + Array("gou\n".utf8)) }
    let endless = "kind,title\nrisk,\"" + String(repeating: "x", count: CSVReader.rowBytes)
    var reader = CSVReader()
    var position = 0
    #expect(throws: CSVFault.self) { try reader.next(in: Array(endless.utf8), from: &position, isAtEnd: false) }
    #expect(reader.row == 2)
  }

  @Test("A table is known by its column names") func header() {
    for line in ["kind,programme", "programme;kind;key\nx", "\"kind\"\tkey", "kind"] {
      #expect(CSVReader.isHeader(line.utf8))
    }
    for line in ["", "hello", #"{"kind":"finding"}"#, "kinds,key", "key\nkind,x"] {
      #expect(!CSVReader.isHeader(line.utf8))
    }
  }
}
