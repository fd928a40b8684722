import CLinux
import Glibc
import LineRPC
import Violations
import WorkerChannel

/// Confines itself and becomes the Python that typesets one report. Started by the server, never by a person.
@main
enum KurukanTypesetter {
  private static let usage = """
    kurukan-typesetter turns the print data of one report into PDF for the Kurukan server and ends.

    The server starts it, with a socket as descriptor 3 and a pipe as descriptor 4; there is nothing to be done with it by
    hand. It confines itself (no file but Python, Typst and fonts, no network, no other program), then becomes Python.

    To install Typst:  deploy/install-typst

    """

  static func main() {
    WorkerProcess.become(usage: usage, places: 5) { places, withoutLandlock in
      let (python, library, modules, scripts, fonts) = (places[0], places[1], places[2], places[3], places[4])
      let arguments = [
        // No environment, no folders of a user's, nothing written, the same text everywhere.
        python, "-I", "-S", "-B", "-X", "utf8", scripts + "/worker.py", modules, fonts,
      ]
      CStrings.withPointers(arguments) { arguments in
        CStrings.withPointers(environment) { environment in
          CStrings.withPointers([library, modules, scripts, fonts]) { folders in
            guard let path = arguments[0] else { return }
            _ = kurukan_sandbox_execute(path, arguments, environment, folders, withoutLandlock ? 1 : 0)
          }
        }
      }
    }
  }

  private static let environment = [
    // Nobody's home, so that nobody is looked for.
    "HOME=/nonexistent",
    // As many threads as a report may keep busy, and as many heaps.
    "RAYON_NUM_THREADS=2", "MALLOC_ARENA_MAX=2",
  ]
}

/// Arrays of C strings that end with a null pointer.
private enum CStrings {
  static func withPointers<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = strings.map { UnsafePointer(strdup($0)) as UnsafePointer<CChar>? } + [nil]
    defer { for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) } }
    return body(&pointers)
  }
}
