/// The tables that are worked out again, by format.
enum Recounts {
  static let all = undef + ndi + nimd + interpeace + nap1325 + auditFollowUp + roundtableSynthesis
}
