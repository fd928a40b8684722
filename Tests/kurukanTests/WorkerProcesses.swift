import Foundation

/// The workers of a server as the system sees them.
enum WorkerProcesses {
  /// Workers that a process has started and that are there.
  static func of(_ server: Int32) throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { Int32($0) }.filter { id in
      guard let stat = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8) else { return false }
      guard stat.contains("(kurukan-compose") || stat.contains("(kurukan-writer"), let end = stat.lastIndex(of: ")")
      else { return false }
      return stat[end...].split(separator: " ").dropFirst(2).first == "\(server)"
    }
  }
}
