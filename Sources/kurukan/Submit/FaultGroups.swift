import Violations

/// What is said about many records, said once for all that have it, with the first of them as examples.
struct FaultGroups {
  /// Records named for a group.
  static let examples = 3
  /// Groups told; a file that is wrong throughout has few, one that is no file of records any number.
  static let groups = 50

  private struct Key: Hashable {
    let path: String
    let message: String
  }

  private struct Group {
    var count = 0
    var places: [String] = []
  }

  private var groups: [Key: Group] = [:]
  private var order: [Key] = []
  /// How often anything was said.
  private(set) var count = 0

  /// Adds what is said about the field at `path` of the record at `place`.
  mutating func add(path: String, message: String, place: String) {
    count += 1
    let key = Key(path: Self.general(path), message: message)
    if groups[key] == nil {
      guard order.count < Self.groups else { return }
      order.append(key)
    }
    groups[key, default: Group()].count += 1
    if groups[key, default: Group()].places.count < Self.examples { groups[key]?.places.append(place) }
  }

  /// A line for each group, in the order in which they came up.
  var lines: [String] {
    var told = 0
    var lines: [String] = []
    for key in order {
      guard let group = groups[key] else { continue }
      told += group.count
      let path = key.path.isEmpty ? "" : "\(key.path): "
      if group.count == 1 {
        lines.append("\(group.places.first ?? ""): \(path)\(key.message)")
        continue
      }
      let more = group.count - group.places.count
      var places = group.places.joined(separator: ", ")
      if more > 0 { places += Wording(en: " and \(more) more", fr: " et \(more) autres").text }
      lines.append("\(group.count) × \(path)\(key.message) (\(places))")
    }
    if told < count {
      lines.append(Wording(en: "… and \(count - told) of other kinds", fr: "… et \(count - told) d’autres sortes").text)
    }
    return lines
  }

  /// The path with every element of a list alike.
  private static func general(_ path: String) -> String {
    var result = ""
    var isInIndex = false
    for character in path {
      if character == "]" { isInIndex = false }
      if !isInIndex { result.append(character) }
      if character == "[" { isInIndex = true }
    }
    return result
  }
}
