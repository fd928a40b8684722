import CLinux
import Glibc
import LineRPC
import Synchronization
import Violations

/// The one thread that starts workers, talks with them and collects them.
///
/// Workers die with the thread that started them (PR_SET_PDEATHSIG), so it lives as long as its host.
final class WorkerReactor: Sendable {
  enum Command {
    case start(WorkerOrder, WorkerExchange)
    case kill(WorkerExchange, Status)
  }

  private struct Mailbox {
    var commands: [Command] = []
    var isWoken = false
    var isStopping = false
    var hasStopped = false
    var stopWaiters: [CheckedContinuation<Void, Never>] = []
  }

  let limits: PluginHostLimits
  let wakeDescriptor: Int32
  private let mailbox = Mutex(Mailbox())

  /// Starts the thread.
  init(limits: PluginHostLimits) throws(Status) {
    self.limits = limits
    wakeDescriptor = kurukan_eventfd_create()
    guard wakeDescriptor >= 0 else {
      throw Status(.unexpected, "No event descriptor for the plugin host: \(SystemFault.last).")
    }
    var thread = pthread_t()
    let context = Unmanaged.passRetained(self)
    let answer = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        let reactor = Unmanaged<WorkerReactor>.fromOpaque(context).takeRetainedValue()
        ReactorLoop(reactor).run()
        return nil
      }, context.toOpaque())
    guard answer == 0 else {
      context.release()
      close(wakeDescriptor)
      throw Status(.unexpected, "No thread for the plugin host: \(SystemFault.text(answer)).")
    }
    pthread_detach(thread)
  }

  /// Starts a worker. What comes of it, a failure to start included, is told to the exchange.
  func start(_ order: WorkerOrder, _ exchange: WorkerExchange) {
    if !post(.start(order, exchange)) {
      exchange.finish(WorkerEnd(fault: .hostStopping))
    }
  }

  /// Ends a worker for the given reason; nothing if it has ended.
  func kill(_ exchange: WorkerExchange, _ reason: Status) { _ = post(.kill(exchange, reason)) }

  /// Makes the thread look after its workers.
  func wake() {
    mailbox.withLock { mailbox in
      guard !mailbox.isWoken, !mailbox.hasStopped else { return }
      mailbox.isWoken = true
      kurukan_eventfd_signal(wakeDescriptor)
    }
  }

  /// Ends all workers, then the thread. Does not wait for either.
  func stop() {
    mailbox.withLock { $0.isStopping = true }
    wake()
  }

  /// Ends all workers, then the thread, and returns when nothing of them is left.
  func stopAndWait() async {
    stop()
    await withCheckedContinuation { waiter in
      let hasStopped = mailbox.withLock { mailbox in
        if !mailbox.hasStopped { mailbox.stopWaiters.append(waiter) }
        return mailbox.hasStopped
      }
      if hasStopped { waiter.resume() }
    }
  }

  // MARK: - For the thread

  func takeCommands() -> (commands: [Command], isStopping: Bool) {
    kurukan_eventfd_clear(wakeDescriptor)
    return mailbox.withLock { mailbox in
      defer { mailbox.commands = [] }
      mailbox.isWoken = false
      return (mailbox.commands, mailbox.isStopping)
    }
  }

  /// Whether the thread may end now; it must, if so.
  func finishStopping() -> Bool {
    let waiters: [CheckedContinuation<Void, Never>]? = mailbox.withLock { mailbox in
      guard mailbox.commands.isEmpty else { return nil }
      mailbox.hasStopped = true
      close(wakeDescriptor)
      return mailbox.stopWaiters
    }
    guard let waiters else { return false }
    for waiter in waiters { waiter.resume() }
    return true
  }

  private func post(_ command: Command) -> Bool {
    let isTaken = mailbox.withLock { mailbox in
      guard !mailbox.isStopping else { return false }
      mailbox.commands.append(command)
      return true
    }
    wake()
    return isTaken
  }
}

/// What a failed system call said.
enum SystemFault {
  static var last: String { text(errno) }

  static func text(_ number: Int32) -> String { String(cString: strerror(number)) }
}
