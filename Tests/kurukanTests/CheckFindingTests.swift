import Testing

@testable import kurukan

/// What is found of machines that no test has.
@Suite("Findings of a check")
struct CheckFindingTests {
  private static func sandbox(
    landlock: Int = 3, without: Bool = false, seccomp: String = "kill_process errno allow", bytes: UInt = .max
  ) -> CheckFinding {
    SandboxCheck.finding(
      landlock: landlock, withoutLandlock: without, seccomp: seccomp, dataBytes: bytes, addressSpaceBytes: bytes)
  }

  @Test("Kernels without Landlock, without seccomp, and processes with little memory")
  func sandboxes() {
    #expect(Self.sandbox().level == .ok)
    #expect(Self.sandbox(landlock: 0).level == .fault)
    #expect(Self.sandbox(landlock: 0, without: true).level == .warning)
    #expect(Self.sandbox(seccomp: "allow").level == .fault)
    #expect(Self.sandbox(bytes: 1 << 20).level == .fault)
  }

  @Test("Little space and few inodes")
  func disks() {
    func level(_ bytes: Int, _ files: Int) -> CheckFinding.Level {
      DiskCheck.finding("/", bytes: bytes, files: files).level
    }
    #expect(level(DiskCheck.scarceBytes, DiskCheck.scarceFiles) == .ok)
    #expect(level(DiskCheck.scarceBytes - 1, .max) == .warning && level(.max, DiskCheck.scarceFiles - 1) == .warning)
    #expect(level(DiskCheck.fewestBytes - 1, .max) == .fault && level(.max, DiskCheck.fewestFiles - 1) == .fault)
  }

  @Test("Limits of open files")
  func descriptors() {
    func level(_ hard: Int) -> CheckFinding.Level { DescriptorCheck.finding(1_000, soft: hard, hard: hard).level }
    #expect(level(100_000) == .ok && level(1_000) == .warning && level(300) == .fault)
  }

  @Test("Clocks apart, an old server, another encoding")
  func databases() {
    #expect(DatabaseCheck.clock(100, between: 99, 101).level == .ok)
    #expect(DatabaseCheck.clock(100, between: 106, 107).level == .warning)
    #expect(DatabaseCheck.clock(100, between: 93, 94).level == .warning)
    #expect(DatabaseCheck.version(140_010, "r", "d").level == .warning)
    #expect(DatabaseCheck.version(150_010, "r", "d").level == .ok)
    #expect(DatabaseCheck.encoding("SQL_ASCII", "d").level == .fault)
  }

  @Test("A line has the level, the subject, what was found and the remedy")
  func line() {
    #expect(CheckFinding.ok("disk", "well").line == "ok       disk         well")
    #expect(CheckFinding.warning("disk", "scarce.", remedy: "More.").line == "warning  disk         scarce. More.")
  }
}
