import BayesMath

/// What the sums over discrete latents are made of.
extension ReferenceEvaluator {
  func segmentSum(
    _ operand: NodeID, over: [AxisID], _ places: [Int32], into: [AxisID], result: Layout
  ) -> [S] {
    let own = layout(operand)
    let elements = known(operand)
    let along = layout(over).positions(of: own)
    let target = layout(into).positions(of: result)
    let rest = layout(own.axes.filter { !over.contains($0) })
    var output = [S](repeating: .constant(0), count: result.count)
    rest.forEach(
      operandStrides: [own.strides(in: rest.axes), result.strides(in: rest.axes)]
    ) { _, starts in
      for (step, place) in zip(along, places) {
        let cell = starts[1] + target[Int(place)]
        output[cell] = output[cell] + elements[starts[0] + step]
      }
    }
    return output
  }

  /// The forward recursion, on logarithms.
  func chain(_ chain: ChainSum, result: Layout) -> [S] {
    let emission = known(chain.emission)
    let own = layout(chain.emission)
    let moves = known(chain.transition)
    let table = layout(chain.transition)
    let axes = [chain.step, chain.previous, chain.state]
    let strides = own.strides(in: axes)
    let moveStrides = table.strides(in: axes)
    let steps = lengths[chain.step.index]
    let states = lengths[chain.state.index]
    var output = [S](repeating: .constant(0), count: result.count)
    result.forEach(
      operandStrides: [own.strides(in: result.axes), table.strides(in: result.axes)]
    ) { flat, starts in
      var forward = [S](repeating: .constant(0), count: states)
      for step in 0..<steps {
        let last = forward
        for state in 0..<states {
          let start = starts[1] + step * moveStrides[0] + state * moveStrides[2]
          let arrived =
            step == 0
            ? S.constant(0)
            : logSumExp(of: (0..<states).map { last[$0] + moves[start + $0 * moveStrides[1]] })
          forward[state] = arrived + emission[starts[0] + step * strides[0] + state * strides[2]]
        }
      }
      output[flat] = steps == 0 ? .constant(0) : logSumExp(of: forward)
    }
    return output
  }
}
