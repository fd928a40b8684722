import Violations

// Rules about lists and what their elements add up to.
extension Rule {
  /// Percentages of each vocabulary add up to 100; a single one may be left out.
  public static func percentagesAddUp(_ list: StaticString, per vocabulary: StaticString) -> Rule {
    Rule(
      "\(list)_add_up",
      "The percentages of `\(list)` add up to 100 within each `\(vocabulary)`; one that stands alone may be left out.",
      fields: [list.description, vocabulary.description, "percentage"], given: [list]
    ) { value, faults in
      guard let elements = value[list]?.elements else { return }
      for (name, group) in Dictionary(grouping: elements, by: { $0[vocabulary]?.string ?? "" }).sorted(by: {
        $0.key < $1.key
      }) {
        let shares = group.compactMap { $0["percentage"]?.number }
        if group.count == 1, shares.isEmpty { continue }
        let sum = shares.reduce(0, +)
        guard shares.count < group.count || abs(sum - 100) > 0.01 else { continue }
        faults.note(value, "\(list)", .otherThanHundred(name), found: FieldType.plain(sum))
      }
    }
  }

  /// What is counted in cells is not above the total; where every cell has the count, it equals the total, unless a
  /// flag says that cells are missing.
  public static func addsUp(
    _ list: StaticString, _ field: StaticString, to total: StaticString, unless incomplete: StaticString? = nil
  ) -> Rule {
    Rule(
      "\(list)_add_up_to_\(total)",
      "`\(field)` of all `\(list)` is not above `\(total)`, and equals it where every cell has it"
        + (incomplete.map { ", unless `\($0)` is true." } ?? "."),
      fields: [list.description, field.description, total.description] + (incomplete.map { [$0.description] } ?? []),
      given: [list, total]
    ) { value, faults in
      guard let elements = value[list]?.elements, let whole = value[total]?.number else { return }
      let counts = elements.compactMap { $0[field]?.number }
      guard !counts.isEmpty else { return }
      let sum = counts.reduce(0, +)
      let mayMiss = counts.count < elements.count || incomplete.flatMap { value[$0]?.boolean } == true
      guard sum > whole || sum < whole && !mayMiss else { return }
      faults.note(
        value, "\(list)", .otherSum("\(field)", "\(total)", FieldType.plain(whole)), found: FieldType.plain(sum))
    }
  }

  /// What each element of a list names is an element of a list beside it.
  public static func names(
    _ list: StaticString, _ field: StaticString, in others: StaticString, _ code: StaticString
  ) -> Rule {
    Rule(
      "\(list)_\(field)_exists", "`\(field)` of each of `\(list)` is the `\(code)` of one of `\(others)`.",
      fields: [list.description, field.description, others.description, code.description], given: [list]
    ) { value, faults in
      guard let elements = value[list]?.elements else { return }
      let known = Set(value[others]?.elements.compactMap { $0[code]?.string } ?? [])
      for element in elements {
        guard let name = element[field]?.string, !known.contains(name) else { continue }
        faults.note(
          element, "\(field)", .notInList("\(others)"), found: name,
          suggestion: NearestName.suggestion(for: name, in: known.sorted()))
      }
    }
  }

  /// No element of a list lies, through its parents, under itself.
  public static func noCircle(_ list: StaticString, _ code: StaticString, _ parent: StaticString) -> Rule {
    Rule(
      "\(list)_without_circle", "None of `\(list)` lies under itself.",
      fields: [list.description, code.description, parent.description], given: [list]
    ) { value, faults in
      guard let elements = value[list]?.elements else { return }
      var parents: [String: String] = [:]
      for element in elements {
        if let name = element[code]?.string { parents[name] = element[parent]?.string }
      }
      for element in elements {
        guard let name = element[code]?.string, var above = parents[name] else { continue }
        var steps = 0
        while above != name, steps < elements.count, let next = parents[above] {
          above = next
          steps += 1
        }
        if above == name { faults.note(element, "\(parent)", .circle, found: element[parent]?.string) }
      }
    }
  }

