/// Every instrument, in the order in which administrators read them.
extension Instrument {
  /// All of them.
  public static let all: [Instrument] =
    server + connections + calls + intake + database + reports + dataFolder + process

  // MARK: - The server

  /// What runs.
  public static let build = Instrument(
    "kurukan_build_info", .gauge, .other, labels: ["version"], "Always 1; the version is a label.")
  /// Whether it can work.
  public static let ready = Instrument(
    "kurukan_ready", .gauge, .other, "1 if the server can do its work, as /readyz says, else 0.")
  /// Since when it runs.
  public static let running = Instrument(
    "kurukan_running_seconds", .gauge, .seconds, "Time since the server began to serve.")

  static let server = [build, ready, running]

  // MARK: - Connections

  /// Connections now.
  public static let connectionsOpen = Instrument(
    "kurukan_connections_open", .gauge, .connections, "Connections of clients that are open.")
  /// The most of them.
  public static let connectionsLimit = Instrument(
    "kurukan_connections_limit", .gauge, .connections, "Connections of clients that may be open.")
  /// Accepted so far.
  public static let connectionsAccepted = Instrument(
    "kurukan_connections_accepted_total", .counter, .connections, "Connections accepted.")
  /// Refused so far.
  public static let connectionsRefused = Instrument(
    "kurukan_connections_refused_total", .counter, .connections,
    "Connections that the server closed for a reason of its own: idle, slow, full, too many faults, drain.")
  /// TLS that failed.
  public static let handshakesFailed = Instrument(
    "kurukan_tls_handshakes_failed_total", .counter, .connections, "TLS handshakes that failed or took too long.")
  /// PROXY headers that failed.
  public static let proxyHeadersRefused = Instrument(
    "kurukan_proxy_headers_refused_total", .counter, .connections,
    "Connections of listed balancers without a sound PROXY protocol header.")
  /// Times without accepting.
  public static let acceptPauses = Instrument(
    "kurukan_accept_pauses_total", .counter, .times, "Times that no more connections were accepted for a moment.")
  /// Bytes in.
  public static let bytesRead = Instrument("kurukan_received_bytes_total", .counter, .bytes, "Bytes read from clients.")
  /// Bytes out.
  public static let bytesWritten = Instrument("kurukan_sent_bytes_total", .counter, .bytes, "Bytes written to clients.")
  /// Bad lines.
  public static let linesRefused = Instrument(
    "kurukan_lines_refused_total", .counter, .times, "Lines that were no valid frame.")
  /// Notifications.
  public static let notificationsDropped = Instrument(
    "kurukan_notifications_dropped_total", .counter, .times, "JSON-RPC notifications, which are dropped.")

  static let connections = [
    connectionsOpen, connectionsLimit, connectionsAccepted, connectionsRefused, handshakesFailed, proxyHeadersRefused,
    acceptPauses, bytesRead, bytesWritten, linesRefused, notificationsDropped,
  ]

  // MARK: - Calls

  /// From a tenth of a millisecond to a minute.
  private static let times: [Int64] = [
    100_000, 250_000, 500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000, 50_000_000, 100_000_000,
    250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000, 10_000_000_000, 60_000_000_000,
  ]

  /// Calls now.
  public static let callsRunning = Instrument("kurukan_calls_running", .gauge, .calls, "Calls at work.")
  /// Begun so far.
  public static let callsBegun = Instrument("kurukan_calls_begun_total", .counter, .calls, "Calls begun.")
  /// Failed so far.
  public static let callsFailed = Instrument(
    "kurukan_calls_failed_total", .counter, .calls, "Calls answered with an error, those without a method too.")
  /// Ended so far.
  public static let callsEnded = Instrument(
    "kurukan_calls_total", .counter, .calls, labels: ["method", "status"],
    "Calls whose method has ended, by gRPC's name of how: OK, INVALID_ARGUMENT and so on.")
  /// How long they took.
  public static let callDuration = Instrument(
    "kurukan_call_duration_seconds", .histogram, .seconds, labels: ["method"], bounds: times,
    "From the reading of a call's line to its answer; of a stream, to its end.")

