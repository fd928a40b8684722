import ReportKit
import Testing

@testable import NAP1325

@Suite struct DescriptionTests {
  @Test("The description is sound") func faults() {
    #expect(Rehearsal.faults(in: NAP1325Format.self).isEmpty)
  }
}
