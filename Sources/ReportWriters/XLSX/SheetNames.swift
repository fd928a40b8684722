/// Names of sheets that Excel takes: each at most ``XLSXLimits/nameLength`` long, without the signs that references to
/// cells use, and no two alike but for their case.
struct SheetNames {
  /// How often a name was wanted, in lower case. Excel keeps "History" for itself.
  private var taken = ["history": 1]

  /// A name as near to the one asked for as can be.
  mutating func name(for wanted: String) -> String {
    var name = Self.trimmed(Self.shortened(Self.plain(wanted), to: XLSXLimits.nameLength))
    if name.isEmpty { name = "-" }
    var candidate = name
    var number = taken[name.lowercased()] ?? 0
    while taken[candidate.lowercased()] != nil {
      number += 1
      let ending = " (\(number))"
      candidate = Self.shortened(name, to: XLSXLimits.nameLength - ending.utf16.count) + ending
    }
    taken[name.lowercased()] = max(number, 1)
    taken[candidate.lowercased()] = 1
    return candidate
  }

  /// The text without those signs, each space one plain one.
  private static func plain(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isSpace =
        scalar.properties.isWhitespace || scalar.value < 0x20 || "[]:*?/\\".unicodeScalars.contains(scalar)
      guard isSpace else {
        scalars.append(scalar)
        continue
      }
      if scalars.last != " " { scalars.append(" ") }
    }
    return trimmed(String(scalars))
  }

  /// Apostrophes at the ends would be read as quotes of a reference.
  private static func trimmed(_ text: String) -> String {
    var rest = text[...]
    while let first = rest.first, first.isWhitespace || first == "'" { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace || last == "'" { rest.removeLast() }
    return String(rest)
  }

  /// Text that is cut behind a word and says so, unless its words are too long for that.
  private static func shortened(_ text: String, to length: Int) -> String {
    guard text.utf16.count > length else { return text }
    let head = cut(text, to: length - mark.utf16.count + 1)
    guard let space = head.lastIndex(of: " "), head[..<space].utf16.count > length / 2 else {
      return cut(text, to: length)
    }
    var words = head[..<space]
    while let last = words.last, last.isPunctuation || last.isWhitespace { words.removeLast() }
    return words + mark
  }

  private static let mark = "…"

  private static func cut(_ text: String, to length: Int) -> String {
    var output = ""
    var used = 0
    for character in text {
      used += character.utf16.count
      if used > length { break }
      output.append(character)
    }
    return output
  }
}
