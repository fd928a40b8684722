import Settings
import TestSupport
import Testing

/// Settings as a server declares them, one of each form.
enum Declared {
  static let address = Setting("listenAddress", .text("HOST:PORT"), standard: "here:1", "Where.")
  static let grace = Setting("grace", .integer(0...3_600, unit: "seconds"), standard: "15", "How long.")
  static let loud = Setting("isLoud", .flag, standard: "false", "Whether.")
  static let level = Setting("level", .choice(["low", "high"]), standard: "low", "How much.")
  static let peers = Setting("peers", .list("NAMES"), "Who.")
  static let key = Setting("keyFile", .text("FILE"), isSecret: true, "A secret.")
  static let idle = Setting("limit.idleSeconds", .integer(1...100, unit: ""), standard: "7", "A limit.")
  static let all = [address, grace, loud, level, peers, key, idle]

  static func read(
    flags: [FlagValue] = [], environment: [String: String] = [:], file: String? = nil, others: [String] = []
  ) -> (values: SettingValues, faults: [String]) {
    var faults: [SettingFault] = []
    var parsed: SettingsFile?
    do throws(SettingFault) {
      parsed = try file.map { (text) throws(SettingFault) in try SettingsFile(Array(text.utf8), path: "/etc/k.json") }
    } catch {
      faults.append(error)
    }
    let values = SettingValues(
      all, flags: flags, environment: environment, file: parsed, otherVariables: others, faults: &faults)
    return (values, faults.map(\.description))
  }
}

@Suite("Values of settings")
struct SettingValuesTests {
  @Test("Names follow from the setting's own by one rule")
  func names() {
    #expect(Declared.address.flag == "--listen-address")
    #expect(Declared.address.variable == "KURUKAN_SERVE_LISTEN_ADDRESS")
    #expect(Declared.idle.flag == "--limit idleSeconds")
    #expect(Declared.idle.variable == "KURUKAN_SERVE_LIMIT_IDLE_SECONDS")
  }

  @Test("Nobody sets anything: the values are the declared ones")
  func standards() {
    let (values, faults) = Declared.read()
    #expect(faults.isEmpty)
    #expect(values.text(Declared.address) == "here:1" && values.number(Declared.grace) == 15)
    #expect(!values.isOn(Declared.loud) && values.list(Declared.peers).isEmpty && values.text(Declared.key) == nil)
    #expect(Declared.all.allSatisfy { values[$0].source == .standard })
  }

  @Test("Flags go before the environment, that before the file, that before the declaration", arguments: 1...40)
  func precedence(_ seed: UInt64) {
    var dice = Dice(seed: seed)
    var flags: [FlagValue] = []
    var environment: [String: String] = [:]
    var members: [String] = []
    var wanted: [(setting: Setting, text: String, source: SettingSource)] = []
    for setting in Declared.all {
      let texts = (0..<3).map { _ in Self.value(setting, &dice) }
      let given = (0..<3).map { _ in Bool.random(using: &dice) }
      if given[0] { flags.append(FlagValue(setting.name, texts[0])) }
      if given[1] { environment[setting.variable] = texts[1] }
      if given[2] {
        let parts = setting.name.split(separator: ".")
        let written = "\"\(parts.last ?? "")\": \"\(texts[2])\""
        members.append(parts.count == 2 ? "\"\(parts[0])\": {\(written)}" : written)
      }
      let sources: [SettingSource] = [.flag, .environment, .file("/etc/k.json")]
      let first = given.firstIndex(of: true)
      wanted.append(
        (setting, first.map { texts[$0] } ?? setting.standard ?? "", first.map { sources[$0] } ?? .standard))
    }
    let file = "{\(members.shuffled(using: &dice).joined(separator: ", "))}"
    let (values, faults) = Declared.read(flags: flags, environment: environment, file: file)
    #expect(faults.isEmpty, "\(faults)")
    for (setting, text, source) in wanted {
      #expect(values[setting].texts.joined(separator: ",") == text, "\(setting.name)")
      #expect(values[setting].source == source, "\(setting.name)")
    }
  }

  private static func value(_ setting: Setting, _ dice: inout Dice) -> String {
    switch setting.form {
    case .text: "text\(Int.random(in: 0...999, using: &dice))"
    case .integer(let range, _): "\(Int.random(in: range, using: &dice))"
    case .flag: Bool.random(using: &dice) ? "true" : "false"
    case .choice(let names): names.randomElement(using: &dice) ?? ""
    case .list: ["a", "a,b", "a,b,c"].randomElement(using: &dice) ?? ""
    }
  }

