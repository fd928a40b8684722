/// A stretch of text of one direction.
///
/// Names in Arabic, N'Ko or Adlam letters stand in reports that run from left to right. Where they are not kept apart,
/// the numbers and marks beside them move to their other side (Unicode UAX #9); a writer isolates every run that has a
/// script.
public struct DirectionRun: Hashable, Sendable {
  /// The text.
  public let text: String
  /// The script, if it is written from right to left.
  public let script: RightToLeftScript?

  /// The text's runs, in reading order. White space and marks between letters of one script belong to its run.
  public static func runs(of text: String) -> [DirectionRun] {
    guard mayTurn(text) else { return [DirectionRun(text: text, script: nil)] }
    let scalars = Array(text.unicodeScalars)
    var runs: [DirectionRun] = []
    func append(_ range: Range<Int>, _ script: RightToLeftScript?) {
      guard !range.isEmpty else { return }
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars[range])
      runs.append(DirectionRun(text: String(view), script: script))
    }
    var plainStart = 0
    var index = 0
    while index < scalars.count {
      guard let script = RightToLeftScript(scalars[index]) else {
        index += 1
        continue
      }
      let end = runEnd(scalars, from: index, script)
      append(plainStart..<index, nil)
      append(index..<end, script)
      plainStart = end
      index = end
    }
    append(plainStart..<scalars.count, nil)
    return runs
  }

  /// Behind the last letter of the script before one of another, of a line's end, or of the text's.
  private static func runEnd(_ scalars: [Unicode.Scalar], from start: Int, _ script: RightToLeftScript) -> Int {
    var end = start + 1
    var index = end
    while index < scalars.count {
      let scalar = scalars[index]
      if RightToLeftScript(scalar) == script {
        end = index + 1
      } else if scalar.properties.isAlphabetic || scalar == "\n" {
        break
      }
      index += 1
    }
    return end
  }

  /// Whether a text may have letters that are written from right to left; quick, and sure where it says no.
  public static func mayTurn(_ text: String) -> Bool { text.utf8.contains(where: mayBeRightToLeft) }

  private static func mayBeRightToLeft(_ byte: UInt8) -> Bool {
    switch byte {
    case 0xD6...0xE0, 0xEF, 0xF0: true
    default: false
    }
  }
}

/// The scripts that run from right to left.
public enum RightToLeftScript: Hashable, Sendable {
  /// Arabic letters: Arabic, and languages of the Sahel in Ajami.
  case arabic
  /// N'Ko.
  case nko
  /// Adlam, for Fulfulde.
  case adlam
  /// Any other, such as Hebrew.
  case other

  /// What a medium calls text in it (BCP 47). Which language Arabic letters write is not known.
  public var languageTag: String {
    switch self {
    case .arabic: "und-Arab"
    case .nko: "nqo"
    case .adlam: "ff-Adlm"
    case .other: "und"
    }
  }

  /// The script of a letter or a mark of one; nil for all that runs from left to right or has no direction.
  init?(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x0600...0x06FF, 0x0750...0x077F, 0x0870...0x08FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF, 0x1EE00...0x1EEFF:
      self = .arabic
    case 0x07C0...0x07FF: self = .nko
    case 0x1E900...0x1E95F: self = .adlam
    case 0x0590...0x05FF, 0x0700...0x074F, 0x0780...0x07BF, 0x0800...0x086F, 0xFB1D...0xFB4F, 0x10800...0x10FFF,
      0x1E800...0x1E8FF, 0x1EC70...0x1ECBF, 0x1ED00...0x1ED4F:
      self = .other
    default: return nil
    }
  }
}
