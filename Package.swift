// swift-tools-version: 6.3
import Foundation
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let metrics = Target.Dependency.product(name: "CoreMetrics", package: "swift-metrics")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let configuration = Target.Dependency.product(name: "Configuration", package: "swift-configuration")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let ssl = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let tlsEvents = Target.Dependency.product(name: "NIOTLS", package: "swift-nio")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
]

// Plugins that misbehave on purpose, and one written in C, for the tests of the plugin host.
let fixturesInC = [
  "FixturePlain", "FixtureVersion", "FixtureSize", "FixtureLoad", "FixtureSymbol", "FixtureDescription",
  "FixtureTwin", "FixtureConstructor", "FixtureStamp", "FixtureFrozen",
]
let fixturePlugins: [Target] =
  fixturesInC.map {
    .target(name: $0, dependencies: ["CReportPlugin"], path: "Tests/FixturePlugins/\($0)")
  } + [
    .target(
      name: "FixtureSwift", dependencies: ["CReportPlugin", "Records", "ReportDocument", "ReportKit"],
      path: "Tests/FixturePlugins/FixtureSwift", swiftSettings: strict),
    .target(
      name: "FixtureMisbehaving", dependencies: ["CReportPlugin"],
      path: "Tests/FixturePlugins/FixtureMisbehaving", swiftSettings: strict),
    // What `kurukan plugins new` writes, as it is.
    .target(
      name: "FixtureScaffold", dependencies: ["CReportPlugin", "Records", "ReportKit"],
      path: "Tests/FixturePlugins/FixtureScaffold", swiftSettings: strict),
  ]

// The donor formats, each a folder of `Plugins` and a shared library that the server finds in its plugins folder; with
// what a format is built from beside the kit.
let formats: [(name: String, rules: [Target.Dependency])] = [
  ("AuditFollowUp", []),
  ("IATI", ["IATIActivities", "IATIPublishing"]),
  ("Interpeace", []),
  ("NAP1325", []),
  ("NDI", []),
  ("NIMD", ["IATIPublishing"]),
  ("RoundtableSynthesis", []),
  ("UNDEF", []),
]

// Their folder is named because SwiftPM would look for build-tool plugins in `Plugins`.
let formatTargets: [Target] = formats.map { format in
  .target(
    name: format.name, dependencies: ["CReportPlugin", "Records", "ReportDocument", "ReportKit"] + format.rules,
    path: "Plugins/\(format.name)", exclude: ["Fixtures", "README.md"], resources: [.embedInCode("labels.json")],
    swiftSettings: strict)
}

