import ArgumentParser

/// Where plugins lie that did not come with the program.
struct AdditionalPluginsOptions: ParsableArguments {
  @Option(
    name: .customLong("additional-plugins"),
    help: ArgumentHelp(
      "A second folder of reporting plugins, watched as that of --plugins is.",
      discussion: """
        For plugins that did not come with the program, so that a new version brings its own and leaves these alone. Of \
        two plugins of one format, that of --plugins holds.
        """))
  var folder: String?
}
