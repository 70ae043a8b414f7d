import BayesDistributions
import BayesGraph
import BayesSource

/// Categories that are plain numbers as indices: `mu[z]` where `z ~ Categorical([0.5, 0.5])` and `mu` has
/// two elements.
extension Checker {
  /// An index that a draw decides, and how many elements there are to pick from.
  struct CategoryIndex {
    let variable: VariableID
    let axis: AxisID
    let span: SourceSpan
  }

  /// Takes a number that a draw decides as an index where each of its values picks an element.
  ///
  /// A number of categories that the text does not tell, or one that differs, would let a draw pick what
  /// is not there: that is refused here, not found by a density.
  mutating func checkCategory(_ id: NodeID, along axis: AxisID, at span: SourceSpan) -> Bool {
    guard let variable = categories(behind: id) else {
      report(.drawIndex(at: span))
      return false
    }
    let use = CategoryIndex(variable: variable, axis: axis, span: span)
    guard let fault = fault(of: use) else {
      categoryIndices.append(use)
      return true
    }
    report(fault)
    return false
  }

  /// Holds the equations that came after an index was read to it too.
  mutating func proveCategoryIndices() {
    for use in categoryIndices {
      if let fault = fault(of: use) { report(fault) }
    }
  }

  /// The length of an axis where the text alone tells it.
  func knownLength(of axis: AxisID) -> Int? {
    switch graph[axis].extent {
    case .dimension(let dimension, _): knownSize(dimension)
    case .fixed(let length): length
    case .piece, .range, .segments, .count: nil
    }
  }

  /// The variable whose elements a node is, if these are categories.
  private func categories(behind id: NodeID) -> VariableID? {
    switch graph[id].operation {
    case .variable(let variable):
      let terms = graph[variable].terms
      let isCategory = terms.allSatisfy {
        $0.distribution.distribution.declaration.value == .integer(ofCategory: true)
      }
      return isCategory && !terms.isEmpty ? variable : nil
    case .gather(let source, _), .relabel(let source): return categories(behind: source)
    default: return nil
    }
  }

  private func fault(of use: CategoryIndex) -> Diagnostic? {
    let variable = graph[use.variable]
    let dimension = dimension(of: use.axis).map { graph[$0].name }
    let length = knownLength(of: use.axis)
    for term in variable.terms {
      guard let count = categoryCount(of: term.distribution), let length else {
        return .categoryIndex(variable, of: dimension, at: use.span)
      }
      guard count == length else {
        return .categoryIndex(
          variable, count: count, of: dimension, length: length, at: use.span)
      }
    }
    return nil
  }

  private func categoryCount(of call: DistributionCall) -> Int? {
    let declaration = call.distribution.declaration
    guard declaration.value == .integer(ofCategory: true),
      case .value(_, let event)? = call.arguments.last, let axis = event.first
    else { return nil }
    let isCut = declaration.forms[call.form].parameters.last?.domain == .ordered
    return knownLength(of: axis).map { isCut ? $0 + 1 : $0 }
  }
}
