public import ReportDocument

/// How far the recommendations of one body, year or theme have come, or all of them.
public struct RecommendationGroup: Sendable {
  /// The code that they have in common, empty where none is stated; nil for all.
  public let code: String?
  /// As it is printed; nil where none is stated.
  public let name: String?
  /// How many there are.
  public private(set) var total = 0
  /// How many are late.
  public private(set) var overdue = 0
  /// How many no body has answered.
  public private(set) var unanswered = 0
  /// How many have which status; an empty code where nobody has looked.
  public private(set) var statuses: [String: Int] = [:]
  /// How many bodies have taken which position; an empty code where there is no answer. One that several bodies have
  /// answered differently counts under each of their positions.
  public private(set) var positions: [String: Int] = [:]

  /// A group of none so far.
  public init(code: String? = nil, name: String? = nil) {
    self.code = code
    self.name = name
  }

  /// All of these.
  public init(_ recommendations: some Sequence<FollowedRecommendation>) {
    self.init()
    for recommendation in recommendations { add(recommendation) }
  }

  /// Counts one more.
  public mutating func add(_ recommendation: FollowedRecommendation) {
    total += 1
    statuses[recommendation.status ?? "", default: 0] += 1
    let positions = recommendation.responses.isEmpty ? [""] : recommendation.positions
    for position in positions { self.positions[position, default: 0] += 1 }
    if recommendation.daysLate != nil { overdue += 1 }
    if recommendation.isUnanswered { unanswered += 1 }
  }

  /// How many have come to an outcome.
  public subscript(outcome: RecommendationOutcome) -> Int {
    statuses.reduce(0) { sum, status in
      RecommendationOutcome(status: status.key.isEmpty ? nil : status.key) == outcome ? sum + status.value : sum
    }
  }

  /// Those at which somebody has looked.
  public var assessed: Int { total - self[.notAssessed] }

  /// How many of those assessed are implemented, in hundredths; a dash where none was assessed, since nothing is unknown.
  public var share: InlineValue {
    assessed == 0 ? .text("—") : .share(.number(self[.implemented]), of: .number(assessed))
  }
}

/// Recommendations in groups along one dimension, such as the bodies that they address.
public struct RecommendationGroups: Sendable {
  private var groups: [String: RecommendationGroup] = [:]

  /// No group so far.
  public init() {}

  /// Counts one in the group of a code; an empty code where none is stated.
  public mutating func add(_ recommendation: FollowedRecommendation, to code: String, named name: String?) {
    groups[code, default: RecommendationGroup(code: code, name: name)].add(recommendation)
  }

  /// Those with most to do first; groups of one name, such as bodies that may not be named, by their codes.
  public var byTotal: [RecommendationGroup] {
    groups.values.sorted { left, right in
      guard left.total == right.total else { return left.total > right.total }
      return left.name == right.name
        ? left.code ?? "" < right.code ?? "" : Alphabet.precedes(left.name, right.name)
    }
  }

  /// By their codes, such as years; what is not stated comes last.
  public var byCode: [RecommendationGroup] {
    groups.values.sorted { left, right in
      let (one, other) = (left.code ?? "", right.code ?? "")
      return one.isEmpty || other.isEmpty ? !one.isEmpty && other.isEmpty : one < other
    }
  }
}
