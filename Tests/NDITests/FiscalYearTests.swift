import Testing

@testable import NDI

@Suite struct FiscalYearTests {}
