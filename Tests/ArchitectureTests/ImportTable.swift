import Foundation

/// Which module may import which: the architecture, as a test enforces it.
///
/// A module imports only what stands here. `JSONBytes` may be imported everywhere, since everything that enters or
/// leaves is JSON; `Glibc` in a module without I/O is for searching bytes. Packages and the system's own modules are listed like ours.
enum ImportTable {
  static let foundation: Set<String> = ["FoundationEssentials"]

  static let modules: [String: Set<String>] = [
    "JSONBytes": [],
    "Violations": [],
    "LineRPC": ["Violations", "Glibc"],
    "Records": ["Violations", "Glibc"],
    "Disclosure": ["Records"],
    "ReportDocument": [],
    "Digests": ["CLibCrypto"],
    "Postgres": ["CLibPQ", "CLinux", "Glibc", "Synchronization"],
    "PluginDescriptions": ["Records", "Violations"],
    "ReportKit": [
      "CReportPlugin", "PluginDescriptions", "Records", "ReportDocument", "Violations", "Glibc", "Synchronization",
    ],
    "IATIActivities": [],
    "IATIPublishing": ["IATIActivities", "ReportKit", "Records", "ReportDocument"],
    "ReportFigures": ["ReportDocument"],
    "Settings": ["Violations", "Configuration", "Synchronization"],
    "ZipArchive": ["CZlib"],
    "ReportWriters": ["ReportDocument", "ReportFigures", "ZipArchive"],
    "MethodCatalogue": ["CoreMetrics", "Instruments", "LineRPC", "Disclosure", "Violations", "Synchronization"],
    "LineRPCTLS": ["Violations", "NIOCore", "NIOSSL", "NIOTLS", "Glibc", "Synchronization"],
    "LineRPCServer": [
      "CLinux", "DequeModule", "Instruments", "LineRPC", "LineRPCTLS", "MethodCatalogue", "Violations", "NIOCore",
      "NIOPosix",
      "NIOSSL", "NIOTLS", "Logging", "Glibc", "Synchronization",
    ],
    "LineRPCClient": ["LineRPC", "LineRPCTLS", "Violations", "NIOCore", "NIOPosix", "Synchronization", "Glibc"],
    "Instruments": ["CoreMetrics"],
    "PrometheusText": ["CoreMetrics", "Instruments", "Synchronization"],
    "AdminServer": ["NIOCore", "NIOPosix", "NIOHTTP1", "Glibc", "Synchronization"],
    "RecordStore": [
      "CoreMetrics", "Instruments", "Postgres", "Records", "Digests", "Disclosure", "Violations", "DequeModule",
      "Logging", "Synchronization",
    ],
    "DatabaseBackups": ["Postgres", "RecordStore", "Digests", "CLinux", "Dispatch", "Glibc", "Synchronization"],
    "PluginHost": [
      "LineRPC", "PluginDescriptions", "Records", "ReportDocument", "Violations", "Digests", "CLinux", "Glibc",
      "Synchronization",
    ],
    "WorkerChannel": ["LineRPC", "Violations", "CLinux", "Glibc"],
    "Services": [
      "CoreMetrics", "Instruments", "Logging", "LineRPC", "MethodCatalogue", "RecordStore", "PluginDescriptions",
      "PluginHost",
      "Disclosure", "Records",
      "ReportDocument", "Postgres",
      "Violations", "Synchronization", "FoundationEssentials",
    ],
    // The composition root: it alone may see every module that a server is put together from.
    "kurukan": [
      "AdminServer", "CoreMetrics", "DatabaseBackups", "Instruments", "PrometheusText", "Services", "Disclosure",
      "LineRPC", "LineRPCTLS",
      "MethodCatalogue", "LineRPCServer", "LineRPCClient",
      "PluginDescriptions", "PluginHost",
      "Postgres", "RecordStore", "Records", "ReportDocument", "Settings", "Violations", "CLinux", "CZlib",
      "ArgumentParser",
      "Logging",
      "ServiceLifecycle", "UnixSignals", "Dispatch", "Glibc", "Synchronization",
      "FoundationEssentials",
    ],
    // Beside foreign code stands nothing that the server trusts, and beside the writers no foreign code.
    "kurukan-composer": ["LineRPC", "Violations", "WorkerChannel", "CReportPlugin", "CLinux", "Glibc"],
    "kurukan-typesetter": ["LineRPC", "Violations", "WorkerChannel", "CLinux", "Glibc"],
    "kurukan-writer": ["LineRPC", "Violations", "WorkerChannel", "ReportDocument", "ReportWriters", "CLinux"],
  ]

  /// What a module may import; a folder of `Plugins` holds a donor format.
  static func allowed(_ name: String, in folder: URL) -> Set<String> {
    isFormat(folder) ? plugin : modules[name, default: []]
  }

  static func isFormat(_ folder: URL) -> Bool { folder.path.contains("/Plugins/") }

  /// What a donor format may import: nothing that could reach a clock, a network, a file or a database.
  static let plugin: Set<String> = [
    "CReportPlugin", "IATIActivities", "IATIPublishing", "ReportKit", "Records", "ReportDocument",
  ]
}
