import JSONBytes

/// A change of one value within a line of JSON; nil takes it away.
struct JSONEdit: Sendable {
  let path: String
  let value: String?

  /// Sets the value at `grants[0].endsOn`; one place behind a list's end appends.
  static func set(_ path: String, _ value: String) -> JSONEdit { JSONEdit(path: path, value: value) }

  static func remove(_ path: String) -> JSONEdit { JSONEdit(path: path, value: nil) }

  static func apply(_ edits: [JSONEdit], to line: String) throws -> String {
    try edits.reduce(try JSONValue(parsing: line)) { try $1.applied(to: $0) }.text
  }

  private func applied(to json: JSONValue) throws -> JSONValue {
    let steps = path.split { ".[]".contains($0) }.map(String.init)
    return Self.change(json, steps[...], to: try value.map { try JSONValue(parsing: $0) })
  }

  private static func change(_ json: JSONValue, _ steps: ArraySlice<String>, to value: JSONValue?) -> JSONValue {
    guard let step = steps.first else { return value ?? json }
    let isLast = steps.count == 1
    if var object = json.object {
      object[step] = isLast ? value : object[step].map { change($0, steps.dropFirst(), to: value) }
      return .object(object)
    }
    guard var elements = json.array, let index = Int(step), index <= elements.count else { return json }
    if index == elements.count {
      if let value { elements.append(value) }
    } else if isLast, value == nil {
      elements.remove(at: index)
    } else {
      elements[index] = change(elements[index], steps.dropFirst(), to: value)
    }
    return .array(elements)
  }
}