let support = Target.Dependency.target(name: "TestSupport")
let tests: [Target] =
  [
    .target(
      name: "TestSupport",
      dependencies: [
        "CLinux", "Disclosure", "JSONBytes", "LineRPC", "MethodCatalogue", "Postgres", "Records", "Violations",
        logging,
      ],
      path: "Tests/TestSupport",
      exclude: ["validate_records.py"], swiftSettings: strict),
    .testTarget(name: "JSONBytesTests", dependencies: ["JSONBytes", support], swiftSettings: strict),
    .testTarget(name: "ViolationsTests", dependencies: ["Violations"], swiftSettings: strict),
    .testTarget(
      name: "SettingsTests", dependencies: ["JSONBytes", "Settings", "Violations", support], swiftSettings: strict),
    .testTarget(
      name: "LineRPCTests", dependencies: ["JSONBytes", "LineRPC", "Violations", support], swiftSettings: strict),
    .testTarget(
      name: "MethodCatalogueTests",
      dependencies: ["Disclosure", "JSONBytes", "LineRPC", "MethodCatalogue", "Records", "Violations"],
      swiftSettings: strict),
    .testTarget(
      name: "RecordsTests", dependencies: ["JSONBytes", "Records", "Violations", support], swiftSettings: strict),
    .testTarget(
      name: "DisclosureTests", dependencies: ["Disclosure", "JSONBytes", "Records", support], swiftSettings: strict),
    .testTarget(
      name: "ReportDocumentTests", dependencies: ["JSONBytes", "ReportDocument", support], swiftSettings: strict),
    .testTarget(name: "IATIActivitiesTests", dependencies: ["IATIActivities"], swiftSettings: strict),
    .testTarget(name: "ReportFiguresTests", dependencies: ["ReportDocument", "ReportFigures"], swiftSettings: strict),
    .testTarget(name: "ZipArchiveTests", dependencies: ["ZipArchive", support], swiftSettings: strict),
    .testTarget(name: "DigestsTests", dependencies: ["Digests", "JSONBytes"], swiftSettings: strict),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", support], swiftSettings: strict),
    .testTarget(
      name: "ReportKitTests",
      dependencies: ["CReportPlugin", "JSONBytes", "Records", "ReportDocument", "ReportKit", support],
      swiftSettings: strict),
    .testTarget(
      name: "ReportWritersTests",
      dependencies: ["CZlib", "JSONBytes", "ReportDocument", "ReportFigures", "ReportWriters"],
      exclude: ["Golden"], swiftSettings: strict),
    .testTarget(
      name: "WriterMemoryTests", dependencies: ["ReportDocument", "ReportWriters"], swiftSettings: strict),
    .testTarget(
      name: "LineRPCServerTests",
      dependencies: nio + [
        .product(name: "NIOEmbedded", package: "swift-nio"), "Disclosure", "Instruments", "JSONBytes", "LineRPC",
        "LineRPCServer",
        "LineRPCTLS", "MethodCatalogue", "Violations", logging, ssl, support,
      ], swiftSettings: strict),
    .testTarget(
      name: "PrometheusTextTests", dependencies: ["Instruments", "PrometheusText", metrics, support],
      swiftSettings: strict),
    .testTarget(
      name: "WorkerChannelTests",
      dependencies: ["CLinux", "JSONBytes", "LineRPC", "Violations", "WorkerChannel", support], swiftSettings: strict),
    .testTarget(name: "AdminServerTests", dependencies: ["AdminServer", support], swiftSettings: strict),
    .testTarget(
      name: "LineRPCTLSTests", dependencies: ["LineRPCTLS", "Violations", ssl, support], swiftSettings: strict),
    .testTarget(
      name: "LineRPCClientTests",
      dependencies: nio + [
        "JSONBytes", "LineRPC", "LineRPCClient", "LineRPCServer", "LineRPCTLS", "MethodCatalogue", "Violations",
        logging, support,
      ],
      swiftSettings: strict),
    .testTarget(
      name: "RecordStoreTests",
      dependencies: ["Disclosure", "JSONBytes", "Postgres", "RecordStore", "Records", "Violations", logging, support],
      resources: [
        .embedInCode("Dumps/V0001.sql"), .embedInCode("Dumps/V0003.sql"), .embedInCode("Dumps/V0004.sql"),
        .embedInCode("Dumps/V0008.sql"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DatabaseBackupsTests", dependencies: ["DatabaseBackups", "JSONBytes", "Postgres", support],
      swiftSettings: strict),
    .testTarget(
      name: "PluginDescriptionsTests", dependencies: ["JSONBytes", "PluginDescriptions", "Violations"],
      swiftSettings: strict),
    .testTarget(
      name: "PluginHostTests",
      dependencies: [
        "CLinux", "Digests", "JSONBytes", "LineRPC", "PluginDescriptions", "PluginHost", "Records", "ReportDocument",
        "Violations", "kurukan-composer", "kurukan-typesetter", "kurukan-writer", support,
      ],
      exclude: ["StandInForTypst", "Typesetters"], swiftSettings: strict),
    .testTarget(
      name: "PluginMemoryTests",
      dependencies: ["JSONBytes", "PluginHost", "ReportDocument", "kurukan-composer", "kurukan-writer"],
      swiftSettings: strict),
    .testTarget(
      name: "WorkerProcessTests",
      dependencies: ["CLinux", "kurukan-composer", "kurukan-typesetter", "kurukan-writer", support],
      swiftSettings: strict),
    .testTarget(
      name: "ServicesTests",
      dependencies: [
        "Digests", "Disclosure", "JSONBytes", "LineRPC", "LineRPCClient", "LineRPCServer", "MethodCatalogue",
        "PluginDescriptions", "PluginHost", "Postgres", "RecordStore", "Records", "Services", "Violations",
        "kurukan-composer", "kurukan-typesetter", "kurukan-writer", logging, support,
      ], swiftSettings: strict),
    .testTarget(
      name: "kurukanTests",
      dependencies: [
        "JSONBytes", "LineRPC", "LineRPCClient", "Postgres", "RecordStore", "Settings", "Violations", "kurukan",
        "kurukan-composer",
        "kurukan-typesetter",
        "kurukan-writer", arguments, logging, support,
      ],
      swiftSettings: strict),
    .target(
      name: "FormatTestSupport", dependencies: ["JSONBytes", "ReportKit"], path: "Tests/FormatTestSupport",
      swiftSettings: strict),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
  ]
  + formats.map { format in
    .testTarget(
      name: "\(format.name)Tests",
      dependencies: [
        "FormatTestSupport", "JSONBytes", "Records", "ReportDocument", "ReportKit", .target(name: format.name),
      ] + format.rules,
      exclude: FileManager.default.fileExists(
        atPath: "\(Context.packageDirectory)/Tests/\(format.name)Tests/Golden") ? ["Golden"] : [],
      swiftSettings: strict)
  }

let package = Package(
  name: "kurukan",
  products: [
    .executable(name: "kurukan", targets: ["kurukan"]),
    .executable(name: "kurukan-composer", targets: ["kurukan-composer"]),
    .executable(name: "kurukan-writer", targets: ["kurukan-writer"]),
    .executable(name: "kurukan-typesetter", targets: ["kurukan-typesetter"]),
    // What a third party's plugin is built with, in Swift and in C.
    .library(name: "CReportPlugin", targets: ["CReportPlugin"]),
    .library(name: "ReportKit", targets: ["ReportKit"]),
  ]
    + (formats.map(\.name) + fixturesInC + ["FixtureSwift", "FixtureMisbehaving", "FixtureScaffold"]).map {
      .library(name: $0, type: .dynamic, targets: [$0])
    },
  dependencies: [
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Without its readers of JSON and YAML, which need all of Foundation: 54 MB more to install.
    .package(url: "https://github.com/apple/swift-configuration", from: "1.4.0", traits: []),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Layer 0: no I/O.
    .target(name: "JSONBytes", swiftSettings: strict),
    .target(name: "Violations", swiftSettings: strict),
    .target(
      name: "LineRPC", dependencies: ["JSONBytes", "Violations"], exclude: ["PROTOCOL.md"], swiftSettings: strict),
    .target(
      name: "Records", dependencies: ["JSONBytes", "Violations"], exclude: ["README.md", "RECORDS.md", "Schemas"],
      swiftSettings: strict),
    // What may be printed is searched for among many possibilities. Without optimisation, a test that renders a report of
    // the sample would wait for it longer than a caller does.
    .target(
      name: "Disclosure", dependencies: ["JSONBytes", "Records"],
      swiftSettings: strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
    .target(
      name: "ReportDocument", dependencies: ["JSONBytes"], exclude: ["README.md"], swiftSettings: strict),
    .systemLibrary(name: "CLibPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
    .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .target(name: "CReportPlugin"),
    .target(name: "CLinux"),

    // Layer 1: what stands on one thing.
    .target(name: "Instruments", dependencies: [metrics], swiftSettings: strict),
    .target(
      name: "MethodCatalogue",
      dependencies: ["Disclosure", "Instruments", "JSONBytes", "LineRPC", "Violations", metrics],
      swiftSettings: strict),
    .target(name: "Digests", dependencies: ["CLibCrypto"], swiftSettings: strict),
    .target(name: "Postgres", dependencies: ["CLibPQ", "CLinux"], swiftSettings: strict),
    .target(name: "PluginDescriptions", dependencies: ["JSONBytes", "Records", "Violations"], swiftSettings: strict),
    .target(
      name: "ReportKit",
      dependencies: ["CReportPlugin", "JSONBytes", "PluginDescriptions", "Records", "ReportDocument", "Violations"],
      resources: [.embedInCode("Subjects/labels.json")], swiftSettings: strict),
    .target(name: "IATIActivities", swiftSettings: strict),
    .target(
      name: "IATIPublishing", dependencies: ["IATIActivities", "Records", "ReportDocument", "ReportKit"],
      resources: [.embedInCode("labels.json")], swiftSettings: strict),
    .target(name: "ReportFigures", dependencies: ["ReportDocument"], swiftSettings: strict),
    .target(name: "ZipArchive", dependencies: ["CZlib"], swiftSettings: strict),
    .target(
      name: "Settings", dependencies: ["JSONBytes", "Violations", configuration], exclude: ["README.md"],
      swiftSettings: strict),
    .target(
      name: "ReportWriters", dependencies: ["JSONBytes", "ReportDocument", "ReportFigures", "ZipArchive"],
      swiftSettings: strict),

    .target(
      name: "LineRPCTLS",
      dependencies: ["Violations", .product(name: "NIOCore", package: "swift-nio"), ssl, tlsEvents],
      swiftSettings: strict),

    // Layer 2: what speaks to the outside.
    .target(
      name: "LineRPCServer",
      dependencies: nio + [
        "CLinux", "Instruments", "JSONBytes", "LineRPC", "LineRPCTLS", "MethodCatalogue", "Violations", deque, logging,
        ssl, tlsEvents,
      ], swiftSettings: strict),
    .target(
      name: "LineRPCClient", dependencies: nio + ["JSONBytes", "LineRPC", "LineRPCTLS", "Violations"],
      swiftSettings: strict),
    .target(name: "PrometheusText", dependencies: ["Instruments", metrics], swiftSettings: strict),
    .target(
      name: "AdminServer", dependencies: nio + [.product(name: "NIOHTTP1", package: "swift-nio")],
      exclude: ["README.md"],
      swiftSettings: strict),
    .target(
      name: "RecordStore",
      dependencies: [
        "Digests", "Disclosure", "Instruments", "JSONBytes", "Postgres", "Records", "Violations", deque, logging,
        metrics,
      ],
      resources: [
        .embedInCode("Migrations/V0001__records.sql"), .embedInCode("Migrations/V0002__access.sql"),
        .embedInCode("Migrations/V0003__reads.sql"), .embedInCode("Migrations/V0004__endings.sql"),
        .embedInCode("Migrations/V0005__retention.sql"), .embedInCode("Migrations/V0006__archive.sql"),
        .embedInCode("Migrations/V0007__plugins.sql"), .embedInCode("Migrations/V0008__traces.sql"),
      ], swiftSettings: strict),
    .target(
      name: "DatabaseBackups",
      dependencies: ["CLinux", "Digests", "JSONBytes", "Postgres", "RecordStore"], exclude: ["README.md"],
      swiftSettings: strict),
    .target(
      name: "PluginHost",
      dependencies: [
        "CLinux", "Digests", "JSONBytes", "LineRPC", "PluginDescriptions", "Records", "ReportDocument", "Violations",
      ],
      swiftSettings: strict),
    .target(
      name: "WorkerChannel", dependencies: ["CLinux", "JSONBytes", "LineRPC", "Violations"], swiftSettings: strict),

    // Layer 3: what a caller can ask for.
    .target(
      name: "Services",
      dependencies: [
        "Disclosure", "Instruments", "JSONBytes", "LineRPC", "MethodCatalogue", "PluginDescriptions", "PluginHost",
        "Postgres", "RecordStore", "Records", "ReportDocument", "Violations", logging, metrics,
      ],
      exclude: ["READING.md"], swiftSettings: strict),

    // Layer 4: the programs.
    .executableTarget(
      name: "kurukan",
      dependencies: [
        "AdminServer", "CLinux", "CZlib", "DatabaseBackups", "Disclosure", "Instruments", "JSONBytes", "PrometheusText",
        "LineRPC", "LineRPCClient", "LineRPCServer",
        "LineRPCTLS",
        "MethodCatalogue", "PluginDescriptions", "PluginHost", "Postgres",
        "RecordStore", "Records", "ReportDocument", "Services", "Settings", "Violations", arguments, lifecycle, logging,
        metrics,
        signals,
      ],
      resources: [
        .embedInCode("Plugins/Scaffold/Package.swift.txt"), .embedInCode("Plugins/Scaffold/Format.swift.txt"),
        .embedInCode("Plugins/Scaffold/plugin.c.txt"),
      ], swiftSettings: strict),
    .executableTarget(
      name: "kurukan-composer",
      dependencies: ["CLinux", "CReportPlugin", "JSONBytes", "LineRPC", "Violations", "WorkerChannel"],
      swiftSettings: strict),
    .executableTarget(
      name: "kurukan-writer",
      dependencies: [
        "CLinux", "JSONBytes", "LineRPC", "ReportDocument", "ReportWriters", "Violations", "WorkerChannel",
      ],
      swiftSettings: strict),

    // Typst is driven from Python; what is in Typeset is installed as it is.
    .executableTarget(
      name: "kurukan-typesetter", dependencies: ["CLinux", "LineRPC", "Violations", "WorkerChannel"],
      exclude: ["Typeset"], swiftSettings: strict),

    .executableTarget(
      name: "kurukan-decoding", dependencies: ["JSONBytes", "Records"], path: "Tests/DecodingBenchmark",
      swiftSettings: strict),

    .executableTarget(
      name: "kurukan-planning", dependencies: ["Disclosure"], path: "Tests/PlanBenchmark", swiftSettings: strict),

    .executableTarget(
      name: "kurukan-writing", dependencies: ["JSONBytes", "ReportDocument", "ReportWriters"],
      path: "Tests/WritingTool",
      swiftSettings: strict),
  ] + formatTargets + fixturePlugins + tests,
  swiftLanguageModes: [.v6]
)
