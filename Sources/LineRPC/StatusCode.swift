/// A canonical status code, with gRPC's numbers and names (grpc/doc/statuscodes.md).
public struct StatusCode: Hashable, Sendable, CustomStringConvertible {
  /// gRPC's number, 0 to 16.
  public let number: Int
  /// gRPC's name, as `INVALID_ARGUMENT`.
  public let name: String

  /// The name.
  public var description: String { name }

  /// Not an error.
  public static let ok = StatusCode(number: 0, name: "OK")
  /// The caller ended the call.
  public static let cancelled = StatusCode(number: 1, name: "CANCELLED")
  /// An error of which nothing more is known.
  public static let unknown = StatusCode(number: 2, name: "UNKNOWN")
  /// The request is wrong, whatever the state of the system.
  public static let invalidArgument = StatusCode(number: 3, name: "INVALID_ARGUMENT")
  /// The caller's time ran out.
  public static let deadlineExceeded = StatusCode(number: 4, name: "DEADLINE_EXCEEDED")
  /// What was asked for does not exist.
  public static let notFound = StatusCode(number: 5, name: "NOT_FOUND")
  /// What was to be made exists already.
  public static let alreadyExists = StatusCode(number: 6, name: "ALREADY_EXISTS")
  /// The caller is known and lacks the right.
  public static let permissionDenied = StatusCode(number: 7, name: "PERMISSION_DENIED")
  /// A limit or a quota is reached.
  public static let resourceExhausted = StatusCode(number: 8, name: "RESOURCE_EXHAUSTED")
  /// The system is not in the state that the request needs.
  public static let failedPrecondition = StatusCode(number: 9, name: "FAILED_PRECONDITION")
  /// Another caller was faster.
  public static let aborted = StatusCode(number: 10, name: "ABORTED")
  /// Past the end of what there is.
  public static let outOfRange = StatusCode(number: 11, name: "OUT_OF_RANGE")
  /// There is no such method, or it is not offered here.
  public static let unimplemented = StatusCode(number: 12, name: "UNIMPLEMENTED")
  /// A fault of the server.
  public static let `internal` = StatusCode(number: 13, name: "INTERNAL")
  /// The service cannot be reached now.
  public static let unavailable = StatusCode(number: 14, name: "UNAVAILABLE")
  /// Data is lost or damaged.
  public static let dataLoss = StatusCode(number: 15, name: "DATA_LOSS")
  /// The caller is not known.
  public static let unauthenticated = StatusCode(number: 16, name: "UNAUTHENTICATED")

  /// All codes, at the index of their number.
  public static let all: [StatusCode] = [
    ok, cancelled, unknown, invalidArgument, deadlineExceeded, notFound, alreadyExists, permissionDenied,
    resourceExhausted, failedPrecondition, aborted, outOfRange, unimplemented, `internal`, unavailable,
    dataLoss,
    unauthenticated,
  ]

  /// The code of that name, if there is one.
  public init?(name: String) {
    guard let code = Self.all.first(where: { $0.name == name }) else { return nil }
    self = code
  }

  private init(number: Int, name: String) {
    self.number = number
    self.name = name
  }
}
