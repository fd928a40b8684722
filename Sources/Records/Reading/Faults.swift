import Violations

/// What is said to the sender of a record, in English and in French.
extension Wording {
  // MARK: - Shape

  static let notAnObject = Wording(
    "record_object", en: "A record must be a JSON object.", fr: "Un enregistrement doit être un objet JSON.")

  static func recordTooLong(_ count: Int) -> Wording {
    let limit = RecordLimits.recordBytes
    return Wording(
      "record_bytes",
      en: "The record has \(count) bytes; at most \(limit) are allowed. Split it, or shorten its texts.",
      fr:
        "L’enregistrement compte \(count) octets ; \(limit) au plus sont admis. Divisez-le ou raccourcissez ses textes."
    )
  }

  static let unknownKind = Wording(
    "kind_known", en: "There is no such kind of record; `kurukan kinds` lists them all.",
    fr: "Il n’existe pas de tel genre d’enregistrement ; `kurukan kinds` les énumère.")

  static let unknownField = Wording(
    "field_known", en: "There is no field of this name here.", fr: "Il n’y a pas de champ de ce nom ici.")

  static let typeForKind = Wording(
    "field_known", en: "There is no field of this name here; the kind of record stands in `kind`.",
    fr: "Il n’y a pas de champ de ce nom ici ; le genre d’enregistrement figure dans `kind`.")

  static let required = Wording(
    "field_required", en: "This field is required.", fr: "Ce champ est obligatoire.")

  static let null = Wording(
    "null_refused", en: "Leave the field out where there is nothing to say; null stands for no value here.",
    fr: "Omettez le champ s’il n’y a rien à dire ; null ne représente aucune valeur ici.")

  static func wrongType(_ expected: ExpectedType, _ found: ExpectedType) -> Wording {
    Wording(
      "value_type", en: "Must be \(expected.en), not \(found.en).", fr: "Doit être \(expected.fr), non \(found.fr).")
  }

  static func listTooLong(_ count: Int, _ limit: Int) -> Wording {
    Wording(
      "list_length", en: "The list has \(count) elements; at most \(limit) are allowed.",
      fr: "La liste compte \(count) éléments ; \(limit) au plus sont admis.")
  }

  static let repeatedElement = Wording(
    "list_distinct", en: "This stands in the list already.", fr: "Ceci figure déjà dans la liste.")

  // MARK: - Texts

  static let blank = Wording(
    "text_blank", en: "The text is empty; leave the field out where there is nothing to say.",
    fr: "Le texte est vide ; omettez le champ s’il n’y a rien à dire.")

  static func tooLong(_ count: Int, _ limit: Int) -> Wording {
    Wording(
      "text_length", en: "The text has \(count) characters; at most \(limit) are allowed.",
      fr: "Le texte compte \(count) caractères ; \(limit) au plus sont admis.")
  }

  static let controlCharacter = Wording(
    "text_control",
    en: "The text holds a control character other than tab and line break, which documents cannot carry.",
    fr: "Le texte contient un caractère de commande autre que la tabulation et le saut de ligne, que les documents ne"
      + " peuvent porter.")

  static let outerSpace = Wording(
    "text_outer_space", en: "The text begins or ends with white space; take it away.",
    fr: "Le texte commence ou finit par un blanc ; supprimez-le.")

  static let noLanguage = Wording(
    "text_language", en: "The text is empty: give \"fr\", \"en\" or both.",
    fr: "Le texte est vide : donnez « fr », « en » ou les deux.")

  static let unknownLanguage = Wording(
    "text_language", en: "A text is given in fr, in en or in both.",
    fr: "Un texte se donne en fr, en en ou dans les deux.")

  static func format(_ format: TextFormat) -> Wording {
    Wording("text_format", en: "Must be \(format.description).", fr: "Doit être \(format.frenchDescription).")
  }

  static func unknownCode(_ list: CodeList) -> Wording {
    Wording(
      "code_known",
      en: "There is no such code in the list \(list.name); `kurukan codes \(list.name)` prints it.",
      fr: "Il n’y a pas de tel code dans la liste \(list.name) ; `kurukan codes \(list.name)` l’affiche.")
  }

  static let noPseudonyms = Wording(
    "pseudonym_key",
    en: "This server has no key for pseudonyms, so it takes no codes of persons or communities. Its administrator can"
      + " give it one: `kurukan serve --pseudonym-key-file`.",
    fr: "Ce serveur n’a pas de clé de pseudonymes : il n’accepte donc aucun code de personne ou de communauté. Son"
      + " administrateur peut lui en donner une : `kurukan serve --pseudonym-key-file`.")

  // MARK: - Dates, numbers and money

  static let notADay = Wording(
    "date_exists",
    en:
      "Must be a day that exists, as YYYY-MM-DD, from \(CalendarDate.years.lowerBound) to \(CalendarDate.years.upperBound).",
    fr:
      "Doit être un jour qui existe, sous la forme AAAA-MM-JJ, de \(CalendarDate.years.lowerBound) à \(CalendarDate.years.upperBound)."
  )

  static let notADate = Wording(
    "date_exists",
    en:
      "Must be a day, a month or a year that exists, as YYYY-MM-DD, YYYY-MM or YYYY, from \(CalendarDate.years.lowerBound) to \(CalendarDate.years.upperBound).",
    fr:
      "Doit être un jour, un mois ou une année qui existe, sous la forme AAAA-MM-JJ, AAAA-MM ou AAAA, de \(CalendarDate.years.lowerBound) à \(CalendarDate.years.upperBound)."
  )

