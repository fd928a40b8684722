import CLibPQ

/// Parameters in the shape that libpq takes.
struct ParameterArrays {
  var types: [Oid] = []
  var values: [UnsafePointer<CChar>?] = []
  var lengths: [Int32] = []
  var formats: [Int32] = []
}

/// Points libpq at the parameters' own bytes for the duration of the closure.
func withParameterArrays<Value>(
  _ parameters: [Parameter], _ body: (ParameterArrays) -> Value
) -> Value {
  guard !parameters.isEmpty else { return body(ParameterArrays()) }
  return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: parameters.count) { inline in
    var arrays = ParameterArrays()
    arrays.types.reserveCapacity(parameters.count)
    arrays.values.reserveCapacity(parameters.count)
    arrays.lengths.reserveCapacity(parameters.count)
    arrays.formats.reserveCapacity(parameters.count)
    for (index, parameter) in parameters.enumerated() {
      inline.initializeElement(at: index, to: 0)
      arrays.types.append(parameter.type.rawValue)
      var start: UnsafeRawPointer?
      var isText = false
      switch parameter.storage {
      case .null: break
      case .inline(let bits, _):
        inline[index] = bits
        start = inline.baseAddress.map { UnsafeRawPointer($0 + index) }
      case .bytes(let bytes): start = UnsafeRawPointer(bytes.base)
      case .textual(let bytes):
        start = UnsafeRawPointer(bytes.base)
        isText = true
      }
      arrays.values.append(start?.assumingMemoryBound(to: CChar.self))
      arrays.lengths.append(Int32(clamping: parameter.byteCount))
      arrays.formats.append(isText ? 0 : 1)
    }
    return withExtendedLifetime(parameters) { body(arrays) }
  }
}
