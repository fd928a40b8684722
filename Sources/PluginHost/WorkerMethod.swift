import CLinux

/// The methods of a worker.
enum WorkerMethod {
  static let describe = KURUKAN_WORKER_DESCRIBE
  static let render = KURUKAN_WORKER_RENDER
}
