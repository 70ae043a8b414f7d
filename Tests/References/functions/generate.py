#!/usr/bin/env python3
"""Writes the reference numbers of the functions of the catalogue, one JSON file each, beside this
script: their values, and their derivatives in every argument.

Every function is written here from its definition in mpmath at 100 digits; derivatives are central
differences with a relative step of 1e-30, good to about 55 digits. What is written is the nearest
double, with "inf", "-inf" and "nan" as strings. A derivative is null where there is none (a kink, a
jump, an end of the domain) or where an argument is not finite.

`scale` is what an error of the value counts relative to where that is more than the value itself;
`reason` says why. `isExponential` marks functions that are the exponential of their logarithm, whose
relative error grows with it. `generate.py exp log` writes only the files named.
"""
import importlib.util
import itertools
import json
import math
import os
import sys

import mpmath as mp
from mpmath import mpf, inf, nan, pi, log, exp, sqrt

HERE = os.path.dirname(os.path.abspath(__file__))


def load_distributions():
    """The incomplete functions are those of the distributions' references."""
    path = os.path.join(HERE, "..", "distributions", "generate.py")
    spec = importlib.util.spec_from_file_location("distribution_references", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


distributions = load_distributions()
mp.mp.dps = 100
STEP = mpf(10) ** -30
LOGARITHM = "a logarithm near zero: its argument is as far from one as a double can say"
REGISTRY = {}


def number(x):
    """The nearest double, as JSON has it."""
    if x is None:
        return None
    if isinstance(x, mp.mpc):
        x = x.real if x.imag == 0 else nan
    if mp.isnan(x):
        return "nan"
    x = float(x)
    return ("inf" if x > 0 else "-inf") if math.isinf(x) else x


def difference(f, x, k):
    """The derivative of f along its k-th argument, or None where f is not a finite number."""
    h = STEP * (abs(x[k]) or mpf(10) ** -12)
    up, down = list(x), list(x)
    up[k] += h
    down[k] -= h
    return (f(up) - f(down)) / (2 * h)


class Elementwise:
    """A function element by element: where it is evaluated, and what is known beside.

    `edges`: arguments with the value stated, no derivative. `kinks`: arguments without derivative.
    `scale`: a function of arguments and value.
    """

    def __init__(self, name, f, points, edges=(), kinks=lambda *x: False, scale=None, reason=None,
                 exponential=False):
        self.f, self.edges, self.kinks, self.scale = f, edges, kinks, scale
        self.reason, self.exponential = reason, exponential
        self.points = [p if isinstance(p, (tuple, list)) else (p,) for p in points]
        REGISTRY[name] = self

    def rows(self):
        for x in self.points:
            exact = [mpf(v) for v in x]
            value = self.f(*exact)
            gradient = [None] * len(x)
            if not self.kinks(*exact):
                gradient = [difference(lambda y: self.f(*y), exact, k) for k in range(len(x))]
            row = {"arguments": [number(v) for v in x], "value": number(value),
                   "gradient": [number(g) for g in gradient]}
            if self.scale and mp.isfinite(value):
                row["scale"] = number(mpf(self.scale(*exact)))
            yield row
        for x, value in self.edges:
            x = x if isinstance(x, (tuple, list)) else (x,)
            yield {"arguments": [number(v) for v in x], "value": number(mpf(value)),
                   "gradient": [None] * len(x)}


class Lane:
    """A function of whole lanes; `f` takes lists and gives a list."""

    def __init__(self, name, f, points, edges=(), kinks=lambda *x: False, scale=None, reason=None):
        self.f, self.points, self.edges, self.kinks = f, points, edges, kinks
        self.scale, self.reason, self.exponential = scale, reason, False
        REGISTRY[name] = self

    def rows(self):
        for lanes in self.points:
            exact = [[mpf(v) for v in lane] for lane in lanes]
            values = self.f(*exact)
            flat = [v for lane in exact for v in lane]

            def part(k):
                def g(x):
                    places = itertools.accumulate([0] + [len(lane) for lane in lanes])
                    starts = list(places)
                    cut = [x[a:b] for a, b in zip(starts, starts[1:])]
                    return self.f(*cut)[k]
                return g
            isKink = self.kinks(*exact)
            jacobian = [[None if isKink else difference(part(k), flat, j) for j in range(len(flat))]
                        for k in range(len(values))]
            row = {"lanes": [[number(v) for v in lane] for lane in lanes],
                   "values": [number(v) for v in values],
                   "jacobian": [[number(d) for d in line] for line in jacobian]}
            if self.scale:
                row["scale"] = number(mpf(self.scale(*exact)))
            yield row
        for lanes, values in self.edges:
            yield {"lanes": [[number(mpf(v)) for v in lane] for lane in lanes],
                   "values": [number(mpf(v)) for v in values], "jacobian": []}


class Matrix(Lane):
    """A function of vectors and matrices: points hold numbers, lists and lists of rows, `f` takes numbers
    and mpmath matrices (vectors are columns) and gives one of these."""

    def __init__(self, name, f, points, scale=None, reason=None):
        self.shapes = [[shape(v) for v in point] for point in points]
        flat = [[flatten(v) for v in point] for point in points]
        super().__init__(name, None, flat, scale=scale, reason=reason)
        self.matrix = f

    def rows(self):
        points, self.points = self.points, []
        for lanes, shapes in zip(points, self.shapes):
            self.points = [lanes]
            self.f = lambda *x, shapes=shapes: flatten(self.matrix(*map(unflatten, x, shapes)))
            for row in super().rows():
                row["shapes"] = shapes
                yield row


def shape(value):
    if not isinstance(value, list):
        return []
    return [len(value)] + (shape(value[0]) if isinstance(value[0], list) else [])


def flatten(value):
    if isinstance(value, mp.matrix):
        return [value[i, j] for i in range(value.rows) for j in range(value.cols)]
    if isinstance(value, list):
        return [number for part in value for number in flatten(part)]
    return [value]


def unflatten(flat, shape):
    if not shape:
        return flat[0]
    rows, columns = shape[0], shape[1] if len(shape) > 1 else 1
    return mp.matrix([[flat[i * columns + j] for j in range(columns)] for i in range(rows)])


def main():
    import definitions  # noqa: F401  (fills the registry)
    for name in sys.argv[1:] or sorted(REGISTRY):
        function = REGISTRY[name]
        head = {"function": name, "generator": "generate.py, mpmath " + mp.__version__}
        if function.reason:
            head["reason"] = function.reason
        if function.exponential:
            head["isExponential"] = True
        lines = [f'"{key}": {json.dumps(value)}' for key, value in head.items()]
        rows = ",\n".join(json.dumps(row) for row in function.rows())
        lines.append(f'"points": [\n{rows}\n]')
        with open(os.path.join(HERE, name + ".json"), "w", encoding="utf-8") as file:
            file.write("{\n" + ",\n".join(lines) + "\n}\n")
        print(name, flush=True)


if __name__ == "__main__":
    sys.modules["generate"] = sys.modules["__main__"]
    main()
