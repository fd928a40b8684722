import Foundation
import LineRPC
import Testing
import Violations

@testable import PluginHost

@Suite struct TypesettingPlacesTests {
  @Test("Where all is there, nothing is missing, and the typesetter is started with the places themselves")
  func complete() throws {
    let installation = try TypesettingInstallation()
    let finding = installation.places.examine()
    #expect(finding.missing == [] && finding.typst == "0.15.2")
    #expect(finding.status(for: "pdf") == nil)
    let kurukan = installation.folder + "/lib/kurukan"
    #expect(
      installation.places.arguments == [
        installation.folder + "/python/bin/python3.11", installation.folder + "/python/lib/python3.11",
        kurukan + "/python", kurukan + "/typeset", kurukan + "/fonts",
      ])
  }

  @Test(
    "What is not there is named, with its path",
    arguments: [
      ("bin", [.program("bin/kurukan-typesetter")]), ("python", [.python("python/bin/python3")]),
      ("python/bin/python3.11", [.python("python/bin/python3")]), ("python/lib", [.python("python/bin/python3")]),
      ("lib/kurukan/python", [.typst("lib/kurukan/python")]),
      ("lib/kurukan/python/typst", [.typst("lib/kurukan/python")]),
      ("lib/kurukan/python/typst-0.15.2.dist-info", [.typst("lib/kurukan/python")]),
      ("lib/kurukan/typeset", [.template("lib/kurukan/typeset/worker.py")]),
      ("lib/kurukan/typeset/worker.py", [.template("lib/kurukan/typeset/worker.py")]),
      ("lib/kurukan/typeset/typeset.py", [.template("lib/kurukan/typeset/typeset.py")]),
      ("lib/kurukan/typeset/characters.py", [.template("lib/kurukan/typeset/characters.py")]),
      ("lib/kurukan/typeset/report.typ", [.template("lib/kurukan/typeset/report.typ")]),
      ("lib/kurukan/typeset/tables.typ", [.template("lib/kurukan/typeset/tables.typ")]),
      ("lib/kurukan/typeset/fonts.txt", [.template("lib/kurukan/typeset/fonts.txt")]),
      ("lib/kurukan/fonts", [.font("lib/kurukan/fonts/One.ttf")]),
      ("lib/kurukan/fonts/Other.ttf", [.font("lib/kurukan/fonts/Other.ttf")]),
      ("lib/kurukan", [.typst("lib/kurukan/python"), .template("lib/kurukan/typeset/worker.py")]),
    ] as [(String, [TypesettingFinding.Part])])
  func absent(_ removed: String, expected: [TypesettingFinding.Part]) throws {
    let installation = try TypesettingInstallation()
    try installation.remove(removed)
    #expect(installation.missing == expected)
  }

  @Test("Every file of the template is asked for")
  func wholeTemplate() throws {
    let root = #filePath.replacing("Tests/PluginHostTests/TypesettingPlacesTests.swift", with: "")
    let names = try FileManager.default.contentsOfDirectory(atPath: root + "Sources/kurukan-typesetter/Typeset")
    #expect(names.filter { $0 != "__pycache__" }.sorted() == TypesettingPlaces.templateNames.sorted())
  }

  @Test("A folder, a file that cannot be executed, and a script that looks for a Python are none")
  func noPrograms() throws {
    let installation = try TypesettingInstallation()
    var places = installation.places
    // Beside this folder lies a library as beside a Python.
    try installation.write("", to: "python/bin/folder/file")
    try installation.write("", to: "python/bin/text")
    try installation.write("#!/bin/sh\n", to: "shims/python3", mode: 0o755)
    for path in ["python/bin", "python/bin/folder", "python/bin/text", "shims/python3"] {
      places.python = installation.folder + "/" + path
      #expect(places.examine().missing == [.python(places.python)], "\(path)")
      #expect(places.arguments == nil, "\(path)")
    }
    try installation.remove("bin/kurukan-typesetter")
    try installation.write("", to: "bin/kurukan-typesetter/file")
    #expect(installation.missing == [.program("bin/kurukan-typesetter")])
    try installation.remove("bin/kurukan-typesetter")
    try installation.write("", to: "bin/kurukan-typesetter")
    #expect(installation.missing == [.program("bin/kurukan-typesetter")])
  }

  @Test("Whoever asks is told what and what to do in both languages; where it was looked for, only the server's log")
  func wording() throws {
    let missing: [TypesettingFinding.Part] = [
      .program("/srv/bin/kurukan-typesetter"), .typst("/srv/modules"), .font("/srv/fonts/One.ttf"),
    ]
    let finding = TypesettingFinding(typst: nil, missing: missing)
    let status = try #require(finding.status(for: "pdf"))
    #expect(status.reason == .mediumUnavailable)
    #expect(status.message.en == "This server cannot write pdf: it lacks kurukan-typesetter, Typst and a font.")
    let french = status.message.text(in: .french)
    #expect(
      french == "Ce serveur ne peut pas écrire en pdf\u{A0}: il lui manque kurukan-typesetter, Typst et une police.")
    let hints = [status.hint?.en, status.hint?.text(in: .french)].compactMap { $0 }
    #expect(hints.count == 2 && hints.allSatisfy { $0.contains("deploy/install-typst") && !$0.contains("/srv") })
    for path in ["/srv/bin/kurukan-typesetter", "deploy/install-typst /srv/modules", "/srv/fonts/One.ttf"] {
      #expect(finding.log.contains(path), "\(path)")
    }
  }
}
