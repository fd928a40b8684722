public import JSONBytes
public import Violations

extension JSONError {
  /// The fault for a person; its rule is the code's name. English names the bytes, French the kind of fault.
  public var wording: Wording { Wording(code.description, en: message, fr: french) }

  private var french: String? {
    switch code {
    case .unexpectedEnd: "Le texte JSON s’arrête trop tôt."
    case .unexpectedByte: "Un caractère inattendu se trouve à cet endroit."
    case .trailingBytes: "Quelque chose suit la fin de la valeur JSON."
    case .typeMismatch: "La valeur n’est pas du type attendu."
    case .duplicateKey: "La même clé figure deux fois dans un objet."
    case .invalidUTF8: "Le texte n’est pas de l’UTF-8 valide."
    case .invalidEscape: "Une séquence d’échappement ne désigne aucun caractère permis."
    case .numberOutOfRange: "Le nombre dépasse ce que 64 bits peuvent représenter."
    case .limitExceeded: "Le JSON dépasse une limite de profondeur, de taille ou de nombre de membres."
    default: nil
    }
  }
}
