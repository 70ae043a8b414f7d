"""Continuous distributions of generate.py that came after those of families.py."""
from generate import (Univariate, inf, log, exp, sqrt, pi, mp, mpf, lg, lbeta, log1pexp, lowergamma,
                      uppergamma, lowerbeta, logphi)
from families import P, Z, SHAPES, location_scale, normal_density, same

HALF = mpf(1) / 2


def log1mexp(t):
    """log(1 - exp(t))."""
    return log(-mp.expm1(t))


def kink_at_location(a, x):
    return x == a[0]


Univariate(
    "LogitNormal", {0: (("location", "scale"), same)},
    lambda x, m, s: normal_density((log(x) - mp.log1p(-x) - m) / s) - log(s) - log(x) - mp.log1p(-x) if 0 < x < 1 else -inf,
    {0: [((0.0, 1.0), [1e-300, 1e-8, 0.1, 0.5, 0.75, 1 - 2.0 ** -30]), ((1.5, 0.25), [0.5, 0.8, 0.95]), ((-20.0, 5.0), [1e-12, 1e-6, 0.5]),
         ((0.0, 1.0), [-1.0, 1.5])]},
    lambda x, m, s: -inf if x <= 0 else mpf(0) if x >= 1 else logphi((log(x) - mp.log1p(-x) - m) / s),
    lambda x, m, s: mpf(0) if x <= 0 else -inf if x >= 1 else logphi((m - log(x) + mp.log1p(-x)) / s),
    quantiles=[(0, (0.0, 1.0), P), (0, (1.5, 0.25), P)])


def folded_upper(w):
    """log P(|N| > w)."""
    return log(mp.erfc(w / sqrt(mpf(2))))


def folded_lower(w):
    return log(mp.erf(w / sqrt(mpf(2))))


location_scale("Moyal", lambda z: -(z + exp(-z)) / 2 - log(2 * pi) / 2, lambda z: folded_upper(exp(-z / 2)),
               z=[-8, -5, -3, -1, -0.5, -1e-6, 0.0, 0.25, 1, 2.5, 8.25, 30, 79, 81, 700, 2000],
               upper=lambda z: folded_lower(exp(-z / 2)))
location_scale("SoftLaplace", lambda z: log(2 / pi) - log(exp(z) + exp(-z)),
               lambda z: log(2 / pi * mp.atan(exp(z))) if z < 0 else mp.log1p(-2 / pi * mp.atan(exp(-z))),
               extra=[-800, -31, 29, 40, 800])

Univariate(
    "Levy", {0: (("location", "scale"), same)},
    lambda x, m, c: log(c / (2 * pi)) / 2 - c / (2 * (x - m)) - 3 * log(x - m) / 2 if x > m else -inf,
    {0: [((0.0, 1.0), [1e-3, 0.05, 0.3, 1.0, 2.5, 40.0, 1e10, 1e100]), ((1.5, 2.0), [1.75, 4.0, 1e20]), ((-10.0, 1e-3), [-9.9999, -9.0]),
         ((0.0, 1.0), [-1.0])]},
    lambda x, m, c: folded_upper(sqrt(c / (x - m))) if x > m else -inf,
    lambda x, m, c: folded_lower(sqrt(c / (x - m))) if x > m else mpf(0),
    quantiles=[(0, (0.0, 1.0), P), (0, (1.5, 2.0), P)])

Univariate(
    "Gompertz", {0: (("shape", "rate"), same)},
    lambda x, b, r: log(b * r) + r * x - b * mp.expm1(r * x) if x >= 0 else -inf,
    {0: [((0.5, 1.0), [1e-300, 1e-8, 0.1, 0.9, 2.5, 6.0]), ((1e-6, 0.5), [1.0, 20.0, 28.0, 33.0]), ((40.0, 2.0), [1e-3, 0.01, 0.2]), ((0.5, 1.0), [-1.0])]},
    lambda x, b, r: log1mexp(-b * mp.expm1(r * x)) if x > 0 else -inf, lambda x, b, r: -b * mp.expm1(r * x) if x > 0 else mpf(0),
    quantiles=[(0, (0.5, 1.0), P), (0, (1e-6, 0.5), P)])

