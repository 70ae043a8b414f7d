"""The distributions of generate.py: their definitions, and the points to evaluate them at."""
from generate import (Univariate, REGISTRY, inf, log, exp, sqrt, pi, mp, mpf, lg, lbeta, log1pexp,
                      lowergamma, uppergamma, lowerbeta, logphi, number, diff)

P = [1e-12, 1e-3, 0.1, 0.3, 0.5, 0.75, 0.99, 1 - 2.0 ** -30]
HALF = mpf(1) / 2


def same(*a):
    return a


def line(location, scale, z):
    return [location + scale * t for t in z]


Z = [-30, -8.25, -3, -1, -0.5, -1e-6, 0.0, 0.25, 1, 2.5, 8.25, 30]
FAR = [-1e6, -1e3, 1e3, 1e6]


def location_scale(name, density, lower, z=Z, extra=(), zones=(), upper=None, forms=None, kinks=None,
                   more=None):
    """A family of x = location + scale z; `lower(z)` is log P(Z ≤ z), `upper` log P(Z > z)."""
    upper = upper or (lambda t: lower(-t))
    cases = [((0.0, 1.0), list(z) + list(extra)), ((1.5, 2.0), line(1.5, 2.0, [-3, -1, 0.5, 3])),
             ((-1e6, 1e-3), line(-1e6, 1e-3, [-2.0, 0.5])), ((3.0, 1e8), [-1e9, 5.0, 2e8])]
    Univariate(
        name, {0: (("location", "scale"), same), **(forms or {})},
        lambda x, m, s: density((x - m) / s) - log(s), {0: cases, **(more or {})},
        lambda x, m, s: lower((x - m) / s), lambda x, m, s: upper((x - m) / s), zones=zones,
        quantiles=[(0, (0.0, 1.0), P), (0, (-2.5, 3.0), P)], kinks=kinks or (lambda a, x: False))


def normal_density(z):
    return -z * z / 2 - log(2 * pi) / 2


location_scale(
    "Normal", normal_density, logphi, extra=[-38.5, -5, 8.2, -1e3, 1e3],
    forms={1: (("mean", "variance"), lambda m, v: (m, sqrt(v))),
           2: (("mean", "precision"), lambda m, t: (m, 1 / sqrt(t)))},
    more={1: [((0.5, 4.0), [-6.0, 0.0, 0.5, 3.0]), ((0.0, 1e-6), [1e-3, -2e-3])],
          2: [((0.5, 4.0), [-6.0, 0.0, 0.5, 3.0]), ((0.0, 1e6), [1e-3, -2e-3])]})
location_scale("Cauchy", lambda z: -log(pi) - mp.log1p(z * z),
               lambda z: log(mp.atan2(1, -z) / pi), extra=FAR + [1e100])
location_scale("Laplace", lambda z: -abs(z) - log(2),
               lambda z: z - log(2) if z < 0 else mp.log1p(-exp(-z) / 2), extra=[-700, 700],
               kinks=lambda a, x: x == a[0])
location_scale("Logistic", lambda z: -z - 2 * mp.log1p(exp(-z)) if z > 0 else z - 2 * mp.log1p(exp(z)),
               lambda z: -mp.log1p(exp(-z)) if z > 0 else z - mp.log1p(exp(z)),
               extra=[-800, -40, 40, 800],
               more={0: [((0.0, 1.0), list(Z) + [-800, -40, 40, 800]), ((710.0, 1.0), [711.0, 0.0]),
                         ((1.5, 2.0), line(1.5, 2.0, [-3, -1, 0.5, 3])), ((3.0, 1e8), [-1e9, 2e8])]})
location_scale("Gumbel", lambda z: -z - exp(-z), lambda z: -exp(-z), z=[-5, -3, -1, -0.5, -1e-6, 0.0, 0.25, 1, 2.5, 8.25, 30, 700],
               upper=lambda z: log(-mp.expm1(-exp(-z))))


# Scales and folded families ---------------------------------------------------------------------

def folded(name, density, upper, xs, second=((2.5,), [0.5, 4.0])):
    Univariate(
        name, {0: (("scale",), same)},
        lambda x, s: log(2) + density(x / s) - log(s) if x >= 0 else -inf,
        {0: [((1.0,), xs), second, ((1e-8,), [1e-9, 3e-8]), ((1e8,), [1e6, 3e8]), ((3.0,), [-1.0])]},
        lambda x, s: log(-mp.expm1(log(2) + upper(x / s))) if x > 0 else -inf,
        lambda x, s: log(2) + upper(x / s) if x > 0 else mpf(0),
        quantiles=[(0, (1.0,), P), (0, (2.5,), P)], kinks=lambda a, x: x == 0)


R = [1e-300, 1e-12, 1e-3, 0.2, 1.0, 2.5, 8.0, 30.0]
folded("HalfNormal", normal_density, lambda z: logphi(-z), R + [1e3])
folded("HalfCauchy", lambda z: -log(pi) - mp.log1p(z * z), lambda z: log(mp.atan2(1, z) / pi), R + [1e6, 1e100])


def student_density(z, n):
    return lg((n + 1) / 2) - lg(n / 2) - log(n * pi) / 2 - (n + 1) / 2 * mp.log1p(z * z / n)


def student_upper(z, n):
    """log P(T > z)."""
    q = n + z * z
    if z > 0:
        return log(HALF) + lowerbeta(n / 2, HALF, n / q, z * z / q)
    return mp.log1p(-exp(log(HALF) + lowerbeta(n / 2, HALF, n / q, z * z / q))) if z < 0 else log(HALF)


LARGE_DF = ("from 1e3 degrees of freedom on the derivative in them is a difference of numbers 1e3 times larger",
            lambda a, x: a[0] >= 1e3)

Univariate(
    "StudentT", {0: (("df", "location", "scale"), same)},
    lambda x, n, m, s: student_density((x - m) / s, n) - log(s),
    {0: [((3.0, 0.0, 1.0), [-1e6, -50, -3, -1, -1e-3, 0.5, 2, 30, 1e8]), ((1.0, 0.0, 1.0), [-20, 0.5, 2e3]),
         ((0.1, 0.0, 1.0), [-5, 0.3, 1e3]), ((30.0, 1.5, 2.0), [-20, -1, 1.0, 4, 40]),
         ((500.0, 0.0, 2.5), [-9, 1, 30]), ((1e4, 0.0, 1.0), [-6, 0.5, 3]), ((1e7, 0.0, 1.0), [-3, 1])]},
    lambda x, n, m, s: student_upper((m - x) / s, n), lambda x, n, m, s: student_upper((x - m) / s, n),
    quantiles=[(0, (3.0, 0.0, 1.0), P), (0, (0.8, 1.0, 2.0), P), (0, (40.0, 0.0, 1.0), P)], zones=[LARGE_DF])

Univariate(
    "HalfStudentT", {0: (("df", "scale"), same)},
    lambda x, n, s: log(2) + student_density(x / s, n) - log(s) if x >= 0 else -inf,
    {0: [((3.0, 1.0), [1e-12, 1e-3, 0.5, 2, 30, 1e8]), ((1.0, 2.5), [0.5, 2e3]), ((0.2, 1.0), [0.3, 1e3]),
         ((30.0, 2.0), [0.1, 4, 40]), ((1e4, 1.0), [0.5, 3]), ((3.0, 1.0), [-2.0])]},
    lambda x, n, s: log(-mp.expm1(log(2) + student_upper(x / s, n))) if x > 0 else -inf,
    lambda x, n, s: log(2) + student_upper(x / s, n) if x > 0 else mpf(0),
    quantiles=[(0, (3.0, 1.0), P), (0, (40.0, 2.5), P)], zones=[LARGE_DF], kinks=lambda a, x: x == 0)

# Families on the positive numbers ---------------------------------------------------------------

