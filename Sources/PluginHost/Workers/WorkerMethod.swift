import CLinux

/// The methods of a worker.
enum WorkerMethod {
  static let describe = KURUKAN_COMPOSER_DESCRIBE
  static let compose = KURUKAN_COMPOSER_COMPOSE
  static let write = KURUKAN_WRITER_WRITE
  static let typeset = KURUKAN_TYPESETTER_TYPESET
}
