extension TableShape {
  /// How wide the table must be on a phone, in rem, so that a column holds a word; it then scrolls.
  var leastWidth: Int { columns.count * 6 }

  /// Letters of a word that may keep its column as wide; a longer one breaks, so that the table fits its page. Ordinary
  /// words are shorter and stay whole.
  var longestWord: Int { isDense ? 16 : 20 }

  /// Letters of a text's longest word, a word being what no line can break.
  static func longestWord(_ text: String) -> Int {
    var longest = 0
    var length = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "-") {
        length = 0
      } else if byte & 0xC0 != 0x80 {
        length += 1
        longest = max(longest, length)
      }
    }
    return longest
  }
}
