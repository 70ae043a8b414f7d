"""The functions of the catalogue, each under the name of its type, with the points at which it is
evaluated: ordinary ones, tails, near zeros, where terms cancel, ends of the domain, outside it."""
from generate import Elementwise, Lane, LOGARITHM, Matrix, distributions, exp, inf, log, mp, mpf, nan, pi, sqrt

ORDINARY = [0.37, 1.0, 2.5, -0.8, -3.25, 17.5]
POSITIVE = [0.37, 1.0, 2.5, 17.5, 1e-300, 1e-10, 1e10, 1e300]
WIDE = ORDINARY + [1e-300, -1e-300, 1e-8, -1e-8, 1e10, -1e10]


def truth(x):
    return mpf(1 if x else 0)


def sign(x):
    return mpf(-1 if x < 0 else 1)


# Arithmetic.
PAIRS = [(1.5, 2.25), (-0.3, 0.1), (1e308, -1e308), (1e-300, 1e10), (0.1, -0.1), (0.0, 3.0)]
Elementwise("Add", lambda x, y: x + y, PAIRS, [((inf, 1.0), inf), ((inf, -inf), nan), ((nan, 1.0), nan)])
Elementwise("Subtract", lambda x, y: x - y, PAIRS + [(1.0, 0.9999999999999999)],
            [((inf, inf), nan), ((-inf, 1.0), -inf)])
Elementwise("Multiply", lambda x, y: x * y, PAIRS[:2] + [(1e200, 1e-250), (3.0, 7.0), (-1e-160, 1e-150)],
            [((1e200, 1e200), inf), ((nan, 2.0), nan)])
Elementwise("Divide", lambda x, y: x / y, PAIRS[:2] + [(1.0, 3.0), (1e300, 1e10), (7.0, -2.0), (0.0, 5.0)],
            [((1.0, 0.0), inf), ((-1.0, 0.0), -inf), ((0.0, 0.0), nan)])
Elementwise("Remainder", lambda x, y: x - y * mp.floor(x / y),
            [(7.0, 3.0), (-7.0, 3.0), (7.0, -3.0), (5.3, 2.0), (-0.25, 1.0), (1e6 + 0.125, 7.0), (5.3, 0.1), (49.0, 49.0), (147.0, 49.0)],
            [((1.0, 0.0), nan)], scale=lambda x, y: abs(x),
            kinks=lambda x, y: x / y == mp.floor(x / y), reason="what the whole multiples of the divisor leave of x is known to a rounding of x")
Elementwise("IntegerQuotient", lambda x, y: sign(x / y) * mp.floor(abs(x / y)),
            [(7.0, 2.0), (-7.0, 2.0), (7.0, -2.0), (-9.0, -4.0), (1.0, 3.0), (2.0 ** 52 + 1, 2.0), (49.0, 49.0), (-147.0, 49.0)],
            kinks=lambda x, y: x / y == mp.floor(x / y))
Elementwise("Negate", lambda x: -x, WIDE, [(inf, -inf), (nan, nan)])
Elementwise("Power", lambda x, y: x ** y,
            [(2.0, 10.0), (2.5, -1.5), (0.3, 0.5), (10.0, 300.0), (1e-100, 3.0), (1.0000000001, 1e10), (7.0, 2.0),
             (7.0, 3.0), (7.0, -1.0), (7.0, 1.0), (1e10, -30.0), (0.5, 1000.0)],
            [((-2.0, 3.0), -8), ((-2.0, 2.0), 4), ((-2.0, 0.5), nan), ((0.0, 0.0), 1), ((0.0, -1.0), inf),
             ((0.0, 2.5), 0), ((10.0, 309.0), inf), ((3.0, 0.0), 1)])
Elementwise("Square", lambda x: x * x, [0.37, -3.25, 1e-150, 1e150, 0.0], [(1e200, inf), (-inf, inf)])
Elementwise("SquareRoot", lambda x: sqrt(x), POSITIVE + [2.0, 5e-324],
            [(0.0, 0), (-1.0, nan), (-5e-324, nan), (inf, inf)])
Elementwise("CubeRoot", lambda x: sign(x) * mp.cbrt(abs(x)), POSITIVE + [8.0, -8.0, -0.3, -1e300],
            [(0.0, 0), (inf, inf), (-inf, -inf)])
