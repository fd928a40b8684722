import ReportDocument

extension DOCXSpelling {
  /// A part's pages have one orientation; its name is a workbook's.
  mutating func part(_ part: Part) {
    if !pendingHeadings.isEmpty { prepare(.text) }
    pages.part = part.orientation
  }

  mutating func pageBreak() {
    if !pendingHeadings.isEmpty { prepare(.text) }
    pages.owesBreak = true
  }
}
