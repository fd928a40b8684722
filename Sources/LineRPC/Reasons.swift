import Violations

// The one catalogue of reasons. A new reason is one constant here and one entry in `catalogue`, and the table
// in PROTOCOL.md, which a test compares with this file.

// MARK: - The line and the call

extension Reason {
  /// The line is not JSON.
  public static let parseError = Reason(
    "PARSE_ERROR", .invalidArgument,
    Wording(en: "The line is not strict JSON.", fr: "La ligne n’est pas du JSON strict."),
    Wording(
      en: "Correct the JSON at the byte offset given; one object a line, UTF-8, no duplicate keys.",
      fr: "Corrigez le JSON à la position indiquée, en octets ; un objet par ligne, en UTF-8, sans clé en double."))
  /// The line has no id.
  public static let missingID = Reason(
    "MISSING_ID", .invalidArgument,
    Wording(en: "The line has no id, so it was not run.", fr: "La ligne n’a pas d’id et n’a donc pas été exécutée."),
    Wording(
      en: "Give every call an id, a number or a string, that no open call of the connection has.",
      fr: "Donnez à chaque appel un id, nombre ou chaîne, qu’aucun appel ouvert de la connexion ne porte."))
  /// The line is JSON but no request.
  public static let invalidRequest = Reason(
    "INVALID_REQUEST", .invalidArgument,
    Wording(
      en: "The line is JSON, but not a request of this protocol.",
      fr: "La ligne est du JSON, mais pas une requête de ce protocole."),
    Wording(en: "Correct the members named in the details.", fr: "Corrigez les membres nommés dans les détails."))
  /// The line is over the limit.
  public static let lineTooLong = Reason(
    "LINE_TOO_LONG", .resourceExhausted,
    Wording(
      en: "The line is longer than the limit and was not read.",
      fr: "La ligne dépasse la limite et n’a pas été lue."),
    Wording(
      en: "Send less in one line, for example one record a call.",
      fr: "Envoyez moins en une ligne, par exemple un enregistrement par appel."))
  /// No such method.
  public static let unknownMethod = Reason(
    "UNKNOWN_METHOD", .unimplemented,
    Wording(en: "The server has no such method.", fr: "Le serveur n’a pas cette méthode."),
    Wording(
      en: "Call kurukan.v1.Reflection/List for the methods there are.",
      fr: "Appelez kurukan.v1.Reflection/List pour connaître les méthodes disponibles."))
  /// The id is in use.
  public static let duplicateCallID = Reason(
    "DUPLICATE_CALL_ID", .invalidArgument,
    Wording(
      en: "An open call of this connection already has this id.",
      fr: "Un appel ouvert de cette connexion porte déjà cet id."),
    Wording(
      en: "Use an id once, or wait until its call has ended.",
      fr: "N’utilisez un id qu’une fois, ou attendez la fin de son appel."))
  /// More calls than the server takes at once, or of one caller in a time.
  public static let tooManyCalls = Reason(
    "TOO_MANY_CALLS", .resourceExhausted, isRetryable: true,
    Wording(
      en: "More calls came than the server takes at once, or of one credential in so short a time.",
      fr: "Il y a plus d’appels que le serveur n’en traite à la fois, ou n’en accepte d’un jeton en si peu de temps."),
    Wording(en: "Send the call again after the time given.", fr: "Renvoyez l’appel après le délai indiqué."))
  /// The caller's time ran out.
  public static let deadlineExceeded = Reason(
    "DEADLINE_EXCEEDED", .deadlineExceeded,
    Wording(
      en: "The call's timeout passed before it ended; it may have taken effect.",
      fr: "Le délai de l’appel a expiré avant sa fin ; l’appel a pu prendre effet."),
    Wording(
      en: "Allow more time in meta.timeout; repeating a submit is harmless.",
      fr: "Accordez plus de temps dans meta.timeout ; renvoyer un enregistrement est sans danger."))
  /// The caller ended the call.
  public static let cancelled = Reason(
    "CANCELLED", .cancelled,
    Wording(
      en: "The call was cancelled by its caller; it may have taken effect.",
      fr: "L’appel a été annulé par l’appelant ; il a pu prendre effet."),
    Wording(
      en: "Nothing is to be done; send the call again if it is wanted after all.",
      fr: "Il n’y a rien à faire ; renvoyez l’appel s’il est finalement voulu."))
}

// MARK: - The connection