Elementwise("Reciprocal", lambda x: 1 / x, [0.37, -3.25, 3.0, 1e-300, 1e300], [(0.0, inf), (-inf, 0)])
Elementwise("ReciprocalSquareRoot", lambda x: 1 / sqrt(x), POSITIVE, [(0.0, inf), (-1.0, nan)])
Elementwise("ReciprocalSquare", lambda x: 1 / (x * x), [0.37, -3.25, 3.0, 1e-150, 1e150], [(0.0, inf)])
Elementwise("AbsoluteValue", abs, WIDE, [(0.0, 0), (-inf, inf)])
Elementwise("Hypotenuse", lambda x, y: sqrt(x * x + y * y),
            [(3.0, 4.0), (-0.3, 1e-9), (1e200, -1e200), (1e-200, 1e-201), (5.0, 0.25), (1e300, 1.0)],
            [((0.0, 0.0), 0), ((inf, 1.0), inf), ((0.0, 2.0), 2)])
Elementwise("MultiplyAdd", lambda x, y, z: x * y + z, [(2.0, 3.0, 4.0), (-0.3, 0.7, 1.25), (1e10, 1e-5, 3.0)],
            [((1.0, inf, 1.0), inf)])
Elementwise("PositiveDifference",
            lambda x, y: x - y if x > y else mpf(0), [(3.0, 1.25), (1.0, 2.0), (1e10, -1e10), (-2.0, -3.5)],
            [((1.0, 1.0), 0), ((nan, 1.0), nan), ((1.0, nan), nan), ((inf, inf), 0)])

# Exponentials and logarithms.
Elementwise("Exponential", exp, [0.0, 1.0, -1.0, 0.37, 1e-300, 100.5, -100.5, 709.7, -708.0, -740.0],
            [(710.0, inf), (-800.0, 0), (inf, inf), (-inf, 0), (nan, nan)])
Elementwise("ExponentialMinusOne", mp.expm1, [1e-300, 1e-10, -1e-10, 0.37, -0.8, 2.5, 100.5, -50.0, 709.0],
            [(0.0, 0), (-inf, -1), (710.0, inf)])
Elementwise("PowerOfTwo", lambda x: mpf(2) ** x, [0.0, 10.0, -1.0, 0.5, 1000.25, -1000.25, 1e-10],
            [(1024.0, inf), (-1100.0, 0)])
NEAR_ONE = [0.9999999999999999, 1.0000000000000002, 1.001]
Elementwise("Logarithm", log, POSITIVE + NEAR_ONE + [5e-324, 0.5], [(0.0, -inf), (-1.0, nan), (inf, inf)])
Elementwise("LogarithmOnePlus", mp.log1p, [1e-300, -1e-10, 1e-10, 0.37, -0.8, 2.5, 1e10, -0.9999999999999999, 1e300],
            [(-1.0, -inf), (-1.5, nan), (0.0, 0)])
Elementwise("LogarithmOneMinus", lambda x: mp.log1p(-x), [1e-300, 1e-10, 0.37, 0.8, -2.5, 0.9999999999999999],
            [(1.0, -inf), (1.5, nan), (0.0, 0)])
Elementwise("Logarithm2", lambda x: log(x) / log(mpf(2)), POSITIVE + NEAR_ONE + [8.0], [(0.0, -inf), (-1.0, nan)])
Elementwise("Logarithm10", lambda x: log(x) / log(mpf(10)), POSITIVE + NEAR_ONE + [1000.0], [(0.0, -inf), (-1.0, nan)])
BOTH_ENDS = [0.0, 0.37, -0.8, 2.5, -3.25, 20.0, -20.0, 35.0, -40.0, 700.0, -700.0]
Elementwise("LogOnePlusExp", lambda x: mp.log1p(exp(x)), BOTH_ENDS, [(inf, inf), (-inf, 0), (1e10, 1e10)])
Elementwise("LogOneMinusExp", lambda x: log(-mp.expm1(x)) if x > -1 else mp.log1p(-exp(x)), [-1e-10, -0.3, -0.6931471805599453, -0.7, -5.0, -40.0, -700.0, -1e-300],
            [(0.0, -inf), (0.5, nan), (-inf, 0)])
Elementwise("LogDifferenceExp", lambda x, y: log(exp(x) - exp(y)),
            [(1.0, 0.5), (100.0, 99.0), (1000.0, 1.0), (-1000.0, -1001.0), (1e-10, -5.0), (0.5, 0.49999999)],
            [((1.0, 1.0), -inf), ((1.0, 2.0), nan), ((3.0, -inf), 3), ((-inf, -inf), -inf)],
            scale=lambda x, y: max(1, abs(x)), reason=LOGARITHM)
