public import CReportPlugin
import Glibc
import Synchronization

/// The plugin contract's table for a format, in storage that lives as long as the process.
///
/// A plugin's one exported function returns it:
///
///     @c(kurukan_plugin_UNDEF) public func pluginEntry() -> UnsafePointer<kurukan_plugin> {
///       pluginTable(for: UNDEFFormat.self)
///     }
///
/// One process can hold ``PluginTables/capacity`` formats, far more than the one that a worker loads.
public func pluginTable<Format: DonorFormat>(for format: Format.Type) -> UnsafePointer<kurukan_plugin> {
  PluginTables.table(for: format)
}

/// The formats of this process and their tables.
///
/// The contract's functions are called without a context, and a C function captures nothing, so each table
/// has functions of its own that know their place in this list.
enum PluginTables {
  static let capacity = 4

  private struct Entry {
    let format: any DonorFormat.Type
    let table: UnsafePointer<kurukan_plugin>
    let description: UnsafeBufferPointer<UInt8>
  }

  nonisolated(unsafe) private static var entries: [Entry] = []
  private static let lock = Mutex(())

  static func table(for format: any DonorFormat.Type) -> UnsafePointer<kurukan_plugin> {
    lock.withLock { _ in
      if let entry = entries.first(where: { ObjectIdentifier($0.format) == ObjectIdentifier(format) }) {
        return entry.table
      }
      let place = entries.count
      let table = UnsafeMutablePointer<kurukan_plugin>.allocate(capacity: 1)
      // Without functions when there are too many formats: the worker then refuses the table by name.
      let functions = place < capacity ? Self.functions[place] : nil
      table.initialize(
        to: kurukan_plugin(
          size: MemoryLayout<kurukan_plugin>.size, abi_version: UInt32(KURUKAN_ABI_VERSION),
          describe: functions?.describe, compose: functions?.compose))
      let json = format.description.json
      let description = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: json.count)
      _ = description.initialize(from: json)
      entries.append(
        Entry(format: format, table: UnsafePointer(table), description: UnsafeBufferPointer(description)))
      return UnsafePointer(table)
    }
  }

  private typealias Describe = @convention(c) () -> kurukan_bytes
  private typealias Compose = @convention(c) (UnsafePointer<kurukan_host>, kurukan_bytes) -> Int32

  private static let functions: [(describe: Describe, compose: Compose)] = [
    ({ PluginTables.describe(0) }, { PluginTables.compose(0, $0, $1) }),
    ({ PluginTables.describe(1) }, { PluginTables.compose(1, $0, $1) }),
    ({ PluginTables.describe(2) }, { PluginTables.compose(2, $0, $1) }),
    ({ PluginTables.describe(3) }, { PluginTables.compose(3, $0, $1) }),
  ]

  private static func entry(_ place: Int) -> Entry { lock.withLock { _ in entries[place] } }

  private static func describe(_ place: Int) -> kurukan_bytes {
    let description = entry(place).description
    return kurukan_bytes(bytes: description.baseAddress, count: description.count)
  }

  private static func compose(
    _ place: Int, _ host: UnsafePointer<kurukan_host>, _ request: kurukan_bytes
  ) -> Int32 {
    let bytes = Array(UnsafeBufferPointer(start: request.bytes, count: request.count))
    let isComplete = Composition.run(entry(place).format, request: bytes, host: CallbackHost(host))
    return isComplete ? 0 : 1
  }
}