ON_LOG = [1e-300, 1e-8, 0.1, 0.9, 1.0, 2.5, 40.0, 1e10]
Univariate(
    "LogNormal", {0: (("location", "scale"), same)},
    lambda x, m, s: normal_density((log(x) - m) / s) - log(s) - log(x) if x > 0 else -inf,
    {0: [((0.0, 1.0), ON_LOG), ((1.5, 0.25), [0.5, 4.0, 9.0]), ((-20.0, 5.0), [1e-12, 1e-9, 1.0]), ((0.0, 1.0), [-1.0])]},
    lambda x, m, s: logphi((log(x) - m) / s) if x > 0 else -inf,
    lambda x, m, s: logphi((m - log(x)) / s) if x > 0 else mpf(0),
    quantiles=[(0, (0.0, 1.0), P), (0, (1.5, 0.25), P)])

Univariate(
    "Exponential", {0: (("rate",), same), 1: (("mean",), lambda m: (1 / m,))},
    lambda x, r: log(r) - r * x if x >= 0 else -inf,
    {0: [((1.0,), [0.0, 1e-300, 1e-10, 0.3, 1.0, 5.0, 50.0, 800.0]), ((1e-6,), [1.0, 3e6]), ((1e8,), [1e-9, 1e-7]), ((2.0,), [-1.0])],
     1: [((2.5,), [1e-10, 0.3, 5.0, 50.0]), ((1e-6,), [2e-6])]},
    lambda x, r: log(-mp.expm1(-r * x)) if x > 0 else -inf, lambda x, r: -r * x if x > 0 else mpf(0),
    quantiles=[(0, (1.0,), P), (1, (2.5,), P)], kinks=lambda a, x: x == 0)

SHAPES = ("shapes of 300 and more: the log density is a difference of numbers 1e3 times larger than it",
          lambda a, x: a[0] >= 300)
GAMMA_GRID = [((2.0, 1.0), [1e-300, 1e-10, 1e-3, 0.5, 1.0, 2.9, 3.1, 10, 50, 700]), ((1.0, 1.0), [0.2, 3.0]),
              ((0.5, 2.0), [1e-100, 1e-5, 0.3, 2, 40]), ((1e-3, 1.0), [1e-30, 1e-3, 0.7, 5.0]),
              ((2.5, 1.0), [1.7]), ((30.0, 1.0), [3.0, 29.0, 31.5, 60.0, 200.0]),
              ((1000.0, 10.0), [70.0, 100.0, 130.0]), ((1e6, 1.0), [9.95e5, 1.004e6]), ((3.0, 1e-6), [1e5, 4e6]),
              ((2.0, 1.0), [-1.0])]


def gamma_density(x, a, r):
    return a * log(r) - lg(a) + (a - 1) * log(x) - r * x if x > 0 else -inf


def gamma_lower(x, a, r):
    return lowergamma(a, r * x) if x > 0 else -inf


def gamma_upper(x, a, r):
    return uppergamma(a, r * x) if x > 0 else mpf(0)


Univariate(
    "Gamma", {0: (("shape", "rate"), same), 1: (("shape", "scale"), lambda a, s: (a, 1 / s)),
              2: (("mean", "sd"), lambda m, s: (m * m / (s * s), m / (s * s)))},
    gamma_density,
    {0: GAMMA_GRID, 1: [((2.0, 4.0), [0.5, 8.0, 60.0])], 2: [((3.0, 2.0), [0.1, 3.0, 20.0])]},
    gamma_lower, gamma_upper, zones=[SHAPES],
    quantiles=[(0, (2.0, 1.0), P), (0, (0.05, 1.0), [1e-3, 0.1, 0.5, 0.9]), (0, (300.0, 2.0), P)])

Univariate(
    "ChiSquare", {0: (("df",), same)}, lambda x, n: gamma_density(x, n / 2, HALF),
    {0: [((4.0,), [1e-10, 0.5, 3.0, 10, 80, 1e3]), ((1.0,), [1e-5, 0.3, 9.0]), ((0.01,), [1e-8, 1.0]),
         ((250.0,), [150, 250, 400]), ((1e6,), [1.001e6]), ((4.0,), [-1.0])]},
    lambda x, n: gamma_lower(x, n / 2, HALF), lambda x, n: gamma_upper(x, n / 2, HALF), zones=[SHAPES],
    quantiles=[(0, (4.0,), P), (0, (250.0,), P)])


def inverse_gamma_density(x, a, b):
    return a * log(b) - lg(a) - (a + 1) * log(x) - b / x if x > 0 else -inf


def inverse_gamma(name, names, to_gamma, cases, quantiles):
    Univariate(
        name, {0: (names, same)}, lambda x, *p: inverse_gamma_density(x, *to_gamma(*p)), {0: cases},
        lambda x, *p: uppergamma(to_gamma(*p)[0], to_gamma(*p)[1] / x) if x > 0 else -inf,
        lambda x, *p: lowergamma(to_gamma(*p)[0], to_gamma(*p)[1] / x) if x > 0 else mpf(0), zones=[SHAPES],
        quantiles=quantiles)


inverse_gamma("InvGamma", ("shape", "scale"), same,
              [((2.0, 1.0), [1e-3, 0.02, 0.3, 1.0, 10, 1e8]), ((0.5, 3.0), [0.1, 2.0, 1e4]), ((1e-3, 1e-3), [1e-5, 1.0, 1e6]),
               ((100.0, 50.0), [0.3, 0.5, 0.8]), ((1e6, 1e6), [1.001]), ((2.0, 1.0), [-0.5])],
              [(0, (2.0, 1.0), P), (0, (100.0, 50.0), P)])
inverse_gamma("InvChiSquare", ("df",), lambda n: (n / 2, HALF),
              [((4.0,), [1e-3, 0.02, 0.3, 1.0, 10, 1e8]), ((1.0,), [0.1, 2.0, 1e4]), ((100.0,), [0.005, 0.01, 0.02]), ((4.0,), [-1.0])],
              [(0, (4.0,), P)])
inverse_gamma("ScaledInvChiSquare", ("df", "scale"), lambda n, s: (n / 2, n * s * s / 2),
              [((4.0, 1.0), [1e-3, 0.02, 0.3, 1.0, 10, 1e8]), ((1.0, 3.0), [0.1, 2.0, 1e4]), ((100.0, 0.1), [0.005, 0.01, 0.02]), ((4.0, 1.0), [-1.0])],
              [(0, (4.0, 1.0), P), (0, (30.0, 2.5), P)])

Univariate(
    "Weibull", {0: (("shape", "scale"), same)},
    lambda x, a, s: log(a / s) + (a - 1) * log(x / s) - (x / s) ** a if x > 0 else -inf,
    {0: [((1.5, 1.0), [1e-300, 1e-8, 0.1, 0.9, 1.0, 3.0, 20.0]), ((1.0, 2.0), [0.5, 6.0]), ((0.3, 10.0), [1e-20, 1.0, 1e5]),
         ((50.0, 3.0), [1.0, 2.9, 3.1]), ((1.5, 1.0), [-1.0])]},
    lambda x, a, s: log(-mp.expm1(-(x / s) ** a)) if x > 0 else -inf, lambda x, a, s: -(x / s) ** a if x > 0 else mpf(0),
    quantiles=[(0, (1.5, 1.0), P), (0, (0.3, 10.0), P)])

Univariate(
    "Frechet", {0: (("shape", "scale"), same)},
    lambda x, a, s: log(a / s) - (a + 1) * log(x / s) - (x / s) ** -a if x > 0 else -inf,
    {0: [((1.5, 1.0), [0.01, 0.1, 0.9, 1.0, 3.0, 20.0, 1e10]), ((3.0, 2.0), [0.5, 6.0]), ((0.3, 10.0), [1e-3, 1.0, 1e5, 1e30]),
         ((50.0, 3.0), [2.7, 3.0, 3.3]), ((1.5, 1.0), [-1.0])]},
    lambda x, a, s: -(x / s) ** -a if x > 0 else -inf, lambda x, a, s: log(-mp.expm1(-(x / s) ** -a)) if x > 0 else mpf(0),
    quantiles=[(0, (1.5, 1.0), P), (0, (0.3, 10.0), P)])

