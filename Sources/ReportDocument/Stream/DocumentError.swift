public import JSONBytes

/// Why a block, or its place in the report, was refused.
public struct DocumentError: Error, Hashable, Sendable {
  /// A stable name for one kind of fault.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// The name, in lower snake case.
    public let description: String

    /// The line is not the JSON that a block is made of.
    public static let malformed = Code(description: "malformed")
    /// A block kind, or a value kind, that this version does not know.
    public static let unknownKind = Code(description: "unknown_kind")
    /// A member that this block does not have.
    public static let unknownMember = Code(description: "unknown_member")
    /// A member that this block must have.
    public static let missingMember = Code(description: "missing_member")
    /// A member whose value is not allowed.
    public static let invalidValue = Code(description: "invalid_value")
    /// One of ``DocumentLimits`` is exceeded.
    public static let limitExceeded = Code(description: "limit_exceeded")
    /// A block that may not come at this place.
    public static let outOfOrder = Code(description: "out_of_order")
    /// A row with more or fewer cells than its table has columns.
    public static let cellCount = Code(description: "cell_count")
    /// A heading that skips a level.
    public static let headingLevel = Code(description: "heading_level")
    /// The same identifier twice.
    public static let duplicateIdentifier = Code(description: "duplicate_identifier")
    /// An entry of the contents, or a link, to an identifier that never came.
    public static let danglingReference = Code(description: "dangling_reference")
    /// A report that ends too early.
    public static let unfinished = Code(description: "unfinished")
  }

  /// What kind of fault it is.
  public let code: Code
  /// One sentence for a person.
  public let message: String
  /// The member in which the fault lies, as `cells[2].money`; empty for the whole block.
  public let path: String

  /// A fault of the given kind.
  public init(_ code: Code, _ message: String, path: String = "") {
    self.code = code
    self.message = message
    self.path = path
  }

  /// The fault that a strict JSON reader found in a block line.
  public init(_ error: JSONError) {
    self.init(
      error.code == .limitExceeded ? .limitExceeded : .malformed,
      "\(error.message) (byte \(error.offset))", path: error.path)
  }
}
