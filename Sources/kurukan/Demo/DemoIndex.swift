import JSONBytes
import Records

/// The page that links what the demonstration has written, in both languages at once.
struct DemoIndex {
  private struct Entry {
    let title: String
    let subject: String
    var files: [(language: String, ending: String, path: String, bytes: Int)] = []
  }

  private var donors: [(name: String, entries: [Entry])] = []

  /// Begins a report: of which donor, what it is called, and of what it is.
  mutating func begin(_ wanted: DemoReport, _ described: JSONValue, of format: JSONValue) {
    let donor = Self.text(format["donor"])
    if donors.last?.name != donor { donors.append((donor, [])) }
    let period = [wanted.bounds.from, wanted.bounds.to].compactMap { $0 }.map(Self.spelled).joined(separator: " – ")
    let level = (wanted.level ?? described["level"]?.string).flatMap { CodeLists.confidentiality.entry($0) }
    let subject = [
      wanted.programme, wanted.bounds.grant, period.isEmpty ? nil : period, level.map { "\($0.fr) (\($0.en))" },
    ].compactMap { $0 }
    donors[donors.count - 1].entries.append(
      Entry(title: Self.text(described["title"]), subject: subject.joined(separator: " · ")))
  }

  /// A file of the report that was begun last; `path` is relative to the page.
  mutating func add(path: String, language: String, ending: String, bytes: Int) {
    guard let donor = donors.indices.last, let entry = donors[donor].entries.indices.last else { return }
    donors[donor].entries[entry].files.append((language, ending, path, bytes))
  }

  /// The page (HTML).
  var page: String {
    var html = """
      <!DOCTYPE html>
      <html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
      <title>Kurukan</title><style>
      :root{color-scheme:light dark}
      body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
      h2{margin:2rem 0 0;font-size:1.15rem}
      table{border-collapse:collapse;width:100%}
      td,th{text-align:left;vertical-align:top;padding:.4rem .75rem .4rem 0;border-bottom:1px solid #8886}
      small{display:block;opacity:.8}
      a{display:inline-block;padding:.15rem 0;margin-right:.75rem}
      </style></head><body><main><h1>Kurukan</h1>
      <p>Rapports de démonstration, à partir de l’échantillon. <span lang="en">Demonstration reports, from the sample.</span></p>

      """
    for donor in donors {
      html += "<h2>\(Self.escaped(donor.name))</h2>\n<table><thead><tr><th scope=\"col\">Rapport · Report</th>"
      html += "<th scope=\"col\">Français</th><th scope=\"col\" lang=\"en\">English</th></tr></thead><tbody>\n"
      for entry in donor.entries {
        html += "<tr><td>\(Self.escaped(entry.title))<small>\(Self.escaped(entry.subject))</small></td>"
        for language in ["fr", "en"] {
          html += "<td>\(entry.files.filter { $0.language == language }.map(Self.link).joined())</td>"
        }
        html += "</tr>\n"
      }
      html += "</tbody></table>\n"
    }
    return html + "</main></body></html>\n"
  }

  private static func link(_ file: (language: String, ending: String, path: String, bytes: Int)) -> String {
    let size = "\((file.bytes + 1_023) / 1_024) KiB"
    return
      "<a href=\"\(escaped(file.path))\" lang=\"\(file.language)\">\(escaped(kind(file.ending))), \(size)</a>"
  }

  /// A day as people write it, from year, month and day.
  private static func spelled(_ day: String) -> String { day.split(separator: "-").reversed().joined(separator: "/") }

  /// What a file is by its ending.
  private static func kind(_ ending: String) -> String {
    ending == "bom.csv" ? "CSV (Excel)" : ending.uppercased()
  }

  private static func text(_ text: JSONValue?) -> String {
    let texts = [text?["fr"]?.string, text?["en"]?.string].compactMap { $0 }
    return (texts.first == texts.last ? [texts.first ?? ""] : texts).joined(separator: " · ")
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.append(character)
      }
    }
  }
}
