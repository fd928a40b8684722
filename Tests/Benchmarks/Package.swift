// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that it builds in seconds and measures the server from outside, through its protocol.
let package = Package(
  name: "kurukan-benchmarks",
  targets: [
    .systemLibrary(name: "CEpoll"),
    .systemLibrary(name: "COpenSSL"),
    .executableTarget(
      name: "kurukan-load", dependencies: ["CEpoll", "COpenSSL"], swiftSettings: [.treatAllWarnings(as: .error)]),
  ],
  swiftLanguageModes: [.v6]
)
