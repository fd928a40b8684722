import Testing

/// Tests that start worker processes. One after another, so that processes and descriptors can be counted.
@Suite(.serialized, .timeLimit(.minutes(3)))
struct WorkerTests {}
