#ifndef KURUKAN_WORKER_PROTOCOL_H
#define KURUKAN_WORKER_PROTOCOL_H

// What the server's side and the side of its workers agree on. Both are always of one build.
//
// Three programs are workers: the composer, which runs a plugin; the writer, which runs no foreign code; and the
// typesetter, which becomes Python and runs Typst. Control lines are LineRPC's. The server makes one call, number 1; what
// the worker reads follows as the items of a client stream. A composer answers with items {"progress":0.5} and
// {"diagnostic":{…}}, then all with a result or an error.

/// The socket that carries control lines.
#define KURUKAN_WORKER_CONTROL 3
/// The pipe that carries what is made: the composer's blocks, one a line, or the bytes of a medium. A medium that a
/// typesetter makes is print data first, one JSON document, which the server holds and passes on.
#define KURUKAN_WORKER_OUTPUT 4
/// The plugin's shared object, a sealed file in memory; the composer's only.
#define KURUKAN_WORKER_PLUGIN 5
/// The argument with which the server starts a worker.
#define KURUKAN_WORKER_ARGUMENT "--started-by-server"
/// The argument after it where the administrator does without Landlock.
#define KURUKAN_WORKER_WITHOUT_LANDLOCK "--without-landlock"

/// {"file":"libUNDEF.so"} is answered with {"description":{…}}.
#define KURUKAN_COMPOSER_DESCRIBE "kurukan.worker.v1.Composer/Describe"
/// {"file","request":{…}} and the inputs are answered with {"blocks":12,"bytes":3456}.
#define KURUKAN_COMPOSER_COMPOSE "kurukan.worker.v1.Composer/Compose"
/// {"medium","stamp":{…}} and the blocks are answered with {"blocks":12,"bytes":3456}.
#define KURUKAN_WRITER_WRITE "kurukan.worker.v1.Writer/Write"
/// {} and the print data as items {"data":"…"}, texts of whole characters that make the document when they are put
/// together, are answered with {"bytes":3456}. The program's further arguments: Python, its library, and the folders of
/// Typst's module, of the template and of the fonts.
#define KURUKAN_TYPESETTER_TYPESET "kurukan.worker.v1.Typesetter/Typeset"

/// The version of the plugin contract that composers speak; KURUKAN_ABI_VERSION of CReportPlugin.h.
#define KURUKAN_COMPOSER_ABI 1u

/// Bytes of one line in either direction: an input row is a record of at most 256 KiB and some more, a block a row of
/// cells.
#define KURUKAN_WORKER_LINE_BYTES 4194304
/// Diagnostics of one rendering; a format that has more to say has lost its way.
#define KURUKAN_WORKER_DIAGNOSTICS 1000
/// Bytes of one text of a diagnostic; longer ones are cut.
#define KURUKAN_WORKER_DIAGNOSTIC_TEXT_BYTES 4096

/// Prepares a worker process: a vanished reader is an error and not a signal, and what foreign code prints
/// leaves line by line, so that a crash does not swallow its last words.
void kurukan_worker_prepare(void);

#endif