Elementwise("LogAddExp", lambda x, y: log(exp(x) + exp(y)),
            [(1.0, 0.5), (0.0, 0.0), (-1000.0, -1000.5), (1000.0, 2.0), (-0.7, -0.69), (3.0, -200.0), (5.0, 5.0)],
            [((-inf, 2.0), 2), ((2.0, -inf), 2), ((-inf, -inf), -inf), ((inf, 1.0), inf), ((inf, inf), inf),
             ((nan, 1.0), nan)],
            kinks=lambda x, y: False, scale=lambda x, y: max(1, abs(x), abs(y)), reason=LOGARITHM)
Elementwise("LogMix", lambda w, x, y: log(w * exp(x) + (1 - w) * exp(y)),
            [(0.3, 1.0, 2.0), (0.9, -1000.0, -1001.0), (1e-10, 3.0, -2.0), (0.5, 0.0, 0.0), (0.999, -5.0, -800.0)],
            [((0.0, 1.0, 2.0), 2), ((1.0, 1.0, 2.0), 1), ((1.5, 1.0, 2.0), nan), ((-0.5, 1.0, 2.0), nan)],
            scale=lambda w, x, y: max(1, abs(x), abs(y)), reason=LOGARITHM)
Elementwise("MultiplyLog", lambda x, y: x * log(y), [(2.0, 3.0), (-0.3, 0.1), (0.0, 5.0), (4.0, 1.0000000000000002), (1e10, 1e-10)],
            [((0.0, 0.0), 0), ((0.0, -1.0), 0), ((0.0, inf), 0), ((1.0, 0.0), -inf), ((1.0, -1.0), nan)])

# The gamma family.
Elementwise("LogGamma", lambda x: log(abs(mp.gamma(x))),
            [0.37, 0.5, 1.0, 2.0, 1.0000000001, 1.9999999999, 1.46163, 2.5, 9.99, 10.0, 17.5, 171.0, 1e10, 1e100,
             1e305, 1e-10, 1e-300, -0.5, -1.5, -2.457, -10.3, -1e-10],
            [(0.0, inf), (-1.0, inf), (-5.0, inf), (inf, inf), (nan, nan)], scale=lambda x: 1,
            reason="log Γ has zeros between its poles: errors count relative to one there")
Elementwise("Digamma", mp.digamma,
            [0.37, 1.0, 1.4616321449683622, 1.4616, 1.45, 1.5, 2.5, 9.99, 10.0, 17.5, 1e10, 1e-10, 1e-300, -0.5,
             -1.75, -10.3, -1000.7],
            [(-1.0, nan), (-5.0, nan)], scale=lambda x: 1 if x < 0 else 0,
            reason="ψ is a sum of a tangent and a logarithm left of zero, where it has a zero between two poles")
Elementwise("LogBeta", lambda a, b: log(abs(mp.beta(a, b))) if max(a, b) < 1e3 else distributions.lbeta(a, b),
            [(2.0, 3.0), (0.5, 0.5), (1e-10, 2.0), (1e-10, 1e10), (1e10, 1e10), (1e10, 3.0), (1.0, 1.0), (300.0, 0.25),
             (-0.5, 2.25)],
            [((0.0, 1.0), inf), ((-1.0, 3.0), inf)], scale=lambda a, b: 1, reason=LOGARITHM)


def logchoose(n, k):
    return log(abs(mp.gamma(n + 1) / mp.gamma(k + 1) / mp.gamma(n - k + 1))) if n < 1e4 else (
        mp.loggamma(n + 1) - mp.loggamma(k + 1) - mp.loggamma(n - k + 1))


Elementwise("LogChoose", logchoose,
            [(5.0, 2.0), (10.0, 10.0), (10.0, 0.0), (1000.0, 500.0), (1e10, 3.0), (1e15, 1e3), (6.5, 2.25), (52.0, 5.0),
             (3.5, 5.25)],
            [((3.0, 5.0), -inf), ((3.0, -1.0), -inf)], scale=lambda n, k: 1, reason=LOGARITHM,
            kinks=lambda n, k: k == n or k == 0)
Elementwise("Choose", lambda n, k: exp(logchoose(n, k)),
            [(5.0, 2.0), (10.0, 3.0), (1000.0, 500.0), (1e10, 3.0), (6.5, 2.25), (52.0, 5.0)],
            [((3.0, 5.0), 0), ((4.0, 0.0), 1)], exponential=True)
SHAPES = [(0.5, 0.1), (1.0, 1.0), (2.5, 2.0), (2.5, 40.0), (2.5, 1e-10), (30.0, 25.0), (30.0, 100.0), (1000.0, 1010.0),
          (0.01, 1e-30), (0.01, 5.0), (3.0, 300.0)]
