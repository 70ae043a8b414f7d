/// A parsed JSON text, every value with its line.
package struct JSONDocument: Sendable {
  package let root: JSONNode

  /// Parses `bytes` (UTF-8, RFC 8259; bare `NaN`, `Infinity` and `-Infinity` are read as the numbers
  /// they mean, so that whoever binds them can say which datum is at fault).
  ///
  /// Throws where the text is not JSON, with line, column and cause; nesting is limited to 256.
  package init(parsing bytes: [UInt8]) throws(JSONSyntaxError) {
    var parser = JSONParser(bytes: bytes)
    root = try parser.parseDocument()
  }
}

/// A JSON value and the line it starts on.
package struct JSONNode: Sendable {
  package indirect enum Value: Sendable {
    case null
    case boolean(Bool)
    /// The number, and whether it was written without a fraction or exponent.
    case number(Double, isInteger: Bool)
    case string(String)
    case array([JSONNode])
    /// Members in the order of the text; a repeated key keeps all its values.
    case object([(key: String, value: JSONNode)])
  }
  package let value: Value
  package let line: Int32

  /// The member of an object under `key`, the first if it is repeated.
  package subscript(key: String) -> JSONNode? {
    guard case .object(let members) = value else { return nil }
    return members.first { $0.key == key }?.value
  }

  /// The elements of an array.
  package var array: [JSONNode]? {
    guard case .array(let elements) = value else { return nil }
    return elements
  }

  /// The number, if it is one.
  package var number: Double? {
    guard case .number(let number, _) = value else { return nil }
    return number
  }

  /// The string, if it is one.
  package var string: String? {
    guard case .string(let string) = value else { return nil }
    return string
  }

  /// The numbers of an array of numbers.
  package var numbers: [Double]? {
    guard let elements = array else { return nil }
    let numbers = elements.compactMap(\.number)
    return numbers.count == elements.count ? numbers : nil
  }
}

/// Where and why a text is not JSON.
package struct JSONSyntaxError: Error, Sendable, Hashable {
  package let line: Int
  package let column: Int
  package let cause: String
}
