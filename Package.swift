// swift-tools-version: 6.3
import PackageDescription

let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

let package = Package(
  name: "kurukan",
  targets: [
    .target(name: "JSONBytes", swiftSettings: strict),
    .testTarget(name: "JSONBytesTests", dependencies: ["JSONBytes"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
