import BayesMath
import CVectorMath
import Testing

@Suite("Vector kernels")
struct KernelTests {
  private struct Function: Sendable {
    let name: String
    let code: cvm_code
    let range: ClosedRange<Double>
    /// Units in the last place by which it may differ from the C library's, which is off by up to one.
    let bound: Double
    let plain: @Sendable (Double) -> Double
  }

  private static let functions: [Function] = [
    Function(name: "exp", code: CVM_EXP, range: -745...709, bound: 2) { Double.exp($0) },
    Function(name: "log", code: CVM_LOG, range: 0...10, bound: 2) { Double.log($0) },
    Function(name: "log1p", code: CVM_LOG1P, range: -0.99...20, bound: 3) { Double.log1p($0) },
    Function(name: "expm1", code: CVM_EXPM1, range: -40...3, bound: 4) { Double.expm1($0) },
    Function(name: "tanh", code: CVM_TANH, range: -20...20, bound: 5) { Double.tanh($0) },
    Function(name: "log1pExp", code: CVM_LOG1P_EXP, range: -700...700, bound: 4) {
      Double.log1pExp($0)
    },
    Function(name: "invLogit", code: CVM_INV_LOGIT, range: -700...700, bound: 4) {
      Double.invLogit($0)
    },
  ]

  @Test("elementary functions agree with the C library's to some units in the last place")
  func elementary() throws {
    let table = try #require(cvm_best())
    var stream = RandomStream(seed: 1, purpose: .test)
    for function in Self.functions {
      let (low, high) = (function.range.lowerBound, function.range.upperBound)
      let x = (0..<20_000).map { _ in low + (high - low) * stream.uniform() }
      for (x, y) in zip(x, runKernel(table, function.code, x)) {
        let expected = function.plain(x)
        let distance = (y - expected).magnitude / expected.ulp
        #expect(distance <= function.bound, "\(function.name)(\(x)) is off by \(distance)")
      }
    }
  }

  @Test("powers agree with the C library's, of a number and of a vector, at the ends too")
  func powers() throws {
    let table = try #require(cvm_best())
    var stream = RandomStream(seed: 2, purpose: .test)
    var bases = (0..<5000).map { _ in Double.exp(20 * (stream.uniform() - 0.5)) }
    var exponents = (0..<5000).map { _ in 60 * (stream.uniform() - 0.5) }
    bases += [10, 10, 0.1, 0, 0, 0, -2, -2, -.infinity, .infinity, Double.leastNonzeroMagnitude, 1]
    exponents += [308, 309, 322, 0, 2, -1, 3, 0.5, 3, -1, 0.5, .infinity]
    for ((x, y), z) in zip(zip(bases, exponents), runKernel(table, CVM_POW, bases, exponents)) {
      let expected = Double.pow(x, y)
      let isSame = z == expected || (z.isNaN && expected.isNaN)
      #expect(isSame || (z - expected).magnitude <= 3 * expected.ulp, "\(x)^\(y) is \(z)")
    }
  }

  @Test("special values go where they go in the C library")
  func special() throws {
    let table = try #require(cvm_best())
    let x = [0, -0.0, .infinity, -.infinity, .nan, -1, Double.leastNonzeroMagnitude, 1e308, 1]
    for function in Self.functions {
      for (x, y) in zip(x, runKernel(table, function.code, x)) {
        let expected = function.plain(x)
        let isClose = (y - expected).magnitude <= 4 * expected.ulp
        #expect(
          y == expected || isClose || (y.isNaN && expected.isNaN),
          "\(function.name)(\(x)) is \(y), not \(expected)")
      }
    }
  }

  @Test("all instruction sets give the same bits, whatever the count of elements")
  func instructionSets() throws {
    let best = try #require(cvm_best())
    let portable = try #require(cvm_portable())
    var stream = RandomStream(seed: 3, purpose: .test)
    for code in CVM_ADD.rawValue..<CVM_CODE_COUNT.rawValue {
      for count in [1, 3, 8, 9, 127, 128, 129, 300] {
        let x = (0..<count).map { _ in 4 * stream.uniform() }
        let y = (0..<count).map { _ in 3 * stream.uniform() }
        let first = runKernel(best, cvm_code(code), x, y)
        let second = runKernel(portable, cvm_code(code), x, y)
        #expect(
          first.map(\.bitPattern) == second.map(\.bitPattern),
          "\(String(cString: cvm_code_name(Int32(code)))) of \(count)")
      }
    }
  }
}

