import BayesMath
import CVectorMath

extension WorkspaceMemory {
  /// A solution with pointers into the blocks; its operations are still to be placed.
  func resolve(_ code: SolutionCode) -> cvm_solution {
    let solution = code.solution
    let places = solution.memory
    let own = pointer(code.own)
    func table(_ index: Int) -> UnsafePointer<Int32>? {
      UnsafePointer(self.code.indices[index].baseAddress)
    }
    var result = cvm_solution()
    result.problem = Int32(solution.problem.rawValue)
    result.plates = solution.plates
    result.times = solution.times
    result.size = solution.size
    result.padded = places.padded
    result.columns = solution.columns.count
    result.moving = solution.moving
    result.width = places.width
    result.rows = UnsafePointer(pointer(code.rows))
    result.row_count = solution.rowCount
    result.row = own + places.row
    result.time = own + places.time
    result.stage = own + places.stage
    result.values = own + places.values
    result.jacobian = own + places.jacobian
    result.partials = own + places.partials
    result.starts = table(code.starts)
    result.places = table(code.places)
    result.initials = table(code.initials)
    result.result = own
    result.status = own + places.status
    result.work = own + places.work
    result.constants = UnsafePointer(pointer(code.constants))
    result.relative = solution.controls.relative
    result.absolute = solution.controls.absolute
    result.max_steps = solution.controls.maxSteps
    return result
  }
}