  @Test("Both ends of a range are taken and nothing beyond, from every source")
  func ranges() {
    for (text, isFit) in [
      ("0", true), ("3600", true), ("-1", false), ("3601", false), ("1.5", false), ("x", false), ("1 0", false),
    ] {
      for source in 0..<3 {
        let (values, faults) = Declared.read(
          flags: source == 0 ? [FlagValue("grace", text)] : [],
          environment: source == 1 ? ["KURUKAN_SERVE_GRACE": text] : [:],
          file: source == 2 ? "{\"grace\": \"\(text)\"}" : nil)
        #expect(faults.isEmpty == isFit, "\(text)")
        if isFit { #expect(values.number(Declared.grace) == Int(text)) }
        let place = ["--grace", "KURUKAN_SERVE_GRACE", "grace in /etc/k.json"][source]
        if !isFit {
          #expect(faults == ["\(place): must be whole seconds from 0 to 3600, not \"\(text)\"."], "\(faults)")
        }
      }
    }
  }

  @Test("An empty variable sets nothing; an empty flag or member is a fault")
  func empty() {
    let (values, faults) = Declared.read(environment: ["KURUKAN_SERVE_GRACE": "", "KURUKAN_SERVE_GRASE": ""])
    #expect(faults.isEmpty && values.number(Declared.grace) == 15)
    let nothing = Declared.read(file: #"{"peers": "", "listenAddress": {}, "limt": {}}"#).faults
    #expect(nothing.count == 3 && nothing.contains { $0.contains("not an object") }, "\(nothing)")
    #expect(nothing.contains { $0.hasPrefix("peers in /etc/k.json") } && nothing.contains { $0.contains("limt") })
    let given = Declared.read(flags: [FlagValue("listenAddress", "")], file: #"{"keyFile": ""}"#).faults
    #expect(
      given == [
        "--listen-address: is empty. Give it a value, or leave it out.",
        "keyFile in /etc/k.json: is empty. Give it a value, or leave it out.",
      ])
  }

  @Test("The file's values may be JSON's own")
  func json() {
    let file = #"{"grace": 3, "isLoud": true, "peers": ["a", "b"], "limit": {"idleSeconds": 9}}"#
    let (values, faults) = Declared.read(file: file)
    #expect(faults.isEmpty, "\(faults)")
    #expect(
      values.number(Declared.grace) == 3 && values.isOn(Declared.loud) && values.list(Declared.peers) == ["a", "b"])
    #expect(values.number(Declared.idle) == 9)
    #expect(Declared.read(file: #"{"peers": "a, b"}"#).values.list(Declared.peers) == ["a", "b"])
  }

  @Test("All faults of all sources are told at once")
  func together() {
    let faults = Declared.read(
      flags: [FlagValue("grace", "x"), FlagValue("limit.idelSeconds", "3")],
      environment: ["KURUKAN_SERVE_LEVEL": "loud", "KURUKAN_SERVE_IS_LOD": "1", "KURUKAN_GRACE": "1"],
      file: #"{"isLoud": 2, "listenAdress": "a:1", "peers": [1], "level": null}"#
    ).faults
    let words = [
      "--grace: must be whole seconds from 0 to 3600, not \"x\".", "Did you mean \"idleSeconds\"?",
      "KURUKAN_SERVE_LEVEL: must be low, high, not \"loud\".", "Did you mean \"KURUKAN_SERVE_IS_LOUD\"?",
      "KURUKAN_GRACE: nothing reads this environment variable. Did you mean \"KURUKAN_SERVE_GRACE\"?",
      "isLoud in /etc/k.json: must be true or false, not \"2\".",
      "listenAdress in /etc/k.json: there is no such setting. Did you mean \"listenAddress\"?",
      "peers in /etc/k.json: must be NAMES, not an array.", "level in /etc/k.json: must be low, high, not null",
    ]
    for text in words { #expect(faults.contains { $0.contains(text) }, "\(text) in \(faults)") }
    #expect(faults.count == words.count, "\(faults)")
  }

  @Test("A secret's text is in no fault")
  func secrets() {
    let file = #"{"keyFile": 1.5, "key": "hunter2"}"#
    let faults = Declared.read(environment: ["KURUKAN_SERVE_KEY": "hunter2"], file: file).faults
    #expect(faults.count == 3 && !faults.contains { $0.contains("hunter2") || $0.contains("1.5") }, "\(faults)")
  }

  @Test("Variables of others are left alone, and those that Kubernetes makes of a service of this name")
  func otherVariables() {
    let environment = [
      "KURUKAN_TOKEN_FILE": "t", "PATH": "/bin", "KURUKAN_PORT": "tcp://10.0.0.1:4460",
      "KURUKAN_SERVICE_HOST": "10.0.0.1", "KURUKAN_SERVICE_PORT_LINES": "4460",
      "KURUKAN_PORT_4460_TCP_ADDR": "10.0.0.1", "KURUKAN_DATABASE_SERVICE_PORT": "5432",
    ]
    #expect(Declared.read(environment: environment, others: ["KURUKAN_TOKEN_FILE"]).faults.isEmpty)
    #expect(Declared.read(environment: ["KURUKAN_PORT": "4460"]).faults.count == 1)
  }

  @Test(
    "A file that is no JSON object is told with its line",
    arguments: [
      ("{\n\"grace\": }", "/etc/k.json, line 2: this is no JSON"), ("[]", "must hold one JSON object"), ("", "line 1"),
      (#"{"grace": 1, "grace": 2}"#, "line 1"),
      (#"{"limit.idleSeconds": 1, "limit": {"idleSeconds": 2}}"#, "is there twice"),
    ]) func malformed(_ text: String, _ words: String)
  {
    let faults = Declared.read(file: text).faults
    #expect(faults.count == 1 && faults[0].contains(words), "\(faults)")
  }

  @Test("What changed is told")
  func changes() {
    let old = Declared.read(file: #"{"grace": 1, "peers": ["a"]}"#).values
    let new = Declared.read(flags: [FlagValue("grace", "1")], file: #"{"peers": ["a", "b"], "isLoud": true}"#).values
    #expect(new.changed(from: old).map(\.name) == ["isLoud", "peers"])
  }
}