Univariate(
    "LogLogistic", {0: (("scale", "shape"), same)},
    lambda x, s, b: log(b / s) + (b - 1) * log(x / s) - 2 * mp.log1p((x / s) ** b) if x > 0 else -inf,
    {0: [((1.0, 1.5), [1e-300, 1e-8, 0.1, 0.9, 1.0, 3.0, 1e10]), ((5.0, 4.0), [0.5, 6.0]), ((10.0, 0.3), [1e-20, 1.0, 1e5]),
         ((3.0, 50.0), [1.0, 2.9, 3.1]), ((1.0, 1.5), [-1.0])]},
    lambda x, s, b: -mp.log1p((x / s) ** -b) if x > 0 else -inf, lambda x, s, b: -mp.log1p((x / s) ** b) if x > 0 else mpf(0),
    quantiles=[(0, (1.0, 1.5), P), (0, (10.0, 0.3), P)])


def inverse_gaussian_lower(x, m, s):
    a, b = sqrt(s / x) * (x / m - 1), sqrt(s / x) * (x / m + 1)
    return exp(logphi(a)) + exp(2 * s / m + logphi(-b))


def inverse_gaussian_upper(x, m, s):
    a, b = sqrt(s / x) * (x / m - 1), sqrt(s / x) * (x / m + 1)
    if a < -8:
        return 1 - inverse_gaussian_lower(x, m, s)
    return exp(logphi(-a)) - exp(2 * s / m + logphi(-b))


Univariate(
    "InverseGaussian", {0: (("mean", "shape"), same)},
    lambda x, m, s: log(s / (2 * pi * x ** 3)) / 2 - s * (x - m) ** 2 / (2 * m * m * x) if x > 0 else -inf,
    {0: [((1.0, 1.0), [1e-3, 0.02, 0.3, 0.6, 1.0, 2.5, 10.0, 80.0]), ((1.0, 3.0), [0.2, 0.9, 1.0, 1.5, 4.0, 40.0]),
         ((2.5, 0.01), [1e-4, 1e-3, 0.1, 5.0, 1e3]), ((1.0, 1e4), [0.95, 1.0, 1.02]), ((1e-3, 50.0), [9.9e-4, 1e-3, 1.02e-3]),
         ((1.0, 1.0), [-1.0])]},
    lambda x, m, s: log(inverse_gaussian_lower(x, m, s)) if x > 0 else -inf,
    lambda x, m, s: log(inverse_gaussian_upper(x, m, s)) if x > 0 else mpf(0),
    quantiles=[(0, (1.0, 1.0), P), (0, (1.0, 3.0), P), (0, (2.5, 0.01), P)])


Univariate(
    "Pareto", {0: (("minimum", "shape"), same)},
    lambda x, m, a: log(a) + a * log(m) - (a + 1) * log(x) if x >= m else -inf,
    {0: [((1.0, 3.0), [1.0, 1.0 + 2.0 ** -40, 1.5, 10, 1e8]), ((2.5, 0.1), [3.0, 1e20]), ((1e-6, 40.0), [1.1e-6, 1e-5]), ((1.0, 3.0), [0.5, -1.0])]},
    lambda x, m, a: log(-mp.expm1(a * log(m / x))) if x > m else -inf, lambda x, m, a: a * log(m / x) if x > m else mpf(0),
    quantiles=[(0, (1.0, 3.0), P), (0, (2.5, 0.1), P[:-1])], kinks=lambda a, x: x == a[0])

Univariate(
    "Lomax", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, a: log(a / s) - (a + 1) * mp.log1p((x - m) / s) if x >= m else -inf,
    {0: [((0.0, 1.0, 3.0), [1e-20, 1e-12, 0.5, 2.0, 1e8, 1e50]), ((1.5, 2.0, 0.4), [1.5, 1.5 + 2.0 ** -30, 4.0, 1e20]),
         ((-10.0, 1e-3, 40.0), [-9.9999, -9.99]), ((0.0, 1.0, 3.0), [-1.0])]},
    lambda x, m, s, a: log(-mp.expm1(-a * mp.log1p((x - m) / s))) if x > m else -inf,
    lambda x, m, s, a: -a * mp.log1p((x - m) / s) if x > m else mpf(0),
    quantiles=[(0, (0.0, 1.0, 3.0), P), (0, (1.5, 2.0, 0.4), P[:-1])], kinks=lambda a, x: x == a[0])

Univariate(
    "Rayleigh", {0: (("scale",), same)},
    lambda x, s: log(x) - 2 * log(s) - x * x / (2 * s * s) if x > 0 else -inf,
    {0: [((1.0,), [1e-100, 1e-8, 0.1, 1.0, 3.0, 38.0]), ((2.5,), [0.5, 6.0]), ((1e-6,), [1e-6]), ((1.0,), [-1.0])]},
    lambda x, s: log(-mp.expm1(-x * x / (2 * s * s))) if x > 0 else -inf, lambda x, s: -x * x / (2 * s * s) if x > 0 else mpf(0),
    quantiles=[(0, (1.0,), P), (0, (2.5,), P)])

# Families on an interval ------------------------------------------------------------------------


def beta_density(x, a, b):
    return (a - 1) * log(x) + (b - 1) * mp.log1p(-x) - lbeta(a, b) if 0 < x < 1 else -inf


def beta_lower(x, a, b):
    return lowerbeta(a, b, x, 1 - x)


def beta_upper(x, a, b):
    return lowerbeta(b, a, 1 - x, x)


BETA_ZONES = [("shapes of 1e4 and more: the log density is a difference of numbers 1e4 times larger than it",
               lambda a, x: max(a) >= 1e4)]
BETA_GRID = [((2.0, 3.0), [1e-300, 1e-10, 0.1, 0.3, 0.5, 0.9, 1 - 2.0 ** -30]), ((1.0, 1.0), [0.25]), ((1.0, 19.0), [0.865169, 0.01]),
             ((0.5, 0.5), [1e-10, 0.3, 0.999]), ((1e-3, 2e-3), [1e-5, 0.5, 0.99]), ((0.1, 50.0), [1e-6, 0.02]),
             ((300.0, 200.0), [0.4, 0.6, 0.75]), ((1e4, 30.0), [0.99, 0.998]), ((5.0, 1e6), [1e-6, 1e-5]), ((2.0, 3.0), [-0.5, 1.5])]
Univariate(
    "Beta", {0: (("alpha", "beta"), same), 1: (("mean", "concentration"), lambda m, c: (m * c, (1 - m) * c))},
    beta_density, {0: BETA_GRID, 1: [((0.25, 8.0), [0.01, 0.3, 0.9]), ((0.9, 0.5), [0.5])]}, beta_lower, beta_upper,
    zones=BETA_ZONES, quantiles=[(0, (2.0, 3.0), P), (0, (0.5, 0.5), P[1:]), (0, (300.0, 200.0), P), (0, (0.05, 3.0), [0.5, 0.9])])
Univariate(
    "BetaProportion", {0: (("mean", "concentration"), same)}, lambda x, m, c: beta_density(x, m * c, (1 - m) * c),
    {0: [((0.25, 8.0), [1e-8, 0.01, 0.3, 0.9]), ((0.9, 0.5), [0.01, 0.5]), ((0.5, 2000.0), [0.45, 0.52]), ((0.25, 8.0), [-1.0, 2.0])]},
    lambda x, m, c: beta_lower(x, m * c, (1 - m) * c), lambda x, m, c: beta_upper(x, m * c, (1 - m) * c),
    quantiles=[(0, (0.25, 8.0), P)])
Univariate(
    "Kumaraswamy", {0: (("alpha", "beta"), same)},
    lambda x, a, b: log(a * b) + (a - 1) * log(x) + (b - 1) * mp.log1p(-x ** a) if 0 < x < 1 else -inf,
    {0: [((2.0, 3.0), [1e-300, 1e-10, 0.1, 0.3, 0.5, 0.9, 1 - 2.0 ** -30]), ((1.0, 1.0), [0.25]), ((0.5, 0.5), [1e-10, 0.3, 0.999]),
         ((0.1, 50.0), [1e-6, 0.02]), ((300.0, 2.0), [0.9, 0.99, 0.999]), ((2.0, 300.0), [0.01, 0.05, 0.2]), ((2.0, 3.0), [-0.5, 1.5])]},
    lambda x, a, b: -inf if x <= 0 else mpf(0) if x >= 1 else log(-mp.expm1(b * mp.log1p(-x ** a))),
    lambda x, a, b: mpf(0) if x <= 0 else -inf if x >= 1 else b * mp.log1p(-x ** a),
    quantiles=[(0, (2.0, 3.0), P), (0, (0.5, 0.5), P[1:]), (0, (2.0, 300.0), P)])
