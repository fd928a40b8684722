extension CodeLists {
  /// The categories of an audit finding in the defence sector; the parent is the risk area of ``gdiArea``.
  public static let auditCategory = CodeList(
    "audit_category",
    [
      ("budget_secrecy", "Budget secrecy", "Secret budgétaire"),
      (
        "off_budget_income", "Off-budget income and military enterprises",
        "Recettes hors budget et entreprises militaires"
      ),
      ("asset_disposal", "Asset disposal", "Cession d’actifs"),
      (
        "asset_ammunition_registers", "Asset and ammunition registers",
        "Registres du matériel et des munitions"
      ),
      ("external_audit_access", "External audit access", "Accès de l’audit externe"),
      ("parliamentary_oversight", "Parliamentary oversight", "Contrôle parlementaire"),
      (
        "civil_society_access", "Civil-society access to information",
        "Accès de la société civile à l’information"
      ),
      ("payroll_ghost_soldiers", "Payroll and ghost soldiers", "Solde et soldats fictifs"),
      ("recruitment_promotion", "Recruitment and promotion", "Recrutement et avancement"),
      (
        "whistleblower_protection", "Whistle-blower protection", "Protection des lanceurs d’alerte"
      ),
      (
        "procurement_exemption", "Procurement exemption (article 8)",
        "Dérogation au code des marchés publics (article 8)"
      ),
      ("single_source_contracts", "Single-source contracts", "Marchés de gré à gré"),
      (
        "contract_execution", "Contract execution and delivery", "Exécution et réception des marchés"
      ),
      ("guarantees_advances", "Guarantees and advances", "Garanties et avances"),
      (
        "fuel_food_clothing", "Fuel, food and clothing supply",
        "Carburant, alimentation, habillement et couchage"
      ),
      (
        "deployment_controls", "Deployment controls and checkpoints",
        "Contrôle des déploiements et postes de contrôle"
      ),
      ("private_military_companies", "Private military companies", "Sociétés militaires privées"),
    ],
    parent: { auditRiskAreas[$0] })

  private static let auditRiskAreas: [String: String] = [
    "budget_secrecy": "financial", "off_budget_income": "financial", "asset_disposal": "financial",
    "asset_ammunition_registers": "financial", "external_audit_access": "political",
    "parliamentary_oversight": "political", "civil_society_access": "political",
    "payroll_ghost_soldiers": "personnel", "recruitment_promotion": "personnel",
    "whistleblower_protection": "personnel", "procurement_exemption": "procurement",
    "single_source_contracts": "procurement", "contract_execution": "procurement",
    "guarantees_advances": "procurement", "fuel_food_clothing": "operational",
    "deployment_controls": "operational", "private_military_companies": "operational",
  ]

  /// How an auditor gathered evidence (OSCAL observation methods).
  public static let auditMethod = CodeList(
    "audit_method",
    [
      ("examine", "Examination of documents", "Examen de documents"),
      ("interview", "Interview", "Entretien"),
      ("test", "Test", "Test"),
    ])

  /// What an irregularity offends against.
  public static let irregularityType = CodeList(
    "irregularity_type",
    [
      ("administrative", "Administrative", "Administrative"),
      ("financial", "Financial", "Financière"),
      ("both", "Both", "Les deux"),
    ])

  /// The criteria of an evaluation (OECD, and UNDEF's added value).
  public static let evaluationCriterion = CodeList(
    "evaluation_criterion",
    [
      ("relevance", "Relevance", "Pertinence"),
      ("coherence", "Coherence", "Cohérence"),
      ("effectiveness", "Effectiveness", "Efficacité"),
      ("efficiency", "Efficiency", "Efficience"),
      ("impact", "Impact", "Impact"),
      ("sustainability", "Sustainability", "Durabilité"),
      ("added_value", "Added value", "Valeur ajoutée"),
    ])

  /// The risk areas of the Government Defence Integrity Index.
  public static let gdiArea = CodeList(
    "gdi_area",
    [
      ("political", "Political", "Politique"),
      ("financial", "Financial", "Financier"),
      ("personnel", "Personnel", "Personnel"),
      ("operational", "Operational", "Opérationnel"),
      ("procurement", "Procurement", "Passation de marchés"),
    ])

  /// The bands of the Government Defence Integrity Index: the risk of corruption.
  public static let gdiBand = CodeList(
    "gdi_band",
    [
      ("A", "Very low", "Très faible"),
      ("B", "Low", "Faible"),
      ("C", "Moderate", "Modéré"),
      ("D", "High", "Élevé"),
      ("E", "Very high", "Très élevé"),
      ("F", "Critical", "Critique"),
    ])
}

extension CodeLists {
  /// The editions of the Government Defence Integrity Index whose questions are referred to.
  public static let gdiEdition = CodeList(
    "gdi_edition",
    [
      ("2015", "2015", "2015"),
      ("2020", "2020", "2020"),
      ("2025", "2025", "2025"),
    ])
}
