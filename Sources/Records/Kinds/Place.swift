import Violations

extension ObjectType {
  /// Where something was, as finely as it is known. How finely it is shown depends on a request's level.
  public static let place = ObjectType(
    [
      Field(
        "region", .code(CodeLists.region), .required, .everyone,
        "The region; `nationwide` or `abroad` where it is none."
      )
      .dimension(),
      Field("cercle", .words, .optional, .from(.internal), "The cercle.").dimension(),
      Field("commune", .words, .optional, .people(from: .restricted), "The commune.").textDimension(),
      Field("village", .words, .optional, .people(from: .restricted), "The village or quarter.").textDimension(),
      Field(
        "asReported", .words, .optional, .from(.restricted), "The place in the words of those who reported it."),
      Field(
        "geoVersion", .formatted(.geographicDivision), .optional, .everyone,
        "The division that the region is meant in; by default the one in force on the record's day."),
    ], rules: [.cercleWithinRegion, .cercleOfRegion])
}

extension Rule {
  /// A place's cercle and commune are given only where its region is one of Mali's.
  static let cercleWithinRegion = Rule(
    "cercle_within_region", "`cercle` and `commune` stand only where `region` is a region of Mali.",
    fields: ["cercle", "commune", "region"],
    schema: .whole(
      .implies(
        .isOne("region", of: CodeLists.region.codes.filter { Region.named($0) == nil }),
        .all([.not(.given("cercle")), .not(.given("commune"))])))
  ) { value, faults in
    guard let region = value["region"], !Region.isRegion(region) else { return }
    for field: StaticString in ["cercle", "commune"] {
      guard let found = value[field] else { continue }
      faults.note(value, "\(field)", .noRegion(region.string), found: found.string)
    }
  }

  /// A cercle that is known lies in the region, in one of the two divisions. Cercles that are younger than the list pass.
  static let cercleOfRegion = Rule(
    "cercle_of_region", "A `cercle` that existed before 2023 lies in `region`, or did before 2023.",
    fields: ["cercle", "region"], given: ["cercle", "region"]
  ) { value, faults in
    guard let found = value["region"], let cercle = value["cercle"].flatMap({ Cercle.named($0) }),
      !found.equals(cercle.regionCode), let region = Region.named(found.string),
      cercle.region != region.oldRegion
    else { return }
    faults.note(value, "cercle", .otherRegion(cercle.name, cercle.region, region.code), found: cercle.name)
  }

  /// A place's region exists in the division that is meant.
  ///
  /// - Parameter day: the field with the record's day, beside the place.
  public static func placeExists(_ place: StaticString = "place", on day: StaticString) -> Rule {
    Rule(
      "\(place)_region_exists",
      "The region of `\(place)` exists in the division meant: the one that `geoVersion` names, else the one in force on `\(day)`.",
      fields: [place.description, day.description], given: [place],
      schema: .part(
        .within(
          place.description,
          .implies(
            .isOne("geoVersion", of: [GeographicDivision.of2016.rawValue]),
            .not(.isOne("region", of: Region.all.filter { $0.oldRegion != nil }.map(\.code))))))
    ) { value, faults in
      guard let found = value[place], found["geoVersion"] != nil || found["region"].map(Region.isYoung) == true
      else { return }
      // Of a partial date the last day, so that nothing is refused which may be right.
      let date = value[day]?.partialDate?.lastDay
      let version = found["geoVersion"].flatMap { GeographicDivision(rawValue: $0.string) }
      let isEarly = date.map { GeographicDivision.inForce(on: $0) == .of2016 } ?? false
      guard version == .of2016 || isEarly, let region = found["region"]?.string else { return }
      if isEarly, version == .of2023 {
        faults.note(
          found, "geoVersion", .divisionTooEarly, found: "2023", allowed: ["2016"], suggestion: "2016")
        return
      }
      guard (version ?? date.map(GeographicDivision.inForce)) == .of2016, let old = Region.named(region)?.oldRegion
      else { return }
      faults.note(
        found, "region", .regionTooYoung(region, old, mayName2023: !isEarly), found: region,
        suggestion: isEarly ? old : nil)
    }
  }
}

extension Wording {
  fileprivate static func otherRegion(_ cercle: String, _ region: String, _ found: String) -> Wording {
    Wording(
      "cercle_of_region", en: "The cercle of \(cercle) lies in \(region), not in \(found).",
      fr: "Le cercle de \(cercle) se trouve dans la région \(region), non dans \(found).")
  }

  fileprivate static func noRegion(_ region: String) -> Wording {
    Wording(
      "place_within_region", en: "There is nothing finer than \(region); name a region, or leave this field out.",
      fr: "Rien n’est plus fin que \(region) ; nommez une région ou omettez ce champ.")
  }

  fileprivate static let divisionTooEarly = Wording(
    "division_in_force",
    en:
      "The division of 2023 holds from \(GeographicDivision.startOf2023Text); leave geoVersion out for an earlier day,"
      + " or set it to \"2016\".",
    fr: "La division de 2023 vaut à partir du \(GeographicDivision.startOf2023Text) ; omettez geoVersion pour un jour"
      + " antérieur, ou mettez « 2016 ».")

  fileprivate static func regionTooYoung(_ region: String, _ old: String, mayName2023: Bool) -> Wording {
    let start = GeographicDivision.startOf2023Text
    return Wording(
      "division_in_force",
      en: "\(region) is a region since \(start); in the division of 2016 it lies in \(old). Use \"\(old)\""
        + (mayName2023 ? ", or set geoVersion to \"2023\"." : "."),
      fr: "\(region) est une région depuis le \(start) ; dans la division de 2016, elle relève de \(old). Mettez"
        + " « \(old) »" + (mayName2023 ? ", ou geoVersion à « 2023 »." : "."))
  }
}