Univariate(
    "Uniform", {0: (("lower", "upper"), same)}, lambda x, a, b: -log(b - a) if a <= x <= b else -inf,
    {0: [((0.0, 1.0), [1e-9, 0.25, 1 - 2.0 ** -30]), ((-3.0, 5.0), [-3 + 2.0 ** -30, 0.0, 4.5, 6.0, -4.0]), ((1e6, 1e6 + 0.5), [1e6 + 0.125])]},
    lambda x, a, b: -inf if x <= a else mpf(0) if x >= b else log((x - a) / (b - a)),
    lambda x, a, b: mpf(0) if x <= a else -inf if x >= b else log((b - x) / (b - a)),
    quantiles=[(0, (0.0, 1.0), P), (0, (-3.0, 5.0), P)])
Univariate(
    "VonMises", {0: (("location", "concentration"), same)},
    lambda x, m, k: -2 * k * mp.sin((x - m) / 2) ** 2 - log(2 * pi) - (log(mp.besseli(0, k)) - k),
    {0: [((0.0, 2.0), [-3.0, -0.5, 0.0, 1.0, 3.14]), ((1.0, 1e-8), [0.5]), ((-2.0, 30.5), [-2.5, 1.0]), ((0.5, 1e3), [0.45, 2.0]),
         ((0.5, 1e10), [0.5 + 2.0 ** -17, 0.49]), ((2.0, 7.0), [20.0])]})

# Skewed families on the line --------------------------------------------------------------------


def asymmetric_below(d, left, right):
    """P(X ≤ location + d)."""
    total = left + right
    return right / total * exp(left * d) if d < 0 else (right - left * mp.expm1(-right * d)) / total


def asymmetric_density(x, m, s, k):
    d = x - m
    return -log(s * (k + 1 / k)) - (k * d / s if d > 0 else -d / (k * s))


Univariate(
    "AsymmetricLaplace", {0: (("location", "scale", "asymmetry"), same),
                          1: (("location", "scale", "probability"), lambda m, s, t: (m, s / (2 * sqrt(t * (1 - t))), sqrt(t / (1 - t))))},
    asymmetric_density,
    {0: [((0.0, 1.0, 1.0), [-300, -1, 0.0, 0.5, 40]), ((1.5, 2.0, 0.3), [-9, 1.0, 1.625, 40]), ((0.0, 1.0, 20.0), [-100, -1, -1e-3, 1e-3, 1]),
         ((-1e6, 1e-3, 2.0), [-1e6 - 2.0 ** -9, -1e6 + 2.0 ** -11])],
     1: [((0.0, 1.0, 0.25), [-4, -0.5, 0.5, 6]), ((2.0, 3.0, 0.999), [-40, 1.5, 2.5])]},
    lambda x, m, s, k: log(asymmetric_below(x - m, 1 / (k * s), k / s)),
    lambda x, m, s, k: log(asymmetric_below(m - x, k / s, 1 / (k * s))),
    quantiles=[(0, (0.0, 1.0, 1.0), P), (0, (1.5, 2.0, 0.3), P), (1, (0.0, 1.0, 0.9), P)], kinks=lambda a, x: x == a[0])


def modified_part(z, k):
    return k * (k / 2 - z) + logphi(z - k)


Univariate(
    "ExpModNormal", {0: (("location", "scale", "rate"), same)},
    lambda x, m, s, r: log(r) + modified_part((x - m) / s, r * s),
    {0: [((0.0, 1.0, 1.0), [-30, -8.25, -3, -1, 0.0, 0.5, 2.5, 9, 12, 40]), ((1.5, 2.0, 0.01), [-5, 1, 3, 30, 700]),
         ((0.0, 1.0, 30.0), [-5, -1, 0.0, 1, 5, 9]), ((400.0, 50.0, 0.01), [250, 400, 600, 1500])]},
    lambda x, m, s, r: log(exp(logphi((x - m) / s)) - exp(modified_part((x - m) / s, r * s))),
    lambda x, m, s, r: log(exp(logphi((m - x) / s)) + exp(modified_part((x - m) / s, r * s))),
    quantiles=[(0, (0.0, 1.0, 1.0), P), (0, (400.0, 50.0, 0.01), P)])

# Counts -----------------------------------------------------------------------------------------


def count(x):
    return x >= 0 and x == mp.floor(x)


def sigmoid(t):
    return 1 / (1 + exp(-t))


def bernoulli(x, p, q):
    return log(p) if x == 1 else log(q) if x == 0 else -inf


def pair(t):
    """A probability and its complement from a logit."""
    return sigmoid(t), sigmoid(-t)


Univariate(
    "Bernoulli", {0: (("probability",), lambda p: (p, 1 - p)), 1: (("logit",), pair)}, bernoulli,
    {0: [((0.3,), [0, 1, 2, -1, 0.5]), ((1e-12,), [0, 1]), ((1 - 2.0 ** -40,), [0, 1])],
     1: [((0.7,), [0, 1, 2]), ((-40.0,), [0, 1]), ((800.0,), [0, 1])]},
    lambda x, p, q: -inf if x < 0 else log(q) if x < 1 else mpf(0), lambda x, p, q: mpf(0) if x < 0 else log(p) if x < 1 else -inf,
    discrete=True, quantiles=[(0, (0.3,), [0.1, 0.69, 0.71, 0.99])])


def lchoose(n, k):
    return lg(n + 1) - lg(k + 1) - lg(n - k + 1)


def xlog(k, v):
    return mpf(0) if k == 0 else k * log(v)


def binomial(x, n, p, q):
    return lchoose(n, x) + xlog(x, p) + xlog(n - x, q) if count(x) and x <= n else -inf


Univariate(
    "Binomial", {0: (("trials", "probability"), lambda n, p: (n, p, 1 - p)), 1: (("trials", "logit"), lambda n, t: (n, *pair(t)))},
    binomial,
    {0: [((10, 0.3), [0, 1, 4, 9, 10, 11, -1, 2.5]), ((1, 0.9), [0, 1]), ((1000, 0.01), [0, 3, 12, 60]), ((0, 0.5), [0]),
         ((50, 1e-9), [0, 2]), ((100000, 0.5), [49000, 50100])],
     1: [((10, -1.0), [0, 4, 10]), ((20, 45.0), [0, 19, 20]), ((20, -700.0), [0, 1])]},
    lambda x, n, p, q: -inf if x < 0 else mpf(0) if x >= n else lowerbeta(n - mp.floor(x), mp.floor(x) + 1, q, p),
    lambda x, n, p, q: mpf(0) if x < 0 else -inf if x >= n else lowerbeta(mp.floor(x) + 1, n - mp.floor(x), p, q),
    discrete=True, fixed=("trials",), zones=[("logarithms of factorials of 1e5 and more cancel", lambda a, x: a[0] >= 1e5)],
    quantiles=[(0, (10, 0.3), P), (0, (1000, 0.01), P)])


def sums(mass, lowest, highest):
    def lower(x, *a):
        x = mp.floor(x)
        if x < lowest(*a):
            return -inf
        if x >= highest(*a):
            return mpf(0)
        return log(sum(exp(mass(mpf(k), *a)) for k in range(int(lowest(*a)), int(x) + 1)))

    def upper(x, *a):
        x = mp.floor(x)
        if x < lowest(*a):
            return mpf(0)
        if x >= highest(*a):
            return -inf
        return log(sum(exp(mass(mpf(k), *a)) for k in range(int(x) + 1, int(highest(*a)) + 1)))
    return lower, upper


def beta_binomial(x, n, a, b):
    return lchoose(n, x) + lbeta(x + a, n - x + b) - lbeta(a, b) if count(x) and x <= n else -inf


