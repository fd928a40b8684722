import CLinux
import Glibc
import PluginHost

/// What this kernel confines plugins with.
enum SandboxCheck {
  static func finding(withoutLandlock: Bool) -> CheckFinding {
    let actions = (try? FileBytes.read("/proc/sys/kernel/seccomp/actions_avail", limit: 1_024)) ?? []
    return finding(
      landlock: Int(kurukan_landlock_version()), withoutLandlock: withoutLandlock,
      seccomp: String(decoding: actions, as: UTF8.self),
      dataBytes: hardLimit(RLIMIT_DATA), addressSpaceBytes: hardLimit(RLIMIT_AS))
  }

  static func finding(
    landlock: Int, withoutLandlock: Bool, seccomp: String, dataBytes: UInt, addressSpaceBytes: UInt
  ) -> CheckFinding {
    guard seccomp.split(whereSeparator: \.isWhitespace).contains("errno") else {
      return .fault(
        "sandbox", "this kernel has no filter of system calls (seccomp).",
        remedy: "Use a kernel with CONFIG_SECCOMP_FILTER, or let /proc/sys be read.")
    }
    let limits = PluginHostLimits.standard
    let needed = UInt(max(limits.addressSpaceBytes, limits.typesettingAddressSpaceBytes))
    guard addressSpaceBytes >= needed, dataBytes >= UInt(max(limits.dataBytes, limits.typesettingDataBytes)) else {
      return .fault(
        "sandbox", "the limits of memory for a process (ulimit -v, ulimit -d) are lower than a report's own.",
        remedy: "Allow \(needed >> 20) MiB: LimitAS= and LimitDATA= of systemd, or --ulimit of the container's engine.")
    }
    guard landlock == 0 else { return .ok("sandbox", "Landlock \(landlock), seccomp, limits of memory") }
    guard withoutLandlock else {
      return .fault(
        "sandbox", "this kernel has no Landlock, so a plugin could read every file that the server can read.",
        remedy: "Use Linux 5.13 or later with Landlock switched on, or accept it with --without-landlock.")
    }
    return .warning(
      "sandbox", "without Landlock a plugin can read every file that the server can read.",
      remedy: "Use Linux 5.13 or later with Landlock switched on.")
  }

  private static func hardLimit(_ resource: __rlimit_resource) -> UInt {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(resource.rawValue), &limit) == 0 else { return .max }
    return UInt(limit.rlim_max)
  }
}
