import ReportKit

/// Which of the two reports the form is filled in for.
enum ReportPhase: String, CaseIterable {
  case midterm
  case final

  var name: Bilingual {
    switch self {
    case .midterm: Bilingual(en: "Mid-term", fr: "Mi-parcours")
    case .final: Bilingual(en: "Final", fr: "Final")
    }
  }

  var title: Bilingual {
    switch self {
    case .midterm: Bilingual(en: "Mid-term progress report", fr: "Rapport narratif à mi-parcours")
    case .final: Bilingual(en: "Final narrative report", fr: "Rapport narratif final")
    }
  }
}