  static let calls = [callsRunning, callsBegun, callsFailed, callsEnded, callDuration]

  // MARK: - Intake

  /// Records that wait.
  public static let waitingRecords = Instrument(
    "kurukan_intake_waiting_records", .gauge, .records, "Submitted records that wait for a writer.")
  /// The most of them.
  public static let waitingRecordsLimit = Instrument(
    "kurukan_intake_waiting_limit_records", .gauge, .records, "Records that may wait.")
  /// Their bytes.
  public static let waitingBytes = Instrument(
    "kurukan_intake_waiting_bytes", .gauge, .bytes, "Bytes of the records that wait.")
  /// The most of those.
  public static let waitingBytesLimit = Instrument(
    "kurukan_intake_waiting_limit_bytes", .gauge, .bytes, "Bytes of records that may wait.")
  /// Sizes of transactions.
  public static let batchRecords = Instrument(
    "kurukan_intake_batch_records", .histogram, .records, bounds: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    "Records of a transaction that was committed.")
  /// Times of transactions.
  public static let commitDuration = Instrument(
    "kurukan_intake_commit_duration_seconds", .histogram, .seconds, bounds: times,
    "From a batch's first statement to its commit, retries included.")
  /// What became of records.
  public static let intakeRecords = Instrument(
    "kurukan_intake_records_total", .counter, .records, labels: ["outcome"],
    "Submitted records: created, revised, duplicate, refused (the record's own fault) or failed (the database's).")
  /// Lost connections.
  public static let intakeReconnects = Instrument(
    "kurukan_intake_reconnects_total", .counter, .times, "Times that a writer lost its connection and tried again.")

  static let intake = [
    waitingRecords, waitingRecordsLimit, waitingBytes, waitingBytesLimit, batchRecords, commitDuration, intakeRecords,
    intakeReconnects,
  ]

  // MARK: - Database

  /// Connections of a pool.
  public static let poolConnections = Instrument(
    "kurukan_database_pool_connections", .gauge, .connections, labels: ["pool", "state"],
    "Connections to the database: idle, leased or opening. Pools: general, snapshots (reports that read), pieces.")
  /// The most of them.
  public static let poolLimit = Instrument(
    "kurukan_database_pool_limit", .gauge, .connections, labels: ["pool"], "Connections that a pool may have.")
  /// Callers that wait.
  public static let poolWaiting = Instrument(
    "kurukan_database_pool_waiting", .gauge, .calls, labels: ["pool"], "Callers that wait for a connection of a pool.")
  /// Made so far.
  public static let poolOpened = Instrument(
    "kurukan_database_pool_opened_total", .counter, .connections, labels: ["pool"], "Connections that a pool has made.")
  /// Came back broken.
  public static let poolBroken = Instrument(
    "kurukan_database_pool_broken_total", .counter, .connections, labels: ["pool"], "Connections that came back broken."
  )
  /// Callers refused.
  public static let poolRefusals = Instrument(
    "kurukan_database_pool_refusals_total", .counter, .calls, labels: ["pool"],
    "Callers that got no connection: none became free in time, too many waited, or the database was away.")
  /// Attempts that failed.
  public static let connectsFailed = Instrument(
    "kurukan_database_connects_failed_total", .counter, .times, "Attempts to connect to the database that failed.")
  /// How long they have failed.
  public static let databaseAway = Instrument(
    "kurukan_database_refusing_seconds", .gauge, .seconds,
    "For how long every attempt to connect has failed; 0 if the last one did not.")

  static let database = [
    poolConnections, poolLimit, poolWaiting, poolOpened, poolBroken, poolRefusals, connectsFailed, databaseAway,
  ]

