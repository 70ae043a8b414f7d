/// All distributions, by file; the only list.
package enum DistributionCatalog {
  package static let all: [any Distribution.Type] = [
    AsymmetricLaplace.self, Bernoulli.self, Beta.self, BetaBinomial.self, BetaProportion.self,
    Binomial.self, CAR.self, Categorical.self, Cauchy.self, ChiSquare.self, Dirichlet.self,
    DirichletMultinomial.self, DiscreteUniform.self, ExpModNormal.self, Exponential.self, Flat.self,
    Frechet.self, Gamma.self, GaussianRandomWalk.self, Geometric.self, Gumbel.self, HalfCauchy.self,
    HalfNormal.self,
    HalfStudentT.self, ICAR.self, InvChiSquare.self, InvGamma.self, InvWishart.self,
    InvWishartCholesky.self, InverseGaussian.self, Kumaraswamy.self,
    LKJCorr.self, LKJCorrCholesky.self, Laplace.self, LogLogistic.self, LogNormal.self,
    Logistic.self, Lomax.self,
    Mixture.self, MultiNormal.self, MultiStudentT.self, Multinomial.self, NegBinomial.self,
    Normal.self, OrderedLogistic.self, OrderedProbit.self, Pareto.self, Poisson.self, Rayleigh.self,
    ScaledInvChiSquare.self, SkewNormal.self, StudentT.self, Uniform.self, VonMises.self,
    Weibull.self, Wishart.self, WishartCholesky.self, ZeroInflatedBinomial.self,
    ZeroInflatedNegBinomial.self, ZeroInflatedPoisson.self, ZeroSumNormal.self,
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
