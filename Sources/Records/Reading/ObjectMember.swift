/// A member of an object that is being read.
struct ObjectMember: BitwiseCopyable {
  /// The key's place among the object's keys in canonical order.
  var rank: UInt8
  // Half a word each: a record is far below 4 GB, and the stack of members below what memory costs little for.
  private var textStart: UInt32
  private var textEnd: UInt32
  private var firstSpan: UInt32
  private var endSpan: UInt32

  init(rank: UInt8, text: Range<Int>, spans: Range<Int>) {
    self.rank = rank
    textStart = UInt32(truncatingIfNeeded: text.lowerBound)
    textEnd = UInt32(truncatingIfNeeded: text.upperBound)
    firstSpan = UInt32(truncatingIfNeeded: spans.lowerBound)
    endSpan = UInt32(truncatingIfNeeded: spans.upperBound)
  }

  var text: Range<Int> { Int(textStart)..<Int(textEnd) }
  var spans: Range<Int> { Int(firstSpan)..<Int(endSpan) }
}
