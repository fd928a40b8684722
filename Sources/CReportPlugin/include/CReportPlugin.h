/// The contract between Kurukan's worker and a report plugin: plain C, bytes only.
///
/// A plugin is a shared object `lib<ID>.so` that exports one function:
///
///     const kurukan_plugin *kurukan_plugin_<ID>(void);
///
/// It is a pure function of its request and its inputs: no clock, no files, no network, no environment. It
/// runs in a process of its own, which is confined before the object is loaded and ends when the report is
/// done. Within one process its functions are called from one thread, never at the same time.
///
/// Evolution: members are only ever added at the end of a structure, so `size` tells how many of them exist.
/// A change of anything else raises KURUKAN_ABI_VERSION, and an object of another version is refused.
#ifndef KURUKAN_REPORT_PLUGIN_H
#define KURUKAN_REPORT_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#if defined(__clang__)
#define KURUKAN_NULLABLE _Nullable
#define KURUKAN_NONNULL _Nonnull
#else
#define KURUKAN_NULLABLE
#define KURUKAN_NONNULL
#endif

#ifdef __cplusplus
extern "C" {
#endif

/// The version of this contract.
#define KURUKAN_ABI_VERSION 1u

// What this object was built for and with, in a section of its own: a server reads it before it loads anything. Objects
// built by SwiftPM say their compiler, since Swift's own shared libraries fit one compiler only.
#if defined(SWIFT_PACKAGE)
#define KURUKAN_STAMP_COMPILER " swift=" __VERSION__
#else
#define KURUKAN_STAMP_COMPILER ""
#endif
__attribute__((section(".kurukan.stamp"), used)) static const char kurukan_stamp[] =
    "abi=1" KURUKAN_STAMP_COMPILER;

/// Borrowed bytes; UTF-8 wherever text is meant. Not ended by a zero byte.
typedef struct kurukan_bytes {
  const uint8_t *KURUKAN_NULLABLE bytes;
  size_t count;
} kurukan_bytes;

/// What the worker lends to `compose`. Valid until `compose` returns.
typedef struct kurukan_host {
  /// sizeof(kurukan_host) as the worker was compiled.
  size_t size;
  /// KURUKAN_ABI_VERSION as the worker was compiled.
  uint32_t abi_version;
  /// The first argument of every function below.
  void *KURUKAN_NULLABLE context;

  /// The next input line: {"input":"findings","row":{…}} or {"input":"findings","end":true}, inputs in the
  /// order in which `describe` lists them. 1 = a line, valid until the next call; 0 = no more; below 0 =
  /// stop.
  int32_t (*KURUKAN_NONNULL next_input)(void *KURUKAN_NULLABLE context, kurukan_bytes *KURUKAN_NONNULL line);

  /// Hands over one block, one JSON object without a line break. 0 = taken; anything else: return now.
  int32_t (*KURUKAN_NONNULL emit)(void *KURUKAN_NULLABLE context, kurukan_bytes block);

  /// {"severity":"error|warning|info","summary":"…","detail":"…","path":"…"}; the last two are optional.
  /// After an error the report is rejected. 0 = taken; anything else: return now.
  int32_t (*KURUKAN_NONNULL diagnose)(void *KURUKAN_NULLABLE context, kurukan_bytes json);

  /// How much is done, from 0 to 1.
  void (*KURUKAN_NONNULL progress)(void *KURUKAN_NULLABLE context, double fraction);

  /// Not 0 when nobody waits for the report any more. A plugin that does not ask is ended without asking.
  int32_t (*KURUKAN_NONNULL is_cancelled)(void *KURUKAN_NULLABLE context);

  /// Hands over the next bytes of a document of the format's own, UTF-8 such as XML, cut anywhere; the medium that
  /// is declared for it, `xml`, prints these and no block. 0 = taken; anything else: return now.
  int32_t (*KURUKAN_NONNULL emit_bytes)(void *KURUKAN_NULLABLE context, kurukan_bytes bytes);
} kurukan_host;

/// What a plugin offers. Lives in static storage.
typedef struct kurukan_plugin {
  /// sizeof(kurukan_plugin) as the plugin was compiled.
  size_t size;
  /// KURUKAN_ABI_VERSION as the plugin was compiled.
  uint32_t abi_version;
  /// The first argument of every function below: the plugin's own.
  void *KURUKAN_NULLABLE context;

  /// The plugin's description, one JSON object in static storage.
  kurukan_bytes (*KURUKAN_NULLABLE describe)(void *KURUKAN_NULLABLE context);

  /// Composes one report. 0 = done; anything else: failed, said with `diagnose` before.
  int32_t (*KURUKAN_NULLABLE compose)(void *KURUKAN_NULLABLE context, const kurukan_host *KURUKAN_NONNULL host,
                                      kurukan_bytes request);
} kurukan_plugin;

/// The type of the one exported function.
typedef const kurukan_plugin *KURUKAN_NULLABLE (*kurukan_plugin_entry)(void);

#ifdef __cplusplus
}
#endif

#endif