ENDS = [((2.0, 0.0), 0), ((2.0, inf), 1), ((-1.0, 2.0), nan), ((0.0, 2.0), nan), ((nan, 1.0), nan)]
Elementwise("IncompleteGammaLower", lambda a, x: exp(distributions.lowergamma(a, x)), SHAPES, ENDS, exponential=True)
Elementwise("IncompleteGammaUpper", lambda a, x: exp(distributions.uppergamma(a, x)), SHAPES,
            [(x, nan if v != v else 1 - v) for x, v in ENDS], exponential=True)
Elementwise("IncompleteBetaFunction", lambda a, b, x: exp(distributions.lowerbeta(a, b, x, 1 - x)),
            [(2.0, 3.0, 0.4), (0.5, 0.5, 0.1), (0.5, 0.5, 0.999), (1.0, 1.0, 0.3), (30.0, 20.0, 0.6), (30.0, 20.0, 0.1),
             (5.0, 0.1, 0.95), (300.0, 400.0, 0.43), (2.0, 3.0, 1e-100)],
            [((2.0, 3.0, 0.0), 0), ((2.0, 3.0, 1.0), 1), ((0.0, 3.0, 0.5), nan), ((2.0, -1.0, 0.5), nan)],
            exponential=True)

# Links.
Elementwise("Logit", lambda p: log(p / (1 - p)),
            [0.37, 0.5, 0.5000000000000001, 0.4999999, 0.3, 0.75, 0.7500001, 0.2499999, 0.999, 1e-300, 1e-10,
             0.9999999999999999],
            [(0.0, -inf), (1.0, inf), (-0.1, nan), (1.1, nan)])
Elementwise("InverseLogit", lambda x: 1 / (1 + exp(-x)), BOTH_ENDS, [(inf, 1), (-inf, 0), (nan, nan)])
Elementwise("LogInverseLogit", lambda x: -mp.log1p(exp(-x)), BOTH_ENDS, [(inf, 0), (-inf, -inf)])
Elementwise("LogOneMinusInverseLogit", lambda x: -mp.log1p(exp(x)), BOTH_ENDS, [(inf, -inf), (-inf, 0)])
Elementwise("ComplementaryLogLog", lambda p: log(-mp.log1p(-p)), [0.37, 0.5, 0.63, 0.632, 0.999, 1e-300, 1e-10, 0.9999999999999999],
            [(0.0, -inf), (1.0, inf), (-0.1, nan), (1.1, nan)], scale=lambda p: 1, reason=LOGARITHM)
Elementwise("InverseComplementaryLogLog", lambda x: -mp.expm1(-exp(x)), [0.0, 0.37, -0.8, 2.5, -3.25, -40.0, -700.0, 3.6],
            [(-inf, 0), (inf, 1), (10.0, 1)])


def lower(z):
    return mp.erfc(-z / sqrt(mpf(2))) / 2


Elementwise("Phi", lower, [0.0, 0.37, -0.8, 2.5, -3.25, 8.0, -8.0, -20.0, -37.0, 1e-10], [(-inf, 0), (inf, 1)], exponential=True)
Elementwise("LogPhi", distributions.logphi, [0.0, 0.37, -0.8, -1.0, 2.5, -3.25, 8.0, 30.0, -8.0, -20.0, -37.0, -1000.0, -1e100],
            [(-inf, -inf), (inf, 0)])
Elementwise("ErrorFunction", mp.erf, [1e-300, 1e-10, 0.37, -0.8, 2.5, -3.25, 5.5], [(0.0, 0), (inf, 1), (-inf, -1)])
Elementwise("ComplementaryErrorFunction", mp.erfc, [0.0, 0.37, -0.8, 2.5, -3.25, 5.5, 10.0, 20.0, 26.0],
            [(inf, 0), (-inf, 2), (30.0, 0)])

