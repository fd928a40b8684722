/// A regular expression of the kind that patterns in a plugin's schema may be: characters, classes and repetitions, one
/// after the other (ECMA-262 without groups and alternatives, which JSON Schema refers to).
///
/// It comes from foreign code and is matched against what a caller sends, so it takes time in proportion to both and never
/// more, which a library's backtracking does not promise.
struct TextPattern: Sendable {
  /// The most steps a pattern may have, its repetitions counted one by one.
  static let steps = 500

  /// Why a pattern is refused.
  struct Fault: Error, Equatable {
    let message: String
  }

  private enum Characters: Sendable {
    case any
    case among([ClosedRange<UInt32>], isNegated: Bool)

    func contains(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .any: scalar != "\n" && scalar != "\r"
      case .among(let ranges, let isNegated): ranges.contains { $0.contains(scalar.value) } != isNegated
      }
    }
  }

  private struct Step: Sendable {
    let characters: Characters
    var isOptional = false
    var isRepeated = false
  }

  private var sequence: [Step] = []
  private var beginsAtStart = false
  private var endsAtEnd = false

  init(_ pattern: String) throws(Fault) {
    var rest = Array(pattern.unicodeScalars)[...]
    if rest.first == "^" {
      beginsAtStart = true
      rest.removeFirst()
    }
    while let scalar = rest.popFirst() {
      if scalar == "$", rest.isEmpty {
        endsAtEnd = true
        return
      }
      let characters = try Self.characters(scalar, &rest)
      try repeatStep(characters, &rest)
      guard sequence.count <= Self.steps else { throw Fault(message: "it has more than \(Self.steps) steps") }
    }
  }

  /// Whether the pattern is found in a text.
  func matches(_ text: String) -> Bool {
    var places = opened([0])
    if places.contains(sequence.count), !endsAtEnd { return true }
    for scalar in text.unicodeScalars {
      var next: Set<Int> = beginsAtStart ? [] : [0]
      for place in places where place < sequence.count && sequence[place].characters.contains(scalar) {
        next.insert(sequence[place].isRepeated ? place : place + 1)
        if sequence[place].isRepeated { next.insert(place + 1) }
      }
      places = opened(next)
      if places.contains(sequence.count), !endsAtEnd { return true }
    }
    return places.contains(sequence.count)
  }

  /// The places that can be reached without a character more.
  private func opened(_ places: Set<Int>) -> Set<Int> {
    var places = places
    for place in sequence.indices where places.contains(place) && sequence[place].isOptional {
      places.insert(place + 1)
    }
    return places
  }

  // MARK: - Reading

  private mutating func repeatStep(
    _ characters: Characters, _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(Fault) {
    switch rest.first {
    case "?": sequence.append(Step(characters: characters, isOptional: true))
    case "*": sequence.append(Step(characters: characters, isOptional: true, isRepeated: true))
    case "+": sequence.append(Step(characters: characters, isRepeated: true))
    case "{":
      rest.removeFirst()
      try repeatCounted(characters, &rest)
      return
    default:
      sequence.append(Step(characters: characters))
      return
    }
    rest.removeFirst()
  }

  private mutating func repeatCounted(
    _ characters: Characters, _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(Fault) {
    guard let end = rest.firstIndex(of: "}") else { throw Fault(message: "a { has no }") }
    let text = String(String.UnicodeScalarView(rest[..<end]))
    rest = rest[(end + 1)...]
    let bounds = text.split(separator: ",", omittingEmptySubsequences: false)
    guard bounds.count <= 2, let least = Int(bounds[0]), (0...Self.steps).contains(least) else {
      throw Fault(message: "{\(text)} is no repetition")
    }
    let most: Int?
    switch bounds.count == 1 ? String(bounds[0]) : String(bounds[1]) {
    case "": most = nil
    case let bound:
      guard let number = Int(bound), (least...max(least, Self.steps)).contains(number), number >= least else {
        throw Fault(message: "{\(text)} is no repetition")
      }
      most = number
    }
    sequence += Array(repeating: Step(characters: characters), count: least)
    if let most {
      sequence += Array(repeating: Step(characters: characters, isOptional: true), count: most - least)
    } else {
      sequence.append(Step(characters: characters, isOptional: true, isRepeated: true))
    }
  }

  private static func characters(
    _ scalar: Unicode.Scalar, _ rest: inout ArraySlice<Unicode.Scalar>
  ) throws(Fault) -> Characters {
    switch scalar {
    case ".": return .any
    case "[": return try among(&rest)
    case "\\": return .among(try escaped(&rest), isNegated: false)
    case "(", ")", "|": throw Fault(message: "groups and alternatives are not enforced here")
    case "*", "+", "?", "{", "^", "$": throw Fault(message: "\(scalar) stands where it means nothing")
    default: return .among([scalar.value...scalar.value], isNegated: false)
    }
  }

  private static func among(_ rest: inout ArraySlice<Unicode.Scalar>) throws(Fault) -> Characters {
    var ranges: [ClosedRange<UInt32>] = []
    let isNegated = rest.first == "^"
    if isNegated { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      if scalar == "]" { return .among(ranges, isNegated: isNegated) }
      if scalar == "\\" {
        ranges += try escaped(&rest)
        continue
      }
      guard rest.first == "-", let last = rest.dropFirst().first, last != "]" else {
        ranges.append(scalar.value...scalar.value)
        continue
      }
      guard scalar.value <= last.value else { throw Fault(message: "\(scalar)-\(last) is no range") }
      ranges.append(scalar.value...last.value)
      rest = rest.dropFirst(2)
    }
    throw Fault(message: "a [ has no ]")
  }

  private static func escaped(_ rest: inout ArraySlice<Unicode.Scalar>) throws(Fault) -> [ClosedRange<UInt32>] {
    guard let scalar = rest.popFirst() else { throw Fault(message: "it ends with a \\") }
    let digits: ClosedRange<UInt32> = 0x30...0x39
    switch scalar {
    case "d": return [digits]
    case "w": return [digits, 0x41...0x5A, 0x61...0x7A, 0x5F...0x5F]
    case "s": return [0x20...0x20, 0x09...0x0D, 0xA0...0xA0]
    case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
      throw Fault(message: "\\\(scalar) is not enforced here")
    default: return [scalar.value...scalar.value]
    }
  }
}
