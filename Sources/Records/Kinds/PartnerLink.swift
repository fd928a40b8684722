/// An organisation's part in a programme.
public struct PartnerLink: FieldedObject, Sendable {
  /// The organisation's key.
  public internal(set) var organisation = ""
  /// A code of ``CodeLists/partnerRole``.
  public internal(set) var role = ""

  static let fields = FieldTable<PartnerLink>([
    .key("organisation", need: .required, "The organisation.") { $0.organisation = $1 },
    .code("role", CodeLists.partnerRole, need: .required, "What it does in the programme.") { $0.role = $1 },
  ])
}