# Logic; a truth value has no derivative where it jumps, and zero elsewhere.
ORDERED = [(1.0, 2.0), (2.0, 1.0), (1.0, 1.0), (-0.5, -0.5), (1.0, 1.0000000000000002)]
UNKNOWN = [((nan, 1.0), 0), ((1.0, nan), 0)]
jump = lambda x, y: x == y
Elementwise("Equal", lambda x, y: truth(x == y), ORDERED, UNKNOWN + [((inf, inf), 1)], kinks=jump)
Elementwise("NotEqual", lambda x, y: truth(x != y), ORDERED, [((nan, nan), 1), ((inf, inf), 0)], kinks=jump)
Elementwise("Less", lambda x, y: truth(x < y), ORDERED, UNKNOWN + [((-inf, inf), 1)], kinks=jump)
Elementwise("LessOrEqual", lambda x, y: truth(x <= y), ORDERED, UNKNOWN, kinks=jump)
Elementwise("Greater", lambda x, y: truth(x > y), ORDERED, UNKNOWN, kinks=jump)
Elementwise("GreaterOrEqual", lambda x, y: truth(x >= y), ORDERED, UNKNOWN, kinks=jump)
TRUTHS = [(0.0, 0.0), (0.0, 1.0), (1.0, 0.0), (1.0, 1.0)]
Elementwise("And", lambda x, y: truth(x and y), TRUTHS, kinks=lambda x, y: True)
Elementwise("Or", lambda x, y: truth(x or y), TRUTHS, kinks=lambda x, y: True)
Elementwise("Not", lambda x: truth(not x), [0.0, 1.0], kinks=lambda x: True)
Elementwise("IsNaN", lambda x: mpf(0), [0.0, 1.0, -1e300], [(nan, 1), (inf, 0)])
Elementwise("IsInfinite", lambda x: mpf(0), [0.0, 1.0, -1e300, 1.7e308], [(inf, 1), (-inf, 1), (nan, 0)])

# Rounding.
STEPS = [0.5, -0.5, 2.0, -2.0, 2.5, -2.5, 0.37, -0.8, 17.25, 1e10 + 0.25, -1e-300]
whole = lambda x: x == mp.floor(x)
halfway = lambda x: 2 * x == mp.floor(2 * x)
Elementwise("Floor", mp.floor, STEPS, [(inf, inf), (nan, nan), (2.0 ** 52 + 1, 2.0 ** 52 + 1)], kinks=whole)
Elementwise("Ceiling", mp.ceil, STEPS, [(-inf, -inf)], kinks=whole)
Elementwise("Round", lambda x: sign(x) * mp.floor(abs(x) + 0.5), STEPS + [0.49999999999999994, -0.49999999999999994],
            [(2.0 ** 52 + 1, 2.0 ** 52 + 1), (2.0 ** 53 - 1, 2.0 ** 53 - 1), (nan, nan), (1e300, 1e300)], kinks=halfway)
Elementwise("Truncate", lambda x: sign(x) * mp.floor(abs(x)), STEPS, [(1e300, 1e300), (nan, nan)], kinks=whole)
NAN_PAIRS = [((nan, 1.0), nan), ((1.0, nan), nan)]
Elementwise("Smaller", min, [(1.0, 2.0), (2.5, -1.0), (3.0, 3.0)], NAN_PAIRS + [((-inf, inf), -inf)], kinks=jump)
Elementwise("Larger", max, [(1.0, 2.0), (2.5, -1.0), (3.0, 3.0)], NAN_PAIRS + [((-inf, inf), inf)], kinks=jump)
Elementwise("Step", lambda x: truth(x >= 0), [0.5, -0.5, 1e-300, -1e-300], [(0.0, 1), (-0.0, 1), (nan, 0)])

# Trigonometry.
TURNS = [0.0, 0.37, -0.8, 2.5, -3.25, 1e-300, 1e-8, 100.5, 3.141592653589793, 1.5707963267948966]
Elementwise("Sine", mp.sin, TURNS, [(inf, nan)])
Elementwise("Cosine", mp.cos, TURNS, [(inf, nan)])
Elementwise("Tangent", mp.tan, [0.0, 0.37, -0.8, 1.5, 1e-8, 100.5, 1.5707963267948966], [(inf, nan)])
SHARES = [0.0, 0.37, -0.8, 0.999, -0.9999999999, 1e-10, 0.9999999999999999]
Elementwise("ArcSine", mp.asin, SHARES, [(1.0, pi / 2), (1.5, nan)])
Elementwise("ArcCosine", mp.acos, SHARES, [(1.0, 0), (-1.0, pi), (-1.5, nan)])
Elementwise("ArcTangent", mp.atan, [0.0, 0.37, -0.8, 2.5, 1e-300, 1e10, -1e100], [(inf, pi / 2), (-inf, -pi / 2)])
HYPERBOLIC = [0.0, 0.37, -0.8, 2.5, -3.25, 1e-300, 1e-8, 20.0, -20.0]
Elementwise("HyperbolicSine", mp.sinh, HYPERBOLIC + [700.0], [(inf, inf), (1000.0, inf)])
Elementwise("HyperbolicCosine", mp.cosh, HYPERBOLIC + [700.0], [(-inf, inf)])
Elementwise("HyperbolicTangent", mp.tanh, HYPERBOLIC, [(inf, 1), (-inf, -1), (800.0, 1)])
Elementwise("InverseHyperbolicSine", mp.asinh, HYPERBOLIC + [1e10, 1e150], [(inf, inf)])
Elementwise("InverseHyperbolicCosine", mp.acosh, [1.0000000000000002, 1.0001, 1.5, 2.5, 1e10, 1e150], [(1.0, 0), (0.5, nan)])
Elementwise("InverseHyperbolicTangent", mp.atanh, SHARES, [(1.0, inf), (-1.0, -inf), (1.5, nan)])