extension Reason {
  /// The server is shutting down.
  public static let draining = Reason(
    "DRAINING", .unavailable, isRetryable: true,
    Wording(
      en: "The server is shutting down and takes no new calls.",
      fr: "Le serveur s’arrête et n’accepte plus d’appels."),
    Wording(
      en: "Connect again after the time given and repeat the call.",
      fr: "Reconnectez-vous après le délai indiqué et répétez l’appel."))
  /// The client does not read its answers.
  public static let slowReader = Reason(
    "SLOW_READER", .resourceExhausted,
    Wording(
      en: "The client did not read its answers, and the connection was closed.",
      fr: "Le client n’a pas lu ses réponses, et la connexion a été fermée."),
    Wording(
      en: "Read answers while sending calls; keep fewer calls open at once.",
      fr: "Lisez les réponses pendant que vous envoyez des appels ; gardez moins d’appels ouverts à la fois."))
  /// Nothing was sent for too long.
  public static let idle = Reason(
    "IDLE", .unavailable, isRetryable: true,
    Wording(
      en: "Nothing was sent for longer than the limit, and the connection was closed.",
      fr: "Rien n’a été envoyé pendant plus longtemps que la limite, et la connexion a été fermée."),
    Wording(
      en: "Connect again when there is something to send.",
      fr: "Reconnectez-vous quand il y a quelque chose à envoyer."))
  /// The client's side of the connection has ended too early.
  public static let inputEnded = Reason(
    "INPUT_ENDED", .unavailable, isRetryable: true,
    Wording(
      en: "The connection's input ended within a line or a stream.",
      fr: "L’entrée de la connexion a pris fin au milieu d’une ligne ou d’un flux."),
    Wording(
      en:
        "Send it again over a new connection; close your side only after the last line, and a stream's after its \"end\".",
      fr:
        "Renvoyez-le par une nouvelle connexion ; ne fermez votre côté qu’après la dernière ligne, et après le \"end\" "
        + "d’un flux."))
  /// Too many connections.
  public static let tooManyConnections = Reason(
    "TOO_MANY_CONNECTIONS", .resourceExhausted, isRetryable: true,
    Wording(
      en: "The server has as many connections as it takes.",
      fr: "Le serveur a atteint le nombre de connexions qu’il accepte."),
    Wording(
      en: "Send many calls over one connection, or connect again later.",
      fr: "Envoyez plusieurs appels par une même connexion, ou reconnectez-vous plus tard."))
  /// Limits were broken again and again.
  public static let repeatedBreach = Reason(
    "REPEATED_BREACH", .resourceExhausted,
    Wording(
      en: "Lines over the limit came again and again; the connection was closed.",
      fr: "Des lignes trop longues sont arrivées à plusieurs reprises ; la connexion a été fermée."),
    Wording(
      en: "Keep every line within the limit that Server/Info names.",
      fr: "Gardez chaque ligne dans la limite que donne Server/Info."))
  /// Credentials were refused again and again.
  public static let authenticationFailures = Reason(
    "AUTHENTICATION_FAILURES", .unauthenticated,
    Wording(
      en: "Too many calls came without a valid credential; the connection was closed.",
      fr: "Trop d’appels sont arrivés sans jeton valide ; la connexion a été fermée."),
    Wording(
      en: "Authenticate with kurukan.v1.Session/Authenticate before other calls.",
      fr: "Authentifiez-vous avec kurukan.v1.Session/Authenticate avant tout autre appel."))
  /// No credential came in time.
  public static let authenticationTimeout = Reason(
    "AUTHENTICATION_TIMEOUT", .unauthenticated,
    Wording(
      en: "No valid credential came in time, and the connection was closed.",
      fr: "Aucun jeton valide n’est arrivé à temps, et la connexion a été fermée."),
    Wording(
      en: "Authenticate with kurukan.v1.Session/Authenticate right after connecting.",
      fr: "Authentifiez-vous avec kurukan.v1.Session/Authenticate dès la connexion."))
  /// The connection is old.
  public static let connectionAge = Reason(
    "CONNECTION_AGE", .unavailable, isRetryable: true,
    Wording(
      en: "The connection has reached the age at which the server closes it.",
      fr: "La connexion a atteint l’âge auquel le serveur la ferme."),
    Wording(en: "Connect again and go on.", fr: "Reconnectez-vous et continuez."))
  /// The connection could not be made.
  public static let connectFailed = Reason(
    "CONNECT_FAILED", .unavailable, isRetryable: true,
    Wording(en: "The server could not be reached.", fr: "Le serveur n’a pas pu être joint."),
    Wording(
      en: "Check the host and the port, and that the server runs.",
      fr: "Vérifiez l’hôte et le port, et que le serveur fonctionne."))
  /// The connection broke.
  public static let connectionLost = Reason(
    "CONNECTION_LOST", .unavailable, isRetryable: true,
    Wording(
      en: "The connection ended before the answer came; the call may have taken effect.",
      fr: "La connexion a pris fin avant l’arrivée de la réponse ; l’appel a pu prendre effet."),
    Wording(
      en: "Connect again and repeat the call; repeating a submit is harmless.",
      fr: "Reconnectez-vous et répétez l’appel ; renvoyer un enregistrement est sans danger."))
}

