import Postgres

/// Why a database does not take a connection, and what to do about it.
struct DatabaseRefusal: Sendable, Equatable {
  /// PostgreSQL's or libpq's own words, on one line.
  let message: String
  /// One sentence.
  let remedy: String
  /// Whether it stays so until somebody does something.
  let needsSomebody: Bool

  init(_ error: DatabaseError) {
    var message = error.message
    while message.last == "." || message.last == " " { message.removeLast() }
    self.message = message
    switch error.sqlstate {
    case "28P01":
      remedy =
        "Put the role's password into the file that --database-password-file names, or set it: ALTER ROLE … PASSWORD."
    case let code? where code.hasPrefix("28"):
      remedy = "Correct user in the file that --database-file names, make that role, or let pg_hba.conf admit it."
    case "3D000":
      remedy =
        "Correct dbname in the file that --database-file names, or make that database (deploy/database/create.sql)."
    case "25006":
      remedy = "Name the primary, or all hosts, in the file that --database-file names, or let it take changes."
    case "53300":
      remedy = "Raise max_connections of PostgreSQL, or end what holds its connections."
    case "57P03":
      remedy = "It is starting up or shutting down."
    default:
      remedy = "Start PostgreSQL, or correct host and port in the file that --database-file names."
    }
    needsSomebody = error.sqlstate.map { $0.hasPrefix("28") || ["3D000", "25006", "53300"].contains($0) } ?? false
  }
}
