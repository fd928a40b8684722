/// The tables that are worked out again, by format.
enum Recounts {
  static let all = undef
}
