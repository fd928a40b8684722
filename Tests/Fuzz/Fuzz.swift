import JSONBytes
import LineRPC
import Violations

/// What libFuzzer calls with every input. Whatever traps or breaks a promise ends the process, and the input is kept.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = Array(UnsafeBufferPointer(start: start, count: count))
  readJSON(input)
  cutLines(input)
  converse(input)
  return 0
}

/// All ways of reading agree on what is JSON, and a value survives being written.
private func readJSON(_ input: [UInt8]) {
  let skipped: Int? = input.withUnsafeBytes { bytes in
    do throws(JSONError) {
      try JSONReader.read(bytes) { (reader) throws(JSONError) in
        _ = try reader.skipValue()
        try reader.finish()
      }
      return nil
    } catch {
      precondition((0...input.count).contains(error.offset), "the fault lies outside")
      return error.offset
    }
  }
  let value = try? JSONValue(parsing: input)
  precondition((value == nil) == (skipped != nil), "reading and passing over disagree")
  let canonical = try? JSONCanonical.text(of: input)
  precondition((canonical == nil) == (value == nil), "reading and the canonical form disagree")
  guard let value, let canonical else { return }
  let again = try? JSONValue(parsing: value.bytes)
  precondition(again == value, "a value changes by being written")
  let twice = try? JSONCanonical.text(of: canonical)
  precondition(twice == canonical, "the canonical form has another")
}

/// However the bytes are cut into pieces, the lines are the same.
private func cutLines(_ input: [UInt8]) {
  guard let first = input.first else { return }
  let middle = (Int(first) * 7 + 3) % input.count
  // A limit that the input chooses, and one that its first line keeps by a hair, or breaks.
  let length = input.firstIndex(of: 0x0A) ?? input.count
  for limit in [1 + Int(first) % 64, max(1, length - 1)] {
    let whole = lines(of: [input[...]], limit)
    precondition(lines(of: input.indices.map { input[$0...$0] }, limit) == whole, "single bytes give other lines")
    precondition(lines(of: [input[..<middle], input[middle...]], limit) == whole, "a cut gives other lines")
  }
}

private func lines(of chunks: [ArraySlice<UInt8>], _ limit: Int) -> [[UInt8]] {
  var splitter = LineSplitter(limit: limit)
  var lines: [[UInt8]] = []
  func note(_ piece: LineSplitter.Piece) -> Bool {
    switch piece {
    case .line(let line):
      precondition(line.count <= limit, "a line over the limit")
      lines.append([0] + line)
    // How much is shown of a line that is too long hangs on how much has come.
    case .tooLong(let prefix):
      precondition(!prefix.isEmpty, "nothing is shown of a line that is too long")
      lines.append([1])
    }
    return true
  }
  for chunk in chunks {
    let taken = chunk.withUnsafeBytes { splitter.take($0, note) }
    precondition(taken == chunk.count && splitter.heldBytes <= limit + 1, "more is held than the limit")
  }
  splitter.finish(note)
  return lines
}

/// The input as a client's lines. Whatever they are, the connection answers in strict JSON, and each call once.
private func converse(_ input: [UInt8]) {
  var limits = LineLimits()
  limits.callsPerConnection = 8
  var now = ContinuousClock.now
  var machine = ConnectionMachine(limits: limits, linger: .seconds(2), at: now)
  var working: [CallReference] = []
  var begun: [CallID: Int] = [:]
  var output: [UInt8] = []

  func write() {
    var rounds = 0
    while rounds < 4 {
      let look = machine.look(hasUnreadBytes: false, at: now)
      if look.pieces.isEmpty { return }
      for piece in look.pieces {
        output += piece
        _ = machine.written(piece.count, at: now)
      }
      rounds += 1
    }
  }

  for line in input.split(separator: 0x0A, omittingEmptySubsequences: false) where machine.takesLines {
    let size = line.count
    let outcome = line.withUnsafeBytes { bytes in
      Result { () throws(FrameFault) in try ClientFrame.parse(bytes) }
    }
    switch outcome {
    case .failure(let fault):
      if let offset = fault.status.offset { precondition((0...size).contains(offset), "the fault lies outside") }
      // The server passes over blank lines; here they are as good as any.
      _ = machine.refuse(fault)
      if let id = fault.id { begun[id, default: 0] += 1 }
    case .success(.call(let call)):
      let manner: CallManner = [.single, .exchange, .stream, .exchange, .barrier][size % 5]
      let beginning = CallBeginning(
        call, requestID: "r", requestBytes: size, deadline: call.timeout.map { now + $0 }, manner: manner)
      let (reference, _) = machine.begin(beginning)
      if let reference {
        working.append(reference)
        begun[reference.id, default: 0] += 1
        _ = machine.write(Array("1".utf8), of: reference)
      }
    case .success(.cancel(let id)): _ = machine.cancel(id)
    case .success(.item(let id, let range)):
      let item = line.withUnsafeBytes { Array($0[range]) }
      precondition((try? JSONValue(parsing: item)) != nil, "an item is no JSON")
      _ = machine.item(.json(item), of: id)
    case .success(.end(let id)): _ = machine.endItems(of: id)
    case .success(.notification): break
    }
    if size % 3 == 0, let last = working.last {
      let before = machine.held.bytes
      let (taken, _) = machine.takeItems(of: last)
      if case .items(let items) = taken {
        precondition(!items.isEmpty && machine.held.bytes < before, "what is taken is not given back")
      }
    }
    if size % 5 == 0, let last = working.popLast() { _ = machine.end(last, .success(Array("{}".utf8))) }
    if size % 7 == 0 {
      now += .seconds(1)
      _ = machine.tick(at: now)
    }
    write()
    // A barrier must not keep all other lines from being looked at.
    if !machine.takesLines, let last = working.popLast() { _ = machine.end(last, .failure(Status(.notFound, "No."))) }
  }
  for reference in working { _ = machine.end(reference, .success(Array("{}".utf8))) }
  write()
  precondition(machine.held.calls == 0 && machine.held.bytes == 0, "a place is not given back")
  check(output, begun)
}

private func check(_ output: [UInt8], _ begun: [CallID: Int]) {
  var ends: [String: Int] = [:]
  for line in output.split(separator: 0x0A) {
    guard let answer = try? JSONValue(parsing: Array(line)), let id = answer["id"] else {
      preconditionFailure("an answer is no strict JSON, or has no id")
    }
    if id != .null, answer["item"] == nil { ends[id.text, default: 0] += 1 }
  }
  var wanted: [String: Int] = [:]
  for (id, count) in begun {
    guard let spelt = try? JSONValue(parsing: Array(id.text.utf8)) else {
      preconditionFailure("an id is no JSON")
    }
    wanted[spelt.text, default: 0] += count
  }
  for (id, count) in ends { precondition(count <= wanted[id] ?? 0, "a call is answered twice") }
}