# Lanes.
X = [0.3, -1.25, 2.5, 0.75]
LONG = [0.1 * k * k - 1.63 * k + 0.3 for k in range(20)]
total = lambda x: [mp.fsum(x)]
size = lambda x: mp.fsum([abs(v) for v in x])
CANCELLING = "a sum whose terms cancel is known relative to the sum of their magnitudes"
Lane("Sum", total, [[X], [LONG], [[1e16, 1.0, -1e16]], [[4.0]]], [([[]], [0]), ([[inf, 1.0]], [inf]), ([[nan, 1.0]], [nan])],
     scale=size, reason=CANCELLING)
Lane("Mean", lambda x: [mp.fsum(x) / len(x)], [[X], [LONG], [[4.0]]], [([[]], [nan])], scale=lambda x: size(x) / len(x),
     reason=CANCELLING)


def variance(x):
    center = mp.fsum(x) / len(x)
    return mp.fsum([(v - center) ** 2 for v in x]) / (len(x) - 1)


Lane("Variance", lambda x: [variance(x)], [[X], [LONG], [[1e8 + v for v in X]]], [([[4.0]], [nan])],
     kinks=lambda x: max(x) > 1e6,
     reason="beside 1e8 a deviation from the mean, which is the slope, is known to a rounding of the elements only")
Lane("StandardDeviation", lambda x: [sqrt(variance(x))], [[X], [LONG]], [([[4.0]], [nan])])
Lane("Product", lambda x: [mp.fprod(x)], [[X], [LONG], [[4.0]]], [([[]], [1]), ([[1e200, 1e200]], [inf])])
Lane("Minimum", lambda x: [min(x)], [[X], [LONG]], [([[]], [inf]), ([[1.0, nan]], [nan]), ([[nan, 1.0]], [nan])])
Lane("Maximum", lambda x: [max(x)], [[X], [LONG]], [([[]], [-inf]), ([[1.0, nan]], [nan]), ([[nan, 1.0]], [nan])])
Lane("AnyTrue", lambda x: [mpf(0)], [], [([[0.0, 1.0, 0.0]], [1]), ([[0.0, 0.0]], [0]), ([[]], [0])])
Lane("AllTrue", lambda x: [mpf(0)], [], [([[1.0, 1.0]], [1]), ([[1.0, 0.0, 1.0]], [0]), ([[]], [1])])
logsum = lambda x: log(mp.fsum([exp(v) for v in x]))
FAR = [[1000.0, 999.0, -1000.0], [-1000.0, -1000.5, -1001.0]]
Lane("LogSumExp", lambda x: [logsum(x)], [[X], [LONG], [FAR[0]], [FAR[1]], [[4.0]]],
     [([[]], [-inf]), ([[-inf, -inf]], [-inf]), ([[-inf, 3.0]], [3]), ([[inf, 3.0]], [inf])],
     scale=lambda x: max(1, max(x)), reason=LOGARITHM)
Lane("Norm", lambda x: [sqrt(mp.fsum([v * v for v in x]))], [[X], [LONG], [[3.0, 4.0]], [[-4.0]]], [([[]], [0])])
Lane("DotProduct", lambda x, y: [mp.fsum([a * b for a, b in zip(x, y)])],
     [[X, [1.5, 0.25, -2.0, 1.0]], [LONG, LONG[::-1]], [[4.0], [-0.5]]], [([[], []], [0])],
     scale=lambda x, y: mp.fsum([abs(a * b) for a, b in zip(x, y)]), reason=CANCELLING)
Lane("CumulativeSum", lambda x: [mp.fsum(x[:k + 1]) for k in range(len(x))], [[X], [LONG], [[4.0]]], [([[]], [])],
     scale=size, reason=CANCELLING)
Lane("Softmax", lambda x: [exp(v - logsum(x)) for v in x], [[X], [FAR[1]], [[4.0]], [[0.0, -30.0]]], [([[]], [])])
Lane("LogSoftmax", lambda x: [v - logsum(x) for v in x], [[X], [FAR[0]], [FAR[1]], [[4.0]]], [([[]], [])],
     scale=lambda x: max(1, max(abs(v) for v in x)), reason=LOGARITHM)
