import IATIActivities
import Records
import ReportKit

/// What is published of the measurements of one indicator: which of them, and the value of each as a whole, or why it has
/// none. Whoever writes the file asks it, and so does a report that compares itself with the file.
struct PublishedMeasurements {
  /// A measurement's value as a whole, without its cells.
  enum Whole {
    /// As it is published; one that is told in words has no number.
    case published(MeasuredPart)
    /// Nothing is published but, where there are any, its cells.
    case unpublished(Unpublished)

    /// What is published.
    var part: MeasuredPart? {
      guard case .published(let part) = self else { return nil }
      return part
    }
  }

  /// Why no number is published of a measurement as a whole: the reason among the words.
  enum Unpublished: String, CaseIterable {
    /// Its record, or that of its framework, is not public.
    case confidential
    /// It ends after the last day asked for.
    case later
    /// Its days lie within those of another measurement, which counts it already.
    case inner
    /// It is told in words.
    case words
    /// It is a share of people, who are published by cells alone.
    case share
    /// It counts people without cells.
    case uncounted
    /// Its cells do not count everybody.
    case incomplete
    /// The number, or one within it that could be found by subtraction, is hidden to protect people.
    case hidden
    /// It has no value, or nothing was measured.
    case empty
  }

  /// The indicator, with those measurements alone that everybody may read.
  let indicator: FrameworkIndicator
  /// What was measured until the last day asked for.
  let untilLastDay: [InputRow]
  /// What is published of it: whoever reads that values add up adds up all of them, so that of these none is of days within
  /// another one's, which counts them already.
  let all: [InputRow]
  private let everything: [InputRow]
  private let people: CountedPeople
  private let language: Language

  init(_ indicator: FrameworkIndicator, _ people: CountedPeople, _ request: ReportRequest) {
    (self.indicator, self.people, language) = (indicator, people, request.language)
    let last = request.period.to
    everything = indicator.series.flatMap(\.measurements)
    untilLastDay = everything.filter { row in
      guard let end = row.date("periodEnd"), let last else { return true }
      return end <= last
    }
    all =
      Self.addsUp(indicator.row)
      ? indicator.series.flatMap { $0.measurements(within: ReportPeriod(to: last)) } : untilLastDay
  }

  /// The keys of the measurements that one counts too.
  func parts(of whole: InputRow) -> [String] { indicator.parts(of: whole).compactMap { $0.string("key") } }

  /// The value of one of ``all`` as a whole: the one that it states or, of people, the sum of its cells where none of them
  /// is missing. A stated number of people is never published: below the level `restricted` nobody reads it.
  func whole(_ row: InputRow) -> Whole {
    let key = row.string("key") ?? ""
    let statesPeople = row.string("counts") == "people" && (row["value"] ?? row["numerator"]) != nil
    if !statesPeople,
      let part = MeasuredPart.stated(in: row, of: indicator.row, "measurement/\(key)", language)
    {
      return .published(part)
    }
    let isWithheld = statesPeople || MeasuredValue(row, of: indicator.row) != nil
    guard row.string("measure") == "unit" else {
      let countsPeople = row.string("counts") == "people"
      return .unpublished(countsPeople ? .share : isWithheld ? .hidden : .empty)
    }
    guard people.isCounted(key) else { return .unpublished(isWithheld ? .uncounted : .empty) }
    guard row.flag("incompleteCells") != true else { return .unpublished(.incomplete) }
    guard let total = people.total(key, holding: parts(of: row)) else { return .unpublished(.hidden) }
    let remarks = row.remarks(nil, of: indicator.row, MeasuredPart.measuredFields, language)
    return .published(MeasuredPart("measurement/\(key)/cells", total.number, comment: remarks, trace: total.trace))
  }

  /// Why no number is published of a measurement as a whole, be it one of the indicator's or not; nil where one is.
  func reason(_ row: InputRow) -> Unpublished? {
    func isIn(_ rows: [InputRow]) -> Bool { rows.contains { $0.string("key") == row.string("key") } }
    guard isIn(everything) else { return .confidential }
    guard isIn(untilLastDay) else { return .later }
    guard isIn(all) else { return .inner }
    return switch whole(row) {
    case .published(let part): part.value == nil ? .words : nil
    case .unpublished(let reason): reason
    }
  }

  /// Whether values of an indicator are read as a sum.
  static func addsUp(_ indicator: InputRow) -> Bool { indicator.string("aggregation") == "sum" }

  /// What a measurement is of: days, body and place.
  static func subject(_ row: InputRow) -> [String?] {
    ["periodStart", "periodEnd", "measuredBody", "place.region"].map { row.string($0) }
  }
}

extension FrameworkIndicator {
  /// Whether it is marked for IATI.
  var isForPublication: Bool { row.flag("publishToIati") == true }
}
