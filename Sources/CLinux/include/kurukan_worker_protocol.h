#ifndef KURUKAN_WORKER_PROTOCOL_H
#define KURUKAN_WORKER_PROTOCOL_H

// What the server's side and the worker's side of a rendering agree on. Both are always of one build.
//
// Control lines are LineRPC's. The server makes one call, number 1; Render's inputs follow as the items of a
// client stream. The worker answers with items {"progress":0.5} and {"diagnostic":{…}}, then a result or an
// error.

/// The socket that carries control lines.
#define KURUKAN_WORKER_CONTROL 3
/// The pipe that carries the rendered report.
#define KURUKAN_WORKER_OUTPUT 4
/// The argument with which the server starts a worker.
#define KURUKAN_WORKER_ARGUMENT "--started-by-server"

/// {"path":"…/libUNDEF.so"} is answered with {"description":{…}}.
#define KURUKAN_WORKER_DESCRIBE "kurukan.worker.v1.Worker/Describe"
/// {"path","medium","language","level","withheld":[{"label","fewerThan" or "about"}],"request":{…}} is answered with
/// {"blocks":12,"bytes":3456}.
#define KURUKAN_WORKER_RENDER "kurukan.worker.v1.Worker/Render"

/// Bytes of one control line in either direction: an input row is a record of at most 256 KiB and some more.
#define KURUKAN_WORKER_LINE_BYTES 4194304
/// Diagnostics of one rendering; a format that has more to say has lost its way.
#define KURUKAN_WORKER_DIAGNOSTICS 1000
/// Bytes of one text of a diagnostic; longer ones are cut.
#define KURUKAN_WORKER_DIAGNOSTIC_TEXT_BYTES 4096

/// Prepares a worker process: a vanished reader is an error and not a signal, and what foreign code prints
/// leaves line by line, so that a crash does not swallow its last words.
void kurukan_worker_prepare(void);

#endif