  // MARK: - Reports

  /// Workers now.
  public static let workersRunning = Instrument(
    "kurukan_workers_running", .gauge, .reports, "Places for compositions and writers that are taken.")
  /// Those that wait.
  public static let workersWaiting = Instrument(
    "kurukan_workers_waiting", .gauge, .reports, "Compositions and writers that wait for a place.")
  /// The most of them.
  public static let workersLimit = Instrument("kurukan_workers_limit", .gauge, .reports, "Places that there are.")
  /// Renderings so far.
  public static let renderings = Instrument(
    "kurukan_renderings_total", .counter, .reports, labels: ["report", "outcome"],
    "Reports asked for by Reports/Render: done, or the reason of the failure.")
  /// How long they took.
  public static let renderingDuration = Instrument(
    "kurukan_rendering_duration_seconds", .histogram, .seconds, labels: ["report"], bounds: times,
    "From the request of a report to its last byte, if it succeeded.")
  /// What was withheld.
  public static let withholding = Instrument(
    "kurukan_renderings_withholding_total", .counter, .reports, labels: ["reason"],
    "Reports that left something out, by the reason. How much a report left out stands nowhere but in the report.")
  /// Plugins that failed.
  public static let pluginFailures = Instrument(
    "kurukan_plugin_failures_total", .counter, .times, labels: ["plugin", "reason"],
    "Compositions that ended by the plugin's fault: it crashed, or what it sent made no sense.")
  /// Plugins that can be used.
  public static let pluginsInstalled = Instrument(
    "kurukan_plugins_installed", .gauge, .plugins, "Plugins of the plugins' folder that can be used.")
  /// Plugins that cannot.
  public static let pluginsRefused = Instrument(
    "kurukan_plugins_refused", .gauge, .plugins, "Files of the plugins' folder that were refused; the log says why.")

  static let reports = [
    workersRunning, workersWaiting, workersLimit, renderings, renderingDuration, withholding, pluginFailures,
    pluginsInstalled, pluginsRefused,
  ]

  // MARK: - The data folder

  /// Room for bytes.
  public static let diskFree = Instrument(
    "kurukan_data_folder_free_bytes", .gauge, .bytes, "Bytes that the server may still write where --data lies.")
  /// All of it.
  public static let diskSize = Instrument(
    "kurukan_data_folder_size_bytes", .gauge, .bytes, "The size of the file system where --data lies.")
  /// Room for files.
  public static let inodesFree = Instrument(
    "kurukan_data_folder_free_inodes", .gauge, .files, "Files that can still be made there.")
  /// All of them.
  public static let inodes = Instrument(
    "kurukan_data_folder_inodes", .gauge, .files, "Files that there can be; 0 where there is no limit.")

  static let dataFolder = [diskFree, diskSize, inodesFree, inodes]

  // MARK: - The process, named as all exporters name it

  /// Processor time.
  public static let processorTime = Instrument(
    "process_cpu_seconds_total", .counter, .seconds, "Processor time that the server itself has used.")
  /// Memory.
  public static let residentMemory = Instrument(
    "process_resident_memory_bytes", .gauge, .bytes,
    "Memory of the server itself; workers and PostgreSQL come beside it.")
  /// Files.
  public static let openFiles = Instrument(
    "process_open_fds", .gauge, .files, "Files, sockets and pipes that are open.")
  /// The most of them.
  public static let openFilesLimit = Instrument(
    "process_max_fds", .gauge, .files, "Files, sockets and pipes that may be open.")
  /// Threads.
  public static let threads = Instrument("process_threads", .gauge, .other, "Threads of the server.")
  /// The start.
  public static let startTime = Instrument(
    "process_start_time_seconds", .gauge, .seconds, "When the process started, in seconds since 1970.")

  static let process = [processorTime, residentMemory, openFiles, openFilesLimit, threads, startTime]
}