BURR = [((1.0, 1.5, 2.0), [1e-300, 1e-8, 0.1, 0.9, 1.0, 3.0, 1e10]), ((5.0, 4.0, 0.3), [0.5, 4.0, 60.0]), ((10.0, 0.4, 20.0), [1e-20, 1e-4, 1.0, 1e5]),
        ((3.0, 50.0, 1.0), [2.0, 2.9, 3.1]), ((1.0, 1.5, 2.0), [-1.0])]
Univariate(
    "Dagum", {0: (("scale", "shape", "power"), same)},
    lambda x, s, a, k: log(a * k / x) + a * k * log(x / s) - (k + 1) * mp.log1p((x / s) ** a) if x > 0 else -inf, {0: BURR},
    lambda x, s, a, k: -k * mp.log1p((x / s) ** -a) if x > 0 else -inf, lambda x, s, a, k: log1mexp(-k * mp.log1p((x / s) ** -a)) if x > 0 else mpf(0),
    quantiles=[(0, (1.0, 1.5, 2.0), P), (0, (5.0, 4.0, 0.3), P)])
Univariate(
    "Burr", {0: (("scale", "shape", "power"), same)},
    lambda x, s, a, k: log(a * k / x) + a * log(x / s) - (k + 1) * mp.log1p((x / s) ** a) if x > 0 else -inf, {0: BURR},
    lambda x, s, a, k: log1mexp(-k * mp.log1p((x / s) ** a)) if x > 0 else -inf, lambda x, s, a, k: -k * mp.log1p((x / s) ** a) if x > 0 else mpf(0),
    quantiles=[(0, (1.0, 1.5, 2.0), P), (0, (5.0, 4.0, 0.3), P)])


def over(k, z):
    """log(1 + k z) / k, at k = 0 by its limit."""
    if k == 0:
        return z
    if abs(k) < mpf(10) ** -25:
        return z - k * z * z / 2 + k * k * z ** 3 / 3
    return mp.log1p(k * z) / k


EXTREME = [-0.25, -1e-9, 0.0, 1e-5, 0.02, 0.1, 0.7]
Univariate(
    "GeneralizedPareto", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, k: -log(s) - (1 + k) * over(k, (x - m) / s) if x >= m and 1 + k * (x - m) / s > 0 else -inf,
    {0: [((0.0, 1.0, k), [1e-12, 0.5, 2.0, 3.5]) for k in EXTREME]
        + [((1.5, 2.0, 0.4), [1.5 + 2.0 ** -30, 4.0, 1e20]), ((0.0, 1.0, -0.5), [-1.0, 1.9, 2.5]), ((0.0, 1.0, 0.0), [700.0, -1.0])]},
    lambda x, m, s, k: -inf if x <= m else mpf(0) if 1 + k * (x - m) / s <= 0 else log1mexp(-over(k, (x - m) / s)),
    lambda x, m, s, k: mpf(0) if x <= m else -inf if 1 + k * (x - m) / s <= 0 else -over(k, (x - m) / s),
    quantiles=[(0, (0.0, 1.0, 0.4), P), (0, (1.5, 2.0, -0.25), P), (0, (0.0, 1.0, 0.0), P)])


def gev_outside(k, where):
    return (mpf(0) if where < 0 else -inf) if k < 0 else (-inf if where < 0 else mpf(0))


Univariate(
    "GeneralizedExtremeValue", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, k: -log(s) - (1 + k) * over(k, (x - m) / s) - exp(-over(k, (x - m) / s)) if 1 + k * (x - m) / s > 0 else -inf,
    {0: [((0.0, 1.0, k), [-1.25, 0.5, 2.0, 3.5]) for k in EXTREME]
        + [((1.5, 2.0, 0.4), [-1.0, 4.0, 1e20]), ((0.0, 1.0, -0.5), [-3.0, 1.9, 2.5]), ((0.0, 1.0, 0.5), [-2.5, 1.0])]},
    lambda x, m, s, k: -exp(-over(k, (x - m) / s)) if 1 + k * (x - m) / s > 0 else gev_outside(k, -1),
    lambda x, m, s, k: log1mexp(-exp(-over(k, (x - m) / s))) if 1 + k * (x - m) / s > 0 else gev_outside(k, 1),
    quantiles=[(0, (0.0, 1.0, 0.4), P), (0, (1.5, 2.0, -0.25), P), (0, (0.0, 1.0, 0.0), P)])

