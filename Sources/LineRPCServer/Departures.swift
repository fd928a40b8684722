/// When it is worth the walk through the heap, which holds up every allocation, to give the memory of connections back.
///
/// A crowd leaves over some time. It is watched until nobody leaves any more, so that what its last connections held is
/// given back too, however few they were.
struct Departures {
  /// What is to be done after a delay.
  struct Look: Equatable {
    /// Memory is to be given back.
    let trims: Bool
    /// There is to be another look, after the next delay.
    let goesOn: Bool
  }

  /// Connections that must have gone before they are watched.
  static let crowd = 64
  /// The time from one look to the next.
  static let delay: Duration = .seconds(5)
  /// Looks after which memory is given back although connections still go.
  static let patience = 6

  private var unseen = 0
  private var isWatched = false
  private var looks = 0

  /// A connection has gone. Returns whether the looks are to begin.
  mutating func noteGone() -> Bool {
    unseen += 1
    guard !isWatched, unseen >= Self.crowd else { return false }
    isWatched = true
    unseen = 0
    return true
  }

  /// The next look, a delay after the one before.
  mutating func look() -> Look {
    guard unseen > 0 else {
      self = Departures()
      return Look(trims: true, goesOn: false)
    }
    unseen = 0
    looks += 1
    guard looks == Self.patience else { return Look(trims: false, goesOn: true) }
    looks = 0
    return Look(trims: true, goesOn: true)
  }
}
