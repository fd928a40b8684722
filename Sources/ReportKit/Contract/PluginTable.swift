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
public func pluginTable<Format: DonorFormat>(for format: Format.Type) -> UnsafePointer<kurukan_plugin> {
  PluginTables.table(for: format)
}

/// The formats of this process and their tables.
enum PluginTables {
  /// What a table's functions are about; its address is their context.
  private final class Entry {
    let format: any DonorFormat.Type
    let description: UnsafeBufferPointer<UInt8>

    init(_ format: any DonorFormat.Type) {
      self.format = format
      let json = format.description.json
      let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: json.count)
      _ = bytes.initialize(from: json)
      description = UnsafeBufferPointer(bytes)
    }

    static func of(_ context: UnsafeMutableRawPointer?) -> Entry? {
      context.map { Unmanaged<Entry>.fromOpaque($0).takeUnretainedValue() }
    }
  }

  nonisolated(unsafe) private static var tables: [ObjectIdentifier: UnsafePointer<kurukan_plugin>] = [:]
  private static let lock = Mutex(())

  static func table(for format: any DonorFormat.Type) -> UnsafePointer<kurukan_plugin> {
    lock.withLock { _ in
      if let table = tables[ObjectIdentifier(format)] { return table }
      let table = UnsafeMutablePointer<kurukan_plugin>.allocate(capacity: 1)
      table.initialize(
        to: kurukan_plugin(
          size: MemoryLayout<kurukan_plugin>.size, abi_version: UInt32(KURUKAN_ABI_VERSION),
          context: Unmanaged.passRetained(Entry(format)).toOpaque(), describe: { PluginTables.describe($0) },
          compose: { PluginTables.compose($0, $1, $2) }))
      tables[ObjectIdentifier(format)] = UnsafePointer(table)
      return UnsafePointer(table)
    }
  }

  private static func describe(_ context: UnsafeMutableRawPointer?) -> kurukan_bytes {
    let description = Entry.of(context)?.description
    return kurukan_bytes(bytes: description?.baseAddress, count: description?.count ?? 0)
  }

  private static func compose(
    _ context: UnsafeMutableRawPointer?, _ host: UnsafePointer<kurukan_host>, _ request: kurukan_bytes
  ) -> Int32 {
    guard let entry = Entry.of(context) else { return 1 }
    let bytes = Array(UnsafeBufferPointer(start: request.bytes, count: request.count))
    return Composition.run(entry.format, request: bytes, host: CallbackHost(host)) ? 0 : 1
  }
}
