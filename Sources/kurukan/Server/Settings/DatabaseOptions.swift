import ArgumentParser
import Settings

/// Which database a server has, and the keys to what is in it.
struct DatabaseOptions: SettingOptions {
  static let file = Setting(
    "databaseFile", .text("FILE"), isSecret: true, isReloadable: true,
    "A file with the connection string of a PostgreSQL database, such as host=db dbname=kurukan user=kurukan. Without it"
      + " the server keeps a PostgreSQL of its own below --data.")
  static let passwordFile = Setting(
    "databasePasswordFile", .text("FILE"), isSecret: true, isReloadable: true,
    "A file with the password for that database. It is read anew whenever the database refuses the password.")
  static let wait = Setting(
    "databaseWait", .integer(0...86_400, unit: "seconds"), standard: "120",
    "How long the server waits at its start for a database that does not take its connection; 0 does not wait.")
  static let pseudonymKeyFile = Setting(
    "pseudonymKeyFile", .text("FILE"), isSecret: true,
    "A file with the key by which codes of persons and communities become pseudonyms: 64 hexadecimal digits, as openssl"
      + " rand -hex 32 writes them; the same on all servers, and in no backup of the database. Without it, records with"
      + " such codes are refused.")

  static let settings = [file, passwordFile, wait, pseudonymKeyFile]

  @Option(help: ArgumentHelp(Self.file.help)) var databaseFile: String?
  @Option(help: ArgumentHelp(Self.passwordFile.help)) var databasePasswordFile: String?
  @Option(help: ArgumentHelp(Self.wait.help)) var databaseWait: String?
  @Option(help: ArgumentHelp(Self.pseudonymKeyFile.help)) var pseudonymKeyFile: String?

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [
      FlagValue(Self.file, databaseFile), FlagValue(Self.passwordFile, databasePasswordFile),
      FlagValue(Self.wait, databaseWait), FlagValue(Self.pseudonymKeyFile, pseudonymKeyFile),
    ]
  }
}
