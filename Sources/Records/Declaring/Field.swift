/// One field of a record, or of an object within it.
public final class Field: Sendable {
  /// Whether a record without the field is refused.
  public enum Need: Sendable {
    /// Without it, the record is refused.
    case required
    /// It may be left out.
    case optional
  }

  /// How a field's numbers enter counts.
  public struct Measure: Sendable {
    /// The measure's name in a query.
    public let name: String
    /// Whether it counts people, so that small sums are suppressed.
    public let countsPeople: Bool
  }

  /// How a protected code enters counts.
  public struct Occurrences: Sendable {
    /// The measure of how often codes occur.
    public let all: String
    /// The measure of how many different codes occur.
    public let different: String
  }

  /// A coarser grouping that a code decides, such as youth within age bands.
  public struct Grouping: Sendable {
    /// The dimension's name.
    public let name: String
    /// Its codes.
    public let codes: CodeList
    /// The code of the grouping, for each code of the field.
    public let map: [String: String]
  }

  /// The name in JSON.
  public let name: String
  /// What it holds.
  public let type: FieldType
  /// Whether a record without it is refused.
  public let isRequired: Bool
  /// Who may see it.
  public let visibility: Visibility
  /// What it means, in one phrase.
  public let meaning: String
  /// Whether it has a typed column of its own.
  public let isColumn: Bool
  /// Whether rows can be filtered and grouped by it.
  public let isDimension: Bool
  /// Whether listings may be ordered by it.
  public let isOrderable: Bool
  /// Coarser groupings of its codes.
  public let groupings: [Grouping]
  /// What it is summed as; nil if it is not.
  public let measure: Measure?
  /// What occurrences of a protected code are counted as; nil if they are not.
  public let occurrences: Occurrences?
  /// The source in which the list's elements are rows of their own; nil if they are not.
  public let part: String?
  /// The member with the day on which it came to be, of each element of a list of objects, else beside the field: a
  /// report on a period shows nothing of it that is later. Nil where it has no day of its own.
  public let datedBy: String?

  /// Whether it is a total that grows, as it stood when the record was submitted: a report that ends on a day shows no such.
  public let isRunningTotal: Bool

  /// The member with the grant that each element of a list of objects is of: whoever may see some grants only sees those
  /// elements, and those of no grant. Nil where elements are of none.
  public let grantMember: String?

  /// The name of the field's typed column, and of the column that it would have.
  public var columnName: String { RecordColumn.snakeCase(name) }

  let key: StaticString

  /// A field; every part of its declaration is to be thought about, so none has a default.
  public convenience init(
    _ key: StaticString, _ type: FieldType, _ need: Need, _ visibility: Visibility, _ meaning: String
  ) {
    self.init(key, type, isRequired: need == .required, visibility, meaning, Uses())
  }

  /// The field with a typed column, for what is constrained or joined in SQL.
  public func column() -> Field { using { $0.isColumn = true } }

  /// The field as something that rows can be filtered and grouped by. A single value gets a column.
  public func dimension() -> Field {
    using {
      $0.isDimension = true
      $0.isOrderable = true
      $0.isColumn = true
    }
  }

  /// The field as a dimension that is read from the record's text: for what is asked for seldom, or has several values.
  public func textDimension() -> Field { using { $0.isDimension = true } }

  /// The field as something that listings may be ordered by.
  public func orderable() -> Field {
    using {
      $0.isOrderable = true
      $0.isColumn = true
    }
  }

  /// A coarser grouping of the field's codes as a dimension of its own.
  public func grouped(_ name: String, _ codes: CodeList, _ map: [String: String]) -> Field {
    using { $0.groupings.append(Grouping(name: name, codes: codes, map: map)) }
  }

  /// The field as something that is summed.
  public func summed(_ name: String, countsPeople: Bool) -> Field {
    using {
      $0.measure = Measure(name: name, countsPeople: countsPeople)
      $0.isColumn = true
    }
  }

  /// A protected code as something that is counted: how often such codes occur, and how many different ones. Its
  /// elements are of people, who are counted in no other way.
  public func counted(occurrences: String, different: String) -> Field {
    using {
      $0.occurrences = Occurrences(all: occurrences, different: different)
      $0.isColumn = true
    }
  }

  /// The list's elements as rows of a source of their own.
  public func counted(as part: String) -> Field { using { $0.part = part } }

  /// The field as something that came to be on a day, which `member` holds: of each element where the field is a list of
  /// objects, else beside the field, or in it.
  public func dated(by member: String) -> Field { using { $0.datedBy = member } }

  /// The field as a total that grows with time, of which nobody can tell what it was on an earlier day.
  public func runningTotal() -> Field { using { $0.isRunningTotal = true } }

  /// The field as a list whose elements are each of a grant, the number of which `member` holds.
  public func ofGrant(by member: String) -> Field { using { $0.grantMember = member } }

  private struct Uses {
    var isColumn = false
    var isDimension = false
    var isOrderable = false
    var groupings: [Grouping] = []
    var measure: Measure?
    var occurrences: Occurrences?
    var part: String?
    var datedBy: String?
    var isRunningTotal = false
    var grantMember: String?
  }

  private init(
    _ key: StaticString, _ type: FieldType, isRequired: Bool, _ visibility: Visibility, _ meaning: String,
    _ uses: Uses
  ) {
    self.key = key
    name = key.description
    self.type = type
    self.isRequired = isRequired
    self.visibility = visibility
    self.meaning = meaning
    isColumn = uses.isColumn
    isDimension = uses.isDimension
    isOrderable = uses.isOrderable
    groupings = uses.groupings
    measure = uses.measure
    occurrences = uses.occurrences
    part = uses.part
    datedBy = uses.datedBy
    isRunningTotal = uses.isRunningTotal
    grantMember = uses.grantMember
  }

  private func using(_ change: (inout Uses) -> Void) -> Field {
    var uses = Uses(
      isColumn: isColumn, isDimension: isDimension, isOrderable: isOrderable, groupings: groupings,
      measure: measure, occurrences: occurrences, part: part, datedBy: datedBy,
      isRunningTotal: isRunningTotal, grantMember: grantMember)
    change(&uses)
    return Field(key, type, isRequired: isRequired, visibility, meaning, uses)
  }
}
