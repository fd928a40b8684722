import CLibPQ

/// libpq's connection string taken apart, for a program of PostgreSQL's that is to connect as this one does: everybody
/// on the machine can read a program's arguments, so that the password must reach it otherwise.
public struct ConnectionString: Sendable {
  /// The password, if the string holds one.
  public let password: String?
  /// What is set in it but the password, in the keyword form.
  public let withoutPassword: String
  /// The keywords that it sets.
  public let keywords: Set<String>

  /// Takes a string in the keyword form or a URI apart.
  ///
  /// Throws `usage` if it is neither, without quoting it, or if it holds a passphrase of a key, which no program can be
  /// given but in its arguments.
  public init(_ text: String) throws(DatabaseError) {
    guard let options = PQconninfoParse(text, nil) else {
      throw DatabaseError(
        .usage, "The connection string is not one: write host=… dbname=… user=…, or postgresql://…")
    }
    defer { PQconninfoFree(options) }
    var password: String?
    var parts: [String] = []
    var keywords: Set<String> = []
    var option = options
    while let keyword = option.pointee.keyword {
      defer { option += 1 }
      guard let value = option.pointee.val else { continue }
      let (name, text) = (String(cString: keyword), String(cString: value))
      switch name {
      case "password": password = text
      case "sslpassword":
        throw DatabaseError(
          .usage, "The connection string holds sslpassword, a passphrase of a key: use a key without one.")
      default:
        keywords.insert(name)
        parts.append("\(name)='\(text.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())'")
      }
    }
    self.password = password
    self.keywords = keywords
    withoutPassword = parts.joined(separator: " ")
  }
}