Univariate(
    "JohnsonSU", {0: (("location", "scale", "skewness", "tailweight"), same)},
    lambda x, m, s, g, d: log(d / s) - mp.log1p(((x - m) / s) ** 2) / 2 + normal_density(g + d * mp.asinh((x - m) / s)),
    {0: [((0.0, 1.0, 0.0, 1.0), [-30, -3, -0.5, 0.0, 1e-6, 2, 1e6]), ((1.5, 2.0, -0.8, 1.5), [-20, 0.5, 1.5, 4, 60]), ((0.0, 1e-3, 2.0, 0.7), [-1.0, 0.0, 1e-3])]},
    lambda x, m, s, g, d: logphi(g + d * mp.asinh((x - m) / s)), lambda x, m, s, g, d: logphi(-g - d * mp.asinh((x - m) / s)),
    quantiles=[(0, (0.0, 1.0, 0.0, 1.0), P), (0, (1.5, 2.0, -0.8, 1.5), P)])

LATE_SHAPES = (SHAPES[0], lambda a, x: a[2] >= 300)
Univariate(
    "LogGamma", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, a: a * (x - m) / s - exp((x - m) / s) - lg(a) - log(s),
    {0: [((0.0, 1.0, 2.0), [-700, -60, -39, -3, -0.5, 0.0, 0.7, 2, 4.5]), ((1.5, 2.0, 0.3), [-40, 0.5, 4, 8]), ((0.0, 0.5, 30.0), [1.2, 1.7, 2.0]),
         ((0.0, 1.0, 1e-3), [-60, -30, 0.5]), ((0.0, 1.0, 1000.0), [6.8, 6.95])]},
    lambda x, m, s, a: lowergamma(a, exp((x - m) / s)), lambda x, m, s, a: uppergamma(a, exp((x - m) / s)), zones=[LATE_SHAPES],
    quantiles=[(0, (0.0, 1.0, 2.0), P), (0, (1.5, 2.0, 0.3), P)])

Univariate(
    "Maxwell", {0: (("scale",), same)},
    lambda x, s: log(2 / pi) / 2 + 2 * log(x) - 3 * log(s) - x * x / (2 * s * s) if x > 0 else -inf,
    {0: [((1.0,), [1e-12, 1e-3, 0.2, 1.0, 2.5, 8.0, 30.0]), ((2.5,), [0.5, 4.0]), ((1e-8,), [1e-9, 3e-8]), ((1e8,), [1e6, 3e8]), ((3.0,), [-1.0])]},
    lambda x, s: lowergamma(mpf(3) / 2, x * x / (2 * s * s)) if x > 0 else -inf,
    lambda x, s: uppergamma(mpf(3) / 2, x * x / (2 * s * s)) if x > 0 else mpf(0), quantiles=[(0, (1.0,), P), (0, (2.5,), P)])

Univariate(
    "Nakagami", {0: (("shape", "spread"), same)},
    lambda x, m, w: log(2) + m * log(m / w) - lg(m) + (2 * m - 1) * log(x) - m * x * x / w if x > 0 else -inf,
    {0: [((1.0, 1.0), [1e-12, 1e-3, 0.2, 1.0, 2.5, 8.0]), ((0.5, 2.0), [0.01, 0.5, 4.0]), ((20.0, 9.0), [1.0, 2.9, 4.0]), ((1000.0, 4.0), [1.9, 2.05]), ((1.0, 1.0), [-1.0])]},
    lambda x, m, w: lowergamma(m, m * x * x / w) if x > 0 else -inf, lambda x, m, w: uppergamma(m, m * x * x / w) if x > 0 else mpf(0), zones=[SHAPES],
    quantiles=[(0, (1.0, 1.0), P), (0, (20.0, 9.0), P)])

Univariate(
    "BetaPrime", {0: (("alpha", "beta"), same)},
    lambda x, a, b: (a - 1) * log(x) - (a + b) * mp.log1p(x) - lbeta(a, b) if x > 0 else -inf,
    {0: [((2.0, 3.0), [1e-300, 1e-8, 0.1, 0.9, 3.0, 1e3, 1e8]), ((0.5, 0.5), [1e-10, 0.5, 7.0, 1e10]), ((40.0, 10.0), [1.0, 4.0, 20.0]), ((1.0, 1.0), [0.3]), ((2.0, 3.0), [-1.0])]},
    lambda x, a, b: lowerbeta(a, b, x / (1 + x), 1 / (1 + x)) if x > 0 else -inf, lambda x, a, b: lowerbeta(b, a, 1 / (1 + x), x / (1 + x)) if x > 0 else mpf(0),
    quantiles=[(0, (2.0, 3.0), P), (0, (0.5, 0.5), P)])


