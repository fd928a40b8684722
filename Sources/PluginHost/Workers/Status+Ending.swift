import LineRPC
import Violations

extension Status {
  /// The server takes no more renderings.
  static let hostStopping = Status(
    .draining, Wording(en: "The server is stopping.", fr: "Le serveur s’arrête."))

  /// Nobody waits for the report any more.
  static let renderingCancelled = Status(
    .cancelled, Wording(en: "The rendering was cancelled.", fr: "La production du rapport a été annulée."))
}
