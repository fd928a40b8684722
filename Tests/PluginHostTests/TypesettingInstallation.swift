import Foundation

@testable import PluginHost

/// A folder that holds an empty file in the place of everything that PDF is made with; removed with its holder.
final class TypesettingInstallation {
  let folder: String
  let places: TypesettingPlaces

  init() throws {
    let root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
    let folder = root.appendingPathComponent("kurukan-places-\(UUID().uuidString)").path
    self.folder = folder
    var places = TypesettingPlaces(
      program: folder + "/bin/kurukan-typesetter", folder: folder + "/lib/kurukan")
    places.python = folder + "/python/bin/python3"
    self.places = places
    for program in ["bin/kurukan-typesetter", "python/bin/python3.11"] { try write("", to: program, mode: 0o755) }
    // As Debian installs it, with an older one beside.
    try FileManager.default.createSymbolicLink(atPath: places.python, withDestinationPath: "python3.11")
    for version in ["3.11", "3.9"] { try write("", to: "python/lib/python\(version)/os.py") }
    try write("", to: "lib/kurukan/python/typst/__init__.py")
    try write("", to: "lib/kurukan/python/typst-0.15.2.dist-info/RECORD")
    for name in TypesettingPlaces.templateNames { try write("", to: "lib/kurukan/typeset/" + name) }
    try write("One.ttf\nOther.ttf\n", to: "lib/kurukan/typeset/fonts.txt")
    for name in ["One.ttf", "Other.ttf"] { try write("", to: "lib/kurukan/fonts/" + name) }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func write(_ text: String, to path: String, mode: Int = 0o644) throws {
    let url = URL(fileURLWithPath: folder + "/" + path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: url.path)
  }

  func remove(_ path: String) throws { try FileManager.default.removeItem(atPath: folder + "/" + path) }

  /// What is missing, with paths from this folder on.
  var missing: [TypesettingFinding.Part] {
    func path(_ path: String) -> String { String(path.dropFirst(folder.count + 1)) }
    return places.examine().missing.map { part in
      switch part {
      case .program(let found): .program(path(found))
      case .python(let found): .python(path(found))
      case .typst(let found): .typst(path(found))
      case .template(let found): .template(path(found))
      case .font(let found): .font(path(found))
      }
    }
  }
}
