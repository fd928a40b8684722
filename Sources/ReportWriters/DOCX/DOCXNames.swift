/// Namespaces, types and relations of a Word document's parts (ECMA-376, part 1, annex A, and part 4).
enum DOCXNames {
  static let main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let drawing = "http://schemas.openxmlformats.org/drawingml/2006/"
  private static let office = "http://schemas.microsoft.com/office/word/2010/"
  static let group = office + "wordprocessingGroup"

  /// What the root of a part with text declares.
  static let declarations =
    "xmlns:w=\"\(main)\" xmlns:r=\"\(relations)\" xmlns:wp=\"\(drawing)wordprocessingDrawing\" "
    + "xmlns:a=\"\(drawing)main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
    + "xmlns:wpg=\"\(group)\" xmlns:wps=\"\(office)wordprocessingShape\""

  static let document = "/word/document.xml"

  /// A part's type by its last word, such as `styles`.
  static func type(_ kind: String) -> String {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.\(kind)+xml"
  }
}
