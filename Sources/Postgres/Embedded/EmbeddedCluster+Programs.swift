extension EmbeddedCluster {
  /// The major version of the PostgreSQL that a cluster would be run with; throws where none fits.
  ///
  /// - Parameter dataVersion: that of the cluster's data; nil where there are none yet.
  public static func programVersion(dataVersion: Int?) throws(ClusterError) -> Int {
    try ServerPrograms.find(dataVersion: dataVersion).majorVersion
  }
}