BB = sums(beta_binomial, lambda n, a, b: 0, lambda n, a, b: n)
Univariate(
    "BetaBinomial", {0: (("trials", "alpha", "beta"), same)}, beta_binomial,
    {0: [((10, 2.0, 3.0), [0, 1, 4, 10, 11, -1, 0.5]), ((30, 0.1, 0.2), [0, 12, 30]), ((5, 1e-6, 1.0), [0, 5]), ((40, 500.0, 300.0), [10, 25, 39]),
         ((8, 1e10, 3e10), [2, 7])]},
    *BB, discrete=True, fixed=("trials",), quantiles=[(0, (10, 2.0, 3.0), P), (0, (30, 0.1, 0.2), [0.1, 0.5, 0.99])])


def poisson(x, r):
    return xlog(x, r) - r - lg(x + 1) if count(x) else -inf


Univariate(
    "Poisson", {0: (("rate",), same), 1: (("log",), lambda t: (exp(t),))}, poisson,
    {0: [((3.0,), [0, 1, 5, 30, 200, -1, 1.5]), ((1e-8,), [0, 1, 2]), ((250.0,), [150, 250, 400]), ((1e6,), [1001000])],
     1: [((1.2,), [0, 3, 30]), ((-30.0,), [0, 1]), ((6.0,), [300, 450])]},
    lambda x, r: -inf if x < 0 else uppergamma(mp.floor(x) + 1, r), lambda x, r: mpf(0) if x < 0 else lowergamma(mp.floor(x) + 1, r),
    discrete=True, zones=[("terms of the size of the rate, 1e3 and more, cancel", lambda a, x: a[0] >= 1e3)],
    quantiles=[(0, (3.0,), P), (0, (250.0,), P)])


def neg_binomial(x, m, d):
    return lg(x + d) - lg(d) - lg(x + 1) + xlog(x, m / (m + d)) + d * log(d / (m + d)) if count(x) else -inf


Univariate(
    "NegBinomial", {0: (("mean", "dispersion"), same), 1: (("log", "dispersion"), lambda t, d: (exp(t), d)),
                    2: (("shape", "rate"), lambda a, r: (a / r, a)), 3: (("shape", "probability"), lambda a, p: (a * (1 - p) / p, a))}, neg_binomial,
    {0: [((3.0, 2.0), [0, 1, 5, 30, -1, 0.5]), ((3.0, 0.05), [0, 4, 100]), ((100.0, 40.0), [20, 100, 300]), ((3.0, 1e6), [0, 4]),
         ((4.0, 1e12), [2])],
     1: [((1.2, 0.7), [0, 3, 40]), ((-20.0, 3.0), [0, 1]), ((9.0, 1.5), [100, 9000])], 2: [((2.5, 0.5), [0, 4, 40]), ((3.0, 1e5), [0, 2, 3])],
     3: [((2.5, 0.25), [0, 4, 40]), ((4.0, 1 - 2.0 ** -20), [0, 1])]},
    lambda x, m, d: -inf if x < 0 else lowerbeta(d, mp.floor(x) + 1, d / (m + d), m / (m + d)),
    lambda x, m, d: mpf(0) if x < 0 else lowerbeta(mp.floor(x) + 1, d, m / (m + d), d / (m + d)),
    discrete=True, zones=[("a dispersion or a count of 1e3 and more: terms of its size cancel", lambda a, x: max(a[1], x) >= 1e3)],
    quantiles=[(0, (3.0, 2.0), P), (0, (3.0, 0.05), P), (2, (2.5, 0.5), [0.1, 0.9])])
Univariate(
    "Geometric", {0: (("probability",), same)}, lambda x, p: log(p) + xlog(x, 1 - p) if count(x) else -inf,
    {0: [((0.3,), [0, 1, 7, 200, -1, 0.5]), ((1e-9,), [0, 5, 10 ** 9]), ((1 - 2.0 ** -20,), [0, 1, 3])]},
    lambda x, p: -inf if x < 0 else log(-mp.expm1((mp.floor(x) + 1) * mp.log1p(-p))), lambda x, p: mpf(0) if x < 0 else (mp.floor(x) + 1) * mp.log1p(-p),
    discrete=True, quantiles=[(0, (0.3,), P)])
Univariate(
    "DiscreteUniform", {0: (("lower", "upper"), same)}, lambda x, a, b: -log(b - a + 1) if a <= x <= b and x == mp.floor(x) else -inf,
    {0: [((1, 6), [0, 1, 3, 6, 7, 2.5]), ((-5, 1000000), [-5, 0, 999999]), ((4, 4), [4])]},
    lambda x, a, b: -inf if x < a else mpf(0) if x >= b else log((mp.floor(x) - a + 1) / (b - a + 1)),
    lambda x, a, b: mpf(0) if x < a else -inf if x >= b else log((b - mp.floor(x)) / (b - a + 1)),
    discrete=True, fixed=("lower", "upper"), quantiles=[(0, (1, 6), [0.1, 0.16, 0.17, 0.5, 0.99])], first=lambda a: a[0])


def inflated(name, grid, quantiles):
    """More zeros for the base of the name: the first argument is the probability of one whatever the base says."""
    base = REGISTRY[name.removeprefix("ZeroInflated")]
    forms = {k: (("inflation", *names), lambda w, *a, first=first: (w, *first(*a))) for k, (names, first) in base.forms.items() if k in grid}
    Univariate(
        name, forms,
        lambda x, w, *b: log(w * (x == 0) + (1 - w) * exp(base.logpdf(x, *b))) if base.logpdf(x, *b) > -inf else -inf, grid,
        lambda x, w, *b: log(w + (1 - w) * exp(base.logcdf(x, *b))) if x >= 0 else -inf,
        lambda x, w, *b: log(1 - w) + base.logccdf(x, *b) if x >= 0 else mpf(0),
        discrete=True, fixed=base.fixed, quantiles=quantiles)


inflated("ZeroInflatedPoisson",
         {0: [((0.3, 3.0), [0, 1, 5, 30, -1, 1.5]), ((1e-9, 1e-8), [0, 1]), ((0.9, 250.0), [0, 200, 250, 400])],
          1: [((0.2, 1.2), [0, 3, 30]), ((0.0, -1.0), [0, 2])]},
         [(0, (0.3, 3.0), P), (0, (0.9, 250.0), [0.5, 0.91, 0.95, 0.999])])
inflated("ZeroInflatedNegBinomial",
         {0: [((0.3, 3.0, 2.0), [0, 1, 5, 30, -1, 0.5]), ((0.05, 3.0, 0.05), [0, 4, 100])],
          1: [((0.2, 1.2, 0.7), [0, 3, 40])], 2: [((0.2, 2.5, 0.5), [0, 4, 40])]},
         [(0, (0.3, 3.0, 2.0), P), (1, (0.2, 1.2, 0.7), [0.1, 0.5, 0.9])])
inflated("ZeroInflatedBinomial",
         {0: [((0.3, 10, 0.3), [0, 1, 4, 10, 11, -1, 2.5]), ((0.5, 1000, 0.01), [0, 5, 12, 60])],
          1: [((0.1, 10, -1.0), [0, 4, 10])]},
         [(0, (0.3, 10, 0.3), P), (0, (0.5, 1000, 0.01), [0.3, 0.6, 0.9, 0.999])])

# Skew normal: the distribution function by quadrature, its derivatives from Owen's formulas --------


