import ReportKit

extension ReportBuilder {
  /// Warns that something is missing of so many.
  func gap(_ key: String, _ count: Int, path: String) throws {
    try diagnose(.warning, words[key, ["count": "\(count)"]], path: path)
  }
}
