/// A name as it is compared.
struct FoldedName {
  let letters: [Unicode.Scalar]
  private let text: String

  /// Nil for a name too long to be compared.
  init?(_ name: String) {
    guard name.utf8.count <= NearestName.comparedBytes else { return nil }
    text = name
    letters = LetterFolding.letters(of: name)
  }

  /// How many letters `candidate` is away; nil if more than `limit`.
  func distance(to candidate: FoldedName, atMost limit: Int) -> Int? {
    if isTail(of: candidate) { return 0 }
    guard abs(letters.count - candidate.letters.count) <= limit else { return nil }
    let distance = EditDistance.between(letters, candidate.letters)
    return distance <= limit ? distance : nil
  }

  private func isTail(of candidate: FoldedName) -> Bool {
    guard !letters.isEmpty, candidate.letters.suffix(letters.count).elementsEqual(letters) else { return false }
    return candidate.text.indices.contains { index in
      guard candidate.text[index] == "/" || candidate.text[index] == "." else { return false }
      return LetterFolding.letters(of: candidate.text[candidate.text.index(after: index)...]) == letters
    }
  }
}
