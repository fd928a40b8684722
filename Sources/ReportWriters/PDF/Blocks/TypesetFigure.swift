extension TypesetSpelling {
  // Until drawings are spelled as SVG, none is set.
  mutating func figure(_ figure: NumberedFigure) {}
}
