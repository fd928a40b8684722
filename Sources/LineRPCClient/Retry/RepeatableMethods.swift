import LineRPC

/// What may be done twice.
public enum RepeatableMethods {
  /// Methods of `kurukan.v1` whose second run does no more than the first: those that read, and those that name the
  /// record and the revision, or the state, that they mean. Not those that make something new each time, such as
  /// `Access/Issue` and `Reports/Render`.
  public static let kurukan: Set<String> = [
    "kurukan.v1.Access/List", "kurukan.v1.Access/Revoke", "kurukan.v1.Access/Trail",
    "kurukan.v1.Findings/Search", "kurukan.v1.Findings/Tally",
    "kurukan.v1.Health/Check",
    "kurukan.v1.Plugins/Disable", "kurukan.v1.Plugins/Enable", "kurukan.v1.Plugins/List",
    "kurukan.v1.Records/Get", "kurukan.v1.Records/History", "kurukan.v1.Records/List", "kurukan.v1.Records/Review",
    "kurukan.v1.Records/Submit",
    "kurukan.v1.Reflection/Describe", "kurukan.v1.Reflection/List",
    "kurukan.v1.Reports/Check", "kurukan.v1.Reports/Describe", "kurukan.v1.Reports/Fetch",
    "kurukan.v1.Reports/Formats", "kurukan.v1.Reports/Run", "kurukan.v1.Reports/Runs", "kurukan.v1.Reports/Trace",
    "kurukan.v1.Server/Info",
    "kurukan.v1.Session/Authenticate", "kurukan.v1.Session/WhoAmI",
  ]
}

extension Reason {
  /// Whether the failure says that nothing was done, so that anything may be repeated.
  ///
  /// The other reasons that are retryable leave it open: `DRAINING` also ends calls that run when the grace time is over,
  /// and what a database refuses may have come after a first part that is done.
  var saysNothingWasDone: Bool {
    switch self {
    case .connectFailed, .connectionAge, .idle, .intakeFull, .tooManyCalls, .tooManyConnections: true
    default: false
    }
  }
}

extension CallFailure {
  /// Whether the call can be repeated without harm.
  func isSafeToRepeat(isRepeatable: Bool) -> Bool {
    isRepeatable || !wasSent || status.reason.saysNothingWasDone
  }
}
