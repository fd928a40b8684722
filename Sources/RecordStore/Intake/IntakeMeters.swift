import CoreMetrics
import Instruments

/// What is measured of batches: some additions for each.
struct IntakeMeters: Sendable {
  let reconnects = Instrument.intakeReconnects.counter()
  private let records = Instrument.batchRecords.recorder()
  private let duration = Instrument.commitDuration.timer()
  private let created = Instrument.intakeRecords.counter("created")
  private let revised = Instrument.intakeRecords.counter("revised")
  private let duplicate = Instrument.intakeRecords.counter("duplicate")
  private let refused = Instrument.intakeRecords.counter("refused")
  private let failed = Instrument.intakeRecords.counter("failed")

  /// A batch was committed.
  func committed(_ answers: [Result<IntakeAnswer, IntakeFault>], after time: Duration) {
    records.record(answers.count)
    duration.record(time)
    var (new, changed, same, bad, lost) = (0, 0, 0, 0, 0)
    for answer in answers {
      switch answer {
      case .success(let answer):
        switch answer.outcome {
        case .created: new += 1
        case .revised: changed += 1
        case .duplicate: same += 1
        }
      case .failure(let fault): if fault.code == .database { lost += 1 } else { bad += 1 }
      }
    }
    for (counter, count) in [(created, new), (revised, changed), (duplicate, same), (refused, bad), (failed, lost)]
    where count > 0 {
      counter.increment(by: count)
    }
  }

  /// Records were given up.
  func gaveUp(_ count: Int, _ code: IntakeFault.Code) {
    if case .refused = code { refused.increment(by: count) } else { failed.increment(by: count) }
  }
}
