/// Why a format could not compose its report: something is wrong in the format or in what it was given.
public struct PluginFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// A stable name for one kind of fault.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The name, in lower snake case.
    public let description: String

    /// The request is not what the contract says.
    public static let badRequest = Code(description: "bad_request")
    /// The format offers no report of that name.
    public static let unknownReport = Code(description: "unknown_report")
    /// What the report is about is not there, such as its programme.
    public static let noBasis = Code(description: "no_basis")
    /// An input line is not what the contract says.
    public static let badInput = Code(description: "bad_input")
    /// The report's queries name no such input.
    public static let unknownInput = Code(description: "unknown_input")
    /// An input was asked for twice, or before another one that comes first.
    public static let inputOrder = Code(description: "input_order")
    /// An input has more rows than the format is ready to keep.
    public static let tooManyRows = Code(description: "too_many_rows")
    /// A part of the report was begun at the wrong place.
    public static let reportOrder = Code(description: "report_order")
    /// A block that a report may not contain.
    public static let badBlock = Code(description: "bad_block")
    /// Nobody waits for the report any more; return at once.
    public static let stopped = Code(description: "stopped")
  }

  /// What kind of fault it is.
  public let code: Code
  /// One sentence for the format's author.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The message.
  public var description: String { message }
}
