import NIOCore

/// What whoever reaches the admin port can take of a server, all in one place.
///
/// Nobody is asked who they are there, so all of it is small: a probe and a scraper need one short request each.
enum AdminLimits {
  /// Connections open at once. Another one is closed at once.
  static let connections = 32
  /// Bytes of a request, its headers included. Whoever sends more is cut off.
  static let requestBytes = 8 << 10
  /// The time that a request has to come in.
  static let requestTime: TimeAmount = .seconds(5)
  /// The time that a connection has from its beginning to its end.
  static let connectionTime: TimeAmount = .seconds(15)
  /// Connections that the system keeps while they wait to be accepted.
  static let backlog: Int32 = 64
}
