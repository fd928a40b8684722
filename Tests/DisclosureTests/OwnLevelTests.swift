import Disclosure
import Records
import Testing

@Suite struct OwnLevelTests {
  private func finding(_ members: String) throws -> Record {
    let line =
      #"{"kind":"finding","programme":"p","key":"f","confidentiality":"public","origin":"roundtable","#
      + #""engagement":"rt","title":"t","statement":"s","theme":"procurement","agreement":"majority",\#(members)}"#
    return try RecordReader().read(Array(line.utf8))
  }

  @Test(arguments: [
    (#""attribution":"group_only""#, ConfidentialityLevel.public),
    (#""attribution":"chatham_house""#, .public),
    (#""attribution":"role_only""#, .restricted),
    (#""attribution":"named""#, .confidential),
    (#""attribution":"named","consentBasis":"oral_recorded""#, .confidential),
    (#""attribution":"named","consentBasis":"written""#, .public),
    (#""attribution":"not_for_publication","consentBasis":"written""#, .confidential),
  ])
  func attributionRaisesTheLevel(members: String, level: ConfidentialityLevel) throws {
    #expect(OwnLevel.of(try finding(members)) == level)
  }

  @Test func quotesDoNotRaiseTheLevel() throws {
    let quote = #""attribution":"group_only","quotes":[{"text":"q","speakerGroup":"cso","mayQuote":false}]"#
    #expect(OwnLevel.of(try finding(quote)) == .public)
  }
}
