import Disclosure
import Records

/// Dimensions whose values depend on each other, as one: whoever is of an age band is young or not, and everybody knows
/// that. Counts in which somebody of a young band is not young are no world that a reader has to reckon with. Where people
/// are told apart by the event to which they came, it decides on all that is said of the event: reports list events.
struct DimensionFamilies {
  /// The places of the dimensions of each family.
  let members: [[Int]]
  /// The family of each dimension, and its place among the members.
  private let places: [(family: Int, member: Int)]

  init(_ names: [String], of source: RecordSource) {
    var numbers: [String: Int] = [:]
    var members: [[Int]] = []
    let dimensions = names.map(source.dimension)
    let isByRecord = dimensions.contains { $0?.location == .key }
    places = zip(names, dimensions).enumerated().map { index, pair in
      let (name, dimension) = pair
      let isOfPart = if case .partColumn = dimension?.location { true } else { false }
      let family = isByRecord && !isOfPart ? source.kind.name : dimension?.family ?? name
      if numbers[family] == nil {
        numbers[family] = members.count
        members.append([])
      }
      let number = numbers[family] ?? 0
      members[number].append(index)
      return (number, members[number].count - 1)
    }
    self.members = members
  }

  /// The values of a row's dimensions, those of a family together.
  func combined(_ values: [Int]) -> [[Int]] { members.map { $0.map { values[$0] } } }

  /// How a dimension is told from what its family's values are together.
  ///
  /// - Parameter together: the numbers of the combinations of each family that occur.
  func component(_ dimension: Int, _ together: [[[Int]: Int]]) -> CountMargin.Component {
    let (family, member) = places[dimension]
    var groups = [Int?](repeating: nil, count: max(together[family].count, 1))
    for (values, number) in together[family] { groups[number] = values[member] }
    return CountMargin.Component(dimension: family, groups: groups)
  }
}
