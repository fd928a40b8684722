extension TableShape {
  /// How wide the table must be on a phone, in rem, so that a column holds a word; it then scrolls.
  var leastWidth: Int { columns.count * 6 }
}
