import Glibc

/// One thread for a connection, so that one that waits for the server holds up nobody else and never takes a thread
/// from Swift's shared pool.
///
/// A task that prefers this thread (`Task(executorPreference:)`) uses the connections on it without a change of threads.
public final class ConnectionThread: SerialExecutor, TaskExecutor, @unchecked Sendable {
  // All state below is guarded by the mutex; it and the condition stay at one address for pthread's sake.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  private var isStopped = false
  private var thread = pthread_t()

  /// Starts a thread, which runs until ``stop()``; throws `connectFailed` where the system has none to give.
  public static func start() throws(DatabaseError) -> ConnectionThread {
    let executor = ConnectionThread()
    let reference = Unmanaged.passRetained(executor)
    let result = pthread_create(
      &executor.thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<ConnectionThread>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, reference.toOpaque())
    guard result == 0 else {
      reference.release()
      throw DatabaseError(.connectFailed, "No thread could be started for the connection (error \(result)).")
    }
    pthread_detach(executor.thread)
    return executor
  }

  private init() {
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    mutex.initialize(to: pthread_mutex_t())
    condition.initialize(to: pthread_cond_t())
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  /// Queues a job behind those at hand.
  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pthread_mutex_lock(mutex)
    jobs.append(job)
    // Before the mutex is given back: the job may end what keeps this object, and the condition with it.
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Ends the thread once the jobs at hand have run; nothing may be run on it afterwards.
  public func stop() {
    pthread_mutex_lock(mutex)
    isStopped = true
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
  }

  /// Stops the program unless it is on this thread.
  public func checkIsolated() {
    pthread_mutex_lock(mutex)
    let isOwn = pthread_equal(pthread_self(), thread) != 0
    pthread_mutex_unlock(mutex)
    precondition(isOwn, "Not on the thread of the connection.")
  }

  private func run() {
    var batch: [UnownedJob] = []
    while true {
      pthread_mutex_lock(mutex)
      while jobs.isEmpty && !isStopped { pthread_cond_wait(condition, mutex) }
      swap(&batch, &jobs)
      pthread_mutex_unlock(mutex)
      if batch.isEmpty { return }
      for job in batch {
        // Both, so that a task that prefers this thread is at once where the connection's own jobs run.
        job.runSynchronously(isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
      }
      batch.removeAll(keepingCapacity: true)
    }
  }
}
