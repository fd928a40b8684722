import Disclosure
import Foundation
import JSONBytes
import LineRPC
import LineRPCClient
import LineRPCServer
import Logging
import MethodCatalogue
import PluginHost
import Postgres
import RecordStore
import Records
import Services
import TestSupport
import Violations

/// The services behind a real socket, over a real database, with the real plugins in real workers.
struct ServiceFixture: Sendable {
  let store: Store
  let host: PluginHost
  let connectionString: String
  let port: Int
  let submitterToken: String
  let reviewerToken: String

  /// - Parameter typesetting: the folder with what PDF is made with; by default there is none.
  static func with(
    plugins: [String] = ["libRoundtableSynthesis.so"], typesetting: String = "/nowhere", logger: Logger = silent,
    _ body: @Sendable (ServiceFixture) async throws -> Void
  ) async throws {
    let folder = try pluginFolder(plugins)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await TestDatabase.withFresh { connectionString in
      let store = try await Store.open(
        ConnectionConfiguration(connectionString), pseudonymKey: PseudonymKey(hexadecimal: pseudonymKey), logger: logger
      )
      var hosting = PluginHostConfiguration(programsFolder: products.path, pluginsFolder: folder.path)
      hosting.typesetting = TypesettingPlaces(program: hosting.typesetting.program, folder: typesetting)
      let host = try PluginHost(hosting)
      try await host.reload()
      let line = LineServer(
        configuration: LineServerConfiguration(port: 0),
        router: ServiceMethods.router(
          store: store, host: host, version: "test"),
        logger: logger)
      let result: Result<Void, any Error>
      do {
        let fixture = ServiceFixture(
          store: store, host: host, connectionString: connectionString, port: try await line.start(),
          submitterToken: try await Self.token(
            of: Principal(name: "amina", role: .submitter, level: .restricted), in: store),
          reviewerToken: try await Self.token(
            of: Principal(name: "boubacar", role: .reviewer, level: .internal, mayExport: true), in: store))
        result = .success(try await body(fixture))
      } catch {
        result = .failure(error)
      }
      await line.shutdown(grace: .seconds(5))
      await host.shutdown()
      await store.close()
      try result.get()
    }
  }

  /// Lends the port of a second server over the same database, with processes and connections of its own.
  func withAnotherServer(_ body: (Int) async throws -> Void) async throws {
    let folder = try Self.pluginFolder(host.catalogue.plugins.map(\.fileName))
    defer { try? FileManager.default.removeItem(at: folder) }
    let store = try await Store.open(
      ConnectionConfiguration(connectionString), pseudonymKey: PseudonymKey(hexadecimal: Self.pseudonymKey),
      logger: Self.silent)
    let host = try PluginHost(
      PluginHostConfiguration(programsFolder: Self.products.path, pluginsFolder: folder.path))
    try await host.reload()
    let line = LineServer(
      configuration: LineServerConfiguration(port: 0),
      router: ServiceMethods.router(store: store, host: host, version: "test"), logger: Self.silent)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(try await line.start()))
    } catch {
      result = .failure(error)
    }
    await line.shutdown(grace: .seconds(5))
    await host.shutdown()
    await store.close()
    try result.get()
  }

  private static let pseudonymKey = String(repeating: "07", count: 32)

  private static var silent: Logger {
    var logger = Logger(label: "test")
    logger.logLevel = .critical
    return logger
  }

  /// A new token of somebody.
  static func token(of principal: Principal, in store: Store) async throws -> String {
    try await store.tokens.issue(TokenOrder(principal), by: "test").text
  }

  func client(token: String? = nil) async throws -> LineClient {
    let client = try await LineClient.connect(host: "127.0.0.1", port: port)
    if let token { try await client.authenticate(token: token) }
    return client
  }

  private static let products: URL = {
    let arguments = CommandLine.arguments
    let bundle = arguments.first { $0.hasSuffix(".xctest") } ?? arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
  }()

  private static func pluginFolder(_ plugins: [String]) throws -> URL {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kurukan-plugins-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for name in plugins {
      try FileManager.default.copyItem(
        at: products.appendingPathComponent(name), to: folder.appendingPathComponent(name))
    }
    return folder
  }
}

extension LineClient {
  /// Makes a call whose parameters and answer are JSON values.
  func ask(_ method: String, _ params: JSONValue = [:]) async throws -> JSONValue {
    try JSONValue(parsing: try await call("kurukan.v1." + method, params.bytes))
  }

  /// The status with which a call fails; nil if it succeeds.
  func refusal(_ method: String, _ params: JSONValue = [:]) async throws -> Status? {
    do {
      _ = try await ask(method, params)
      return nil
    } catch let status as Status {
      return status
    }
  }
}
