import Glibc

/// Figures for people, on standard error, only when they are asked for.
enum Measure {
  static func report(_ text: String) {
    guard getenv("KURUKAN_TEST_MEASURE") != nil else { return }
    let line = Array((text + "\n").utf8)
    write(STDERR_FILENO, line, line.count)
  }
}
