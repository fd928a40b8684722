import MethodCatalogue
import Testing

@testable import Services

@Suite("Which calls are logged") struct CallLogTests {
  @Test("Every method that is logged exists, and so does the one whose calls are counted as renderings")
  func methods() async throws {
    try await ServiceFixture.with { fixture in
      let router = ServiceMethods.router(store: fixture.store, host: fixture.host, version: "test")
      let names = Set(router.declarations.map(\.declaration.name))
      #expect(CallLog.methods.subtracting(names).isEmpty)
      #expect(names.contains(ReportsService.rendering.name))
    }
  }
}
