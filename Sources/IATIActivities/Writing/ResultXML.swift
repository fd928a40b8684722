extension XMLText {
  mutating func result(_ result: ActivityResult, _ language: String?) throws {
    try element("result", ["type": result.type, "aggregation-status": result.aggregation.map { "\($0)" }]) { xml in
      try xml.texts("title", result.title, language)
      if !result.description.isEmpty { try xml.texts("description", result.description, language) }
      for reference in result.references {
        try xml.element(
          "reference",
          ["vocabulary": reference.vocabulary, "code": reference.code, "vocabulary-uri": reference.uri])
      }
      for indicator in result.indicators { try xml.indicator(indicator, language) }
    }
  }

  private mutating func indicator(_ indicator: ActivityIndicator, _ language: String?) throws {
    try element(
      "indicator",
      [
        "measure": indicator.measure, "ascending": indicator.ascending.map { "\($0)" },
        "aggregation-status": indicator.aggregation.map { "\($0)" },
      ]
    ) { xml in
      try xml.texts("title", indicator.title, language)
      if !indicator.description.isEmpty { try xml.texts("description", indicator.description, language) }
      for reference in indicator.references {
        try xml.element(
          "reference",
          ["vocabulary": reference.vocabulary, "code": reference.code, "indicator-uri": reference.uri])
      }
      if let baseline = indicator.baseline {
        try xml.measured(
          "baseline", baseline, language, year: indicator.baselineYear, day: indicator.baselineDay)
      }
      for period in indicator.periods {
        try xml.element("period") { xml in
          try xml.period(period.start, period.end)
          for target in period.targets { try xml.measured("target", target, language) }
          for actual in period.actuals { try xml.measured("actual", actual, language) }
        }
      }
    }
  }

  /// Values have no documents of their own: these would stand before the comment in a baseline, and behind it elsewhere.
  private mutating func measured(
    _ name: String, _ part: MeasuredPart, _ language: String?, year: String? = nil, day: Day? = nil
  ) throws {
    try element(name, ["iso-date": day, "year": year, "value": part.value]) { xml in
      for location in part.locations { try xml.element("location", ["ref": location]) }
      for dimension in part.dimensions {
        try xml.element("dimension", ["name": dimension.name, "value": dimension.value])
      }
      if !part.comment.isEmpty { try xml.texts("comment", part.comment, language) }
    }
  }
}
