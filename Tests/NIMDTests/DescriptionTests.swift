import ReportKit
import Testing

@testable import NIMD

@Suite struct DescriptionTests {
  @Test func descriptionIsSound() {
    #expect(Rehearsal.faults(in: NIMDFormat.self) == [])
  }
}
