public import Disclosure
public import Violations

/// How a method answers.
public enum MethodKind: String, Sendable {
  /// One answer, given from wherever the work ends; no task.
  case immediate
  /// One answer, from a task.
  case unary
  /// Messages, then one answer, from a task.
  case serverStreaming
  /// Messages in both directions, then one answer, from a task.
  case bidirectionalStreaming
}

/// Who may call a method. There is no default: a method whose declaration names nobody cannot be written.
public enum MethodAccess: Sendable, Equatable {
  /// Everybody who reaches the server.
  case everyone
  /// Everybody with a valid token.
  case authenticated
  /// Whoever holds a token of one of these roles.
  case roles(Set<Role>)
  /// Whoever holds a token with the right to export.
  case exporters
}

/// What a call costs the server, and with it how many of them one caller may have at work at once.
public enum MethodCost: Sendable, CaseIterable {
  /// Answered from memory, or queued: the connection's own limits suffice.
  case small
  /// A connection to the database for as long as it lasts.
  case database
  /// A process of its own.
  case process
  /// Work now and then, for as long as the caller takes to read what it sends.
  case transfer
  /// A queue of its own, for as long as the caller takes to fill it.
  case stream

  /// Calls of one caller at work at once; nil for no limit of its own.
  public var callsAtOnce: Int? {
    switch self {
    case .small: nil
    case .database: 16
    case .process, .transfer: 4
    case .stream: 64
    }
  }
}

/// Everything about a method but what it does: from this, access, checks of parameters, reflection and documentation
/// derive.
public struct MethodDeclaration: Sendable {
  /// The full name, as `kurukan.v1.Records/Submit`.
  public let name: String
  /// What it does, in one sentence.
  public let summary: Wording
  /// What it takes.
  public let parameters: MethodParameters
  /// What each message of its client's stream is; nil where it takes none.
  public let items: Wording?
  /// What its answer holds.
  public let answer: [MethodField]
  /// What each message of its stream holds; empty where it does not stream.
  public let messages: [MethodField]
  /// Who may call it.
  public let access: MethodAccess
  /// What it costs.
  public let cost: MethodCost
  /// How long a call may take that names no timeout; nil where it ends by itself.
  public let timeout: Duration?
  /// Whether the lines that come after a call of it wait for its answer, since it decides how they are read.
  public let isBarrier: Bool

  /// A declaration; every part of it is to be thought about, so few have a default.
  public init(
    _ name: String, _ summary: Wording, access: MethodAccess, cost: MethodCost, timeout: Duration?,
    isBarrier: Bool = false, parameters: MethodParameters, items: Wording? = nil, messages: [MethodField] = [],
    answer: [MethodField]
  ) {
    self.name = name
    self.summary = summary
    self.access = access
    self.cost = cost
    self.timeout = timeout
    self.isBarrier = isBarrier
    self.parameters = parameters
    self.items = items
    self.messages = messages
    self.answer = answer
  }
}

/// What a method takes.
public enum MethodParameters: Sendable {
  /// Nothing.
  case none
  /// Named parameters.
  case fields([MethodField])
  /// One JSON object that the method reads itself, such as a record.
  case object(Wording)

  /// The named parameters.
  public var fields: [MethodField] { if case .fields(let fields) = self { fields } else { [] } }
}

/// A named value that a method takes or gives.
public struct MethodField: Sendable {
  /// The type of a value.
  public enum Content: String, Sendable {
    /// JSON's types, and lists of strings and objects.
    case string, integer, boolean, object, strings, objects
  }

  /// The name in JSON.
  public let name: String
  /// What it holds.
  public let content: Content
  /// Whether a call without it is refused, or an answer always has it.
  public let isRequired: Bool
  /// What it means.
  public let meaning: Wording

  /// A value that must be there, or always is.
  public static func required(_ name: String, _ content: Content, _ meaning: Wording) -> MethodField {
    MethodField(name: name, content: content, isRequired: true, meaning: meaning)
  }

  /// A value that may be left out.
  public static func optional(_ name: String, _ content: Content, _ meaning: Wording) -> MethodField {
    MethodField(name: name, content: content, isRequired: false, meaning: meaning)
  }
}
