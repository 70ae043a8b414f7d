"""Distributions of counts, hurdles and the rest of generate.py that came after those of families.py."""
from generate import (Univariate, REGISTRY, inf, log, exp, sqrt, pi, mp, mpf, lg, lbeta, diff, number)
from families import P, Plain, count, lchoose, same, sums

Univariate(
    "Hypergeometric", {0: (("draws", "successes", "failures"), same)},
    (hyper := lambda x, n, a, b: lchoose(a, x) + lchoose(b, n - x) - lchoose(a + b, n) if count(x) and x <= n and x <= a and n - x <= b else -inf),
    {0: [((10, 7, 20), [0, 1, 4, 7, 8, 10, 11, -1, 0.5]), ((30, 25, 15), [14, 15, 20, 25]), ((50, 120, 880), [0, 6, 20]), ((3, 1000000, 2000000), [1, 3]), ((0, 4, 5), [0])]},
    *sums(hyper, lambda n, a, b: max(0, n - b), lambda n, a, b: min(n, a)), discrete=True, fixed=("draws", "successes", "failures"),
    zones=[("logarithms of factorials of 1e6 and more cancel", lambda a, x: a[1] >= 1e6)],
    quantiles=[(0, (10, 7, 20), P[:-1]), (0, (50, 120, 880), [1e-3, 0.1, 0.5, 0.99])])

Univariate(
    "BetaNegBinomial", {0: (("shape", "alpha", "beta"), same)},
    lambda x, r, a, b: lg(r + x) - lg(r) - lg(x + 1) + lbeta(a + r, b + x) - lbeta(a, b) if count(x) else -inf,
    {0: [((3.0, 4.0, 2.0), [0, 1, 5, 300, -1, 0.5]), ((0.4, 0.7, 12.0), [0, 3, 100000]), ((50.0, 30.0, 80.0), [10, 130, 600]), ((2.0, 1e8, 3e8), [0, 4])]},
    discrete=True, zones=[("a count of 1e3 and more or shapes of 1e6: terms of their size cancel", lambda a, x: max(a[1] / 1000, x) >= 1e3)])


def discrete_weibull_above(k, q, b):
    return log(q) * (k + 1) ** b


Univariate(
    "DiscreteWeibull", {0: (("probability", "shape"), same)},
    lambda x, q, b: log(exp(log(q) * x ** b) - exp(log(q) * (x + 1) ** b)) if count(x) else -inf,
    {0: [((0.9, 1.3), [0, 1, 5, 30, -1, 0.5]), ((0.3, 0.5), [0, 1, 40, 1000]), ((0.999, 3.0), [0, 2, 8, 15]), ((1e-6, 1.0), [0, 1])]},
    lambda x, q, b: -inf if x < 0 else log(-mp.expm1(discrete_weibull_above(mp.floor(x), q, b))),
    lambda x, q, b: mpf(0) if x < 0 else discrete_weibull_above(mp.floor(x), q, b), discrete=True,
    # 0.1 is itself a value of the CDF but for the rounding of 0.9.
    quantiles=[(0, (0.9, 1.3), [p for p in P if p != 0.1]), (0, (0.3, 0.5), P)])


def yule_above(k, a):
    return log(k) + lbeta(k, a + 1)


Univariate(
    "YuleSimon", {0: (("shape",), same)}, lambda x, a: log(a) + lbeta(x, a + 1) if count(x) and x >= 1 else -inf,
    {0: [((1.5,), [1, 2, 7, 300, 0, -1, 1.5]), ((0.3,), [1, 5, 10 ** 6]), ((40.0,), [1, 2, 9])]},
    lambda x, a: -inf if x < 1 else log(-mp.expm1(yule_above(mp.floor(x), a))), lambda x, a: mpf(0) if x < 1 else yule_above(mp.floor(x), a),
    discrete=True, quantiles=[(0, (1.5,), [1e-3, 0.3, 0.599, 0.75, 0.99, 0.9999]), (0, (40.0,), P)])


def zipf(x, s, n):
    return -s * log(x) - log(sum(mpf(k) ** -s for k in range(1, int(n) + 1))) if count(x) and 1 <= x <= n else -inf


Univariate(
    "Zipf", {0: (("exponent", "upper"), same)}, zipf,
    {0: [((1.1, 50), [1, 2, 17, 49, 50, 51, 0, -1, 1.5]), ((0.0, 6), [1, 5]), ((-2.0, 9), [1, 8]), ((40.0, 30), [1, 3, 30]), ((2.0, 1), [1])]},
    *sums(zipf, lambda s, n: 1, lambda s, n: n), discrete=True, fixed=("upper",), quantiles=[(0, (1.1, 50), P[:-1]), (0, (-2.0, 9), [1e-3, 0.1, 0.5, 0.75, 0.99])])

