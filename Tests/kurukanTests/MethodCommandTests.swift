import Foundation
import JSONBytes
import Testing

@Suite("Any method, from the command line")
struct MethodCommandTests {
  @Test("Who the token's holder is, what there is to call, and calls of every kind")
  func calls() async throws {
    try await RunningServer.with(plugins: ["libFixtureMisbehaving.so"]) { server in
      try await server.submitProgramme()
      let holder = try await server.kurukan(["whoami"], token: "reviewer.token")
      #expect(try JSONValue(parsing: holder.output)["role"] == "reviewer")

      let list = try JSONValue(parsing: try await server.kurukan(["describe"]).output)
      #expect(list["methods"]?.array?.contains { $0["name"] == "kurukan.v1.Records/Get" } == true)
      for name in ["Records/Get", "kurukan.v1.Records/Get"] {
        let method = try JSONValue(parsing: try await server.kurukan(["describe", name]).output)
        #expect(method["parametersSchema"]?["required"]?.array?.contains("programme") == true)
        #expect(method["parametersSchema"]?["additionalProperties"] == false)
      }
      let unknown = try await server.kurukan(["describe", "Records/Gte"])
      #expect(unknown.exitCode == 64 + 12 && unknown.errors.contains("kurukan.v1.Records/Get"))

      let request = #"{"programme":"p","kind":"programme","key":"p"}"#
      for (arguments, input) in [([request], ""), (["-"], request)] {
        let get = try await server.kurukan(["call", "Records/Get"] + arguments, token: "reviewer.token", input: input)
        #expect(get.exitCode == 0, "\(get.errors)")
        #expect(get.output.contains("\"title\":\"P\""))
      }
      let render = #"{"report":"misbehaving/silence","programme":"p","language":"fr","medium":"markdown"}"#
      let stream = try await server.kurukan(["call", "Reports/Render", render], token: "reviewer.token")
      let lines = try stream.output.split(separator: "\n").map { try JSONValue(parsing: String($0)) }
      #expect(stream.exitCode == 0 && lines.count > 1 && lines.last?["run"] != nil, "\(stream.errors)")
      let denied = try await server.kurukan(
        ["call", "Records/Export", #"{"programme":"p"}"#], token: "submitter.token")
      #expect(denied.exitCode == 64 + 7 && denied.output.isEmpty, "\(denied.errors)")
      let streaming = try await server.kurukan(["call", "Records/SubmitStream"], token: "submitter.token")
      #expect(streaming.exitCode == 64 && streaming.errors.contains("kurukan submit"), "\(streaming.errors)")
      let missing = try await server.kurukan(["call", "Records/Get", "{}"], token: "reviewer.token")
      #expect(missing.exitCode == 64 + 3 && missing.errors.contains("programme"))
    }
  }

  @Test(
    "Parameters that are no object are refused before anybody is called",
    arguments: ["[1]", "{", "7", "{\"a\":1,\"a\":2}"])
  func parameters(text: String) async throws {
    let run = try await ProgramRun.kurukan(["call", "Records/Get", text, "--server", "127.0.0.1:1"])
    #expect(run.exitCode == 64)
    #expect(run.errors.contains("JSON"))
  }

  @Test func methodsHaveAService() async throws {
    let run = try await ProgramRun.kurukan(["describe", "Get", "--server", "127.0.0.1:1"])
    #expect(run.exitCode == 64)
  }
}
