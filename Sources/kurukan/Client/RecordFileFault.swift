import Records
import Violations

/// Why no more records can be read from a file, with the remedy.
struct RecordFileFault: Error {
  let text: String

  init(_ error: FileError) { text = error.description }

  init(_ place: String, _ message: Wording) {
    text = Wording(en: "\(place): \(message.en)", fr: message.fr.map { "\(place) : \($0)" }).text
  }
}

extension Wording {
  static let jsonArray = Wording(
    en: "This is a JSON array; records are sent one a line: jq -c '.[]' FILE > NEW.ndjson.",
    fr: "Ceci est un tableau JSON ; les enregistrements s’envoient un par ligne : jq -c '.[]' FICHIER > NOUVEAU.ndjson."
  )

  static let jsonDocument = Wording(
    en: "A record runs over several lines; each must stand in one: jq -c . FILE > NEW.ndjson.",
    fr: "Un enregistrement s’étend sur plusieurs lignes ; chacun doit tenir en une : jq -c . FICHIER > NOUVEAU.ndjson.")

  static let lineTooLong = Wording(
    en: "The line has more than \(RecordLines.lineBytes) bytes, so this is no file of records.",
    fr: "La ligne compte plus de \(RecordLines.lineBytes) octets : ce n’est pas un fichier d’enregistrements.")

  static let windowsText = Wording(
    en: "The text is not UTF-8, but probably Windows-1252; convert it: iconv -f WINDOWS-1252 -t UTF-8 FILE > NEW.",
    fr: "Le texte n’est pas en UTF-8, mais sans doute en Windows-1252 ; convertissez-le :"
      + " iconv -f WINDOWS-1252 -t UTF-8 FICHIER > NOUVEAU.")

  static let utf16Text = Wording(
    en: "The text is UTF-16. Save it as UTF-8 (“CSV UTF-8” in a spreadsheet), or convert it:"
      + " iconv -f UTF-16 -t UTF-8 FILE > NEW.",
    fr: "Le texte est en UTF-16. Enregistrez-le en UTF-8 (« CSV UTF-8 » dans un tableur) ou convertissez-le :"
      + " iconv -f UTF-16 -t UTF-8 FICHIER > NOUVEAU.")

  static let spreadsheet = Wording(
    en: "This is a spreadsheet; save its table as “CSV UTF-8” and send that.",
    fr: "Ceci est un classeur ; enregistrez son tableau comme « CSV UTF-8 » et envoyez ce fichier.")
}