// MARK: - Rights

extension Reason {
  /// No valid credential.
  public static let unauthenticated = Reason(
    "UNAUTHENTICATED", .unauthenticated,
    Wording(en: "The call needs a valid credential.", fr: "L’appel exige un jeton valide."),
    Wording(
      en: "Send a token with kurukan.v1.Session/Authenticate or in meta.authorization.",
      fr: "Envoyez un jeton avec kurukan.v1.Session/Authenticate ou dans meta.authorization."))
  /// The credential lacks the right.
  public static let permissionDenied = Reason(
    "PERMISSION_DENIED", .permissionDenied,
    Wording(
      en: "The credential does not give the right to do this.",
      fr: "Le jeton ne donne pas le droit de faire cela."),
    Wording(
      en: "Ask an administrator for a role that does.",
      fr: "Demandez à un administrateur un rôle qui le permet."))
}

// MARK: - Records

extension Reason {
  /// A record breaks the rules of its kind.
  public static let recordInvalid = Reason(
    "RECORD_INVALID", .invalidArgument,
    Wording(en: "The record breaks the rules of its kind.", fr: "L’enregistrement enfreint les règles de son type."),
    Wording(
      en: "Correct the fields named in the details and submit the record again.",
      fr: "Corrigez les champs nommés dans les détails et soumettez de nouveau l’enregistrement."))
  /// The record's programme does not exist.
  public static let programmeUnknown = Reason(
    "PROGRAMME_UNKNOWN", .failedPrecondition,
    Wording(en: "There is no programme of that key.", fr: "Aucun programme n’a cette clé."),
    Wording(
      en: "Submit the programme first, or correct the key.",
      fr: "Soumettez d’abord le programme, ou corrigez la clé."))
  /// No such thing.
  public static let notFound = Reason(
    "NOT_FOUND", .notFound,
    Wording(
      en: "What was asked for does not exist, or not for this credential.",
      fr: "Ce qui est demandé n’existe pas, ou pas pour ce jeton."),
    Wording(en: "Check the key and the programme.", fr: "Vérifiez la clé et le programme."))
  /// The key names a record of others.
  public static let keyTaken = Reason(
    "KEY_TAKEN", .alreadyExists,
    Wording(
      en: "Another team has a record of this kind with this key in the programme.",
      fr: "Une autre équipe a, dans le programme, un enregistrement de ce genre avec cette clé."),
    Wording(
      en: "Choose another key, such as one that begins with your team's name.",
      fr: "Choisissez une autre clé, par exemple une qui commence par le nom de votre équipe."))
  /// The record was erased.
  public static let recordErased = Reason(
    "RECORD_ERASED", .failedPrecondition,
    Wording(
      en: "The record was erased, or its texts at the end of their time; nothing is stored under its key any more.",
      fr:
        "L’enregistrement a été effacé, ou ses textes au terme de leur conservation ; plus rien n’est stocké sous sa clé."
    ),
    Wording(
      en: "Do not send it again. Something else needs another key.",
      fr: "Ne le renvoyez pas. Autre chose demande une autre clé."))
  /// The record has moved on.
  public static let revisionConflict = Reason(
    "REVISION_CONFLICT", .aborted,
    Wording(
      en: "The record is no longer at the revision that the request names.",
      fr: "L’enregistrement n’en est plus à la révision que nomme la requête."),
    Wording(
      en: "Get the record, apply the change to its current revision, and submit again.",
      fr: "Lisez l’enregistrement, appliquez le changement à sa révision actuelle, et soumettez-le de nouveau."))
  /// The review step is not open to this caller or this revision.
  public static let reviewNotAllowed = Reason(
    "REVIEW_NOT_ALLOWED", .failedPrecondition,
    Wording(
      en: "This review step is not allowed for this revision.",
      fr: "Cette étape de la revue n’est pas permise pour cette révision."),
    Wording(
      en: "Have another person than the submitter review the current revision.",
      fr: "Faites revoir la révision actuelle par une autre personne que celle qui l’a soumise."))
  /// The intake queue is full.
  public static let intakeFull = Reason(
    "INTAKE_FULL", .resourceExhausted, isRetryable: true,
    Wording(
      en: "More records wait to be stored than the server holds.",
      fr: "Plus d’enregistrements attendent d’être stockés que le serveur n’en peut retenir."),
    Wording(
      en: "Submit again after the time given, with fewer calls open at once.",
      fr: "Soumettez de nouveau après le délai indiqué, avec moins d’appels ouverts à la fois."))
}

