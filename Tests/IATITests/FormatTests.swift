import ReportKit
import Testing

@testable import IATI

@Suite struct FormatTests {
  @Test func descriptionIsSound() { #expect(Rehearsal.faults(in: IATIFormat.self) == []) }
}
