import Disclosure
import MethodCatalogue
import Violations

extension PluginsService {
  static let listing = MethodDeclaration(
    "kurukan.v1.Plugins/List",
    Wording(
      en: "Lists the plugins of this server, and what was refused.",
      fr: "Énumère les modules de ce serveur, et ce qui a été refusé."),
    access: .roles([.administrator, .auditor]), cost: .small, timeout: .seconds(15), parameters: .none, answer: plugins)

  static let reloading = MethodDeclaration(
    "kurukan.v1.Plugins/Reload",
    Wording(
      en: "Examines the plugins' folder now; reports at work go on with what they have.",
      fr: "Examine maintenant le dossier des modules ; les rapports en cours gardent ce qu’ils ont."),
    access: .roles([.administrator]), cost: .process, timeout: .seconds(60), parameters: .none, answer: plugins)

  static let enabling = MethodDeclaration(
    "kurukan.v1.Plugins/Enable",
    Wording(
      en: "Lets every server of this database run a plugin again.",
      fr: "Permet de nouveau à tous les serveurs de cette base d’exécuter un module."),
    access: .roles([.administrator]), cost: .small, timeout: .seconds(15), parameters: .fields([format]),
    answer: changed)

  static let disabling = MethodDeclaration(
    "kurukan.v1.Plugins/Disable",
    Wording(
      en: "Lets no server of this database run a plugin any more.",
      fr: "Interdit à tous les serveurs de cette base d’exécuter un module."),
    access: .roles([.administrator]), cost: .small, timeout: .seconds(15),
    parameters: .fields([
      format,
      .optional(
        "reason", .string,
        Wording(en: "why, for whoever reads the list", fr: "la raison, pour les lecteurs de la liste")),
    ]), answer: changed)

  private static let format = MethodField.required(
    "format", .string,
    Wording(
      en: "the format's id, as Reports/Formats lists it",
      fr: "l’identifiant du format, tel que le donne Reports/Formats"))

  private static let plugins: [MethodField] = [
    .required(
      "plugins", .objects,
      Wording(
        en: "format, version, file, digest, reports, enabled; who disabled it and why; crashes",
        fr: "format, version, file, digest, reports, enabled ; qui l’a désactivé et pourquoi ; crashes")),
    .required("refused", .objects, Wording(en: "file and why", fr: "fichier et raison")),
    .required(
      "sandbox", .object,
      Wording(en: "landlock, its version or 0, and seccomp", fr: "landlock, sa version ou 0, et seccomp")),
  ]

  private static let changed: [MethodField] = [
    .required("format", .string, Wording(en: "the format", fr: "le format")),
    .required("digest", .string, Wording(en: "the SHA-256 of its file", fr: "le SHA-256 de son fichier")),
    .required("changed", .boolean, Wording(en: "false if it was so before", fr: "faux si c’était déjà le cas")),
  ]
}
