/// How often what has failed is tried again, and how long is waited before: every limit of it.
public struct RetryPolicy: Sendable, Equatable {
  /// Tries of one call, the first included; for a stream, tries in a row of which none got any further.
  public var tries: Int
  /// The longest pause before the first repetition. A pause is a random part of the longest, so that many clients do not
  /// come back at the same moment; where the server has said how long to wait, that comes on top.
  public var firstPause: Duration
  /// By how much the longest pause grows with every failure.
  public var pauseGrowth: Int
  /// What the longest pause grows to.
  public var longestPause: Duration
  /// How long, from the first failure on, the server may be out of reach, a call may fail or a stream get no further: what
  /// would be tried again later than that is given up, however few its tries.
  public var patience: Duration
  /// How long a stream must have stood that had nothing to send: what fails after that is another failure than before.
  public var standing: Duration
  /// Whether a server that was never reached is waited for as well. Otherwise the first connection is tried once: a wrong
  /// address is likelier than a server that starts at that moment.
  public var waitsForFirstConnection: Bool
  /// Tokens in the budget for repetitions (gRFC A6): a failure takes one, and nothing is repeated while no more than half
  /// are left. Twice the calls that may be open at once: a failure of all of them can be repeated once.
  public var budgetTokens: Int
  /// Answers that give a token back, so that a server that fails often is not asked twice for everything.
  public var answersPerToken: Int

  /// Six tries with pauses of at most 0.2 to 20 seconds, two minutes of patience, ten seconds of standing, a budget of
  /// 1,024 tokens of which ten answers give one back, unless given.
  public init(
    tries: Int = 6, firstPause: Duration = .milliseconds(200), pauseGrowth: Int = 2,
    longestPause: Duration = .seconds(20), patience: Duration = .seconds(120),
    standing: Duration = .seconds(10), waitsForFirstConnection: Bool = false, budgetTokens: Int = 1_024,
    answersPerToken: Int = 10
  ) {
    self.tries = tries
    self.firstPause = firstPause
    self.pauseGrowth = pauseGrowth
    self.longestPause = longestPause
    self.patience = patience
    self.standing = standing
    self.waitsForFirstConnection = waitsForFirstConnection
    self.budgetTokens = budgetTokens
    self.answersPerToken = answersPerToken
  }

  /// The longest pause after so many failures, one at least.
  func longestPause(after failures: Int) -> Duration {
    var pause = min(firstPause, longestPause)
    // What grows at all has grown to centuries by then.
    for _ in 1..<min(max(1, failures), 64) { pause = min(pause * max(1, pauseGrowth), longestPause) }
    return pause
  }
}
