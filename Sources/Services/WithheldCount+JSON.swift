import Disclosure
import JSONBytes
import Violations

extension WithheldCount {
  /// The count as answers and plugins get it: `{"reason":"not_validated","about":20}` or
  /// `{"reason":"not_validated","fewerThan":5}`.
  var json: JSONValue {
    var object: JSONObject = ["reason": .string(reason)]
    if let about = count.about { object["about"] = .integer(Int64(about)) }
    if let bound = count.fewerThan { object["fewerThan"] = .integer(Int64(bound)) }
    return .object(object)
  }
}

extension Wording {
  /// What an answer's `withheld` holds.
  static let hiddenPercentAnswer = Wording(
    en: "how many of a hundred counts of people are hidden, rounded to five; absent where there are none",
    fr: "combien d’effectifs de personnes sur cent sont masqués, arrondi à cinq ; absent s’il n’y en a pas")

  static let withheldAnswer = Wording(
    en: "what is left out: each reason, with `about` so many items, rounded to five, or `fewerThan` the threshold",
    fr: "ce qui est omis : chaque motif, avec `about`, le nombre arrondi à cinq, ou `fewerThan`, le seuil")
}
