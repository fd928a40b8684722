import ArgumentParser
import JSONBytes
import LineRPC
import LineRPCClient
import Violations

/// `kurukan submit`
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submits records from files or standard input: lines of JSON, or tables of CSV.",
    discussion: """
      Sending the same file twice is harmless: a record that is there already counts as a duplicate. A lost \
      connection is made again and what was not answered is sent again. Records that the server rejects are \
      written to a file with the reasons, to be mended and sent again; the exit code then tells, and all other \
      records are stored. A record that is stored but cannot be validated as it is gets a warning on standard error.

      A table's first line names the columns, as kurukan template KIND --format csv prints it; an empty cell says \
      nothing. Cells are separated by commas, semicolons (numbers then have a decimal comma) or tabs, in UTF-8.

        kurukan submit --check findings.ndjson
        kurukan submit --token-file submitter.token findings.ndjson risks.csv
        ./export-from-kobo | kurukan submit --token-file submitter.token -
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "Records on their way at once.")
  var window = 256

  @Option(help: "Where rejected records go, with the reasons. Default: rejected.ndjson in this folder.")
  var rejects = "rejected.ndjson"

  @Flag(help: "Reads the records as the server does and says what is wrong with them; sends nothing.")
  var check = false

  @Argument(help: "Files of records; - for standard input.")
  var files: [String] = ["-"]

  func validate() throws {
    guard (1...1_024).contains(window) else { throw ValidationError("--window must be from 1 to 1024.") }
  }

  func run() async throws {
    if check {
      var check = RecordCheck()
      try check.check(files)
      try Terminal.output(check.text)
      if check.faulty > 0 { throw Self.invalid }
      return
    }
    var submission = RecordSubmission(options: client, window: window, rejectsPath: rejects)
    let summary = try await submission.submit(files)
    try Terminal.output(summary.text)
    if summary.rejected > 0 { throw Self.invalid }
    sayOfOldRejects()
  }

  /// A file of an earlier run is the sender's, so it stays; but nobody should take it for this run's.
  private func sayOfOldRejects() {
    guard FileBytes.isRegularFile(rejects), !files.contains(rejects) else { return }
    Terminal.error(
      Wording(
        en: "This run rejected nothing; \(rejects) is of an earlier one.",
        fr: "Cet envoi n’a rien rejeté ; \(rejects) provient d’un envoi antérieur."
      ).text)
  }

  private static let invalid = ExitCode(64 + Int32(StatusCode.invalidArgument.number))
}

/// How many records met which fate.
struct SubmissionSummary {
  var created = 0
  var revised = 0
  var duplicates = 0
  var rejected = 0
  /// Faults of records that are stored, to be put right before they are validated.
  var warnings = 0
  var rejectsPath = ""

  var total: Int { created + revised + duplicates + rejected }

  var text: String {
    let place = rejected > 0 ? Wording(en: " (see \(rejectsPath))", fr: " (voir \(rejectsPath))").text : ""
    return Wording(
      en: "\(total) records: \(created) created, \(revised) revised, \(duplicates) duplicates, "
        + "\(rejected) rejected\(place), \(warnings) warnings",
      fr: "enregistrements : \(total), créés : \(created), révisés : \(revised), doublons : \(duplicates), "
        + "rejetés : \(rejected)\(place), avertissements : \(warnings)"
    ).text
  }
}
