import Records
import ReportDocument

/// Columns of a table of findings, of which a format picks those that its donor asks for. Their titles are the table's labels
/// `<key>.finding`, `<key>.theme` …, or else the kit's words (`finding.…`). A finding's recommendations share a row: their
/// numbers lead from one column to the next.
public struct FindingFields {
  private let words: Words

  /// Columns of findings.
  public init(_ words: Words) { self.words = words }

  /// The title and, below it, what was found.
  public func finding(width: Int = 9) -> TableField<InputRow> {
    TableField(.text, .shared("finding", "finding"), width) { .titled($0, "title", "statement") }
  }

  /// What it is about.
  public func theme(width: Int = 4) -> TableField<InputRow> { field("theme", width) { .text($0.label("theme")) } }

  /// The part of the programme that it belongs to, or else its theme.
  public func area(width: Int = 4) -> TableField<InputRow> {
    field("area", width) { .text($0.label("programmeArea") ?? $0.label("theme")) }
  }

  /// The region in which it was made.
  public func region(width: Int = 3) -> TableField<InputRow> {
    field("region", width) { .text($0.label("place.region")) }
  }

  /// How far those present agreed.
  public func agreement(width: Int = 3) -> TableField<InputRow> { field("agreement", width) { $0.agreementValue } }

  /// The group that raised it.
  public func raisedBy(width: Int = 3) -> TableField<InputRow> { field("raisedBy", width) { $0.raisedByValue } }

  /// How grave it is.
  public func severity(width: Int = 3) -> TableField<InputRow> {
    field("severity", width) { .text($0.label("severity")) }
  }

  /// The institutions that it concerns.
  public func institutions(_ form: OrganisationName.Form = .short, width: Int = 4) -> TableField<InputRow> {
    field("institutions", width) { .lines($0.organisationTexts("institutions", form)) }
  }

  /// Its recommendations, each behind the body that it addresses.
  public func recommendations(width: Int = 8) -> TableField<InputRow> {
    lines("recommendations", width) { $0.recommendations.map { $0.addressedText ?? "" } }
  }

  /// Its recommendations without the bodies, which ``addressees(width:)`` names.
  public func recommendationTexts(width: Int = 10) -> TableField<InputRow> {
    lines("recommendations", width) { $0.recommendations.compactMap { $0.text("text") } }
  }

  /// The bodies that its recommendations address.
  public func addressees(width: Int = 4) -> TableField<InputRow> {
    lines("addressees", width) { $0.recommendations.map { $0.organisationText("addressee") ?? "—" } }
  }

  /// Where its recommendations stand.
  public func statuses(_ followUps: FollowUps, width: Int = 4) -> TableField<InputRow> {
    lines("statuses", width) { row in
      row.recommendations.map { followUps.followed($0, of: row).statusText(words) }
    }
  }

  private func lines(
    _ name: String, _ width: Int, _ texts: @escaping (InputRow) -> [String]
  ) -> TableField<InputRow> {
    field(name, width) { .text(texts($0).numberedLines ?? "—") }
  }

  private func field(
    _ name: String, _ width: Int, _ value: @escaping (InputRow) -> InlineValue
  ) -> TableField<InputRow> {
    TableField(.text, .shared("finding", name), width) { RichText([value($0)]) }
  }
}
