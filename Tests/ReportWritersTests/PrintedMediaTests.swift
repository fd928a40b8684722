import ReportDocument
import ReportWriters
import Testing

@Suite struct PrintedMediaTests {
  @Test("Every medium in which blocks are printed is among those that descriptions name, and no other")
  func names() {
    #expect(Set(PrintedMedia.names) == Set(ReportMedium.printed.map(\.rawValue)))
    #expect(PrintedMedia.names.first == "html")
  }

  @Test("A file's name ends as its medium says, and no two media end alike")
  func endings() {
    let endings = ReportMedium.allCases.map { PrintedMedia.fileEnding(of: $0.rawValue) }
    #expect(Set(endings).count == endings.count)
    for (medium, ending) in zip(ReportMedium.allCases, endings) {
      #expect(ending.split(separator: ".").last.map(String.init) == medium.fileExtension)
    }
  }
}