class SkewNormal(Univariate):
    def point(self, form, names, to_first, args, x):
        row = super().point(form, names, to_first, args, x)
        m, s, a = [mpf(v) for v in args]
        z = (mpf(x) - m) / s
        f = exp(self.logpdf(x, m, s, a))
        shape = -exp(-z * z * (1 + a * a) / 2) / (pi * (1 + a * a))
        for key, sign, lower in (("logCDF", 1, self.area(-z, -a)), ("logCCDF", -1, self.area(z, a))):
            row[key] = number(log(lower))
            row[key + "Gradient"] = [number(sign * d / lower) for d in (f, -f, -f * z, shape)]
        return row

    @staticmethod
    def area(z, a):
        """P(Z > z), by Owen's integral: for z > 0 that of exp(-z²(1 + x²)/2) / (π(1 + x²)) over x > -a."""
        with mp.workdps(40):
            if z == 0:
                return HALF + mp.atan(a) / pi
            if z < 0:
                with mp.workdps(60):
                    return 1 - SkewNormal.area(-z, -a)
            if a > 0:
                return mp.erfc(z / sqrt(mpf(2))) - SkewNormal.area(z, -a)
            rate = 1 + z * z * max(1, -a)
            last = None
            for refinement in (8, 16, 32, 64, 128, 256):
                total = mpf(0)
                for k in range(-5 * refinement, 12 * refinement + 1):
                    t = mpf(k) / refinement
                    u = exp(t - exp(-t)) / rate
                    x = u - a
                    total += exp(-z * z * (1 + x * x) / 2) / (1 + x * x) * u * (1 + exp(-t)) / refinement
                if last is not None and abs(total - last) < total * mpf(10) ** -22:
                    return total / pi
                last = total
            raise RuntimeError("skew normal: no convergence")

    def solve(self, first, p):
        m, s, a = first

        def below(x):
            z = (x - m) / s
            return self.area(-z, -a) < p if p < HALF else self.area(z, a) > 1 - p
        low, high = m - 60 * s, m + 60 * s
        for _ in range(70):
            middle = (low + high) / 2
            low, high = (middle, high) if below(middle) else (low, middle)
        return high


SkewNormal(
    "SkewNormal", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, a: log(2) + normal_density((mpf(x) - m) / s) + logphi(a * (mpf(x) - m) / s) - log(s),
    {0: [((0.0, 1.0, 4.0), [-8, -3, -0.5, 0.0, 0.7, 2, 9]), ((1.0, 2.0, 0.0), [-5, 1.0, 4]), ((0.0, 1.0, -1.5), [-9, -1, 0.5, 4]),
         ((0.0, 1.0, 0.2), [-6, 0.3, 6]), ((0.0, 1.0, 50.0), [-0.4, 0.02, 1.5])]},
    quantiles=[(0, (0.0, 1.0, 4.0), [1e-3, 0.1, 0.5, 0.75, 0.99]), (0, (1.0, 2.0, -1.5), [1e-3, 0.1, 0.5, 0.99])])


class Plain:
    """A distribution over vectors, matrices or categories, by `logpdf(value, arguments)`."""

    def __init__(self, name, logpdf, points, fixed=(), cdf=None, zones=(), first=None, quantiles=()):
        self.__dict__.update(locals())
        REGISTRY[name] = self

    def write(self):
        rows = [{"form": form, "arguments": args, "probability": p, "value": x} for form, args, p, x in self.quantiles]
        return {"zones": list(self.zones), "points": [self.point(*p) for p in self.points], "quantiles": rows}

    def point(self, form, args, value, zone=None):
        row = {"form": form, "arguments": args, "value": value}
        if zone is not None:
            row["zone"] = zone
        if form > 0 and self.first:
            row["first"] = [[number(v) for v in part] for part in self.first(form, args)]
        shapes = [len(value)] + [len(a) for a in args]

        def unpack(flat):
            parts, at = [], 0
            for n in shapes:
                parts.append(flat[at:at + n])
                at += n
            return parts[0], parts[1:]
        flat = [mpf(v) for part in [value] + args for v in part]
        keys = [("logDensity", self.logpdf)] + list((self.cdf or {}).items())
        for key, function in keys:
            def whole(*v, function=function):
                x, a = unpack(v)
                return function(form, x, a)
            result = whole(*flat)
            row[key] = number(result)
            slopes, at = [], 0
            for part, n in enumerate(shapes):
                free = part not in self.fixed
                for k in range(n):
                    slopes.append(None if not free else 0 if mp.isinf(result) else number(diff(whole, flat, at)))
                    at += 1
            row[key + "Gradient"] = slopes
        return row


def softmax(form, w):
    if form == 0:
        return w
    top = sum(exp(v) for v in w)
    return [exp(v) / top for v in w]


def categorical(form, x, a):
    w = softmax(form, a[0])
    return log(w[int(x[0]) - 1]) if 1 <= x[0] <= len(w) and x[0] == mp.floor(x[0]) else -inf


Plain("Categorical", categorical,
      [(0, [[0.25, 0.5, 0.25]], [k]) for k in (0, 1, 2, 3, 4, 1.5)] + [(0, [[1e-12, 1 - 1e-12]], [1]), (0, [[0.0, 1.0]], [1])]
      + [(1, [[0.3, -1.2, 2.0]], [k]) for k in (1, 2, 3, 4)] + [(1, [[800.0, -800.0, 0.0]], [k]) for k in (1, 2, 3)], fixed=(0,),
      first=lambda form, a: [softmax(form, [mpf(v) for v in a[0]])])


def ordered_weights(a, cdf):
    cuts = [-inf] + list(a[1]) + [inf]
    return [mp_between(lo - a[0][0], hi - a[0][0], cdf) for lo, hi in zip(cuts, cuts[1:])]


def mp_between(low, high, cdf):
    above = cdf(high) if high < inf else mpf(1)
    below = cdf(low) if low > -inf else mpf(0)
    return above - below


def ordered(cdf, digits):
    def function(form, x, a):
        with mp.workdps(digits):
            w = ordered_weights([[mpf(v) for v in part] for part in a], cdf)
            return log(w[int(x[0]) - 1]) if 1 <= x[0] <= len(w) and x[0] == mp.floor(x[0]) else -inf
    return function


def ordered_tail(sign, logcdf):
    def function(form, x, a):
        k, last = int(mp.floor(x[0])), len(a[1]) + 1
        if k < 1 or k >= last:
            return mpf(0) if (k >= last) == (sign > 0) else -inf
        return logcdf(sign * (a[1][k - 1] - a[0][0]))
    return function


def logsigmoid(t):
    return -log1pexp(-t)


Plain("OrderedLogistic", ordered(sigmoid, 800),
      [(0, [[0.4], [-1.0, 0.5, 2.0]], [k]) for k in (0, 1, 2, 3, 4, 5, 2.5)] + [(0, [[30.0], [-1.0, 0.5, 2.0]], [k]) for k in (1, 2, 3, 4)]
      + [(0, [[-200.0], [-1.0, 0.5]], [k]) for k in (1, 2, 3)] + [(0, [[0.0], [1.0, 1.0 + 2.0 ** -30]], [2])], fixed=(0,),
      cdf={"logCDF": ordered_tail(1, logsigmoid), "logCCDF": ordered_tail(-1, logsigmoid)},
      # The CDF at its categories: 0.198, 0.525, 0.832, 1.
      quantiles=[(0, [[0.4], [-1.0, 0.5, 2.0]], p, k) for p, k in ((0.1, 1), (0.19, 1), (0.2, 2), (0.53, 3), (0.9, 4))])


# As many digits as the difference of two tails 40 deviations out loses.
Plain("OrderedProbit", ordered(lambda t: exp(logphi(t)), 900),
      [(0, [[0.4], [-1.0, 0.5, 2.0]], [k]) for k in (0, 1, 2, 3, 4, 5, 2.5)] + [(0, [[12.0], [-1.0, 0.5, 2.0]], [k]) for k in (1, 2, 3, 4)]
      + [(0, [[-37.0], [-1.0, 0.5, 0.75]], [k]) for k in (1, 2, 3, 4)]
      + [(0, [[0.0], [1.0, 1.0 + 2.0 ** -30]], [2]), (0, [[0.25], [-0.5, 0.25]], [2]), (0, [[0.0], [-0.5, 0.75]], [2])], fixed=(0,),
      cdf={"logCDF": ordered_tail(1, logphi), "logCCDF": ordered_tail(-1, logphi)},
      # The CDF at its categories: 0.081, 0.540, 0.945, 1.
      quantiles=[(0, [[0.4], [-1.0, 0.5, 2.0]], p, k) for p, k in ((0.05, 1), (0.08, 1), (0.1, 2), (0.55, 3), (0.96, 4))])


