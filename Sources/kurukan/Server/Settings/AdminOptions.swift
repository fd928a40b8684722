import ArgumentParser
import Settings

/// Where a server tells how it is.
struct AdminOptions: SettingOptions {
  static let admin = Setting(
    "admin", .text("HOST:PORT"),
    "The address at which probes and Prometheus ask how the server is. Over HTTP it answers /livez (the process runs),"
      + " /readyz (it can do its work; if not, 503 and why) and /metrics, from the first moment on. Without an address"
      + " there is no such port.")
  static let adminAnywhere = Setting(
    "adminAnywhere", .flag, standard: "false",
    "Allows --admin at an address that other machines reach. Nobody is asked who they are there, and nothing is encrypted."
      + " It tells figures of the server and of its database, never records or tokens. Let a firewall or a network policy"
      + " say who reaches it.")

  static let settings = [admin, adminAnywhere]

  @Option(help: ArgumentHelp(Self.admin.help)) var admin: String?
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Self.adminAnywhere.help)) var adminAnywhere: Bool?

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [FlagValue(Self.admin, admin), FlagValue(Self.adminAnywhere, adminAnywhere)]
  }

  /// Where to listen; nil for nowhere.
  static func address(_ values: SettingValues, _ faults: inout [SettingFault]) -> Address? {
    guard let text = values.text(admin) else { return nil }
    guard let address = Address(text) else {
      faults.append(values.fault(admin, "\"\(text)\" is no address; write host:port."))
      return nil
    }
    if !address.isLoopback, !values.isOn(adminAnywhere) {
      faults.append(
        values.fault(
          admin,
          "\(address) can be reached from other machines, and nobody is asked there who they are. Listen on"
            + " 127.0.0.1, or pass --admin-anywhere."))
    }
    return address
  }
}
