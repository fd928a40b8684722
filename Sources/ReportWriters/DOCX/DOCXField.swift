/// Fields (ECMA-376, part 1, 17.16): what Word computes, with the result that is known now.
enum DOCXField {
  /// A field around runs.
  static func simple(_ instruction: String, _ runs: String) -> String {
    "<w:fldSimple w:instr=\" \(XMLText.escaped(instruction)) \">\(runs)</w:fldSimple>"
  }

  /// What begins a field of several paragraphs.
  static func begin(_ instruction: String) -> String {
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> "
      + "\(XMLText.escaped(instruction)) </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
  }

  static let end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
}
