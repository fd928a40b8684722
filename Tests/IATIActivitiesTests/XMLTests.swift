import Testing
@testable import IATIActivities
@Suite struct XMLTests { @Test func numbers() { #expect(DecimalText.text(12.5, places: 2) == "12.5") } }
