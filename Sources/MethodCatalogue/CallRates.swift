import LineRPC
import Synchronization
import Violations

/// How fast calls of a cost may come from one caller.
public struct CallRate: Sendable, Equatable {
  /// Calls that may come at once.
  public let burst: Int
  /// Calls a second after those.
  public let perSecond: Int
}

extension MethodCost {
  /// How fast one caller's calls of this cost may come; nil for as fast as the connection's own limits let them.
  public var rate: CallRate? {
    switch self {
    case .small: nil
    case .database: CallRate(burst: 5_000, perSecond: 1_000)
    case .process, .transfer: CallRate(burst: 600, perSecond: 20)
    case .stream: CallRate(burst: 200, perSecond: 10)
    }
  }
}

/// The pace of each caller's calls of each cost. Who is too fast is sent away and told when to come back: places alone would
/// let one caller fill the queue before them again and again.
final class CallRates: Sendable {
  /// Paces that are remembered before those are forgotten that would let all calls pass.
  static let rememberedPaces = 4_096

  private let paces = Mutex<[CallPlaces.Place: Pace]>([:])

  /// How many paces are remembered.
  var count: Int { paces.withLock { $0.count } }

  /// Notes a call.
  ///
  /// - Throws: `TOO_MANY_CALLS` if it comes too early.
  func take(_ place: CallPlaces.Place, at now: ContinuousClock.Instant = .now) throws(Status) {
    guard let rate = place.cost.rate else { return }
    let early = paces.withLock { paces -> Duration? in
      if paces.count >= Self.rememberedPaces, paces[place] == nil { paces = paces.filter { $0.value.restTime > now } }
      var pace = paces[place] ?? Pace(burst: rate.burst, perSecond: rate.perSecond, now)
      guard pace.nextTime <= now else { return pace.nextTime - now }
      pace.take(at: now)
      paces[place] = pace
      return nil
    }
    if let early { throw .tooFast(rate, early) }
  }
}

extension Status {
  fileprivate static func tooFast(_ rate: CallRate, _ early: Duration) -> Status {
    Status(
      .tooManyCalls,
      Wording(
        en: "Calls of this cost came faster than the \(rate.perSecond) a second that one credential may make.",
        fr: "Les appels de ce coût sont venus plus vite que les \(rate.perSecond) par seconde permis à un même jeton."),
      retryAfter: early)
  }
}
