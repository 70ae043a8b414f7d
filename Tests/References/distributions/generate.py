#!/usr/bin/env python3
"""Writes the reference numbers of every distribution, one JSON file each, beside this script.

Densities and distribution functions are written here from their definitions in mpmath at 100
digits; derivatives are central differences with a relative step of 1e-30, good to about 55 digits.
What is written is the nearest double (a string "inf" or "-inf" where it is infinite, null where a
number does not apply). `generate.py Gamma Beta` writes only the files named.

A point stands in a hard zone (`zone`, an index into `zones`) where rounding of the *inputs'* own
intermediate values costs digits whatever the algorithm, or where the library promises less; the
reason stands in the file. Everywhere else 1e-13 is asked for.
"""
import json
import os
import sys
import warnings

import mpmath as mp
from mpmath import mpf, inf, pi, log, exp, sqrt

mp.mp.dps = 100
STEP = mpf(10) ** -30
HERE = os.path.dirname(os.path.abspath(__file__))


def log1pexp(x):
    return log(1 + exp(x))


def lg(x):
    return mp.loggamma(x)


def lbeta(a, b):
    return lg(a) + lg(b) - lg(a + b)


def lowergamma(a, x):
    """log P(a, x), by the series that has only positive terms."""
    if x <= 0:
        return -inf
    if x == inf:
        return mpf(0)
    if x > a + 10:
        return mp.log1p(-exp(uppergamma(a, x)))
    return lowergamma_plain(a, x)


def uppergamma(a, x):
    """log Q(a, x): mpmath's own where it is small, else the complement of the series."""
    if x <= 0:
        return mpf(0)
    if x == inf:
        return -inf
    # As many digits more as the complement loses.
    lost = int((x - a - a * log(x / a)) / log(10)) if x > a else 0
    if lost < 1000:
        with mp.workdps(mp.mp.dps + lost + 30):
            return +log(-mp.expm1(lowergamma_plain(mpf(a), mpf(x))))
    with mp.workdps(mp.mp.dps + 20):
        fraction = mpf(0)
        for k in range(3000, 0, -1):
            fraction = k * (k - a) / (x + 2 * k + 1 - a - fraction)
        return a * log(x) - x - lg(a) - log(x + 1 - a - fraction)


def lowergamma_plain(a, x):
    term = total = mpf(1)
    n = 0
    small = mpf(10) ** -(mp.mp.dps + 5)
    while term > total * small:
        n += 1
        term *= x / (a + n)
        total += term
    return a * log(x) - x - lg(a + 1) + log(total)


def lowerbeta(a, b, x, y):
    """log I_x(a, b) with y = 1 - x given; the series with positive terms (DLMF 8.17.8)."""
    if x <= 0:
        return -inf
    if y <= 0:
        return mpf(0)
    with mp.workdps(mp.mp.dps + 350):
        a, b, x, y = mpf(a), mpf(b), mpf(x), mpf(y)
        value = lowerbeta_series(a, b, x, y) if x <= y else mp.log1p(-exp(lowerbeta_series(b, a, y, x)))
    return +value


def lowerbeta_series(a, b, x, y):
    # I_x(a, b) = x^a y^b / (a B(a, b)) Σ (a + b)_n / (a + 1)_n x^n
    term = total = mpf(1)
    n = 0
    small = mpf(10) ** -(mp.mp.dps + 5)
    while True:
        ratio = (a + b + n) / (a + 1 + n) * x
        term *= ratio
        total += term
        n += 1
        if ratio < 1 and term / (1 - ratio) < total * small:
            break
        if n > 2_000_000:
            raise RuntimeError("incomplete beta: no convergence")
    return a * log(x) + b * log(y) - lbeta(a, b) - log(a) + log(total)


def logphi(z):
    if z > 1:
        return mp.log1p(-mp.erfc(z / sqrt(mpf(2))) / 2)
    return log(mp.erfc(-z / sqrt(mpf(2))) / 2)


def diff(f, args, k):
    """∂f/∂args[k], args a flat list."""
    h = STEP * (abs(args[k]) or mpf(10) ** -12)
    up, down = list(args), list(args)
    up[k] += h
    down[k] -= h
    return (f(*up) - f(*down)) / (2 * h)


REGISTRY = {}


