import ArgumentParser
import PluginHost
import Settings

/// What reports are made with.
struct ReportOptions: SettingOptions {
  static let plugins = Setting(
    "plugins", .text("FOLDER"),
    "The folder of the reporting plugins; otherwise plugins beside the program's own folder.")
  static let additionalPlugins = Setting(
    "additionalPlugins", .text("FOLDER"),
    "A second folder of reporting plugins, watched as that of --plugins is: for plugins that did not come with the"
      + " program, so that a new version brings its own and leaves these alone. Of two plugins of one format, that of"
      + " --plugins holds.")
  static let workers = Setting(
    "workers", .text("FOLDER"),
    "The folder of kurukan-composer, kurukan-writer and kurukan-typesetter; otherwise this program's own.")
  static let typesetting = Setting(
    "typesetting", .text("FOLDER"),
    "The folder with what PDF is made with, typeset, fonts and python; otherwise lib/kurukan beside the program's own"
      + " folder. deploy/install-typst installs the last. Without it there is no PDF.")
  static let python = Setting("python", .text("FILE"), standard: "/usr/bin/python3", "The Python that runs Typst.")
  static let withoutLandlock = Setting(
    "withoutLandlock", .flag, standard: "false",
    "Runs plugins on a kernel without Landlock, which is refused otherwise. A plugin can then read every file that the"
      + " server's user can read.")

  static let settings = [plugins, additionalPlugins, workers, typesetting, python, withoutLandlock]

  @Option(help: ArgumentHelp(Self.plugins.help)) var plugins: String?
  @Option(help: ArgumentHelp(Self.additionalPlugins.help)) var additionalPlugins: String?
  @Option(help: ArgumentHelp(Self.workers.help)) var workers: String?
  @Option(help: ArgumentHelp(Self.typesetting.help)) var typesetting: String?
  @Option(help: ArgumentHelp(Self.python.help)) var python: String?
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(Self.withoutLandlock.help)) var withoutLandlock: Bool?

  func flags(_ faults: inout [SettingFault]) -> [FlagValue?] {
    [
      FlagValue(Self.plugins, plugins), FlagValue(Self.additionalPlugins, additionalPlugins),
      FlagValue(Self.workers, workers), FlagValue(Self.typesetting, typesetting), FlagValue(Self.python, python),
      FlagValue(Self.withoutLandlock, withoutLandlock),
    ]
  }

  /// What the plugin host is to run with.
  static func hosting(_ values: SettingValues) throws -> PluginHostConfiguration {
    let folder = try ProgramFolder.path()
    var hosting = PluginHostConfiguration(
      programsFolder: values.text(workers) ?? folder, pluginsFolder: values.text(plugins) ?? folder + "/../plugins")
    hosting.additionalPluginsFolder = values.text(additionalPlugins)
    hosting.withoutLandlock = values.isOn(withoutLandlock)
    hosting.typesetting = TypesettingPlaces(
      program: hosting.typesetting.program, folder: values.text(typesetting) ?? folder + "/../lib/kurukan")
    hosting.typesetting.python = values.text(python) ?? hosting.typesetting.python
    return hosting
  }
}
