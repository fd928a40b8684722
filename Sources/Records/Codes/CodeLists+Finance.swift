extension CodeLists {
  /// What moved money (IATI TransactionType).
  public static let transactionType = CodeList(
    "transaction_type",
    [
      ("incoming_funds", "Incoming funds", "Fonds entrants"),
      ("outgoing_commitment", "Outgoing commitment", "Engagement sortant"),
      ("disbursement", "Disbursement", "Versement"),
      ("expenditure", "Expenditure", "Dépense"),
      ("incoming_commitment", "Incoming commitment", "Engagement entrant"),
    ],
    references: ["1", "2", "3", "4", "11"])

  /// What money is spent on (the United Nations' cost categories).
  public static let budgetCategory = CodeList(
    "budget_category",
    [
      ("staff", "Staff and other personnel", "Personnel"),
      ("supplies", "Supplies and materials", "Fournitures et matériel consommable"),
      ("equipment", "Equipment", "Équipement"),
      ("contractual_services", "Contractual services", "Services contractuels"),
      ("travel", "Travel", "Voyages"),
      ("transfers_grants", "Transfers and grants", "Transferts et subventions"),
      ("operating", "General operating costs", "Frais généraux de fonctionnement"),
      ("support_costs", "Programme support costs", "Dépenses d’appui au programme"),
    ])
}
