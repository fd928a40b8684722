import FormatTestSupport
import JSONBytes
import Records
import ReportKit
import Testing

@testable import Interpeace

@Suite struct FormatTests {
  @Test func descriptionIsSound() {
    #expect(Rehearsal.faults(in: InterpeaceFormat.self) == [])
  }
}
