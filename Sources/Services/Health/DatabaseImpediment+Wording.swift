import Postgres
import Violations

extension DatabaseImpediment {
  /// What is wrong and what an administrator does, in one line.
  var wording: Wording {
    switch self {
    case .unreachable:
      Wording(
        en: "The database does not answer; see that it runs and that this server may connect to it.",
        fr: "La base de données ne répond pas ; vérifiez qu’elle fonctionne et que ce serveur peut s’y connecter.")
    case .loginRefused:
      Wording(
        en: "The database refuses the server's role or password; put the right password in its file.",
        fr: "La base de données refuse le rôle ou le mot de passe du serveur ; corrigez le fichier du mot de passe.")
    case .databaseMissing:
      Wording(
        en: "The database does not exist; create it, or correct its name in the connection string.",
        fr: "La base de données n’existe pas ; créez-la, ou corrigez son nom dans la chaîne de connexion.")
    case .diskFull:
      Wording(
        en: "The database's disk is full; free space or give it more, and records are stored again by themselves.",
        fr: "Le disque de la base de données est plein ; libérez de l’espace ou agrandissez-le, et les enregistrements "
          + "seront de nouveau stockés d’eux-mêmes.")
    case .resourcesExhausted:
      Wording(
        en: "The database lacks memory or connections; raise max_connections or its memory, or end other clients.",
        fr: "La base de données manque de mémoire ou de connexions ; augmentez max_connections ou sa mémoire, ou "
          + "fermez d’autres clients.")
    case .readOnly:
      Wording(
        en: "The database takes no changes: it is a standby, or set to be read only; name the primary.",
        fr: "La base de données n’accepte aucune modification : c’est un serveur de secours, ou elle est en lecture "
          + "seule ; indiquez le serveur primaire.")
    case .standbyMissing:
      Wording(
        en: "No synchronous standby is named, and the server acknowledges nothing without one "
          + "(--require-sync-standby); set synchronous_standby_names.",
        fr: "Aucun serveur de secours synchrone n’est désigné, et le serveur ne confirme rien sans lui "
          + "(--require-sync-standby) ; définissez synchronous_standby_names.")
    case .schemaIncomplete:
      Wording(
        en:
          "The database's tables are missing or of another version; restore a backup, or start the newest server anew.",
        fr: "Les tables de la base de données manquent ou sont d’une autre version ; restaurez une sauvegarde, ou "
          + "redémarrez le serveur le plus récent.")
    case .rightsMissing:
      Wording(
        en: "The server's role lacks rights in the database; make it the owner of its tables.",
        fr: "Le rôle du serveur manque de droits dans la base de données ; faites-en le propriétaire des tables.")
    case .filesDamaged:
      Wording(
        en: "The database cannot read or write its files; see its own log and the disk, and keep the last backup.",
        fr: "La base de données ne peut ni lire ni écrire ses fichiers ; consultez son journal et le disque, et gardez "
          + "la dernière sauvegarde.")
    case .interrupted:
      Wording(
        en: "Somebody, or a time limit of the database, ended what it was doing; send the call again.",
        fr: "Quelqu’un, ou un délai de la base de données, a interrompu l’opération ; renvoyez l’appel.")
    }
  }
}