Univariate(
    "Delta", {0: (("point",), same)}, lambda x, a: mpf(0) if x == a else -inf, {0: [((3,), [3, 2, 4, 2.5]), ((-7,), [-7, 0])]},
    lambda x, a: mpf(0) if x >= a else -inf, lambda x, a: mpf(0) if x < a else -inf, discrete=True, fixed=("point",),
    quantiles=[(0, (3,), P), (0, (-7,), P)], first=lambda a: a[0])


def hurdle(name, base, grid, quantiles, discrete=True, more=()):
    """Zeros with a probability of their own before the base, which is given that it is above zero."""
    base = REGISTRY[base]
    forms = {k: (("zero", *names), lambda w, *a, first=first: (w, *first(*a))) for k, (names, first) in base.forms.items() if k in grid}

    def density(x, w, *b):
        if x == 0:
            return log(w) if w > 0 else -inf
        inner = base.logpdf(x, *b) if x > 0 else -inf
        return inner if inner == -inf else log(1 - w) + inner - (base.logccdf(mpf(0), *b) if discrete else 0)

    def above(x, w, *b):
        return mpf(0) if x < 0 else log(1 - w) + base.logccdf(x, *b) - base.logccdf(mpf(0), *b)

    def below(x, w, *b):
        if x < 0:
            return -inf
        if x < 1:
            return log(w) if w > 0 else -inf
        inside = exp(base.logcdf(x, *b)) - exp(base.logcdf(mpf(0), *b))
        return log(w + (1 - w) * inside / exp(base.logccdf(mpf(0), *b)))
    Univariate(name, forms, density, grid, below if discrete else None, above if discrete else None, discrete=discrete, fixed=base.fixed,
               quantiles=quantiles, kinks=lambda a, x: not discrete and x == 0, zones=more)


hurdle("HurdlePoisson", "Poisson",
       {0: [((0.3, 3.0), [0, 1, 5, 30, -1, 1.5]), ((1e-9, 1e-4), [0, 1, 2]), ((0.9, 250.0), [0, 200, 250, 400])], 1: [((0.2, 1.2), [0, 3, 30]), ((0.5, -1.0), [0, 2])]},
       [(0, (0.3, 3.0), P), (0, (0.9, 250.0), [0.5, 0.91, 0.95, 0.999])])
hurdle("HurdleNegBinomial", "NegBinomial",
       {0: [((0.3, 3.0, 2.0), [0, 1, 5, 30, -1, 0.5]), ((0.05, 3.0, 0.05), [0, 4, 100])], 1: [((0.2, 1.2, 0.7), [0, 3, 40])], 2: [((0.2, 2.5, 0.5), [0, 4, 40])]},
       [(0, (0.3, 3.0, 2.0), P), (1, (0.2, 1.2, 0.7), [0.1, 0.5, 0.9])])
hurdle("HurdleGamma", "Gamma",
       {0: [((0.3, 2.0, 1.0), [0.0, 1e-10, 0.5, 10.0, -1.0]), ((0.9, 0.5, 2.0), [0.0, 0.3])], 1: [((0.4, 2.0, 4.0), [0.0, 8.0])], 2: [((0.4, 3.0, 2.0), [3.0, 20.0])]},
       [], discrete=False)
hurdle("HurdleLogNormal", "LogNormal", {0: [((0.3, 0.0, 1.0), [0.0, 1e-8, 0.9, 40.0, -1.0]), ((0.9, 1.5, 0.25), [0.0, 4.0])]}, [], discrete=False)


def wiener(x, a, d, b, v):
    """The series of images at the upper end, with as many digits more as its terms cancel."""
    if x <= d:
        return -inf
    t = x - d
    u, w = t / a ** 2, 1 - b
    if u > 2:
        total = sum(k * exp(-(k * pi) ** 2 * u / 2) * mp.sin(k * pi * w) for k in range(1, 40)) * pi
    else:
        total = sum((w + 2 * k) * exp(-(w + 2 * k) ** 2 / (2 * u)) for k in range(-60, 61)) / sqrt(2 * pi * u ** 3)
    return v * a * w - v * v * t / 2 - 2 * log(a) + log(total)