Lane("Reverse", lambda x: x[::-1], [[X], [LONG]], [([[]], [])])
Lane("Sort", sorted, [[X], [LONG], [[4.0]]], [([[]], []), ([[2.0, 1.0, 2.0]], [1, 2, 2])])


# Functions of matrices.
SQUARE = [[[2.0, 0.5], [-1.0, 3.0]], [[0.25, 1.0, -0.5], [2.0, -1.0, 0.75], [0.5, 0.125, 1.5]],
          [[1.0, 2.0, 0.5, -1.0], [0.0, 1.5, -2.0, 0.25], [3.0, -0.5, 1.0, 0.75], [0.5, 1.25, -0.75, 2.0]], [[-4.0]]]
DEFINITE = [[[2.0, 0.6], [0.6, 1.0]], [[4.0, 1.0, -0.5], [1.0, 3.0, 0.25], [-0.5, 0.25, 2.0]],
            [[5.0, 1.0, 0.5, -0.25], [1.0, 4.0, -1.0, 0.5], [0.5, -1.0, 3.0, 0.125], [-0.25, 0.5, 0.125, 2.0]], [[4.0]]]
LOWER = [[[1.5, 0.0], [0.6, 0.8]], [[2.0, 0.0, 0.0], [0.5, 1.5, 0.0], [-0.25, 0.125, 1.25]],
         [[2.0, 0.0, 0.0, 0.0], [1.0, 1.5, 0.0, 0.0], [-0.5, 0.25, 3.0, 0.0], [0.75, -1.0, 0.5, 1.25]], [[-0.5]]]
TALL = [[[1.0, 0.5], [-2.0, 0.25], [0.75, 3.0]], [[1.0, 2.0, -0.5], [0.5, -1.0, 0.25], [2.0, 0.75, 1.5], [-1.25, 0.5, 3.0], [0.0, 1.0, 2.0]],
        SQUARE[1], [[2.0]]]
SIDES = [[1.0, -0.5], [2.0, 0.25, -1.0], [0.5, 1.0, -2.0, 0.75], [3.0]]
BLOCKS = [[[1.0, -0.5, 2.0], [0.25, 1.0, -1.0]], [[1.0, 0.5], [-0.25, 2.0], [1.5, -1.0]], [[1.0], [2.0], [-0.5], [0.25]], [[3.0, 1.0]]]


def lower(m):
    return mp.matrix([[m[i, j] if j <= i else 0 for j in range(m.cols)] for i in range(m.rows)])


def symmetric(m):  # the lower triangle stands for both
    return mp.matrix([[m[max(i, j), min(i, j)] for j in range(m.cols)] for i in range(m.rows)])


def factor(m):
    l = mp.matrix(m.rows, m.rows)
    for i in range(m.rows):
        for j in range(i + 1):
            rest = m[i, j] - mp.fsum([l[i, k] * l[j, k] for k in range(j)])
            l[i, j] = sqrt(rest) if i == j else rest / l[j, j]
    return l


def turned(v, k):
    best = max(range(v.rows), key=lambda i: abs(v[i, k]))
    return -1 if v[best, k] < 0 else 1


def eigen(m):
    values, vectors = mp.eigsy(symmetric(m))
    signs = [turned(vectors, k) for k in range(m.rows)]
    return list(values), mp.matrix([[signs[k] * vectors[i, k] for k in range(m.rows)] for i in range(m.rows)])


def gram(m):
    q, r = mp.matrix(m.rows, m.cols), mp.matrix(m.cols, m.cols)
    for j in range(m.cols):
        v = m[:, j]
        for k in range(j):
            r[k, j] = (q[:, k].T * m[:, j])[0]
            v = v - r[k, j] * q[:, k]
        r[j, j] = sqrt(mp.fsum([x * x for x in v]))
        q[:, j] = v / r[j, j]
    return q, r


def singular(m):
    u, s, v = mp.svd_r(m)
    v = v.T
    signs = [turned(v, k) for k in range(m.cols)]
    side = lambda x: mp.matrix([[signs[k] * x[i, k] for k in range(m.cols)] for i in range(x.rows)])
    return side(u), list(s), side(v)


def condition(*parts):
    """What small changes of a matrix do to what is solved with it, times what comes out."""
    def scale(*x):
        return 10 * max([1] + [abs(v) for part in x for v in part]) ** 2
    return scale


