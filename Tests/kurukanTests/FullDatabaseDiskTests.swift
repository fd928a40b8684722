import Foundation
import Glibc
import LineRPC
import LineRPCClient
import TestSupport
import Testing

/// A file system of some size on a folder, in memory.
private enum SmallFileSystem {
  static let canMount: Bool = {
    guard let folder = try? TemporaryFolder() else { return false }
    defer { umount2(folder.url.path, Int32(MNT_DETACH)) }
    return mount("tmpfs", folder.url.path, "tmpfs", 0, "size=1m") == 0
  }()
}

/// A server whose own PostgreSQL has no room left: on a small file system of its own, which only root can mount.
@Suite("A database on a full disk", .serialized, .enabled(if: SmallFileSystem.canMount))
struct FullDatabaseDiskTests {
  private static let submit = "kurukan.v1.Records/Submit"

  private static func lesson(_ number: Int) -> [UInt8] {
    let text = (0..<1_500).map { "mot\($0 * number % 9_973)" }.joined(separator: " ")
    return Array(
      #"{"kind":"lesson","programme":"p","key":"l-\#(number)","title":"L","text":"\#(text)"}"#.utf8)
  }

  private static func fill(_ path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT, 0o600)
    try #require(descriptor >= 0)
    let zeros = [UInt8](repeating: 0, count: 1 << 16)
    while write(descriptor, zeros, zeros.count) > 0 {}
    close(descriptor)
  }

  @Test("Nobody's record is to blame, the server says that it is not ready and why, and goes on once there is room")
  func fullAndFreed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.url.path
    try #require(mount("tmpfs", path, "tmpfs", 0, "size=160m,mode=0755") == 0)
    defer { umount2(path, Int32(MNT_DETACH)) }
    try await RunningServer.with(in: folder, options: ["--admin", "127.0.0.1:0"]) { server in
      try await server.submitProgramme()
      #expect(try await server.page("/readyz").status == 200)
      let client = try await server.client(token: "submitter.token")
      try Self.fill(path + "/filler")
      var acknowledged = 0
      var refusal: Status?
      while refusal == nil {
        do throws(Status) {
          _ = try await client.call(Self.submit, Self.lesson(acknowledged))
          acknowledged += 1
        } catch {
          refusal = error
        }
        try #require(acknowledged < 100_000, "The disk does not fill.")
      }
      let status = try #require(refusal)
      #expect([Reason.databaseNotReady, .databaseUnreachable].contains(status.reason), "\(status)")
      #expect(status.code == .unavailable && status.retryAfter != nil)
      // What was found within the second before still counts.
      let soon = ContinuousClock.now + .seconds(10)
      var ready = try await server.page("/readyz")
      while ready.status == 200, ContinuousClock.now < soon { ready = try await server.page("/readyz") }
      #expect(ready.status == 503 && ready.text.contains("disk"), "\(ready)")
      #expect(unlink(path + "/filler") == 0)
      let end = ContinuousClock.now + .seconds(90)
      var isStored = false
      while !isStored, ContinuousClock.now < end {
        do throws(Status) {
          _ = try await client.call(Self.submit, Self.lesson(acknowledged))
          isStored = true
        } catch {
          try #require(error.code == .unavailable, "\(error)")
        }
      }
      #expect(isStored)
      var page = try await server.page("/readyz")
      while page.status != 200, ContinuousClock.now < end { page = try await server.page("/readyz") }
      #expect(page.status == 200, "\(page)")
      let listed = try await server.kurukan(
        ["records", "export", "--programme", "p", "--kind", "lesson"], token: "reviewer.token")
      #expect(
        listed.output.split(separator: "\n").count { $0.contains(#""lesson""#) } == acknowledged + 1, "\(listed.errors)"
      )
      await client.close()
    }
  }
}
