/// The colours and fonts that Word offers to whoever goes on writing in the document (ECMA-376, part 1, 14.2.7). The
/// document itself uses none of them by these names.
enum DOCXTheme {
  static let part =
    "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Report\"><a:themeElements>"
    + "<a:clrScheme name=\"Report\">\(colours)</a:clrScheme><a:fontScheme name=\"Report\">"
    + "\(font("major", DOCXFonts.headings))\(font("minor", DOCXFonts.text))</a:fontScheme>"
    + "<a:fmtScheme name=\"Report\"><a:fillStyleLst>\(three(fill))</a:fillStyleLst><a:lnStyleLst>\(three(line))"
    + "</a:lnStyleLst><a:effectStyleLst>\(three(effect))</a:effectStyleLst><a:bgFillStyleLst>\(three(fill))"
    + "</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"

  private static let colours = [
    ("dk1", DOCXColor.ink), ("lt1", "FFFFFF"), ("dk2", DOCXColor.accent), ("lt2", DOCXColor.tint),
    ("accent1", DOCXColor.accent), ("accent2", DOCXColor.warning), ("accent3", DOCXColor.gap),
    ("accent4", DOCXColor.muted), ("accent5", DOCXColor.rule), ("accent6", DOCXColor.group),
    ("hlink", DOCXColor.accent), ("folHlink", DOCXColor.muted),
  ].map { "<a:\($0)><a:srgbClr val=\"\($1)\"/></a:\($0)>" }.joined()

  private static let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>"
  private static let line = "<a:ln w=\"9525\">\(fill)</a:ln>"
  private static let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>"

  /// The schema wants three of each, from slight to strong.
  private static func three(_ xml: String) -> String { xml + xml + xml }

  private static func font(_ kind: String, _ name: String) -> String {
    "<a:\(kind)Font><a:latin typeface=\"\(name)\"/><a:ea typeface=\"\"/><a:cs typeface=\"\(DOCXFonts.complex)\"/>"
      + "</a:\(kind)Font>"
  }
}
