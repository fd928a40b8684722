import ArgumentParser
import LineRPC
import Violations

/// `kurukan submit`
struct SubmitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit",
    abstract: "Submits records from files or standard input: lines of JSON, JSON arrays, or tables of CSV.",
    discussion: """
      Sending the same file twice is harmless: a record that is there already counts as a duplicate. A lost connection \
      is made again, and while the server restarts or its database is away it is waited for, as long as --patience says.

        kurukan submit --check findings.ndjson
        kurukan submit --token-file submitter.token findings.ndjson risks.csv
        kurukan submit --token-file submitter.token 'export-2026-*.ndjson.gz'
        ./export-from-kobo | kurukan submit --token-file submitter.token -

      Files hold a record a line, records that run over lines, or one array of records; gzip is uncompressed. A table's \
      first line names the columns, as kurukan template KIND --format csv prints it; an empty cell says nothing. Cells \
      are separated by commas, semicolons (numbers then have a decimal comma) or tabs. All text is UTF-8.

      Records that the server rejects are written to a new file, which the summary names: each stands there as it was \
      sent, below the reasons in lines that begin with #. Mend it in an editor and submit it as it is:

        kurukan submit --token-file submitter.token rejected-2026-11-28-150405.ndjson

      Broken off, even by a power cut, a submission goes on where it stopped when the same command is given again: what \
      was settled is written down once a second in a journal ($XDG_STATE_HOME/kurukan/submit.journal, or below \
      ~/.local/state), and only records of the last second are sent twice, as duplicates. A file that was changed in what \
      was settled is sent whole, and so is one of which the server does not have what was settled. Standard input is not \
      journalled.

      Every record that was read is counted once: created, revised, duplicate, rejected, settled by an earlier run, \
      unanswered or not sent. A record that is stored but cannot be validated as it is gets a warning.

      Exit codes: 0 all is stored; 67 records were rejected, by this run or the one that it goes on with; 1 a file could \
      not be read, or not to its end; 78 the server could not be reached; 80 the token is missing or not valid; 71 it gives no right to submit; 130 or 143 \
      interrupted; otherwise 64 plus the number of the status that ended it. Of several, the first that is not 67.
      """)

  @OptionGroup var client: ClientOptions

  @Option(help: "Records on their way at once.")
  var window = Submission.standardWindow

  @Option(help: "Seconds for which the server may be away before this gives up.")
  var patience = 300

  @Option(
    help: """
      Where rejected records go; where the name is taken, a number stands behind it. Default: \
      rejected-DATE-TIME.ndjson in this folder.
      """)
  var rejects: String?

  @Option(help: "Where it is written down how far files are settled, instead of the user's journal.")
  var journal: String?

  @Flag(help: "Writes no journal and heeds none: everything is sent.")
  var noJournal = false

  @Flag(help: "Tells every warning, rather than each kind of warning once with examples.")
  var allWarnings = false

  @Flag(help: "Prints the summary as JSON.")
  var json = false

  @Flag(help: "Reads the records as the server does and says what is wrong with them; sends nothing.")
  var check = false

  @Argument(help: "Files of records, or patterns of their names; - for standard input.")
  var files: [String] = ["-"]

  func validate() throws {
    guard (1...Submission.largestWindow).contains(window) else {
      throw ValidationError("--window must be from 1 to \(Submission.largestWindow).")
    }
    guard (0...86_400).contains(patience) else { throw ValidationError("--patience must be from 0 to 86400.") }
    guard journal == nil || !noJournal else { throw ValidationError("--journal and --no-journal exclude each other.") }
  }

  func run() async throws {
    if check { return try runCheck() }
    var submission = Submission(client: client)
    submission.window = window
    submission.patience = .seconds(patience)
    if let rejects { submission.rejects = rejects }
    submission.journal = noJournal ? nil : journal ?? SubmissionJournal.standardPath
    submission.needsJournal = journal != nil
    submission.tellsAllWarnings = allWarnings
    let work = Task { [submission, files] in try await submission.run(files) }
    let signals = InterruptSignals { work.cancel() }
    let outcome = try await work.value
    try Terminal.output(json ? outcome.summary.json : outcome.summary.text)
    sayOfOldRejects(outcome.summary)
    if let number = signals.received { throw CommandFailure("", exitCode: 128 + number) }
    if let status = outcome.failure { throw CommandFailure(status, doing: stopped) }
    if outcome.summary.unreadable > 0 || outcome.hasLostRejects { throw ExitCode(1) }
    if !outcome.isWhole { throw Self.invalid }
  }

  /// A file of an earlier run is the sender's, so it stays; but nobody should take it for this run's.
  private func sayOfOldRejects(_ summary: SubmissionSummary) {
    guard let rejects, summary.counts.rejected == 0, summary.rejectsBefore.isEmpty, FileBytes.isRegularFile(rejects),
      !files.contains(rejects)
    else { return }
    Terminal.error(
      Wording(
        en: "This run rejected nothing; \(rejects) is of an earlier one.",
        fr: "Cet envoi n’a rien rejeté ; \(rejects) provient d’un envoi antérieur."
      ).text)
  }

  private func runCheck() throws {
    var check = RecordCheck(tellsAllWarnings: allWarnings)
    check.check(files)
    try Terminal.output(check.text)
    if check.unreadable > 0 { throw ExitCode(1) }
    if check.faulty > 0 { throw Self.invalid }
  }

  private var stopped: Wording {
    Wording(
      en: "The submission stopped; give the same command again to go on",
      fr: "L’envoi s’est arrêté ; redonnez la même commande pour continuer")
  }

  private static let invalid = ExitCode(64 + Int32(StatusCode.invalidArgument.number))
}
