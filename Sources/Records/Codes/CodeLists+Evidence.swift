extension CodeLists {
  /// What a piece of evidence is.
  public static let evidenceType = CodeList(
    "evidence_type",
    [
      ("document", "Document", "Document"),
      ("publication", "Publication", "Publication"),
      ("press_article", "Press article or broadcast", "Article de presse ou émission"),
      ("attendance_list", "Attendance list", "Liste de présence"),
      ("letter", "Letter", "Lettre"),
      ("receipt", "Receipt", "Pièce comptable"),
      ("photo", "Photograph", "Photographie"),
      ("audio", "Sound recording", "Enregistrement sonore"),
      ("video", "Film", "Film"),
      ("dataset", "Data set", "Jeu de données"),
      ("statement", "Published statement", "Déclaration publiée"),
      ("context_event", "Event of the context", "Événement du contexte"),
    ])

  /// What somebody agreed to.
  public static let consentScope = CodeList(
    "consent_scope",
    [
      ("use_in_report", "Use in reports", "Utilisation dans les rapports"),
      ("quote", "Quotation", "Citation"),
      ("photo", "Photograph", "Photographie"),
      ("share_with_authorities", "Sharing with authorities", "Partage avec les autorités"),
      ("share_with_donor", "Sharing with donors", "Partage avec les bailleurs"),
      ("archive", "Keeping in the archive", "Conservation aux archives"),
    ])
}
