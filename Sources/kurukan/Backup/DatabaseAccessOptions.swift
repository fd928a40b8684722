import ArgumentParser

/// Which database a command works on beside the server: named as `kurukan serve` names it.
struct DatabaseAccessOptions: ParsableArguments {
  @Option(help: "The server's folder, for the PostgreSQL of its own in it, whether the server runs or not.")
  var data = "kurukan-data"

  @Option(
    help: "A file with the connection string of a PostgreSQL database, such as host=db dbname=kurukan user=kurukan.")
  var databaseFile: String?

  @Option(help: "A file with the password for that database.")
  var databasePasswordFile: String?

  @Option(
    help: ArgumentHelp(
      "Started by root with --data: the user to become. Default: the folder's owner, else whom serve would become."))
  var user: String?

  @Option(
    help: ArgumentHelp(
      "The folder of pg_dump and pg_restore. Default: those installed of the database's version, or the next newer.",
      valueName: "folder"))
  var postgresqlPrograms: String?
}
