import Violations

// What a connection says for itself.

extension Status {
  static func duplicate(_ id: CallID) -> Status {
    Status(
      .duplicateCallID,
      Wording(
        en: "A call with the id \(id) is still open on this connection.",
        fr: "Un appel portant l’id \(id) est encore ouvert sur cette connexion."),
      details: [.idOfLine(id)])
  }

  static func lineTooLong(_ limit: Int) -> Status {
    Status(
      .lineTooLong,
      Wording(
        en: "The line has more than \(limit) bytes and was not read.",
        fr: "La ligne a plus de \(limit) octets et n’a pas été lue."))
  }

  static func repeatedBreach(_ count: Int, _ limit: Int) -> Status {
    Status(
      .repeatedBreach,
      Wording(
        en: "\(count) lines in a row had more than \(limit) bytes.",
        fr: "\(count) lignes de suite avaient plus de \(limit) octets."))
  }

  static func tooManyRefusals(_ count: Int) -> Status {
    Status(
      .authenticationFailures,
      Wording(
        en: "\(count) calls came without a valid credential; the connection is closed.",
        fr: "\(count) appels sont arrivés sans jeton valide ; la connexion est fermée."))
  }

  static func slowReader(_ waiting: Int, _ seconds: Int) -> Status {
    Status(
      .slowReader,
      Wording(
        en: "\(waiting) bytes of answers waited, and in \(seconds) s too few of them were read.",
        fr: "\(waiting) octets de réponses attendaient, et trop peu d’entre eux ont été lus en \(seconds) s."))
  }

  static func strangerForTooLong(_ seconds: Int) -> Status {
    Status(
      .authenticationTimeout,
      Wording(
        en: "No valid credential came within \(seconds) s.",
        fr: "Aucun jeton valide n’est arrivé en \(seconds) s."))
  }

  static func aged(_ seconds: Int) -> Status {
    Status(
      .connectionAge,
      Wording(
        en: "The connection has been open for \(seconds) s.", fr: "La connexion est ouverte depuis \(seconds) s."))
  }

  static func idle(_ seconds: Int) -> Status {
    Status(.idle, Wording(en: "Nothing was sent for \(seconds) s.", fr: "Rien n’a été envoyé pendant \(seconds) s."))
  }
}

extension FieldViolation {
  /// Names the id that a line has and its answer may not carry: that of another call, which is still open.
  static func idOfLine(_ id: CallID) -> FieldViolation {
    FieldViolation(
      path: "id",
      message: Wording(
        "id_in_use", en: "is the id of a call that is still open; that call is not ended by this answer.",
        fr: "est l’id d’un appel encore ouvert ; cette réponse ne met pas fin à cet appel."),
      found: id.text)
  }

  /// Names the id of a message whose call is not open.
  static func idOfEndedCall(_ id: CallID) -> FieldViolation {
    FieldViolation(
      path: "id",
      message: Wording(
        "id_not_open", en: "is the id of no call that is open; one that had it has been answered.",
        fr: "n’est l’id d’aucun appel ouvert ; s’il y en a eu un, il a reçu sa réponse."),
      found: id.text)
  }
}
