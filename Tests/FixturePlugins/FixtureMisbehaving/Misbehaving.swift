public import CReportPlugin
import Glibc

// Does everything that a plugin must not do, one report each. Written against the bare contract, because
// ReportKit would not let it.

private let reports = [
  "crash", "index", "hang", "ignore_stop", "flood_blocks", "flood_diagnostics", "flood_errors", "stdout",
  "broken_json", "broken_order", "open_file", "write_file", "socket", "fork", "environment",
  "memory", "exit", "fail", "error", "silence", "speak_on_control", "speak_on_output", "spin", "level", "waves",
  "different", "raw_broken", "raw_unended", "large",
]

nonisolated(unsafe) private let description: UnsafeBufferPointer<UInt8> = {
  let items = reports.map { name in
    """
    {"id":"misbehaving/\(name)","title":{"en":"\(name)","fr":"\(name)"},"languages":["fr"],\
    "media":["markdown"],"level":"public","parameters":{"properties":{}},"queries":[]}
    """
  }.joined(separator: ",")
  let text = """
    {"id":"misbehaving","version":"0.1.0","donor":{"en":"Nobody","fr":"Personne"},\
    "title":{"en":"Misbehaving","fr":"Indiscipliné"},"reports":[\(items)]}
    """
  let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count)
  _ = buffer.initialize(from: text.utf8)
  return UnsafeBufferPointer(buffer)
}()

private let document = #"{"block":"document","title":"T","donor":"D"}"#

private struct Host {
  let table: UnsafePointer<kurukan_host>

  func emit(_ text: String) -> Int32 {
    call(text) { table.pointee.emit(table.pointee.context, $0) }
  }

  func diagnose(_ text: String) -> Int32 {
    call(text) { table.pointee.diagnose(table.pointee.context, $0) }
  }

  func bytes(_ bytes: [UInt8]) -> Int32 {
    bytes.withUnsafeBufferPointer {
      table.pointee.emit_bytes(table.pointee.context, kurukan_bytes(bytes: $0.baseAddress, count: $0.count))
    }
  }