extension KernelTests {
  @Test("a loop's steps on single numbers and on short rows give the bits of whole vectors")
  func steps() throws {
    var stream = RandomStream(seed: 4, purpose: .test)
    let special = [0, -0.0, .infinity, -.infinity, .nan, -1, Double.leastNonzeroMagnitude, 1e308]
    let x = special + (0..<200).map { _ in 8 * stream.uniform() - 4 }
    let y = special.reversed() + (0..<200).map { _ in 6 * stream.uniform() - 3 }
    for table in [try #require(cvm_best()), try #require(cvm_portable())] {
      for code in CVM_ADD.rawValue..<CVM_CODE_COUNT.rawValue
      where code != CVM_LOGISTIC_PAIR.rawValue {
        let expected = runKernel(table, cvm_code(code), x, y)
        for width in [1, 2, 4, 8, 16, 208] {
          let found = runKernelSteps(table, cvm_code(code), x, y, width: width)
          for (place, (a, b)) in zip(found, expected).enumerated() {
            #expect(
              a.bitPattern == b.bitPattern || (a.isNaN && b.isNaN),
              "\(String(cString: cvm_code_name(Int32(code)))) by \(width) of \(x[place])")
          }
        }
      }
    }
  }
}

/// Runs one operation as the steps of a loop, some elements at a time; the third operand is the second.
func runKernelSteps(
  _ table: UnsafePointer<cvm_table>, _ code: cvm_code, _ x: [Double], _ y: [Double], width: Int
) -> [Double] {
  let memory = UnsafeMutablePointer<Double>.allocate(capacity: 3 * x.count + 8)
  memory.initialize(repeating: 1, count: 3 * x.count + 8)
  defer { memory.deallocate() }
  for (index, value) in (x + y).enumerated() { memory[index] = value }
  var op = cvm_op()
  op.code = Int32(code.rawValue)
  op.a = UnsafePointer(memory)
  op.b = UnsafePointer(memory + x.count)
  op.c = op.b
  op.d = memory + 2 * x.count
  op.n = width
  op.is_partial = 1
  (op.a_block, op.b_block, op.c_block, op.d_block) = (width, width, width, width)
  (op.a_lane, op.b_lane, op.c_lane) = (-1, -1, -1)
  var end = cvm_op()
  end.code = Int32(CVM_END.rawValue)
  withUnsafePointer(to: (op, end)) { ops in
    ops.withMemoryRebound(to: cvm_op.self, capacity: 2) { ops in
      let phase = cvm_phase(ops: ops, count: x.count / width, is_scalar: width == 1 ? 1 : 0)
      withUnsafePointer(to: phase) { phase in
        withUnsafePointer(
          to: cvm_region(ops: nil, n: 0, phases: phase, phase_count: 1, solution: nil)
        ) { region in
          var program = cvm_program()
          program.regions = region
          program.region_count = 1
          table.pointee.run(&program, memory, memory)
        }
      }
    }
  }
  return (0..<x.count).map { memory[2 * x.count + $0] }
}

/// Runs one operation over vectors; the other operands are the second.
///
/// The first may be one number, all of whose copies are equal.
func runKernel(
  _ table: UnsafePointer<cvm_table>, _ code: cvm_code, _ x: [Double], _ y: [Double]? = nil,
  fromNumber: Bool = false
) -> [Double] {
  let count = x.count
  let size = (count + 15) & ~7
  let memory = UnsafeMutablePointer<Double>.allocate(capacity: 5 * size)
  memory.initialize(repeating: 1, count: 5 * size)
  defer { memory.deallocate() }
  for (index, value) in x.enumerated() { memory[index] = value }
  for (index, value) in (y ?? x).enumerated() { memory[size + index] = value }
  var op = cvm_op()
  op.code = Int32(code.rawValue)
  op.a = UnsafePointer(memory)
  op.b = UnsafePointer(memory + size)
  op.c = op.b
  op.d = memory + 2 * size
  op.e = memory + 3 * size
  op.sums = memory + 4 * size
  (op.a_block, op.b_block, op.c_block, op.d_block, op.e_block) = (-1, -1, -1, -1, -1)
  (op.a_lane, op.b_lane, op.c_lane) = (fromNumber ? 0 : -1, -1, -1)
  var end = cvm_op()
  end.code = Int32(CVM_END.rawValue)
  withUnsafePointer(to: (op, end)) { ops in
    ops.withMemoryRebound(to: cvm_op.self, capacity: 2) { ops in
      withUnsafePointer(
        to: cvm_region(ops: ops, n: count, phases: nil, phase_count: 0, solution: nil)
      ) { region in
        var program = cvm_program()
        program.regions = region
        program.region_count = 1
        table.pointee.run(&program, memory, memory)
      }
    }
  }
  return (0..<count).map { memory[2 * size + $0] }
}
