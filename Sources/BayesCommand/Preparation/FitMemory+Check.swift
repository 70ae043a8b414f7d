import Bayes
import BayesGraph

extension FitMemory {
  /// Throws where the memory that the flags allow does not suffice.
  func check(against options: DataOptions) throws {
    let limit = options.bindingOptions.maxMemory
    if let refusal = refusal(limit: limit, names: { "--\($0)" }) {
      throw CommandFailure(message: refusal, status: .usage)
    }
  }
}