  func paragraph(_ text: String) -> Int32 { emit(#"{"block":"paragraph","text":"\#(text)"}"#) }

  private func call(_ text: String, _ body: (kurukan_bytes) -> Int32) -> Int32 {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { body(kurukan_bytes(bytes: $0.baseAddress, count: $0.count)) }
  }
}

private func compose(_ table: UnsafePointer<kurukan_host>, _ request: kurukan_bytes) -> Int32 {
  let text = String(decoding: UnsafeBufferPointer(start: request.bytes, count: request.count), as: UTF8.self)
  guard let name = reports.first(where: { text.contains("misbehaving/\($0)\"") }) else { return 9 }
  let host = Host(table: table)
  guard name == "broken_order" || name == "level" || host.emit(document) == 0 else { return 1 }
  if name == "hang" || name == "spin" { table.pointee.progress(table.pointee.context, 0.1) }
  switch name {
  case "crash", "index", "hang", "exit", "memory", "spin": return end(name, host)
  case "open_file", "write_file", "socket", "fork", "environment": return reachOut(name, host)
  default: return talk(name, host)
  }
}

private func end(_ name: String, _ host: Host) -> Int32 {
  switch name {
  case "crash": fatalError("the fixture crashes as asked")
  case "index":
    let numbers = [1, 2, 3]
    return Int32(numbers[description.count])
  case "hang": while true { pause() }
  case "spin":
    var number = 1
    while true { number = number &* 3 &+ Int(host.table.pointee.abi_version) }
  case "exit": exit(7)
  default:
    var kept: [[UInt8]] = []
    while true { kept.append([UInt8](repeating: UInt8(truncatingIfNeeded: kept.count), count: 64 << 20)) }
  }
}

private func reachOut(_ name: String, _ host: Host) -> Int32 {
  let answer: Int32
  switch name {
  case "open_file": answer = open("/etc/hostname", O_RDONLY)
  case "write_file": answer = open("/tmp/kurukan-fixture", O_WRONLY | O_CREAT, 0o600)
  case "socket": answer = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  case "fork": answer = startProgram()
  default:
    var count = 0
    while let entry = environ[count] {
      _ = host.paragraph(String(cString: entry))
      count += 1
    }
    return host.paragraph("variables : \(count)")
  }
  return host.paragraph("answer \(answer), errno \(errno)")
}

private func startProgram() -> Int32 {
  var process = pid_t()
  let name = strdup("true")
  defer { free(name) }
  let fault = posix_spawn(&process, "/bin/true", nil, nil, [name, nil], nil)
  errno = fault
  return fault == 0 ? process : -1
}

private func talk(_ name: String, _ host: Host) -> Int32 {
  switch name {
  case "ignore_stop":
    _ = host.emit("no block at all")
    while true { _ = host.paragraph("encore") }
  case "flood_blocks":
    let text = String(repeating: "flot ", count: 2_000)
    while host.paragraph(text) == 0 {}
    return 1
  case "flood_diagnostics":
    while host.diagnose(#"{"severity":"warning","summary":"encore"}"#) == 0 {}
    return 1
  case "flood_errors":
    let line = String(repeating: "bruit ", count: 1_000) + "\n"
    while true { write(2, line, line.utf8.count) }
  case "stdout":
    puts("printed to standard output")
    print("printed by Swift \u{1B}[31mred\u{7}")
    return host.paragraph("intact")
  case "broken_json": return host.emit(#"{"block":"paragraph","text":"a""#)
  case "broken_order": return host.emit(#"{"block":"row","cells":["a"]}"#)
  case "fail": return 42
  case "error":
    _ = host.diagnose(#"{"severity":"error","summary":"the budget is missing","path":"grants[0]"}"#)
    return 0
  case "speak_on_control":
    let line = "{\"id\":1,\"result\":{\"blocks\":1,\"bytes\":999}}\n"
    write(3, line, line.utf8.count)
    return 0
  default: return pretend(name, host)
  }
}

private func pretend(_ name: String, _ host: Host) -> Int32 {
  switch name {
  case "speak_on_output":
    let line = "<script>alert(1)</script>\n"
    write(4, line, line.utf8.count)
    return 0
  case "level":
    return host.emit(
      #"{"block":"document","title":"T","donor":"D","level":{"code":"public","label":"Confidentiel"}}"#)
  case "raw_broken": return host.bytes([0x3C, 0xFF, 0x3E])
  case "raw_unended": return host.bytes([0x3C, 0xC3])
  case "different":
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return host.paragraph("at \(now.tv_sec).\(now.tv_nsec)")
  case "large":
    // 12 MB: more than all that may wait for one reader.
    let text = String(repeating: "long ", count: 12_000)
    for _ in 0..<200 where host.paragraph(text) != 0 { return 1 }
    return 0
  case "waves":
    for _ in 0..<12 {
      for hundredth in 0...100 { host.table.pointee.progress(host.table.pointee.context, Double(hundredth) / 100) }
    }
    _ = host.diagnose(#"{"severity":"info","summary":"\u001b[31mred","detail":"two\nparts"}"#)
    return 0
  default: return 0
  }
}

nonisolated(unsafe) private let table: UnsafePointer<kurukan_plugin> = {
  let table = UnsafeMutablePointer<kurukan_plugin>.allocate(capacity: 1)
  table.initialize(
    to: kurukan_plugin(
      size: MemoryLayout<kurukan_plugin>.size, abi_version: UInt32(KURUKAN_ABI_VERSION),
      context: nil,
      describe: { _ in kurukan_bytes(bytes: description.baseAddress, count: description.count) },
      compose: { compose($1, $2) }))
  return UnsafePointer(table)
}()

/// The plugin's entry.
@c(kurukan_plugin_FixtureMisbehaving)
public func fixtureMisbehavingEntry() -> UnsafePointer<kurukan_plugin> { table }
