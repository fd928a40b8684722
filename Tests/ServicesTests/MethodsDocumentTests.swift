import Disclosure
import MethodCatalogue
import TestSupport
import Testing
import Violations

@testable import Services

/// PROTOCOL.md and the catalogue of methods must not drift apart. After a change of the code,
/// `KURUKAN_UPDATE_DOCUMENTS=1` writes the table.
@Suite(.serialized) struct MethodsDocumentTests {
  @Test func theTableOfMethodsIsTheCatalogue() async throws {
    try await ServiceFixture.with { fixture in
      let router = ServiceMethods.router(store: fixture.store, host: fixture.host, version: "test")
      let rows = router.declarations.map { method in
        let parameters = Self.parameters(method.declaration)
        return "| `\(method.declaration.name.dropFirst("kurukan.v1.".count))` | \(Self.kind(method.kind)) | "
          + "\(Self.callers(method.declaration.access)) | \(method.declaration.summary.en) | \(parameters) |"
      }
      let written = try DocumentTable("methods", of: DocumentTable.protocolDocument).rows(wanted: rows)
      #expect(written == rows)
    }
  }

  @Test func theTableOfCostsIsTheCode() throws {
    let rows = MethodCost.allCases.compactMap { cost -> String? in
      guard let places = cost.callsAtOnce, let rate = cost.rate else { return nil }
      return "| \(Self.words(cost)) | \(places) | \(rate.burst) | \(rate.perSecond) |"
    }
    let written = try DocumentTable("costs", of: DocumentTable.protocolDocument).rows(wanted: rows)
    #expect(written == rows)
  }

  private static func words(_ cost: MethodCost) -> String {
    switch cost {
    case .small: "nothing"
    case .database: "a connection to the database: lists, searches, reviews"
    case .process: "a process of its own: `Reports/Render`, `Check` and `Fetch`, `Plugins/Reload`"
    case .transfer: "much to read: `Records/Export`"
    case .stream: "a client's stream: `Records/SubmitStream`"
    }
  }

  private static func kind(_ kind: MethodKind) -> String {
    switch kind {
    case .immediate, .unary: "unary"
    case .serverStreaming: "server stream"
    case .bidirectionalStreaming: "both streams"
    }
  }

  private static func callers(_ access: MethodAccess) -> String {
    switch access {
    case .everyone: "everybody"
    case .authenticated: "every token"
    case .exporters: "the right to export"
    case .roles(let roles): roles.map(\.rawValue).sorted().joined(separator: ", ")
    }
  }

  private static func parameters(_ declaration: MethodDeclaration) -> String {
    if case .object = declaration.parameters { return "an object" }
    let fields = declaration.parameters.fields.map { "`\($0.name)`\($0.isRequired ? "" : "?")" }
    return (fields + (declaration.items == nil ? [] : ["items"])).joined(separator: ", ")
  }
}
