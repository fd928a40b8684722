import TestSupport
import Testing

@testable import Postgres

@Suite("Connection strings") struct ConnectionStringTests {
  @Test("Whatever a value holds, it comes back as it was, be the password within or apart, in a URI or not")
  func passwords() throws {
    var random = SplitMix64(state: 7)
    for _ in 0..<200 {
      let value = String((0..<Int(random.next() % 9)).map { _ in "'\\ =%/@é\t".randomElement(using: &random) ?? "x" })
      let parts = try ConnectionString("host=db user=\(ConnectionString.quoted("u" + value))")
      let whole = try ConnectionString(parts.with(password: value))
      #expect(whole.password == value && whole.withoutPassword == parts.withoutPassword, "\(value)")
      #expect(try ConnectionString(whole.with(password: nil)).password == value)
    }
    // Behind a URI a keyword would become part of the database's name.
    let uri = try ConnectionString("postgresql://u@db:5433/k?sslmode=require")
    let parts = try ConnectionString(uri.with(password: "s'3"))
    #expect(parts.password == "s'3" && parts.keywords == ["user", "host", "port", "dbname", "sslmode"])
  }

  @Test("Which strings lead to the same database")
  func targets() throws {
    let same = [
      ("host=a dbname=k user=u password=1", "user=v dbname=k host=a sslmode=require password=2", true),
      ("postgresql://u@a:5433/k", "host=a port=5433 dbname=k user=w", true),
      ("host=a user=u", "host=a user=v dbname=u", true), ("host=a user=u", "host=a user=v", false),
      ("host=a dbname=k", "host=b dbname=k", false), ("host=a dbname=k", "host=a dbname=l", false),
      ("host=a dbname=k", "host=a dbname=k port=5433", false), ("host=a,b dbname=k", "host=a dbname=k", false),
      ("service=x", "service=y", false),
    ]
    for (first, second, isSame) in same {
      let (one, other) = (try ConnectionString(first), try ConnectionString(second))
      #expect(one.leadsWhere(other) == isSame && other.leadsWhere(one) == isSame, "\(first) | \(second)")
    }
  }

  @Test("What is none is refused without being quoted")
  func none() {
    for text in ["s3cret", "postgresql://[", "colour=red"] {
      let error = #expect(throws: DatabaseError.self) { try ConnectionString(text) }
      #expect(error?.kind == .usage && error?.message.contains(text) == false)
    }
  }
}
