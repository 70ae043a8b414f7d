/// All distributions, by file; the only list.
package enum DistributionCatalog {
  package static let all: [any Distribution.Type] = [
    AsymmetricLaplace.self, Bernoulli.self, Beta.self, BetaBinomial.self, BetaNegBinomial.self,
    BetaPrime.self, BetaProportion.self, Binomial.self, Burr.self, CAR.self, Categorical.self,
    Cauchy.self, ChiSquare.self, Dagum.self, Delta.self, Dirichlet.self, DirichletMultinomial.self,
    DiscreteUniform.self, DiscreteWeibull.self, ExpModNormal.self, Exponential.self, Flat.self,
    Frechet.self, Gamma.self, GaussianRandomWalk.self, GeneralizedExtremeValue.self,
    GeneralizedNormal.self, GeneralizedPareto.self, Geometric.self, Gompertz.self, Gumbel.self,
    HalfCauchy.self, HalfFlat.self, HalfNormal.self, HalfStudentT.self, HurdleGamma.self,
    HurdleLogNormal.self, HurdleNegBinomial.self, HurdlePoisson.self, Hypergeometric.self,
    ICAR.self, InvChiSquare.self, InvGamma.self, InvWishart.self, InvWishartCholesky.self,
    InverseGaussian.self, JohnsonSU.self, Kumaraswamy.self, LKJCorr.self, LKJCorrCholesky.self,
    Laplace.self, Levy.self, LogGamma.self, LogLogistic.self, LogNormal.self, Logistic.self,
    LogitNormal.self, Lomax.self, Maxwell.self, Mixture.self, Moyal.self, MultiNormal.self,
    MultiStudentT.self, Multinomial.self, Nakagami.self, NegBinomial.self, Normal.self,
    OrderedLogistic.self, OrderedProbit.self, Pareto.self, Poisson.self, PowerLaw.self,
    Rayleigh.self, Rice.self, ScaledInvChiSquare.self, SkewNormal.self, SoftLaplace.self,
    StickBreakingWeights.self, StudentT.self, Triangular.self, Uniform.self, VonMises.self,
    Weibull.self, Wiener.self, Wishart.self, WishartCholesky.self, YuleSimon.self,
    ZeroInflatedBinomial.self, ZeroInflatedNegBinomial.self, ZeroInflatedPoisson.self,
    ZeroSumNormal.self, Zipf.self,
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
