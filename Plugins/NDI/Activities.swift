import Records
import ReportDocument
import ReportKit

/// What was carried out: activities with who was there.
struct Activities {
  private let attendance: Attendance

  /// What ``init(_:)`` reads, and the activities themselves, which come after it.
  static let queries: [InputQuery] =
    Attendance.queries() + [
      .listing(
        "engagements", from: "engagement",
        select: [
          "engagementType", "title", "startsOn", "endsOn", "durationHours", "place", "format", "host", "partners",
          "framework", "node", "theme", "topic", "programmeArea", "electoralPhase", "agreements", "language",
        ], orderBy: ["startsOn", "key"]
      ).labelled()
    ]

  init(_ inputs: ReportInputs) throws { attendance = try Attendance(inputs) }

  /// The columns of section 4.
  var pageFields: [TableField<InputRow>] {
    [
      .engagement(.date, width: 4), .engagement(.region), .engagement(.title), .engagement(.partners, width: 8),
      .people(attendance, "female", width: 3), .people(attendance, "male", width: 3),
      .people(attendance, "youth", width: 3), .engagement(.topic, width: 5),
    ]
  }

  /// The columns of the workbook.
  ///
  /// - Parameter objective: the objective that an activity serves.
  func workbookFields(objective: @escaping (InputRow) -> InlineValue) -> [TableField<InputRow>] {
    [
      .engagement(.date), .engagement(.end), .engagement(.hours), .engagement(.region), .engagement(.type),
      .engagement(.title), .text("objective", width: 8, objective),
      .text("area", width: 5) { .text($0.label("programmeArea")) }, .engagement(.partners),
    ] + ["female", "male", "other_nd", nil, "youth"].map { .people(attendance, $0) } + [.engagement(.topic)]
  }
}