class Univariate:
    """A univariate distribution: what to evaluate, where, and where it is hard.

    `forms`: per parameterisation (parameter names, function to the arguments of form 0).
    `grid`: per form a list of (arguments, values). `fixed`: names of parameters that are integers.
    `zones`: list of (reason, predicate(form-0 arguments, value)).
    """

    def __init__(self, name, forms, logpdf, grid, logcdf=None, logccdf=None, discrete=False,
                 quantiles=(), fixed=(), zones=(), source="mpmath", kinks=lambda a, x: False,
                 first=lambda a: 0):
        self.__dict__.update(locals())
        REGISTRY[name] = self

    def write(self):
        points = []
        for form, cases in self.grid.items():
            names, to_first = self.forms[form]
            for args, values in cases:
                for x in values:
                    points.append(self.point(form, names, to_first, args, x))
        return {"zones": [reason for reason, _ in self.zones], "points": points,
                "quantiles": self.inverse()}

    def point(self, form, names, to_first, args, x):
        # Small numbers beside one need as many digits more as they have zeros.
        small = [-int(mp.log10(abs(v))) for v in [mpf(x), *map(mpf, args)] if 0 < abs(v) < 1]
        with mp.workdps(mp.mp.dps + 3 * max(small, default=0)):
            return self.exact_point(form, names, to_first, args, x)

    def exact_point(self, form, names, to_first, args, x):
        flat = [mpf(x)] + [mpf(a) for a in args]
        first = to_first(*flat[1:])
        row = {"form": form, "arguments": [[a] for a in args], "value": [x]}
        if form > 0:
            row["first"] = [[number(a)] for a in first[:len(self.forms[0][0])]]
        for index, (_, where) in enumerate(self.zones):
            if where([float(a) for a in first], x):
                row["zone"] = index
                break
        free = [k for k in range(len(flat))
                if not (k == 0 and self.discrete) and not (k > 0 and names[k - 1] in self.fixed)]
        for key, function in (("logDensity", self.logpdf), ("logCDF", self.logcdf),
                              ("logCCDF", self.logccdf)):
            if function is None:
                continue

            def whole(v, *a, function=function):
                return function(v, *to_first(*a))
            value = whole(*flat)
            row[key] = number(value)
            if mp.isinf(value):
                slopes = [0 if k in free else None for k in range(len(flat))]
            elif self.kinks(first, x):
                slopes = [None] * len(flat)
            else:
                slopes = [number(diff(whole, flat, k)) if k in free else None
                          for k in range(len(flat))]
            row[key + "Gradient"] = slopes
        return row

    def inverse(self):
        rows = []
        for form, args, probabilities in self.quantiles:
            first = self.forms[form][1](*[mpf(a) for a in args])
            for p in probabilities:
                rows.append({"form": form, "arguments": [[a] for a in args], "probability": p,
                             "value": number(self.solve(first, mpf(p)))})
        return rows

    def solve(self, first, p):
        def below(x):
            if p < mpf(1) / 2:
                return self.logcdf(x, *first) < log(p)
            return self.logccdf(x, *first) > mp.log1p(-p)
        if self.discrete:
            k = int(self.first(first))
            while below(mpf(k)):
                k += 1
            return k
        return bisect(below)


def bisect(below):
    """The point where `below` turns false: over the reals by sign and binary exponent, then halving."""
    if below(mpf(0)):
        high = mpf(2) ** -1000
        while below(high):
            high *= 2 ** 16 if high < mpf(2) ** -40 else 2
        low = mpf(0) if high <= mpf(2) ** -1000 else high / (2 ** 16 if high <= mpf(2) ** -24 else 2)
    else:
        low = -mpf(2) ** -1000
        while not below(low):
            low *= 2 ** 16 if -low < mpf(2) ** -40 else 2
            if low < -mpf(10) ** 320:
                return mpf(0)
        high = mpf(0) if -low <= mpf(2) ** -1000 else low / (2 ** 16 if -low <= mpf(2) ** -24 else 2)
    for _ in range(110):
        middle = (low + high) / 2
        if below(middle):
            low = middle
        else:
            high = middle
    return high


def number(x):
    x = mp.re(x)
    if mp.isnan(x):
        raise ValueError("a reference is not a number")
    value = float(x)
    if value == float("inf"):
        return "inf"
    if value == float("-inf"):
        return "-inf"
    return value


def main():
    import families  # noqa: F401  (fills the registry)
    import real_families  # noqa: F401
    import count_families  # noqa: F401
    wanted = sys.argv[1:] or sorted(REGISTRY)
    for name in wanted:
        body = REGISTRY[name].write()
        head = {"distribution": name, "generator": "generate.py, mpmath " + mp.__version__}
        lines = [f'"{key}": {json.dumps(value)}' for key, value in {**head, "zones": body["zones"]}.items()]
        for key in ("points", "quantiles", "moments"):
            rows = ",\n".join(json.dumps(row) for row in body.get(key, []))
            lines.append(f'"{key}": [\n{rows}\n]')
        with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
            file.write("{\n" + ",\n".join(lines) + "\n}\n")
        print(name, len(body["points"]), flush=True)


if __name__ == "__main__":
    sys.modules["generate"] = sys.modules["__main__"]
    main()
