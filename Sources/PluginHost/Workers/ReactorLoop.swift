import CLinux
import Glibc
import LineRPC
import Violations

/// The life of the reactor's thread.
final class ReactorLoop {
  /// How often the loop looks after workers without being called, as a safety net.
  private static let idleMilliseconds: Int32 = 10_000

  private let reactor: WorkerReactor
  private var workers: [ServedWorker] = []
  private var entries: [pollfd] = []

  init(_ reactor: WorkerReactor) { self.reactor = reactor }

  func run() {
    while true {
      let (commands, isStopping) = reactor.takeCommands()
      for command in commands { carryOut(command) }
      if isStopping {
        for worker in workers { worker.kill(.hostStopping) }
      }
      settle()
      if isStopping, workers.isEmpty, reactor.finishStopping() { return }
      wait()
      for (index, worker) in workers.enumerated() {
        worker.serve(entries[(1 + index * ServedWorker.entryCount)...].prefix(ServedWorker.entryCount))
      }
      settle()
    }
  }

  private func settle() {
    for worker in workers { worker.settle() }
    workers.removeAll { $0.isOver }
  }

  private func carryOut(_ command: WorkerReactor.Command) {
    switch command {
    case .start(let order, let exchange):
      if let worker = ServedWorker.start(order, exchange, reactor.limits) { workers.append(worker) }
    case .kill(let exchange, let reason):
      workers.first { $0.exchange === exchange }?.kill(reason)
    }
  }

  private func wait() {
    entries.removeAll(keepingCapacity: true)
    entries.append(pollfd(fd: reactor.wakeDescriptor, events: Int16(POLLIN), revents: 0))
    var milliseconds = Self.idleMilliseconds
    for worker in workers {
      worker.appendEntries(to: &entries)
      milliseconds = min(milliseconds, worker.millisecondsLeft)
    }
    // EINTR and the like leave no entry ready, which is as good as a time-out.
    _ = poll(&entries, nfds_t(entries.count), milliseconds)
  }
}
