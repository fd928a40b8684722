public import LineRPC
import Violations

/// Whether PDF can be written, and if not, what for.
public struct TypesettingFinding: Sendable, Equatable {
  /// What is needed for PDF, with the path where it was looked for.
  public enum Part: Sendable, Equatable {
    /// `kurukan-typesetter`.
    case program(String)
    /// Python.
    case python(String)
    /// Typst's module for Python.
    case typst(String)
    /// A file of the template.
    case template(String)
    /// A font of the template.
    case font(String)
  }

  /// The command that installs what an installation of Kurukan does not bring along.
  public static let command = "deploy/install-typst"

  /// Typst's version; nil if it is not there.
  public let typst: String?
  /// What is missing.
  public let missing: [Part]

  /// What is missing and where it was looked for, for the server's log.
  public var log: String {
    missing.map { part in
      switch part {
      case .program(let path): "no program \(path)"
      case .python(let path): "no Python 3 at \(path)"
      case .typst(let path): "no Typst in \(path) (install it: \(Self.command) \(path))"
      case .template(let path): "no template: \(path)"
      case .font(let path): "no font: \(path)"
      }
    }.joined(separator: "; ")
  }

  /// Why `medium` cannot be written, for whoever asked for it; nil if nothing is missing.
  public func status(for medium: String) -> Status? {
    guard !missing.isEmpty else { return nil }
    return Status(
      .mediumUnavailable,
      Wording(
        en: "This server cannot write \(medium): it lacks \(list(" and ") { $0.name.en }).",
        fr: "Ce serveur ne peut pas écrire en \(medium) : il lui manque \(list(" et ") { $0.name.text(in: .french) })."),
      hint: Wording(
        en: "Choose another medium, or have an administrator install it on the server: \(Self.command)",
        fr: "Choisissez un autre support, ou faites-le installer sur le serveur par un administrateur :"
          + " \(Self.command)"))
  }

  private func list(_ conjunction: String, _ name: (Part) -> String) -> String {
    let names = missing.map(name)
    return (names.count > 1 ? [names.dropLast().joined(separator: ", "), names[names.count - 1]] : names)
      .joined(separator: conjunction)
  }
}

extension TypesettingFinding.Part {
  /// Without the path, which is nobody's business but the administrator's.
  fileprivate var name: Wording {
    switch self {
    case .program: Wording(en: "kurukan-typesetter", fr: "kurukan-typesetter")
    case .python: Wording(en: "Python", fr: "Python")
    case .typst: Wording(en: "Typst", fr: "Typst")
    case .template: Wording(en: "the template", fr: "le modèle")
    case .font: Wording(en: "a font", fr: "une police")
    }
  }
}
