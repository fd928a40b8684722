import Records
import Violations

/// Why no more records can be read from a file, with the remedy.
struct RecordFileFault: Error {
  let text: String

  init(_ error: FileError) { text = error.description }

  init(_ place: String, _ message: Wording) {
    text = Wording(en: "\(place): \(message.en)", fr: message.fr.map { "\(place) : \($0)" }).text
  }

  init(_ name: String, _ fault: Gunzip.Fault) {
    switch fault {
    case .damaged: self.init(name, .damagedGzip)
    case .truncated: self.init(name, .truncatedGzip)
    case .noMemory: self.init(name, Wording.noMemory)
    }
  }
}

extension Wording {
  static let lineTooLong = Wording(
    en: "The record has more than \(RecordLines.lineBytes) bytes, so this is no file of records.",
    fr: "L’enregistrement compte plus de \(RecordLines.lineBytes) octets : ce n’est pas un fichier d’enregistrements.")

  static let openRecord = Wording(
    en: "The record that begins here does not end: a closing bracket or quotation mark is missing.",
    fr: "L’enregistrement qui commence ici ne se termine pas : il manque un crochet, une accolade ou un guillemet.")

  static let noRecord = Wording(
    en: "A record is expected here, a JSON object.", fr: "Un enregistrement est attendu ici, un objet JSON.")

  static let noComma = Wording(
    en: "A comma or the array’s end is expected here.", fr: "Une virgule ou la fin du tableau est attendue ici.")

  static let openArray = Wording(
    en: "The file ends before its array does; what came before was read.",
    fr: "Le fichier s’arrête avant la fin de son tableau ; ce qui précède a été lu.")

  static let behindArray = Wording(
    en: "Something follows the end of the array.", fr: "Quelque chose suit la fin du tableau.")

  static let damagedGzip = Wording(
    en: "The compressed file is damaged; what came before was read. Copy it again: gzip -t tells whether it is whole.",
    fr: "Le fichier compressé est endommagé ; ce qui précède a été lu. Recopiez-le : gzip -t dit s’il est entier.")

  static let truncatedGzip = Wording(
    en:
      "The compressed file ends too early; what came before was read. Copy it again: gzip -t tells whether it is whole.",
    fr: "Le fichier compressé s’arrête trop tôt ; ce qui précède a été lu. Recopiez-le : gzip -t dit s’il est entier.")

  static let noMemory = Wording(
    en: "There is no memory left to uncompress it.", fr: "Il n’y a plus de mémoire pour le décompresser.")

  static let noMatch = Wording(en: "No file has such a name.", fr: "Aucun fichier ne porte un tel nom.")

  static let isBeingSent = Wording(
    en: "Another kurukan submit is sending this file.", fr: "Un autre kurukan submit envoie déjà ce fichier.")

  static func folder(_ name: String) -> Wording {
    let pattern = ShellWord(name.hasSuffix("/") ? name + "*.ndjson" : name + "/*.ndjson")
    return Wording(
      en: "This is a folder. Name the files in it: kurukan submit \(pattern)",
      fr: "Ceci est un dossier. Nommez ses fichiers : kurukan submit \(pattern)")
  }

  /// What is no text of records, with the command that makes such a text of it.
  static func foreign(_ form: ForeignForm, _ name: String) -> Wording {
    let command = form.command(for: name)
    return switch form {
    case .windows:
      Wording(
        en: "The text is not UTF-8, but probably Windows-1252. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet), or"
          + " convert it: \(command)",
        fr:
          "Le texte n’est pas en UTF-8, mais sans doute en Windows-1252. Enregistrez-le en UTF-8 (« CSV UTF-8 » dans un"
          + " tableur) ou convertissez-le : \(command)")
    case .utf16:
      Wording(
        en: "The text is UTF-16. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet), or convert it: \(command)",
        fr: "Le texte est en UTF-16. Enregistrez-le en UTF-8 (« CSV UTF-8 » dans un tableur) ou convertissez-le :"
          + " \(command)")
    case .spreadsheet:
      Wording(
        en: "This is a spreadsheet. Save its table as “CSV UTF-8” and send that, or convert it: \(command)",
        fr: "Ceci est un classeur. Enregistrez son tableau comme « CSV UTF-8 » et envoyez ce fichier, ou"
          + " convertissez-le : \(command)")
    case .zstd, .xz, .bzip2:
      Wording(
        en: "The file is compressed, but not with gzip: \(command)",
        fr: "Le fichier est compressé, mais pas avec gzip : \(command)")
    }
  }
}
