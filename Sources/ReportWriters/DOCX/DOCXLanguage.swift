import ReportDocument

/// What a run says of its language.
enum DOCXLanguage {
  static func tag(_ language: DocumentLanguage) -> String { language == .french ? "fr-FR" : "en-GB" }

  static func latin(_ language: DocumentLanguage) -> String {
    language == .french ? "<w:lang w:val=\"fr-FR\"/>" : "<w:lang w:val=\"en-GB\"/>"
  }

  /// Word takes only tags that it knows: Arabic letters get its plain Arabic, letters of a script of no known language its
  /// own word for none.
  static func complex(_ script: RightToLeftScript) -> String {
    switch script {
    case .arabic: "<w:lang w:bidi=\"ar-SA\"/>"
    case .nko: "<w:lang w:bidi=\"nqo\"/>"
    case .adlam: "<w:lang w:bidi=\"ff-Adlm\"/>"
    case .other: "<w:lang w:bidi=\"x-none\"/>"
    }
  }
}
