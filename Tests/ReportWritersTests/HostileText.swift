/// Text that has broken other people's reports.
enum HostileText {
  static let all: [String] = [
    "<script>alert(1)</script>", "</title></style><img src=x onerror=alert(1)>", "\" onclick=\"x",
    "' onfocus='x",
    "a\" data-x=\"", "&lt;b&gt; &amp;amp; &#60; &nbsp;", "]]> --> <!-- x", "<![CDATA[x]]>",
    "</td></tr></table>",
    "x\u{0}y\u{1}z\u{1B}[31m", "\u{202E}txt.exe\u{202C}", "\u{2066}a\u{2069}\u{200F}\u{061C}",
    "\u{FEFF}x\u{FFFF}",
    "\u{85}\u{2028}\u{2029}\r\n\u{B}\u{C}x", "line one\n\nline two\n", "  x  ", "\\", "\\\" }\\",
    "\";}*{content:\"x",
    "url(https://evil.example/x.png)", "@import 'x';", "| a | b |", "|---|---|", "\\| \\\\|",
    "```\ncode\n```",
    "~~~", "# heading", "#", "- item", "-", "---", "===", "***", "___", "* item", "+ item", "1. one",
    "12345) x", "1.",
    "> quote", "[link](javascript:alert(1))", "![image](https://evil.example/x)",
    "[ref]: https://evil.example",
    "<https://evil.example>", "https://evil.example/a_b", "www.evil.example", "user@evil.example",
    "**bold** __x__ *y*",
    "`code` ``two``", "a`", "`", "~~gone~~", "$x$ $$y$$", "{.class}", "[^1]: note", "&copy; &#x41;",
    ":-\n:-:", "x\\",
    "    indented code", "\tTabbed", "term\n: definition", "e\u{301}\u{301}\u{301}", "🇲🇱 ߒߞߏ العربية",
    "a\u{E0041}\u{E007F}b", "«»:;!?%", "{{template}} {% raw %} ${x} <%= y %>", "\u{A0}", "- - -", "a\n===",
    "a\n---",
    "\u{FFFD}\u{FFFC}", "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<svg/onload=alert(1)>", "x--><script>",
    "=cmd|' /C calc'!A0",
  ]

  /// A file without the isolation that a writer puts around text of another direction: pairs that begin and end within
  /// one line, the inner text free of others.
  static func withoutIsolation(_ file: String) -> String {
    file.replacing(#/\u{2068}([^\u{2068}\u{2069}\n]*)\u{2069}/#) { String($0.output.1) }
  }

  /// Characters that must never be in a file: controls but the line feed, direction overrides,
  /// noncharacters, tags.
  static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    case 0xFDD0...0xFDEF, 0xE0000...0xE0FFF: true
    default: scalar.value & 0xFFFE == 0xFFFE
    }
  }
}