// MARK: - The database

extension Reason {
  /// No connection to the database.
  public static let databaseUnreachable = Reason(
    "DATABASE_UNREACHABLE", .unavailable, isRetryable: true,
    Wording(en: "The database cannot be reached now.", fr: "La base de données est injoignable pour le moment."),
    Wording(
      en: "Send the call again after the time given; an administrator can see more in the log.",
      fr: "Renvoyez l’appel après le délai indiqué ; un administrateur en verra davantage dans le journal."))
  /// The database answers and does not do its work.
  public static let databaseNotReady = Reason(
    "DATABASE_NOT_READY", .unavailable, isRetryable: true,
    Wording(
      en: "The database does not do its work at the moment, whatever it is asked.",
      fr: "La base de données ne fait pas son travail pour le moment, quoi qu’on lui demande."),
    Wording(
      en: "Send the call again after the time given; the message tells an administrator what to mend.",
      fr: "Renvoyez l’appel après le délai indiqué ; le message dit à un administrateur ce qu’il doit réparer."))
  /// All database connections are busy.
  public static let poolExhausted = Reason(
    "POOL_EXHAUSTED", .unavailable, isRetryable: true,
    Wording(
      en: "All connections to the database are busy.",
      fr: "Toutes les connexions à la base de données sont occupées."),
    Wording(en: "Send the call again after the time given.", fr: "Renvoyez l’appel après le délai indiqué."))
  /// No standby has confirmed what was stored, and the server acknowledges nothing without.
  public static let standbyMissing = Reason(
    "STANDBY_MISSING", .unavailable, isRetryable: true,
    Wording(
      en: "The record is not known to be stored in a second place, which this server requires.",
      fr: "Rien ne confirme que l’enregistrement soit stocké à un second endroit, ce que ce serveur exige."),
    Wording(
      en: "Send the call again after the time given; an administrator sees which standby is missing.",
      fr: "Renvoyez l’appel après le délai indiqué ; un administrateur verra quel serveur de secours manque."))
  /// The database refused something of ours.
  public static let databaseFault = Reason(
    "DATABASE_FAULT", .internal,
    Wording(
      en: "The database refused a statement of the server.",
      fr: "La base de données a refusé une instruction du serveur."),
    Wording(
      en: "Give the request id to an administrator.",
      fr: "Donnez l’identifiant de la requête à un administrateur."))
  /// Concurrent changes collided.
  public static let serializationConflict = Reason(
    "SERIALIZATION_CONFLICT", .aborted, isRetryable: true,
    Wording(en: "Changes made at the same time collided.", fr: "Des changements simultanés se sont heurtés."),
    Wording(en: "Send the call again.", fr: "Renvoyez l’appel."))
}

// MARK: - Reports and plugins

