import CVectorMath

extension Program {
  /// Bytes of constants and tables of positions, which all threads share.
  package var sharedBytes: Int {
    density.sharedBytes + generator.sharedBytes
      + (latents.map { $0.weights.sharedBytes + $0.dependent.sharedBytes } ?? 0)
  }

  /// Bytes that an evaluator and a generator take for one thread.
  package var bytesPerThread: Int {
    let latent = latents.map {
      $0.weights.bytesPerThread + $0.dependent.bytesPerThread + 8 * ($0.weightCount + $0.count)
    }
    return density.bytesPerThread + generator.bytesPerThread + (latent ?? 0)
  }
}

extension Code {
  fileprivate var sharedBytes: Int {
    8 * constants.count + 4 * indices.reduce(0) { $0 + $1.count }
      + 4 * segments.values.reduce(0) { $0 + $1.count }
  }

  fileprivate var bytesPerThread: Int {
    let operations = regions.reduce(0) { total, region in
      total
        + region.phases.reduce(region.operations.count + 1) { $0 + $1.operations.count + 1 }
        + (region.solution?.function.count ?? 0)
    }
    return 8 * (arenaCount + scratchCount + sumCount + matrixWork) + MemoryLayout<cvm_op>.stride
      * operations
  }
}