def multinomial(form, x, a):
    a = [a[0], softmax(form, a[1])]
    if any(not count(v) for v in x) or sum(x) != a[0][0]:
        return -inf
    return lg(a[0][0] + 1) + sum(xlog(v, p) - lg(v + 1) for v, p in zip(x, a[1]))


Plain("Multinomial", multinomial,
      [(0, [[10], [0.2, 0.5, 0.3]], v) for v in ([2, 5, 3], [10, 0, 0], [2, 5, 4], [-1, 8, 3], [2.5, 4.5, 3])]
      + [(0, [[5], [0.0, 1.0]], [0, 5]), (0, [[5], [0.0, 1.0]], [1, 4]), (0, [[1000], [0.001, 0.9, 0.099]], [3, 890, 107])]
      + [(1, [[10], [0.3, -1.2, 2.0]], v) for v in ([2, 5, 3], [10, 0, 0], [2, 5, 4])] + [(1, [[7], [800.0, -800.0, 0.0]], [5, 0, 2])], fixed=(0, 1),
      first=lambda form, a: [a[0], softmax(form, [mpf(v) for v in a[1]])])


def dirichlet_multinomial(form, x, a):
    n, a = a[0][0], a[1]
    if any(not count(v) for v in x) or sum(x) != n:
        return -inf
    return lg(n + 1) + lg(sum(a)) - lg(n + sum(a)) + sum(lg(v + t) - lg(t) - lg(v + 1) for v, t in zip(x, a))


Plain("DirichletMultinomial", dirichlet_multinomial,
      [(0, [[10], [0.5, 4.0, 1.25]], v) for v in ([2, 5, 3], [10, 0, 0], [2, 5, 4], [-1, 8, 3], [2.5, 4.5, 3])]
      + [(0, [[5], [1e-6, 3.0]], [1, 4]), (0, [[60], [30.0, 2.0, 8.0]], [40, 3, 17]), (0, [[8], [1e10, 3e10]], [2, 6]), (0, [[0], [1.0, 2.0]], [0, 0])],
      fixed=(0, 1))


def dirichlet(form, x, a):
    a = a[0]
    if any(v < 0 for v in x):
        return -inf
    return lg(sum(a)) - sum(lg(v) for v in a) + sum((0 if v == 1 else (v - 1) * log(t)) for v, t in zip(a, x))


Plain("Dirichlet", dirichlet,
      [(0, [[1.0, 1.0, 1.0]], [0.2, 0.3, 0.5]), (0, [[2.0, 0.5, 3.0]], [0.25, 0.25, 0.5]), (0, [[1e-3, 2e-3]], [1e-10, 1 - 1e-10]),
       (0, [[50.0, 80.0, 20.0, 9.0]], [0.25, 0.5, 0.125, 0.125]), (0, [[2.0, 2.0]], [-0.5, 1.5]), (0, [[0.5, 0.5]], [-0.5, 1.5])])


def matrix(flat, k):
    return mp.matrix(k, k) + mp.matrix([[flat[i * k + j] for j in range(k)] for i in range(k)])


def multi_normal(form, x, a):
    k = len(x)
    m = matrix(a[1], k)
    d = mp.matrix([v - u for v, u in zip(x, a[0])])
    if form == 2:
        lower = mp.matrix(k, k)
        for i in range(k):
            for j in range(i + 1):
                lower[i, j] = m[i, j]
        m = lower * lower.T
    else:  # the lower triangle stands for both
        for i in range(k):
            for j in range(i):
                m[j, i] = m[i, j]
    inverse = m if form == 1 else mp.inverse(m)
    return -(d.T * inverse * d)[0] / 2 - k * log(2 * pi) / 2 + (1 if form == 1 else -1) * log(mp.det(m)) / 2


def covariance(form, a):
    k = len(a[0])
    m = matrix([mpf(v) for v in a[1]], k)
    m = mp.inverse(m) if form == 1 else m * m.T
    return [a[0], [m[i, j] for i in range(k) for j in range(k)]]


Plain("MultiNormal", multi_normal,
      [(0, [[0.5, -1.0], [2.0, 0.6, 0.6, 1.0]], [1.0, 0.25]), (0, [[0.0, 0.0], [1.0, 0.999, 0.999, 1.0]], [1.0, 0.5], 0),
       (0, [[0.0] * 3, [4.0, 1.0, -0.5, 1.0, 3.0, 0.25, -0.5, 0.25, 2.0]], [1.0, -2.0, 0.5]), (0, [[3.0], [4.0]], [-1.0]),
       (1, [[0.5, -1.0], [2.0, 0.6, 0.6, 1.0]], [1.0, 0.25]), (1, [[0.0] * 3, [4.0, 1.0, -0.5, 1.0, 3.0, 0.25, -0.5, 0.25, 2.0]], [1.0, -2.0, 0.5]),
       (2, [[0.5, -1.0], [1.5, 0.0, 0.6, 0.8]], [1.0, 0.25]), (2, [[0.0, 0.0], [1e-6, 0.0, 3.0, 1e6]], [1e-6, 4.0])],
      first=covariance, zones=["a covariance near singular: its condition number multiplies the rounding of its entries"])


def multi_student(form, x, a):
    df, k = a[0][0], len(x)
    m = matrix(a[2], k)
    d = mp.matrix([v - u for v, u in zip(x, a[1])])
    for i in range(k):  # the lower triangle stands for both
        for j in range(i):
            m[j, i] = 0 if form == 1 else m[i, j]
    if form == 1:
        m = m * m.T
    q = (d.T * mp.inverse(m) * d)[0]
    return lg((df + k) / 2) - lg(df / 2) - k * log(df * pi) / 2 - log(mp.det(m)) / 2 - (df + k) / 2 * mp.log1p(q / df)


def scale_matrix(form, a):
    return [a[0], *covariance(2, a[1:])]


Plain("MultiStudentT", multi_student,
      [(0, [[4.0], [0.5, -1.0], [2.0, 0.6, 0.6, 1.0]], [1.0, 0.25]), (0, [[0.5], [0.0, 0.0], [1.0, -0.5, -0.5, 1.0]], [1e6, -3.0]),
       (0, [[3.0], [0.0] * 3, [4.0, 1.0, -0.5, 1.0, 3.0, 0.25, -0.5, 0.25, 2.0]], [1.0, -2.0, 0.5]), (0, [[7.0], [3.0], [4.0]], [-1.0]),
       (0, [[200.0], [0.5, -1.0], [2.0, 0.6, 0.6, 1.0]], [1.0, 4.0]),
       (1, [[4.0], [0.5, -1.0], [1.5, 0.0, 0.6, 0.8]], [1.0, 0.25]), (1, [[30.0], [0.0, 0.0], [1e-6, 0.0, 3.0, 1e6]], [1e-6, 4.0])],
      first=scale_matrix)


def lkj(form, x, a):
    eta, k = a[0][0], int(round(len(x) ** 0.5))
    c = sum((2 * eta - 2 + k - j) * (k - j) for j in range(1, k)) * log(2) + sum(
        (k - j) * lbeta(eta + mpf(k - j - 1) / 2, eta + mpf(k - j - 1) / 2) for j in range(1, k))
    return sum((k - i - 2 + 2 * eta - 1) * log(x[i * k + i]) for i in range(1, k)) - c


def lkj_points():
    yield 0, [[1.0]], [1.0, 0.0, 0.6, 0.8]
    yield 0, [[2.5]], [1.0, 0.0, -0.28, 0.96]
    yield 0, [[0.3]], [1.0, 0.0, 0.0, 0.6, 0.8, 0.0, 0.48, 0.6, 0.64]
    yield 0, [[40.0]], [1.0, 0.0, 0.0, 0.6, 0.8, 0.0, 0.48, 0.6, 0.64]
    yield 0, [[2.0]], [1, 0, 0, 0, 0.6, 0.8, 0, 0, 0.48, 0.6, 0.64, 0, 0.1, 0.1, 0.7, 0.7]


Plain("LKJCorrCholesky", lkj, list(lkj_points()))
Plain("Flat", lambda form, x, a: mpf(0) if form == 0 or a[0][0] <= x[0] <= a[1][0] else -inf,
      [(0, [], [3.5]), (0, [], [-1e300]), (1, [[-1.0], [2.0]], [0.5]), (1, [[-1.0], [2.0]], [2.5])])