  static func outOfRange(_ lower: String, _ upper: String, whole: Bool) -> Wording {
    whole
      ? Wording(
        "number_range", en: "Must be a whole number from \(lower) to \(upper).",
        fr: "Doit être un nombre entier de \(lower) à \(upper).")
      : Wording(
        "number_range", en: "Must be a number from \(lower) to \(upper).",
        fr: "Doit être un nombre de \(lower) à \(upper).")
  }

  static func numberAsText(_ number: String) -> Wording {
    Wording(
      "number_as_text", en: "Write the number without quotes: \(number).",
      fr: "Écrivez le nombre sans guillemets : \(number).")
  }

  static func decimalComma(_ number: String) -> Wording {
    Wording(
      "decimal_comma", en: "Write the number with a decimal point and without spaces or quotes: \(number).",
      fr: "Écrivez le nombre avec un point décimal, sans espaces ni guillemets : \(number).")
  }

  static func moneyComma(_ amount: String) -> Wording {
    Wording(
      "decimal_comma", en: "Write the amount with a decimal point and without spaces: \"\(amount)\".",
      fr: "Écrivez le montant avec un point décimal et sans espaces : « \(amount) ».")
  }

  static func money(_ currency: String, decimals: Int, _ example: String) -> Wording {
    Wording(
      "money_amount",
      en: "Must be a sum of \(currency) as plain digits with "
        + (decimals == 0 ? "no decimals" : "at most \(decimals) decimals") + ", such as \"\(example)\".",
      fr: "Doit être un montant en \(currency), en chiffres simples "
        + (decimals == 0 ? "sans décimales" : "avec \(decimals) décimales au plus") + ", par exemple « \(example) ».")
  }

  // MARK: - Between fields

  static func before(_ other: String, _ day: String) -> Wording {
    Wording(
      "date_order", en: "Must not lie before \(other), \(day).", fr: "Ne doit pas précéder \(other), \(day).")
  }

  static func above(_ other: String, _ value: String) -> Wording {
    Wording("number_above", en: "Must not be above \(other), \(value).", fr: "Ne doit pas dépasser \(other), \(value).")
  }

  static func needed(by other: String, _ code: String) -> Wording {
    Wording(
      "field_needed", en: "This field is required where \(other) is \(code).",
      fr: "Ce champ est obligatoire lorsque \(other) vaut \(code).")
  }

  static func neededForReview(_ other: String, _ code: String) -> Wording {
    Wording(
      "field_needed_for_review", en: "A record whose \(other) is \(code) cannot be validated without this field.",
      fr: "Un enregistrement dont \(other) vaut \(code) ne peut être validé sans ce champ.")
  }

  static func neededWith(_ other: String) -> Wording {
    Wording(
      "field_needed", en: "This field is required where \(other) is given.",
      fr: "Ce champ est obligatoire lorsque \(other) est donné.")
  }

  static func outOfPlace(_ other: String, _ codes: [String]) -> Wording {
    Wording(
      "field_out_of_place", en: "This field stands only where \(other) is \(codes.joined(separator: " or ")).",
      fr: "Ce champ ne se remplit que lorsque \(other) vaut \(codes.joined(separator: " ou ")).")
  }

  static func oneNeeded(_ names: [String]) -> Wording {
    Wording(
      "one_needed", en: "Give at least one of \(names.joined(separator: ", ")).",
      fr: "Donnez au moins un champ parmi \(names.joined(separator: ", ")).")
  }

  static func repeated(_ names: [String], _ earlier: Int) -> Wording {
    Wording(
      "list_unique", en: "The same \(names.joined(separator: ", ")) as in element \(earlier) of the list.",
      fr: "Les mêmes valeurs (\(names.joined(separator: ", "))) que dans l’élément \(earlier) de la liste.")
  }

  static func otherCurrency(_ currency: String) -> Wording {
    Wording(
      "one_currency", en: "These sums must be in one currency, \(currency).",
      fr: "Ces montants doivent être dans une seule monnaie, \(currency).")
  }
}

/// The types of JSON values as they are called in a message.
struct ExpectedType: Sendable {
  let en: String
  let fr: String

  static let object = ExpectedType(en: "an object", fr: "un objet")
  static let array = ExpectedType(en: "an array", fr: "une liste")
  static let string = ExpectedType(en: "a string", fr: "une chaîne de caractères")
  static let number = ExpectedType(en: "a number", fr: "un nombre")
  static let wholeNumber = ExpectedType(en: "a whole number", fr: "un nombre entier")
  static let boolean = ExpectedType(en: "true or false", fr: "true ou false")
  static let null = ExpectedType(en: "null", fr: "null")
  static let date = ExpectedType(en: "a date as a string, YYYY-MM-DD", fr: "une date en chaîne, AAAA-MM-JJ")
  static let partialDate = ExpectedType(
    en: "a date as a string, YYYY-MM-DD, YYYY-MM or YYYY", fr: "une date en chaîne, AAAA-MM-JJ, AAAA-MM ou AAAA")
  static let text = ExpectedType(
    en: "a string, or an object with the texts \"fr\" and \"en\"",
    fr: "une chaîne, ou un objet avec les textes « fr » et « en »")
  static let amount = ExpectedType(
    en: "a string of digits, such as \"187000.00\"", fr: "une chaîne de chiffres, par exemple « 187000.00 »")
}
