/// Where a region's name stands on the map, and its point if it has no outline of its own.
struct MaliPlace {
  /// On which side of the point the name stands.
  enum Side {
    case left, right, above, below
    /// On it: the region is an area.
    case center
  }

  let code: String
  /// Hundredths of a degree, like the outlines.
  let longitude: Double
  let latitude: Double
  let side: Side

  /// Whether it is drawn as a point: it has no outline.
  var isPoint: Bool { !MaliOutlines.all.contains { $0.code == code } }

  /// The place of a region.
  static func named(_ code: String) -> MaliPlace? { all.first { $0.code == code } }

  private init(_ code: String, _ longitude: Double, _ latitude: Double, _ side: Side) {
    self.code = code
    self.longitude = longitude * 100
    self.latitude = latitude * 100
    self.side = side
  }

  // The first nine are areas: their places are where a name has room, so chosen that it meets no other. The others are the
  // regions of 2012 and 2023: their places are those of their capitals, from general knowledge, to a tenth of a degree.
  static let all = [
    MaliPlace("kayes", -10.9, 13.8, .center), MaliPlace("koulikoro", -7.7, 13.9, .center),
    MaliPlace("sikasso", -6.3, 11.2, .center), MaliPlace("segou", -5.9, 13.9, .center),
    MaliPlace("mopti", -4.2, 15.1, .center), MaliPlace("tombouctou", -2.6, 19.0, .center),
    MaliPlace("gao", 0.6, 17.0, .center), MaliPlace("kidal", 1.2, 19.4, .center),
    MaliPlace("bamako", -8.0, 12.6, .left), MaliPlace("taoudenit", -4.0, 22.7, .right),
    MaliPlace("menaka", 2.4, 15.9, .right), MaliPlace("bougouni", -7.5, 11.4, .below),
    MaliPlace("dioila", -6.8, 12.5, .right), MaliPlace("nioro", -9.6, 15.2, .below),
    MaliPlace("koutiala", -5.5, 12.4, .below), MaliPlace("kita", -9.5, 13.0, .above),
    MaliPlace("nara", -7.3, 15.2, .below), MaliPlace("bandiagara", -3.6, 14.3, .below),
    MaliPlace("san", -4.9, 13.3, .below), MaliPlace("douentza", -2.9, 15.0, .right),
  ]
}
