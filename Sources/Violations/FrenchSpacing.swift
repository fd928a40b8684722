/// French sets a space before `:`, `;`, `?` and `!` and inside « », where no line may break. Texts are written with
/// plain spaces, which can be seen in the source, and get the others here.
enum FrenchSpacing {
  private static let unbreakable: Unicode.Scalar = "\u{A0}"

  static func applied(to text: String) -> String {
    var spaced = String.UnicodeScalarView()
    var previous: Unicode.Scalar?
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      let next = scalars.index(after: index)
      let isBeforeSign = next < scalars.endIndex && isSign(scalars[next])
      let isUnbreakable = scalars[index] == " " && (isBeforeSign || previous == "«")
      spaced.append(isUnbreakable ? unbreakable : scalars[index])
      previous = scalars[index]
    }
    return String(spaced)
  }

  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ":", ";", "?", "!", "»": true
    default: false
    }
  }
}
