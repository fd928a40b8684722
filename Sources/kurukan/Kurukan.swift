import ArgumentParser

/// The one program: the server, and the command line that speaks to it.
struct Kurukan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kurukan",
    abstract: "Turns findings on defence governance into the reports that donors ask for.",
    discussion: """
      A first tour, in two terminals:

        kurukan serve --data kurukan-data
        kurukan submit --token-file kurukan-data/submitter.token deploy/samples/*.ndjson
        kurukan review --token-file kurukan-data/reviewer.token --decision validate --all
        kurukan report undef/narrative --token-file kurukan-data/reviewer.token \\
            --programme cri2002-undef --grant UDF-XX-XXX-MLI --set phase=final --language fr --output report.html

      Data goes to standard output, everything else to standard error. A call that fails ends the program with \
      64 plus gRPC's status number; `kurukan explain REASON` says what a reason means. \
      Messages come in French where LC_ALL, LC_MESSAGES or LANG says so, in English otherwise.
      """,
    version: Version.text,
    subcommands: [
      ServeCommand.self, ConfigCommand.self, CheckCommand.self, SubmitCommand.self, ReviewCommand.self,
      RecordsCommand.self, FindingsCommand.self, FormatsCommand.self, ReportCommand.self, RunsCommand.self,
      PluginsCommand.self, AccessCommand.self, KindsCommand.self, CodesCommand.self, TemplateCommand.self,
      WhoAmICommand.self, DescribeCommand.self, CallCommand.self, HealthCommand.self, BackupCommand.self,
      RestoreCommand.self, ExplainCommand.self,
      DemoCommand.self,
    ])
}

/// This program's version.
enum Version {
  static let text = "0.1.0"
}
