public import JSONBytes

/// Parameters that were read where they stood in their line, for the method that read them to take up.
public protocol ReadParameters: AnyObject, Sendable {}

/// Reads a call's parameters, a JSON object, where they stand.
///
/// It must consume exactly the value that comes next. It throws what the JSON reader throws, and the line is then
/// refused as no JSON; faults of any other kind belong into what it returns, for the method to answer.
public typealias ParametersReader = @Sendable (inout JSONReader) throws(JSONError) -> any ReadParameters