Plain("Mixture", lambda form, x, a: log(sum(w * exp(c) for w, c in zip(a[0], a[1]))),
      [(0, [[0.25, 0.75], [-1.0, -2.5]], [0.0]), (0, [[0.5, 0.5], [-2000.0, -2001.0]], [0.0]), (0, [[1e-12, 1 - 1e-12], [3.0, -40.0]], [0.0])])


def lower(flat, k):
    m = matrix(flat, k)
    return mp.matrix([[m[i, j] if j <= i else 0 for j in range(k)] for i in range(k)])


def symmetric(flat, k):  # the lower triangle stands for both
    m = matrix(flat, k)
    return mp.matrix([[m[max(i, j), min(i, j)] for j in range(k)] for i in range(k)])


def definite(m, k):
    return all(mp.det(m[:j, :j]) > 0 for j in range(1, k + 1))


def side(flat):
    return int(round(len(flat) ** 0.5))


def lkj_corr(form, x, a):
    k = side(x)
    m = symmetric(x, k)
    if not definite(m, k):
        return -inf
    constant = sum((2 * a[0][0] - 2 + k - j) * (k - j) * log(mpf(2)) + (k - j) * lbeta(a[0][0] + mpf(k - j - 1) / 2, a[0][0] + mpf(k - j - 1) / 2)
                   for j in range(1, k))
    return (a[0][0] - 1) * log(mp.det(m)) - constant


def wishart_constant(df, k):
    return df * k / 2 * log(mpf(2)) + mpf(k * (k - 1)) / 4 * log(pi) + sum(lg(df / 2 - mpf(j) / 2) for j in range(k))


def wishart(form, x, a):
    k, df = side(x), a[0][0]
    m, s = symmetric(x, k), symmetric(a[1], k)
    if not definite(m, k) or df <= k - 1:
        return -inf
    p = mp.inverse(s) * m
    return (df - k - 1) / 2 * log(mp.det(m)) - sum(p[i, i] for i in range(k)) / 2 - df / 2 * log(mp.det(s)) - wishart_constant(df, k)


def inv_wishart(form, x, a):
    k, df = side(x), a[0][0]
    m, s = symmetric(x, k), symmetric(a[1], k)
    if not definite(m, k) or df <= k - 1:
        return -inf
    p = s * mp.inverse(m)
    return df / 2 * log(mp.det(s)) - (df + k + 1) / 2 * log(mp.det(m)) - sum(p[i, i] for i in range(k)) / 2 - wishart_constant(df, k)


def of_factors(density):
    def f(form, x, a):
        k = side(x)
        l, s = lower(x, k), lower(a[1], k)
        if any(l[i, i] <= 0 for i in range(k)):
            return -inf
        flat = [(l * l.T)[i, j] for i in range(k) for j in range(k)], [(s * s.T)[i, j] for i in range(k) for j in range(k)]
        jacobian = k * log(mpf(2)) + sum((k - i) * log(l[i, i]) for i in range(k))
        return density(form, flat[0], [a[0], flat[1]]) + jacobian
    return f


CORRELATIONS = [[1.0, 0.5, 0.5, 1.0], [1.0, 0.25, -0.5, 0.25, 1.0, 0.125, -0.5, 0.125, 1.0], [1.0]]
DEFINITE = [[2.0, 0.6, 0.6, 1.0], [4.0, 1.0, -0.5, 1.0, 3.0, 0.25, -0.5, 0.25, 2.0], [4.0]]
FACTORS = [[1.5, 0.0, 0.6, 0.8], [2.0, 0.0, 0.0, 0.5, 1.5, 0.0, -0.25, 0.125, 1.25], [2.0]]
SCALES = [[1.0, -0.25, -0.25, 0.5], [1.0, 0.25, 0.125, 0.25, 2.0, -0.5, 0.125, -0.5, 1.5], [3.0]]
SCALE_FACTORS = [[1.0, 0.0, -0.25, 0.75], [1.0, 0.0, 0.0, 0.25, 2.0, 0.0, 0.125, -0.5, 1.5], [0.5]]

Plain("LKJCorr", lkj_corr,
      [(0, [[eta]], omega) for eta in (0.5, 1.0, 2.5, 30.0) for omega in CORRELATIONS] + [(0, [[2.0]], [1.0, 2.0, 2.0, 1.0])])
for name, density in (("Wishart", wishart), ("InvWishart", inv_wishart)):
    Plain(name, density,
          [(0, [[df], s], x) for df in (2.5, 4.0, 50.0) for x, s in zip(DEFINITE, SCALES)] + [(0, [[3.0], SCALES[0]], [1.0, 2.0, 2.0, 1.0])])
    Plain(name + "Cholesky", of_factors(density),
          [(0, [[df], s], x) for df in (2.5, 4.0, 50.0) for x, s in zip(FACTORS, SCALE_FACTORS)])


def zero_sum(form, x, a):
    return -(len(x) - 1) * log(sqrt(2 * pi) * a[0][0]) - sum(v * v for v in x) / (2 * a[0][0] ** 2)


Plain("ZeroSumNormal", lambda form, x, a: zero_sum(form, x, a) if abs(sum(x)) < mpf(10) ** -9 * (1 + sum(abs(v) for v in x)) else -inf,
      [(0, [[2.0]], [1.0, -1.5, 0.5]), (0, [[1e-3]], [1e-3, -1e-3]), (0, [[30.0]], [5.0, -20.0, 3.0, 12.0]), (0, [[1.0]], [1.0, 1.0])])


def random_walk(form, x, a):
    drift, sd, mean, start = [0, *[v[0] for v in a]] if form == 1 else [v[0] for v in a]

    def normal(v, m, s):
        return -((v - m) / s) ** 2 / 2 - log(sqrt(2 * pi) * s)
    return normal(x[0], mean, start) + sum(normal(v, u + drift, sd) for u, v in zip(x, x[1:]))


Plain("GaussianRandomWalk", random_walk,
      [(0, [[0.5], [1.5], [-1.0], [3.0]], [0.5, 1.0, -2.0, 4.0]), (0, [[-2.0], [0.25], [0.0], [10.0]], [7.0, 5.0, 3.25]), (0, [[0.0], [1.0], [1.0], [2.0]], [3.0]),
       (1, [[1.5], [-1.0], [3.0]], [0.5, 1.0, -2.0, 4.0])],
      first=lambda form, a: [[mpf(0)], *a])


def precision(a, k, w):
    n = [sum(w[i, j] for j in range(k) if j != i) for i in range(k)]
    return mp.matrix([[a[3][0] * n[i] if i == j else -a[3][0] * a[2][0] * w[max(i, j), min(i, j)] for j in range(k)] for i in range(k)])


def car(form, x, a):
    k = len(x)
    q = precision(a, k, matrix(a[1], k))
    d = mp.matrix([v - u for v, u in zip(x, a[0])])
    return -(d.T * q * d)[0] / 2 + log(mp.det(q)) / 2 - k * log(2 * pi) / 2


def icar(form, x, a):
    k = len(x)
    w = matrix(a[0], k)
    total = sum(w[i, j] * (x[i] - x[j]) ** 2 for i in range(k) for j in range(i))
    return -(k - 1) * log(sqrt(2 * pi) * a[1][0]) - total / (2 * a[1][0] ** 2)


RING = [0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0]
PATH = [0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0, 1.0, 0.0]
Plain("CAR", car,
      [(0, [[0.5, -1.0, 0.0, 2.0], RING, [0.75], [1.5]], [1.0, 0.25, -2.0, 3.0]), (0, [[0.0] * 3, PATH, [0.99], [0.1]], [1.0, 2.0, -1.0]),
       (0, [[0.0] * 3, PATH, [0.0], [4.0]], [1.0, 2.0, -1.0])])
Plain("ICAR", icar,
      [(0, [RING, [1.5]], [1.0, 0.25, -2.0, 3.0]), (0, [PATH, [0.25]], [1.0, 2.0, -1.0]), (0, [PATH, [1.0]], [1e3, 1e3, 1e3])])