extension Reason {
  /// No such report.
  public static let unknownFormat = Reason(
    "UNKNOWN_FORMAT", .notFound,
    Wording(en: "The server has no report of that name.", fr: "Le serveur n’a pas de rapport de ce nom."),
    Wording(
      en: "Call kurukan.v1.Reports/Formats for the reports there are.",
      fr: "Appelez kurukan.v1.Reports/Formats pour connaître les rapports disponibles."))
  /// A report parameter is wrong.
  public static let parameterInvalid = Reason(
    "PARAMETER_INVALID", .invalidArgument,
    Wording(en: "Some parameters of the call are wrong.", fr: "Certains paramètres de l’appel sont incorrects."),
    Wording(
      en: "Correct those named in the details. kurukan.v1.Reflection/Describe tells what a method takes, "
        + "kurukan.v1.Reports/Describe what a report does.",
      fr: "Corrigez ceux que nomment les détails. kurukan.v1.Reflection/Describe dit ce que prend une méthode, "
        + "kurukan.v1.Reports/Describe ce que prend un rapport."))
  /// The plugin refused to make the report.
  public static let reportRejected = Reason(
    "REPORT_REJECTED", .failedPrecondition,
    Wording(
      en: "The report cannot be made from the data there is.",
      fr: "Le rapport ne peut pas être établi à partir des données disponibles."),
    Wording(
      en: "Read the diagnostics; kurukan.v1.Reports/Check lists what is missing.",
      fr: "Lisez les diagnostics ; kurukan.v1.Reports/Check énumère ce qui manque."))
  /// A run is not delivered any more.
  public static let reportRecalled = Reason(
    "REPORT_RECALLED", .failedPrecondition,
    Wording(
      en: "Something that this report tells was taken back, raised or erased since it was composed.",
      fr: "Un élément de ce rapport a été retiré, relevé ou effacé depuis sa composition."),
    Wording(en: "Render the report anew.", fr: "Produisez de nouveau le rapport."))
  /// The plugin's process died.
  public static let pluginCrashed = Reason(
    "PLUGIN_CRASHED", .internal,
    Wording(
      en: "The plugin that makes this report crashed.",
      fr: "Le module qui produit ce rapport s’est arrêté brutalement."),
    Wording(
      en: "Give the request id to an administrator or to the plugin's author.",
      fr: "Donnez l’identifiant de la requête à un administrateur ou à l’auteur du module."))
  /// The plugin broke its contract.
  public static let pluginProtocol = Reason(
    "PLUGIN_PROTOCOL", .internal,
    Wording(
      en: "The plugin said something that its contract does not allow.",
      fr: "Le module a dit quelque chose que son contrat ne permet pas."),
    Wording(
      en: "Give the request id to the plugin's author.",
      fr: "Donnez l’identifiant de la requête à l’auteur du module."))
  /// The file is no usable plugin.
  public static let pluginInvalid = Reason(
    "PLUGIN_INVALID", .failedPrecondition,
    Wording(
      en: "The file is not a plugin that this server can use.",
      fr: "Le fichier n’est pas un module que ce serveur peut utiliser."),
    Wording(
      en: "Rebuild the plugin against this server's version; the message names both.",
      fr: "Recompilez le module pour la version de ce serveur ; le message nomme les deux."))
  /// The plugin may not be run.
  public static let pluginDisabled = Reason(
    "PLUGIN_DISABLED", .failedPrecondition,
    Wording(
      en: "The plugin that makes this report is disabled.", fr: "Le module qui produit ce rapport est désactivé."),
    Wording(
      en: "An administrator can enable it: kurukan plugins enable.",
      fr: "Un administrateur peut l’activer : kurukan plugins enable."))
  /// The medium is not installed.
  public static let mediumUnavailable = Reason(
    "MEDIUM_UNAVAILABLE", .failedPrecondition,
    Wording(en: "This server cannot write that medium.", fr: "Ce serveur ne peut pas écrire dans ce support."),
    Wording(
      en: "Choose another medium, or install what the message names.",
      fr: "Choisissez un autre support, ou installez ce que nomme le message."))
  /// A rendering limit is reached.
  public static let renderingLimit = Reason(
    "RENDERING_LIMIT", .resourceExhausted,
    Wording(
      en: "The report passed a limit of time, memory or size.",
      fr: "Le rapport a dépassé une limite de temps, de mémoire ou de taille."),
    Wording(
      en: "Ask for a shorter period or fewer records.",
      fr: "Demandez une période plus courte ou moins d’enregistrements."))
}

// MARK: - Everything else

extension Reason {
  /// A fault that nobody foresaw.
  public static let unexpected = Reason(
    "UNEXPECTED", .internal,
    Wording(en: "Something went wrong inside the server.", fr: "Une erreur s’est produite dans le serveur."),
    Wording(
      en: "Give the request id to an administrator, who finds the cause in the log.",
      fr: "Donnez l’identifiant de la requête à un administrateur, qui en trouvera la cause dans le journal."))

  /// Every reason, in the order of the documentation.
  public static let catalogue: [Reason] = [
    parseError, missingID, invalidRequest, lineTooLong, unknownMethod, duplicateCallID, tooManyCalls,
    deadlineExceeded, cancelled,
    draining, slowReader, idle, inputEnded, tooManyConnections, repeatedBreach, authenticationFailures,
    authenticationTimeout,
    connectionAge, connectFailed,
    connectionLost,
    unauthenticated, permissionDenied,
    recordInvalid, programmeUnknown, notFound, keyTaken, recordErased, revisionConflict, reviewNotAllowed,
    intakeFull,
    databaseUnreachable, databaseNotReady, poolExhausted, standbyMissing, databaseFault, serializationConflict,
    unknownFormat, parameterInvalid, reportRejected, reportRecalled, pluginCrashed, pluginProtocol, pluginInvalid,
    pluginDisabled,
    mediumUnavailable, renderingLimit,
    unexpected,
  ]
}
