import LineRPC

/// How a call failed, and whether the server can have begun it.
struct CallFailure: Error, Equatable {
  let status: Status
  /// Whether any of the call was handed to the connection.
  let wasSent: Bool
}