def trace(m):
    return mp.fsum([m[i, i] for i in range(m.rows)])


def diag(v):
    return mp.diag([v[i] for i in range(len(v))])


ERRORS = "the rounding of the elements is multiplied by the condition of the matrix"


def Solved(name, f, points):
    Matrix(name, f, points, scale=condition(), reason=ERRORS)


Solved("Cholesky", lambda a: factor(symmetric(a)), [[m] for m in DEFINITE])
for suffix, right in (("Vector", SIDES), ("Matrix", BLOCKS)):
    Solved("Solve" + suffix, lambda a, b: mp.inverse(a) * b, list(map(list, zip(SQUARE, right))))
    Solved("SolveLower" + suffix, lambda a, b: mp.inverse(lower(a)) * b, list(map(list, zip(LOWER, right))))
    Solved("SolveUpper" + suffix, lambda a, b: mp.inverse(lower(a.T).T) * b,
           [[[list(row) for row in zip(*m)], b] for m, b in zip(LOWER, right)])
LEFT = [[list(row) for row in zip(*b)] for b in BLOCKS]
Solved("SolveRightVector", lambda b, a: (b.T * mp.inverse(a)).T, list(map(list, zip(SIDES, SQUARE))))
Solved("SolveRightLowerVector", lambda b, a: (b.T * mp.inverse(lower(a))).T, list(map(list, zip(SIDES, LOWER))))
Solved("SolveRightMatrix", lambda b, a: b * mp.inverse(a), list(map(list, zip(LEFT, SQUARE))))
Solved("SolveRightLowerMatrix", lambda b, a: b * mp.inverse(lower(a)), list(map(list, zip(LEFT, LOWER))))
Solved("Inverse", mp.inverse, [[m] for m in SQUARE])
Solved("InverseFromCholesky", lambda l: mp.inverse(lower(l) * lower(l).T), [[m] for m in LOWER])
Solved("LogDeterminant", lambda a: log(abs(mp.det(a))), [[m] for m in SQUARE])
Solved("Determinant", lambda a: mp.det(a), [[m] for m in SQUARE])
Solved("EigenvaluesSym", lambda a: eigen(a)[0], [[m] for m in DEFINITE])
Solved("EigenvectorsSym", lambda a: eigen(a)[1], [[m] for m in DEFINITE])
Solved("QRQ", lambda a: gram(a)[0], [[m] for m in TALL])
Solved("QRR", lambda a: gram(a)[1], [[m] for m in TALL])
Solved("SVDU", lambda a: singular(a)[0], [[m] for m in TALL])
Solved("SingularValues", lambda a: singular(a)[1], [[m] for m in TALL])
Solved("SVDV", lambda a: singular(a)[2], [[m] for m in TALL])
Solved("MatrixExponential", lambda a: mp.expm(a, method="taylor"), [[m] for m in SQUARE])
Solved("Outer", lambda x, y: x * y.T, [[SIDES[0], SIDES[1]], [SIDES[3], SIDES[2]]])
Solved("CrossProduct", lambda a: a.T * a, [[m] for m in TALL])
Solved("TransposedCrossProduct", lambda a: a * a.T, [[m] for m in TALL])
Solved("QuadraticForm", lambda a, x: (x.T * a * x)[0], list(map(list, zip(SQUARE, SIDES))))
Solved("QuadraticFormMatrix", lambda a, b: b.T * a * b, list(map(list, zip(SQUARE, BLOCKS))))
Solved("TraceQuadraticForm", lambda a, b: trace(b.T * a * b), list(map(list, zip(SQUARE, BLOCKS))))
Solved("QuadraticFormDiagonal", lambda a, v: diag(v) * a * diag(v), list(map(list, zip(SQUARE, SIDES))))
Solved("ScaleRows", lambda v, a: diag(v) * a, list(map(list, zip(SIDES, BLOCKS))))
Solved("ScaleColumns", lambda a, v: a * diag(v), list(map(list, zip(LEFT, SIDES))))
Solved("AddDiagonal", lambda a, v: a + diag(v), list(map(list, zip(SQUARE, SIDES))))
Solved("AddToDiagonal", lambda a, v: a + v * mp.eye(a.rows), [[m, 0.5] for m in SQUARE])
Solved("Trace", trace, [[m] for m in SQUARE])
Solved("Diagonal", lambda a: [a[i, i] for i in range(a.rows)], [[m] for m in SQUARE])
Solved("DiagonalMatrix", lambda v: diag(v), [[v] for v in SIDES])
Solved("SymmetricFromLower", symmetric, [[m] for m in SQUARE])
