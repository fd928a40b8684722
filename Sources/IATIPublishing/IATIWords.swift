package import ReportKit

/// The words of the preview, of every rule, and of what is left out. A format that publishes activities completes its own
/// with them.
package enum IATIWords {
  /// The words.
  package static let labels = Labels(PackageResources.labels_json)
}
