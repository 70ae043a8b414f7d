/// All distributions, by file; the only list.
package enum DistributionCatalog {
  package static let all: [any Distribution.Type] = [Normal.self]

  /// By the name models spell.
  package static let byName: [String: any Distribution.Type] = Dictionary(
    all.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })
}
