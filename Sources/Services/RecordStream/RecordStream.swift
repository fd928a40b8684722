import Disclosure
import JSONBytes
import LineRPC
import MethodCatalogue
import RecordStore
import Records
import Violations

/// `kurukan.v1.Records/SubmitStream`: records as a stream that can be resumed.
///
/// One task feeds the intake with what the client sends, another tells the client what has become of it. The first waits
/// while too much is open, so that the connection stops reading: a client that sends fast, or does not read, holds no more
/// than its limits.
struct RecordStream: Sendable {
  let store: Store
  let reader: RecordReader
  let advice: RecordAdvice

  var method: Method { .bidirectionalStreaming(Self.declaration, run) }

  static let declaration = MethodDeclaration(
    "kurukan.v1.Records/SubmitStream",
    Wording(
      en: "Takes records in, one an item; tells how far they are committed, and which it refuses. Can be resumed.",
      fr: "Reçoit des enregistrements, un par item ; dit jusqu’où ils sont validés en base, et lesquels sont refusés."
        + " Un flux coupé se reprend."),
    access: .roles([.submitter, .reviewer]), cost: .stream, timeout: nil,
    parameters: .fields([
      .optional(
        "firstIndex", .integer,
        Wording(
          en: "the index of the first item, 0 by default; where a stream is resumed, the last `acknowledged`",
          fr: "l’indice du premier item, 0 par défaut ; pour reprendre un flux, le dernier `acknowledged`"))
    ]),
    items: Wording(
      en: "a record, as Records/Submit takes one", fr: "un enregistrement, tel que le reçoit Records/Submit"),
    messages: StreamAnswers.messages, answer: StreamAnswers.totals)

  @Sendable private func run(
    _ call: Call, _ items: RequestReader, _ writer: ResponseWriter
  ) async throws -> [UInt8] {
    let principal = try call.principal
    var parameters = try call.parameters()
    let first = parameters.firstIndex()
    try parameters.finish()
    let book = StreamBook(firstIndex: first)
    defer { note(book, first, call.notes) }
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { await feed(call, principal, items, book) }
        while let news = try await book.news() {
          for message in news.messages { try await writer.write(message) }
          book.noteTold(news)
          // What is committed meanwhile, the next acknowledgement tells in one.
          if !book.isOver { try await Task.sleep(for: StreamLimits.acknowledgementPause) }
        }
        try await group.waitForAll()
      }
    } catch {
      var status = StatusMapping.status(of: error)
      status.resumeFrom = book.told
      throw status
    }
    return StreamAnswers.acknowledged(book.told, book.totals)
  }

  private func note(_ book: StreamBook, _ first: Int, _ notes: CallNotes) {
    let totals = book.totals
    notes.note("firstIndex", "\(first)")
    notes.note("acknowledged", "\(book.told)")
    notes.note("created", "\(totals.created)")
    notes.note("revised", "\(totals.revised)")
    notes.note("rejected", "\(totals.rejected)")
  }

  // MARK: - Feeding the intake

  private func feed(_ call: Call, _ principal: Principal, _ items: RequestReader, _ book: StreamBook) async {
    do {
      while let batch = try await items.next() {
        try await call.requireCaller()
        for item in batch { try await take(item, call.context, principal, book) }
      }
      book.finish()
    } catch {
      book.fail(error)
    }
  }

  private func take(
    _ item: ClientItem, _ context: CallContext, _ principal: Principal, _ book: StreamBook
  ) async throws {
    do {
      let record: Record
      switch item {
      case .json(let bytes): record = try reader.read(bytes)
      case .unreadable(let status): throw status
      }
      try principal.require(programme: record.programme)
      let bond: StreamBook.Bond = record.kind.name == "programme" ? .programme : .member
      await store.intake.waitForRoom()
      let index = try await book.begin(bytes: record.text.count, bond)
      submit(record, index, context, principal, book)
    } catch {
      let status = StatusMapping.status(of: error)
      guard !status.endsStream, status.code != .cancelled else { throw error }
      book.reject(try await book.begin(bytes: 0, .none), status, in: context)
    }
  }

  private func submit(
    _ record: Record, _ index: Int, _ context: CallContext, _ principal: Principal, _ book: StreamBook
  ) {
    let submission = Submission(
      record: record, sender: Sender(principal), requestID: "\(context.requestID).\(index)",
      isTooLate: { book.isTooLate(index) }
    ) { [advice] submission, result in
      switch result {
      case .success(let answer):
        let warnings = advice.warnings(of: submission.record, answer)
        book.store(index, submission.identity, answer, warnings, in: context.language)
      case .failure(let fault):
        let status = StatusMapping.status(of: fault)
        // An item that came too late is to be sent again as well, and the stream has failed before.
        if status.endsStream || fault.code == .expired {
          book.fail(index, fault)
        } else {
          book.reject(index, status, in: context)
        }
      }
    }
    store.intake.submit(submission)
  }
}

extension Status {
  /// Whether it says nothing about the record, so that all that is open must be sent again.
  fileprivate var endsStream: Bool { isRetryable || code == .internal }
}

extension CallParameters {
  /// The largest index that every language's numbers hold.
  private static let largestIndex = 1 << 53

  fileprivate mutating func firstIndex() -> Int {
    let index = integer("firstIndex") ?? 0
    guard (0...Self.largestIndex).contains(index) else {
      note(
        "firstIndex",
        Wording(
          "index_range", en: "`firstIndex` must be from 0 to \(Self.largestIndex).",
          fr: "`firstIndex` doit être compris entre 0 et \(Self.largestIndex)."),
        found: "\(index)")
      return 0
    }
    return index
  }
}
