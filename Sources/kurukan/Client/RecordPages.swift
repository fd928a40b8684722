import JSONBytes
import LineRPC
import LineRPCClient

/// Turns the pages of a listing, one after the other.
struct RecordPages {
  let client: LineClient
  let method: String

  /// Hands every element of a listing to `body`, page by page, as the server sent it.
  ///
  /// - Parameters:
  ///   - list: the answer's member that holds the elements.
  ///   - limit: after how many to stop; nil for all.
  func forEach(
    _ parameters: JSONObject, in list: String = "records", limit: Int? = nil, _ body: (JSONValue) throws -> Void
  ) async throws {
    var parameters = parameters
    var left = limit ?? .max
    while left > 0 {
      let page = try JSONValue(parsing: try await client.call(method, JSONValue.object(parameters).bytes))
      for element in (page[list]?.array ?? []).prefix(left) {
        try body(element)
        left -= 1
      }
      guard let next = page["nextPageToken"] else { return }
      parameters["pageToken"] = next
    }
  }
}
