package import ReportKit

/// The words of the preview, of every rule, of what is left out, and of the comparison with a donor's report. A format that
/// publishes activities, or compares itself with what is published, completes its own with them.
package enum IATIWords {
  /// The words.
  package static let labels = Labels(PackageResources.labels_json)
}
