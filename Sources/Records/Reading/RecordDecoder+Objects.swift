import JSONBytes
import Violations

extension RecordDecoder {
  /// Reads the members of an object that was begun; `pending` is a key that was read already.
  mutating func object(
    _ plan: UnsafePointer<ReadingPlan>, _ json: inout JSONReader, at span: Int,
    pending: JSONReader.StringSpan? = nil, isRecord: Bool = false
  ) throws(JSONError) {
    let firstMember = members.count
    writer.put(UInt8(ascii: "{"))
    var seen: UInt64 = 0
    var kept: UInt64 = 0
    var expected = 0
    var next = if let pending { pending } else { try json.nextKeySpan() }
    while let key = next {
      if let index = try index(of: key, plan, startingAt: expected, json) {
        let bit: UInt64 = 1 << UInt64(index)
        guard seen & bit == 0 else { throw json.duplicateKey(plan.pointee.fields[index].field.name) }
        seen |= bit
        expected = index + 1
        if isRecord, index == RecordHead.ifRevision {
          ifRevision = try wholeNumber(RecordLimits.revisions, &json)
        } else {
          if try member(plan.pointee.fields[index], index, &json) { kept |= bit }
          if isRecord, index == RecordHead.programme { noteProgramme(since: firstMember) }
        }
      } else {
        try unknownField(key, plan, &json)
      }
      next = try json.nextKeySpan()
    }
    reportMissing(plan.pointee.required & ~seen, plan, json)
    sortMembers(from: firstMember)
    writer.put(UInt8(ascii: "}"))
    let open = plan.pointee.openRules(kept)
    if open != 0 { noteOpenRules(OpenRules(span: span, plan: plan, rules: open)) }
  }

  @inline(__always)
  private func index(
    of key: JSONReader.StringSpan, _ plan: UnsafePointer<ReadingPlan>, startingAt start: Int,
    _ json: borrowing JSONReader
  ) throws(JSONError) -> Int? {
    if !key.isEscaped { return plan.pointee.index(of: json.slice(key.range), startingAt: start) }
    return try json.unescape(key).withUnsafeBufferPointer { plan.pointee.index(of: $0, startingAt: start) }
  }

  /// Reads a member; false if it is left out, for a fault or because it says nothing.
  @inline(__always)
  private mutating func member(
    _ plan: ReadingPlan.FieldPlan, _ index: Int, _ json: inout JSONReader
  ) throws(JSONError) -> Bool {
    let text = writer.count
    let span = spans.count
    writer.put(plan.key)
    if try value(plan, UInt16(truncatingIfNeeded: index), &json) {
      writer.put(UInt8(ascii: ","))
      members.append(ObjectMember(rank: plan.rank, text: text..<writer.count, spans: span..<spans.count))
      return true
    }
    discard(text, span)
    return false
  }

  mutating func discard(_ text: Int, _ span: Int) {
    writer.removeLast(to: text)
    spans.removeLast(to: span)
    while openRules.count > 0, openRules[openRules.count - 1].span >= span {
      openRules.removeLast(to: openRules.count - 1)
    }
  }

  /// Puts an object's members into canonical order, and takes the last comma away.
  private mutating func sortMembers(from first: Int) {
    guard members.count > first else { return }
    defer { members.removeLast(to: first) }
    var isSorted = true
    var present: UInt64 = 0
    for index in first..<members.count {
      let bit: UInt64 = 1 << UInt64(members[index].rank)
      // A bit above this one says that a later key stood before it.
      if present > bit { isSorted = false }
      present |= bit
    }
    if !isSorted { reorder(from: first, present) }
    writer.removeLast(to: writer.count - 1)
  }

  /// Puts members, whose ranks are the bits of `present`, into the order of their ranks.
  private mutating func reorder(from first: Int, _ present: UInt64) {
    let start = members[first].text.lowerBound
    writer.beginReordering(from: start)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: ObjectType.fieldLimit) { places in
      for index in first..<members.count { places[Int(members[index].rank)] = index }
      var position = start
      var left = present
      while left != 0 {
        let member = members[places[left.trailingZeroBitCount]]
        left &= left - 1
        writer.takeBack(member.text, from: start, to: position)
        let shift = position - member.text.lowerBound
        if shift != 0 {
          for index in member.spans { spans[index].move(by: shift) }
        }
        position += member.text.count
      }
    }
  }

  private mutating func noteProgramme(since first: Int) {
    guard members.count > first, let span = members[members.count - 1].spans.first else { return }
    programme = String(
      decoding: writer.slice(Int(spans[span].start) + 1..<Int(spans[span].end) - 1), as: UTF8.self)
  }

  private mutating func unknownField(
    _ key: JSONReader.StringSpan, _ plan: UnsafePointer<ReadingPlan>, _ json: inout JSONReader
  ) throws(JSONError) {
    let name = String(
      decoding: key.isEscaped ? try json.unescape(key) : Array(json.slice(key.range)), as: UTF8.self)
    try json.noteUnknownKey(key)
    if !faults.isFull {
      let candidates = plan.pointee.fields.map(\.field.name)
      let suggestion = NearestName.suggestion(for: name, in: candidates)
      faults.add(
        FieldViolation(
          path: json.path(below: depth), message: .unknownField, found: name,
          allowed: suggestion == nil ? candidates : [], suggestion: suggestion))
    }
    try json.skipValue()
  }

  private mutating func reportMissing(
    _ missing: UInt64, _ plan: UnsafePointer<ReadingPlan>, _ json: borrowing JSONReader
  ) {
    guard missing != 0 else { return }
    let prefix = json.path(below: depth)
    for (index, plan) in plan.pointee.fields.enumerated() where missing & 1 << UInt64(index) != 0 {
      faults.add(
        FieldViolation(
          path: prefix.isEmpty ? plan.field.name : prefix + "." + plan.field.name, message: .required,
          allowed: plan.field.type.codeList?.shownCodes ?? []))
    }
  }
}
