/// The byte order mark before a file, by which Excel knows that its text is UTF-8.
enum ByteOrderMark {
  static func before(_ output: @escaping WriterOutput) -> WriterOutput {
    var isFirst = true
    return { bytes in
      try output(isFirst ? [0xEF, 0xBB, 0xBF] + bytes : bytes)
      isFirst = false
    }
  }
}
