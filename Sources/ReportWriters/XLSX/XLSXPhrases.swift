import ReportDocument

/// Words that only a workbook says.
struct XLSXPhrases {
  let readMe: String
  let report: String
  let sheets: String
  let sheet: String
  let shows: String
  let cut: String
  let tooLong: String

  static func phrases(in language: DocumentLanguage) -> XLSXPhrases { language == .french ? french : english }

  private static let french = XLSXPhrases(
    readMe: "Lisez-moi", report: "Rapport", sheets: "Feuilles", sheet: "Feuille", shows: "Contenu",
    cut:
      "Un texte suivi de […] est coupé : une cellule contient 32 767 caractères au plus. Il est entier dans les autres "
      + "supports.",
    tooLong: "suite")

  private static let english = XLSXPhrases(
    readMe: "Read me", report: "Report", sheets: "Sheets", sheet: "Sheet", shows: "Content",
    cut: "A text that ends in […] is cut: a cell holds 32,767 characters at most. It is whole in the other media.",
    tooLong: "continued")
}
