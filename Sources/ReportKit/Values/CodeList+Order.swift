public import Records

extension CodeList {
  /// Codes in the list's order, each once; those that it does not have come last, by their letters.
  public func ordered(_ codes: some Sequence<String>) -> [String] {
    let codes = Set(codes)
    return self.codes.filter(codes.contains) + codes.filter { !contains($0) }.sorted()
  }
}
