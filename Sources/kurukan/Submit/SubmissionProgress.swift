import Violations

/// How far a submission has come, in one line: what was settled, how fast, and how long the rest takes.
struct SubmissionProgress {
  /// Bytes of all files; nil if one has no end that is known.
  let totalBytes: Int?
  private let start: ContinuousClock.Instant

  init(totalBytes: Int?, start: ContinuousClock.Instant = .now) {
    (self.totalBytes, self.start) = (totalBytes, start)
  }

  func text(_ summary: SubmissionSummary, consumedBytes: Int, at now: ContinuousClock.Instant = .now) -> String {
    let seconds = Self.seconds(now - start)
    let done = summary.counts.total
    let rate = seconds > 0 ? Int(Double(done) / seconds) : 0
    var text = Wording(en: "\(done) records, \(rate)/s", fr: "\(done) enregistrements, \(rate)/s").text
    if summary.counts.rejected > 0 {
      text += Wording(en: ", \(summary.counts.rejected) rejected", fr: ", rejetés : \(summary.counts.rejected)").text
    }
    guard let totalBytes, totalBytes > 0, consumedBytes > 0 else { return text }
    let share = min(1, Double(consumedBytes) / Double(totalBytes))
    let percent = Int(share * 100)
    text += Wording(en: ", \(percent) % read", fr: ", \(percent) % lu").text
    // Before that, a guess would jump.
    guard seconds >= 2, share < 1 else { return text }
    let left = Self.clock(seconds / share - seconds)
    return text + Wording(en: ", \(left) left", fr: ", encore \(left)").text
  }

  private static func seconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
  }

  private static func clock(_ seconds: Double) -> String {
    let seconds = Int(seconds.rounded(.up))
    guard seconds >= 60 else { return "\(seconds) s" }
    guard seconds >= 3_600 else { return "\(seconds / 60) min" }
    return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
  }
}
