import CLibPQ

/// libpq's connection string taken apart, so that it can be put together anew with a password, or given without one to a
/// program whose arguments everybody on the machine can read.
public struct ConnectionString: Sendable {
  /// The password, if the string holds one.
  public let password: String?
  /// What is set in it but the password, in the keyword form.
  public let withoutPassword: String
  /// What it sets but the password, by keyword.
  let values: [String: String]

  /// The keywords that it sets, but the password's.
  public var keywords: Set<String> { Set(values.keys) }

  /// Takes a string in the keyword form or a URI apart.
  ///
  /// Throws `usage` if it is neither, without quoting it.
  public init(_ text: String) throws(DatabaseError) {
    guard let options = PQconninfoParse(text, nil) else {
      throw DatabaseError(
        .usage, "The connection string is not one: write host=… dbname=… user=…, or postgresql://…")
    }
    defer { PQconninfoFree(options) }
    var password: String?
    var parts: [String] = []
    var values: [String: String] = [:]
    var option = options
    while let keyword = option.pointee.keyword {
      defer { option += 1 }
      guard let value = option.pointee.val else { continue }
      let (name, text) = (String(cString: keyword), String(cString: value))
      if name == "password" {
        password = text
      } else {
        values[name] = text
        parts.append("\(name)=\(Self.quoted(text))")
      }
    }
    self.password = password
    self.values = values
    withoutPassword = parts.joined(separator: " ")
  }

  /// The keyword form with this password, or its own where there is none.
  public func with(password: String?) -> String {
    let secret = (password ?? self.password).map { "password=\(Self.quoted($0))" }
    return ([withoutPassword] + [secret].compactMap { $0 }).joined(separator: " ")
  }

  /// Whether another string leads to the same database, be it as another user or otherwise secured.
  public func leadsWhere(_ other: ConnectionString) -> Bool {
    ["host", "hostaddr", "port", "service"].allSatisfy { values[$0] == other.values[$0] } && database == other.database
  }

  /// Without a name, libpq takes the user's.
  private var database: String? { values["dbname"] ?? values["user"] }

  /// A value as the keyword form has it.
  public static func quoted(_ value: String) -> String {
    "'\(value.map { $0 == "'" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined())'"
  }
}
