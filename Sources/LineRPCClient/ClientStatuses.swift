import JSONBytes
import LineRPC
import Violations

// What a client says for itself.

extension Status {
  static let cancelledByCaller = Status(
    .cancelled, Wording(en: "The call was cancelled.", fr: "L’appel a été annulé."))

  static let clientClosed = Status(
    .cancelled, Wording(en: "The client closed the connection.", fr: "Le client a fermé la connexion."))

  static let callHasEnded = Status(
    .cancelled,
    Wording(
      en: "The call has ended; nothing can be sent for it any more.",
      fr: "L’appel a pris fin ; plus rien ne peut être envoyé pour lui."))

  static let noAnswerInTime = Status(
    .deadlineExceeded,
    Wording(en: "The server did not answer in time.", fr: "Le serveur n’a pas répondu à temps."))

  static let connectionEnded = Status(
    .connectionLost,
    Wording(
      en: "The connection ended before the answer came.", fr: "La connexion a pris fin avant l’arrivée de la réponse."))

  static let noConnectionInTime = Status(
    .deadlineExceeded,
    Wording(
      en: "There was no connection to the server in time; the call was not made.",
      fr: "La connexion au serveur n’a pas été établie à temps ; l’appel n’a pas été fait."))

  static func settledUnsent(_ index: Int, sent: Int) -> Status {
    Status(
      .unexpected,
      Wording(
        en: "The server has settled items below \(index), and only those below \(sent) were sent.",
        fr: "Le serveur a traité des éléments jusqu’à \(index), et seuls ceux avant \(sent) ont été envoyés."))
  }

  /// What stands against sending an item.
  func of(item index: Int) -> Status {
    var status = self
    status.message = Wording(
      message.rule, en: "Item \(index): \(message.en)", fr: "Élément \(index) : \(message.text(in: .french))")
    return status
  }

  static let answeredTooEarly = Status(
    .unexpected,
    Wording(
      en: "The server ended the stream before all items were settled.",
      fr: "Le serveur a mis fin au flux avant que le sort de tous les éléments soit fixé."))

  static func notUnderstood(_ error: JSONError) -> Status {
    Status(
      .unexpected,
      Wording(
        en: "The server sent a message that this program does not understand: \(error.message)",
        fr: "Le serveur a envoyé un message que ce programme ne comprend pas : \(error.wording.text(in: .french))"))
  }

  /// The failure as it stands after so many tries.
  func after(tries: Int) -> Status {
    guard tries > 1 else { return self }
    var status = self
    status.message = Wording(
      message.rule, en: "\(message.en) (tried \(tries) times)",
      fr: "\(message.text(in: .french)) (\(tries) essais)")
    return status
  }

  static func connectionBroke(_ error: any Error) -> Status {
    Status(
      .connectionLost, Wording(en: "The connection broke: \(error)", fr: "La connexion s’est rompue : \(error)"))
  }

  static func notJSON(fromServer error: JSONError) -> Status {
    Status(
      .connectionLost,
      Wording(
        en: "The server sent a line that is not JSON: \(error.message)",
        fr: "Le serveur a envoyé une ligne qui n’est pas du JSON : \(error.wording.text(in: .french))"))
  }

  static func lineTooLong(fromServer limit: Int) -> Status {
    Status(
      .connectionLost,
      Wording(
        en: "The server sent a line of more than \(limit) bytes.",
        fr: "Le serveur a envoyé une ligne de plus de \(limit) octets."))
  }

  static func lineTooLong(_ bytes: Int, limit: Int) -> Status {
    Status(
      .lineTooLong,
      Wording(
        en: "The call's line would have \(bytes) bytes; the server reads at most \(limit). Nothing was sent.",
        fr: "La ligne de l’appel aurait \(bytes) octets ; le serveur en lit au plus \(limit). Rien n’a été envoyé."))
  }

  /// What a call is told when a line was not understood that may have been its own.
  func asFaultOfSomeLine() -> Status {
    var status = self
    // That nothing was done holds for the line alone; of this call as little is known as of one whose connection is lost.
    if isRetryable { status.reason = .connectionLost }
    status.message = Wording(
      message.rule,
      en: "The server could not read a line of this connection and did not say of which call; "
        + "whether this call took effect is not known. The server says: \(message.en)",
      fr: "Le serveur n’a pas pu lire une ligne de cette connexion et n’a pas dit de quel appel ; "
        + "on ignore si cet appel a pris effet. Le serveur indique : \(message.text(in: .french))")
    return status
  }

  /// Whether the server tells of a line that it made no call of, and not of the connection's end.
  var isFaultOfALine: Bool { code == .invalidArgument || reason == .lineTooLong || reason == .tooManyCalls }

  /// The id that a line had and its answer could not carry, since the call of that id is open.
  var idOfLine: String? { details.first { $0.path == "id" }?.found }
}
