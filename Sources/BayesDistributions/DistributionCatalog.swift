/// All distributions, by file; the only list.
package enum DistributionCatalog {
  package static let all: [any Distribution.Type] = [
    Bernoulli.self, Beta.self, BetaBinomial.self, BetaProportion.self, Binomial.self,
    Categorical.self, Cauchy.self, ChiSquare.self, Dirichlet.self, DiscreteUniform.self,
    Exponential.self, Flat.self, Gamma.self, Geometric.self, Gumbel.self, HalfCauchy.self,
    HalfNormal.self, HalfStudentT.self, InvChiSquare.self, InvGamma.self, LKJCorrCholesky.self,
    Laplace.self, LogNormal.self, Logistic.self, Mixture.self, MultiNormal.self, Multinomial.self,
    NegBinomial.self, Normal.self, OrderedLogistic.self, Pareto.self, Poisson.self, Rayleigh.self,
    ScaledInvChiSquare.self, SkewNormal.self, StudentT.self, Uniform.self, VonMises.self,
    Weibull.self,
  ]

  /// By the name models spell.
  package static let byName: [String: any Distribution.Type] = Dictionary(
    all.map { ($0.declaration.name, $0) }, uniquingKeysWith: { first, _ in first })
}

extension DistributionCatalog {
  package static func declaration(
    of distribution: any Distribution.Type
  ) -> DistributionDeclaration {
    distribution.declaration
  }
}
