import Glibc
import NIOCore
import Testing

@testable import LineRPCClient

/// A dead link is noticed.
@Suite(.timeLimit(.minutes(1))) struct LinkWatchTests {
  @Test(arguments: [0, 1, 2, 5, 59, 60, 600, 32_767])
  func itIsNoticedInTheTimeGiven(_ seconds: Int) throws {
    let options = LinkWatch(patience: .seconds(seconds)).options
    func value(_ option: CInt) -> Int { options.first { $0.option.rawValue == option }.map(\.value) ?? 0 }
    let (idle, interval, probes) = (value(TCP_KEEPIDLE), value(TCP_KEEPINTVL), value(TCP_KEEPCNT))
    #expect(idle >= 1 && interval >= 1 && probes >= 1)
    // Rounded to whole seconds, of which there are two at least between the probes of the shortest time.
    #expect(idle + probes * interval <= max(seconds, 4) && idle + probes * interval >= seconds * 3 / 4)
    #expect(value(TCP_USER_TIMEOUT) == max(2, seconds) * 1_000)
  }

  @Test func theKernelIsTold() async throws {
    try await ScriptedServer.with { server in
      let client = try await server.client(LineClientConfiguration(linkPatience: .seconds(90)))
      for (option, value) in LinkWatch(patience: .seconds(90)).options {
        #expect(try await client.channel.getOption(.tcpOption(option)).get() == value)
      }
      #expect(try await client.channel.getOption(.socketOption(.so_keepalive)).get() != 0)
      await client.close()
    }
  }
}
