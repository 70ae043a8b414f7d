import BayesDistributions
import BayesGraph

/// Names from other languages, and what is written here instead.
enum ForeignNames {
  /// Distributions of R, JAGS, PyMC, NumPyro and plain speech.
  ///
  /// Stan's are known from the catalogue.
  static let distributions: [String: String] = [
    "N": "Normal", "Gaussian": "Normal", "gaussian": "Normal", "dnorm": "Normal", "rnorm": "Normal",
    "dunif": "Uniform", "dbeta": "Beta", "dgamma": "Gamma", "dbin": "Binomial",
    "dbinom": "Binomial", "dbern": "Bernoulli", "dpois": "Poisson", "dexp": "Exponential",
    "dt": "StudentT", "dcat": "Categorical", "dmnorm": "MultiNormal", "dmulti": "Multinomial",
    "ddirch": "Dirichlet", "ddirich": "Dirichlet", "dlnorm": "LogNormal", "dweib": "Weibull",
    "dlogis": "Logistic", "ddexp": "Laplace", "dnegbin": "NegBinomial", "dchisqr": "ChiSquare",
    "InverseGamma": "InvGamma", "MvNormal": "MultiNormal", "MultivariateNormal": "MultiNormal",
    "NegativeBinomial": "NegBinomial", "NegativeBinomial2": "NegBinomial",
    "LKJCholesky": "LKJCorrCholesky", "LKJCholeskyCov": "LKJCorrCholesky",
    "DoubleExponential": "Laplace", "Student": "StudentT", "T": "StudentT", "TDist": "StudentT",
    "ImproperUniform": "Flat", "Bern": "Bernoulli", "Binom": "Binomial", "Chi2": "ChiSquare",
    "Chisq": "ChiSquare", "HalfT": "HalfStudentT",
    "Wald": "InverseGaussian", "InvGaussian": "InverseGaussian", "ExGaussian": "ExpModNormal",
    "ParetoType2": "Lomax", "dpareto2": "Lomax", "SkewDoubleExponential": "AsymmetricLaplace",
    "AsymmetricLaplaceQuantile": "AsymmetricLaplace",
  ]

  /// Those of JAGS that count a precision where we count a standard deviation.
  static let byPrecision: [String: String] = [
    "dnorm": "the precision of JAGS is `Normal(mu, precision: tau)`",
    "dmnorm": "the precision of JAGS is `MultiNormal(mu, precision: Omega)`",
    "dlnorm": "the second argument is a scale, no precision as in JAGS",
    "dt": "the arguments are df, location and scale, which is no precision as in JAGS",
  ]

  /// Functions, and what is called or written instead.
  static let functions: [String: String] = [
    "len": "D.count", "length": "D.count", "size": "D.count", "nrow": "D.count", "ncol": "D.count",
    "rows": "D.count", "cols": "D.count", "num_elements": "D.count", "shape": "D.count",
    "rep": "zeros(D) + x", "rep_vector": "zeros(D) + x", "rep_array": "zeros(D) + x",
    "c": "[a, b]", "array": "[a, b]", "list": "[a, b]", "ifelse": "c ? a : b",
    "if_else": "c ? a : b", "where": "c ? a : b", "pow": "x^y", "power": "x^y",
    "matmul": "x @ y", "crossprod": "transpose(x) @ y", "t": "transpose(x)", "not": "!c",
    "range": "1...n", "seq": "1...n", "arange": "1...n",
  ]

  /// Functions that only have another name.
  static let renamed: [String: String] = [
    "sigmoid": "invLogit", "expit": "invLogit", "plogis": "invLogit", "qlogis": "logit",
    "pnorm": "Phi", "gammaln": "lgamma", "loggamma": "lgamma", "std": "sd", "stdev": "sd",
    "var": "variance", "avg": "mean", "average": "mean", "ln": "log", "logaddexp": "logSumExp",
    "logsumexp": "logSumExp", "cumsum": "cumulativeSum", "fabs": "abs", "tgamma": "lgamma",
    "norm2": "norm", "append_row": "concat", "append_col": "concat", "append_array": "concat",
    "concatenate": "concat",
  ]

  /// Constants and words for what is missing.
  static let constants: [String: String] = [
    "True": "true", "TRUE": "true", "False": "false", "FALSE": "false", "inf": "infinity",
    "Inf": "infinity", "Infinity": "infinity", "INFINITY": "infinity", "PI": "pi", "Pi": "pi",
  ]
  static let missing: Set<String> = ["NA", "None", "null", "NULL", "nil", "nan", "NaN"]

  static let types: [String: String] = [
    "vector": "Real", "row_vector": "Real", "matrix": "Real", "array": "Real", "Vector": "Real",
    "Matrix": "Real", "Array": "Real", "Tensor": "Real", "List": "Real", "float": "Real",
    "Float": "Real", "double": "Real", "Double": "Real", "number": "Real", "numeric": "Real",
    "integer": "Int", "Integer": "Int", "bool": "Bool", "boolean": "Bool", "Boolean": "Bool",
    "logical": "Bool", "simplex": "Simplex", "ordered": "Ordered", "positive_ordered": "Ordered",
    "unit_vector": "UnitVector", "sum_to_zero_vector": "SumToZero", "corr_matrix": "Corr",
    "cov_matrix": "Cov", "cholesky_factor_corr": "CholeskyCorr",
    "cholesky_factor_cov": "CholeskyCov",
  ]

  /// The parameter of a distribution that another library calls `label`.
  static func parameter(_ label: String, among known: [String]) -> String? {
    let groups: [[String]] = [
      ["loc", "mu", "mean", "location"], ["sigma", "scale", "std", "stddev", "sd"],
      ["tau", "prec", "precision"], ["p", "prob", "probs", "theta", "probability"],
      ["ps", "probs", "p", "theta", "probabilities"], ["n", "N", "size", "total_count", "trials"],
      ["lam", "lambda", "mu", "rate", "mean"], ["nu", "df"], ["a", "alpha", "concentration1"],
      ["b", "beta", "concentration0"], ["low", "a", "min", "lower"], ["high", "b", "max", "upper"],
      ["logit_p", "logits", "eta", "logit"], ["cov", "Sigma", "covariance_matrix", "covariance"],
      ["chol", "L", "scale_tril", "cholesky"], ["w", "weights"], ["comp_dists", "components"],
      ["a", "concentration", "alpha"], ["phi", "dispersion", "concentration"],
    ]
    return groups.lazy.filter { $0.contains(label) }.flatMap { $0 }.first { known.contains($0) }
  }
}
