import CLinux
import CReportPlugin
import Glibc
import JSONBytes
import LineRPC
import Violations

/// A plugin's shared object in this process, its table checked before anything in it is called.
struct LoadedPlugin {
  private static let path = "/proc/self/fd/\(KURUKAN_WORKER_PLUGIN)"
  private static let prefix = "lib"
  private static let suffix = ".so"
  private static let symbolPrefix = "kurukan_plugin_"
  /// Bytes of a description; it names reports and queries, not data.
  private static let descriptionBytes = 1 << 20
  /// Bytes of a table. A later contract may add members, but not kilobytes of them.
  private static let tableBytes = 4_096

  /// The file's name, for messages.
  let name: String
  private let context: UnsafeMutableRawPointer?
  private let describeFunction: @convention(c) (UnsafeMutableRawPointer?) -> kurukan_bytes
  private let composeFunction:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<kurukan_host>, kurukan_bytes) -> Int32

  /// Loads the object that the server handed over, which it read from a file that must be named `lib<ID>.so`.
  init(file name: String) throws {
    self.name = name
    guard name.hasPrefix(Self.prefix), name.hasSuffix(Self.suffix) else {
      throw Status(.pluginInvalid, "\(name) is not named lib<ID>.so.")
    }
    let id = name.dropFirst(Self.prefix.count).dropLast(Self.suffix.count)
    guard let handle = dlopen(Self.path, RTLD_NOW | RTLD_LOCAL) else {
      throw Status(.pluginInvalid, "\(name) cannot be loaded: \(Self.loaderFault)")
    }
    close(KURUKAN_WORKER_PLUGIN)
    let symbol = Self.symbolPrefix + id
    guard let address = dlsym(handle, symbol) else {
      throw Status(
        .pluginInvalid, "\(name) exports no function \(symbol), so it is no report plugin.",
        hint: "The ID in the file's name and the one in the function's name must be the same.")
    }
    guard let table = unsafeBitCast(address, to: kurukan_plugin_entry.self)() else {
      throw Status(.pluginInvalid, "\(symbol) of \(name) returned no table.")
    }
    try Self.check(table, of: name)
    guard let describe = table.pointee.describe, let compose = table.pointee.compose else {
      throw Status(.pluginInvalid, "The table of \(name) lacks describe or compose.")
    }
    context = table.pointee.context
    describeFunction = describe
    composeFunction = compose
  }

  /// What the plugin says about itself, one JSON object.
  func describe() throws -> [UInt8] {
    let text = describeFunction(context)
    guard let bytes = text.bytes, text.count > 0, text.count <= Self.descriptionBytes else {
      throw Status(.pluginProtocol, "describe of \(name) returned \(text.count) bytes.")
    }
    let json = Array(UnsafeBufferPointer(start: bytes, count: text.count))
    do {
      guard case .object = try JSONValue(parsing: json) else {
        throw Status(.pluginProtocol, "describe of \(name) returned no JSON object.")
      }
    } catch let fault as JSONError {
      throw Status(
        .pluginProtocol,
        "describe of \(name) returned bad JSON: at byte \(fault.offset): \(fault.message)")
    }
    return json
  }

  /// Composes one report; false if the plugin says that it could not.
  func compose(_ host: UnsafePointer<kurukan_host>, request: [UInt8]) -> Int32 {
    request.withUnsafeBufferPointer { buffer in
      composeFunction(context, host, kurukan_bytes(bytes: buffer.baseAddress, count: buffer.count))
    }
  }

  private static func check(_ table: UnsafePointer<kurukan_plugin>, of name: String) throws {
    // The first two members stand at the same place in every version of the contract.
    let raw = UnsafeRawPointer(table)
    let size = raw.load(as: Int.self)
    guard size >= MemoryLayout<Int>.size + MemoryLayout<UInt32>.size, size <= tableBytes else {
      throw Status(.pluginInvalid, "The table of \(name) claims a size of \(size) bytes.")
    }
    let version = raw.load(fromByteOffset: MemoryLayout<Int>.size, as: UInt32.self)
    guard version == UInt32(KURUKAN_ABI_VERSION) else {
      throw Status(
        .pluginInvalid,
        """
        \(name) was built for version \(version) of the plugin contract, this server speaks version \
        \(KURUKAN_ABI_VERSION).
        """,
        hint: "Build the plugin again with this server's CReportPlugin.h.")
    }
    guard size >= MemoryLayout<kurukan_plugin>.size else {
      throw Status(
        .pluginInvalid,
        """
        The table of \(name) has \(size) bytes where version \(KURUKAN_ABI_VERSION) of the plugin contract has \
        \(MemoryLayout<kurukan_plugin>.size).
        """)
    }
  }

  /// What the loader says, without the path that nobody but this process knows.
  private static var loaderFault: String {
    let text = dlerror().map { String(cString: $0) } ?? "no reason given"
    let start = path + ": "
    return text.hasPrefix(start) ? String(text.dropFirst(start.count)) : text
  }
}