Univariate(
    "Wiener", {0: (("separation", "delay", "bias", "drift"), same)}, wiener,
    {0: [((1.2, 0.2, 0.5, 0.8), [0.1, 0.21, 0.3, 0.6, 0.919, 0.921, 1.5, 5.0, 40.0]), ((0.8, 0.0, 0.1, -2.0), [0.01, 0.2, 0.319, 0.321, 2.0]),
         ((2.0, 0.25, 0.9, 0.0), [0.3, 1.0, 2.0, 2.5, 20.0]), ((1.0, 0.125, 1e-6, 1.0), [0.2, 0.6, 0.7]), ((1.0, 0.125, 1 - 2.0 ** -20, 1.0), [0.2, 0.6, 0.7])]})


class Rice(Univariate):
    """Distribution functions by quadrature of the density; their derivatives by differences of it in closed form."""

    def point(self, form, names, to_first, args, x):
        self.logcdf = self.logccdf = None
        row = super().point(form, names, to_first, args, x)
        if x <= 0:
            row.update(logCDF="-inf", logCDFGradient=[0, 0, 0], logCCDF=0.0, logCCDFGradient=[0, 0, 0])
            return row
        with mp.workdps(60):
            x, (v, s) = mpf(x), map(mpf, args)
            below, above = self.sides(x, v, s)
            # ∂/∂x is the density, ∂/∂v of P(X ≤ x) is -x/s² exp(-(x² + v²)/2s²) I₁(x v/s²); the scale by homogeneity.
            density = exp(self.logpdf(x, v, s))
            along = -x / s ** 2 * exp(-(x * x + v * v) / (2 * s * s)) * mp.besseli(1, x * v / s ** 2)
            slopes = [density, along, -(x * density + v * along) / s]
            row.update(logCDF=number(log(below)), logCDFGradient=[number(d / below) for d in slopes],
                       logCCDF=number(log(above)), logCCDFGradient=[number(-d / above) for d in slopes])
        return row

    def sides(self, x, v, s):
        """P(X ≤ x) and P(X > x) by the sum over Poisson weights of gamma probabilities."""
        with mp.workdps(90):
            half, y = v * v / (2 * s * s), x * x / (2 * s * s)
            below = above = mpf(0)
            weight, inner = exp(-half), exp(-y)
            upper, k = inner, 0
            terms = int(half + y + 40 * sqrt(half + y) + 400)
            # Q(k + 1, y) is the Poisson probability of at most k.
            lowers = []
            for k in range(terms):
                above += weight * upper
                lowers.append((weight, inner))
                weight *= half / (k + 1) if half else 0
                inner *= y / (k + 1)
                upper += inner
            # P(k + 1, y) likewise from the far end.
            rest = inner * mp.nsum(lambda j: mp.mpf(1), [0, 0])
            for weight, inner in reversed(lowers):
                below += weight * rest
                rest += inner
            return below, above

    def solve(self, first, p):
        v, s = first
        low, high = mpf(0), v + 40 * s
        for _ in range(90):
            middle = (low + high) / 2
            below, above = self.sides(middle, v, s)
            if (below < p) if p < 0.5 else (above > 1 - p):
                low = middle
            else:
                high = middle
        return high


Rice(
    "Rice", {0: (("distance", "scale"), same)},
    lambda x, v, s: log(x) - 2 * log(s) - (x * x + v * v) / (2 * s * s) + log(mp.besseli(0, x * v / s ** 2)) if x > 0 else -inf,
    {0: [((1.0, 1.0), [1e-8, 0.2, 1.0, 1.4, 1.5, 3.0, 9.0]), ((0.0, 2.0), [0.5, 2.5, 12.0]), ((10.0, 1.0), [0.5, 3.0, 5.5, 8.0, 10.0, 10.5, 13.0, 20.0]),
         ((30.0, 0.5), [20.0, 29.0, 31.0]), ((1.0, 1.0), [-1.0])]},
    quantiles=[(0, (1.0, 1.0), [1e-3, 0.1, 0.5, 0.75, 0.99]), (0, (10.0, 1.0), [1e-3, 0.1, 0.5, 0.99])])


def stick_breaking(form, x, a):
    a = a[0][0]
    if any(v < 0 for v in x):
        return -inf
    total = (len(x) - 1) * log(a) + (a - 1) * log(x[-1])
    return total - sum(log(sum(x[k:])) for k in range(1, len(x) - 1))


Plain("StickBreakingWeights", stick_breaking,
      [(0, [[2.0]], [0.25, 0.25, 0.5]), (0, [[0.5]], [0.25, 0.5, 0.125, 0.125]), (0, [[1.0]], [0.75, 0.25]), (0, [[8.0]], [1e-10, 1 - 1e-10]), (0, [[2.0]], [-0.5, 1.5])])