def power_upper(z, b):
    tail = log(HALF) + uppergamma(1 / b, abs(z) ** b)
    return tail if z >= 0 else mp.log1p(-exp(tail))


Univariate(
    "GeneralizedNormal", {0: (("location", "scale", "shape"), same)},
    lambda x, m, s, b: log(b / (2 * s)) - lg(1 / b) - abs((x - m) / s) ** b,
    {0: [((0.0, 1.0, 2.0), [-8, -3, -1e-6, 0.0, 0.5, 2, 9]), ((0.0, 1.0, 1.0), [-40, 0.3, 5]), ((1.5, 2.0, 0.5), [-60, 0.5, 1.75, 90]), ((0.0, 3.0, 8.0), [-3.5, -1e-9, 0.4, 2.9, 4.0])]},
    lambda x, m, s, b: power_upper((m - x) / s, b), lambda x, m, s, b: power_upper((x - m) / s, b), kinks=kink_at_location,
    quantiles=[(0, (0.0, 1.0, 2.0), P), (0, (1.5, 2.0, 0.5), P), (0, (0.0, 3.0, 8.0), P)])


def power_between(x, y, e):
    """log of ∫ t^e dt from x to y."""
    a = e + 1
    if abs(a) < mpf(10) ** -25:
        return log(log(y / x) * (1 + a * log(x * y) / 2))
    return log((y ** a - x ** a) / a)


Univariate(
    "PowerLaw", {0: (("exponent", "lower", "upper"), same)},
    lambda x, e, a, b: e * log(x) - power_between(a, b, e) if a <= x <= b else -inf,
    {0: [((2.0, 1.0, 3.0), [1.0, 1.0 + 2.0 ** -30, 1.5, 2.9, 3.0, 4.0, 0.5]), ((-1.0, 1e-3, 1e3), [0.01, 1.0, 500.0]), ((-1.001, 0.5, 2.0), [0.75, 1.9]),
         ((-30.0, 2.0, 1e6), [2.1, 50.0, 1e5]), ((0.0, 1.0, 1.25), [1.1]), ((60.0, 1.0, 1e8), [10.0, 9e7])]},
    lambda x, e, a, b: -inf if x <= a else mpf(0) if x >= b else power_between(a, x, e) - power_between(a, b, e),
    lambda x, e, a, b: mpf(0) if x <= a else -inf if x >= b else power_between(x, b, e) - power_between(a, b, e),
    quantiles=[(0, (2.0, 1.0, 3.0), P), (0, (-1.0, 1e-3, 1e3), P), (0, (-30.0, 2.0, 1e6), P[:-1])], kinks=lambda a, x: x == a[1] or x == a[2])


def triangular_below(x, a, c, b):
    if x <= a:
        return -inf
    if x >= b:
        return mpf(0)
    if x < c:
        return log((x - a) ** 2 / ((b - a) * (c - a)))
    return mp.log1p(-(b - x) ** 2 / ((b - a) * (b - c)))


Univariate(
    "Triangular", {0: (("lower", "mode", "upper"), same)},
    lambda x, a, c, b: -inf if x < a or x > b else log(2 / (b - a)) + (0 if x == c else log((x - a) / (c - a)) if x < c else log((b - x) / (b - c))),
    {0: [((0.0, 1.0, 2.0), [-1.0, 1e-12, 0.5, 1.0, 1.75, 2.5]), ((-3.0, -1.0, 5.0), [-2.5, -1.0, 0.25, 4.9]), ((0.0, 0.0, 1.0), [0.0, 0.25, 0.9]), ((1.0, 2.0, 2.0), [1.125, 1.9, 2.0])]},
    triangular_below, lambda x, a, c, b: triangular_below(-x, -b, -c, -a), kinks=lambda a, x: x in a,
    quantiles=[(0, (0.0, 1.0, 2.0), P), (0, (-3.0, -1.0, 5.0), P), (0, (0.0, 0.0, 1.0), P)])

Univariate("HalfFlat", {0: ((), same)}, lambda x: mpf(0) if x >= 0 else -inf, {0: [((), [0.0, 1e-300, 3.0, 1e100, -1.0])]}, kinks=lambda a, x: x == 0)
