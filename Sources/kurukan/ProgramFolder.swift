import Glibc

/// Where this program's file stands.
enum ProgramFolder {
  static func path() throws -> String {
    let program = try self.program()
    return String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
  }

  static func program() throws -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    guard count > 0 else { throw CommandFailure("Cannot find this program's own file in /proc.") }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
