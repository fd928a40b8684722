/// What a record's standing allows. Knows nothing of the database.
enum RecordStanding: Hashable, CaseIterable {
  /// Reports may use it as far as it was reviewed.
  case present
  /// No report shows it.
  case withdrawn
  /// Only its identity is left.
  case erased

  init(isWithdrawn: Bool, isErased: Bool) {
    self = isErased ? .erased : isWithdrawn ? .withdrawn : .present
  }

  /// What becomes of it.
  func outcome(of ending: Ending) -> EndingOutcome {
    switch (ending, self) {
    case (.withdraw, .present), (.restore, .withdrawn), (.erase, .present), (.erase, .withdrawn): .done
    case (.withdraw, .withdrawn), (.restore, .present), (.erase, .erased): .unchanged
    case (.withdraw, .erased), (.restore, .erased): .erased
    }
  }
}

/// What somebody does that ends a record, or takes its end back.
enum Ending: Hashable, CaseIterable {
  /// It is taken out of reports.
  case withdraw
  /// It is put back.
  case restore
  /// All that it said is erased.
  case erase
}

/// What became of an act that ends a record, or takes its end back.
public enum EndingOutcome: Sendable, Equatable {
  /// It is carried out.
  case done
  /// It had been before.
  case unchanged
  /// There is no such record, or the caller may not read it.
  case notFound
  /// The record is erased.
  case erased
}

/// Why a record is erased: a code, since a text could say what must not be known any more.
public enum ErasureReason: String, Sendable, CaseIterable {
  /// Somebody took back the consent on which it rested.
  case consentWithdrawn = "consent_withdrawn"
  /// Somebody whom it tells of asked for it.
  case request
  /// It was kept for as long as it may be.
  case retention
  /// It should never have been sent.
  case mistake
}

/// What the end of a record holds at most. All of its limits stand here.
public enum EndingLimits {
  /// Characters of the reason for which a record is withdrawn: a page.
  public static let reasonCharacters = 2_000
}