  /// No element of a list is the record itself.
  ///
  /// - Parameter field: the element's field with the key; nil where the elements are keys.
  static func notItself(_ list: StaticString, in field: StaticString? = nil, _ message: Wording) -> Rule {
    Rule(
      "\(list)_without_itself", "None of `\(list)` is the record itself.",
      fields: [list.description, "key"] + (field.map { [$0.description] } ?? []), given: [list]
    ) { value, faults in
      guard let elements = value[list]?.elements, let own = value["key"]?.string else { return }
      for (index, element) in elements.enumerated() where (field.map { element[$0] } ?? element)?.string == own {
        if let field {
          faults.note(element, "\(field)", message, found: own)
        } else {
          faults.note(value, "\(list)[\(index)]", message, found: own)
        }
      }
    }
  }

  /// A number is not above the sum of one in the elements of a list.
  public static func atMost(_ part: StaticString, sumOf field: StaticString, in list: StaticString) -> Rule {
    Rule(
      "\(part)_at_most_\(list)", "`\(part)` is not above the sum of `\(field)` of `\(list)`.",
      fields: [part.description, list.description, field.description], given: [part, list]
    ) { value, faults in
      guard let elements = value[list]?.elements, let count = value[part]?.number else { return }
      let counts = elements.compactMap { $0[field]?.number }
      let sum = counts.reduce(0, +)
      // A count that could not be read is not missing from the sum.
      guard counts.count == elements.count, count > sum else { return }
      faults.note(value, "\(part)", .above("\(list)", FieldType.plain(sum)), found: FieldType.plain(count))
    }
  }

  /// Shares in percent are of one whole.
  public static func sharesOfOneWhole(_ list: StaticString, _ share: StaticString) -> Rule {
    Rule(
      "\(list)_\(share)_at_most_100", "`\(share)` of all `\(list)` is not above 100.",
      fields: [list.description, share.description], given: [list]
    ) { value, faults in
      let sum = (value[list]?.elements ?? []).compactMap { $0[share]?.number }.reduce(0, +)
      guard sum > 100.01 else { return }
      faults.note(value, "\(list)", .moreThanWhole("\(share)"), found: FieldType.plain(sum))
    }
  }

  /// Each element of a list stands in another list too.
  public static func subset(_ list: StaticString, of whole: StaticString) -> Rule {
    Rule(
      "\(list)_within_\(whole)", "Each of `\(list)` stands in `\(whole)` too.",
      fields: [list.description, whole.description], given: [list]
    ) { value, faults in
      guard let elements = value[list]?.elements else { return }
      let known = value[whole]?.elements.map(\.string) ?? []
      for (index, element) in elements.enumerated() where !known.contains(element.string) {
        faults.note(value, "\(list)[\(index)]", .notInList("\(whole)"), found: element.string, allowed: known)
      }
    }
  }
}

extension Wording {
  fileprivate static func otherThanHundred(_ vocabulary: String) -> Wording {
    Wording(
      "percentages_sum", en: "The percentages of \(vocabulary) must all be given and add up to 100.",
      fr: "Les pourcentages de \(vocabulary) doivent tous être donnés et faire 100.")
  }

  fileprivate static func otherSum(_ field: String, _ total: String, _ value: String) -> Wording {
    Wording(
      "cells_sum", en: "The cells' \(field) must add up to \(total), \(value).",
      fr: "La somme des \(field) des cellules doit être \(total), \(value).")
  }

  fileprivate static func moreThanWhole(_ share: String) -> Wording {
    Wording(
      "shares_sum", en: "The sum of \(share) must not be above 100.",
      fr: "La somme des \(share) ne doit pas dépasser 100.")
  }

  fileprivate static func notInList(_ list: String) -> Wording {
    Wording("listed", en: "There is no such entry in \(list).", fr: "Il n’y a pas de telle entrée dans \(list).")
  }

  fileprivate static let circle = Wording(
    "no_circle", en: "Through its parents this lies under itself.",
    fr: "Par ses parents, cet élément se trouve sous lui-même.")
}
