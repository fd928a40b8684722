import ArgumentParser
import Glibc
import Violations

extension PluginsCommand {
  /// `kurukan plugins new`
  struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new", abstract: "Makes a folder with a format that works, to be changed into yours.",
      discussion: """
        In Swift, with the sources of Kurukan at hand; or in C, which needs only a compiler:

          kurukan plugins new OsloFund --kurukan ../kurukan
          cd OsloFund && swift build -c release
          kurukan plugins test .build/release/libOsloFund.so

          kurukan plugins new OsloFund --language c
          cd OsloFund && cc -shared -fPIC -O2 -o libOsloFund.so OsloFund.c
          kurukan plugins test libOsloFund.so

        Copy the .so into the server's plugins folder; a running server takes it in within seconds.
        """)

    enum Language: String, ExpressibleByArgument, CaseIterable {
      case swift, c
    }

    @Argument(help: "The plugin's name, such as OsloFund: a capital letter, then letters and digits.")
    var name: String

    @Option(help: "The language to write it in.")
    var language = Language.swift

    @Option(help: "For Swift: the folder of Kurukan's sources, or a path to it from the new folder.")
    var kurukan: String?

    @Option(help: "For C: CReportPlugin.h. Default: include/CReportPlugin.h beside this program's folder.")
    var header: String?

    func run() throws {
      if let fault = PluginScaffold.fault(of: name) { throw ValidationError(fault.text) }
      let scaffold = PluginScaffold(name: name)
      let files: [PluginScaffold.File]
      switch language {
      case .swift:
        guard let kurukan else {
          throw ValidationError(
            Wording(
              en: "--kurukan: say where Kurukan's sources are, or write it in C: --language c.",
              fr: "--kurukan : indiquez où sont les sources de Kurukan, ou écrivez-le en C : --language c."
            ).text)
        }
        files = scaffold.swift(kurukan: kurukan)
      case .c:
        let path = try header ?? ProgramFolder.path() + "/../include/CReportPlugin.h"
        files = scaffold.c(header: String(decoding: try FileBytes.read(path, limit: 1 << 20), as: UTF8.self))
      }
      try write(files)
      try Terminal.output(
        Wording(
          en: "\(name)/ has the format \(scaffold.id). `kurukan plugins new --help` says how to build and test it.",
          fr: "\(name)/ contient le format \(scaffold.id). `kurukan plugins new --help` dit comment le compiler."
        ).text)
    }

    private func write(_ files: [PluginScaffold.File]) throws {
      // Nothing that somebody has written is replaced.
      guard mkdir(name, 0o755) == 0 else { throw CommandFailure(FileError(.cannotCreate, name).description) }
      for file in files {
        var folder = name
        for part in file.path.split(separator: "/").dropLast() {
          folder += "/" + part
          guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
            throw CommandFailure(FileError(.cannotCreate, folder).description)
          }
        }
        try FileBytes.write(Array(file.text.utf8), to: name + "/" + file.path)
      }
    }
  }
}
