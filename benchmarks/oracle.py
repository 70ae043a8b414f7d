#!/usr/bin/env python3
"""Log densities and gradients of posteriordb's Stan programs at fixed unconstrained points.

    python3 benchmarks/oracle.py --stan DIR --data DIR [MODEL...]

Writes one file per model (its smallest data set; any posterior that is named) to
Tests/References/oracle; a posterior whose file exists is skipped, --again overwrites. The tool is
stanli (PyPI), which runs a Stan program without a compiler. A file holds

    coordinates  [variable, number of coordinates] in the order of the Stan program's parameters,
                 under the names of our models: plates with the first index fastest; a plate
                 sampled non-centred has its standardised effects as coordinates
    intervals    coordinates that the Stan program and ours sample on different intervals
    points       five of them ("wide": normal around 0; "typical": draws of a short chain,
                 rounded), two where there are more than 1,000 coordinates; each with its
                 unconstrained values, logDensity with Jacobian but without what Stan drops,
                 and gradient
    values       parameters and reported quantities at each point, by name, where few

A program that solves differential equations is run with tolerances of 1e-12 instead of its own, and
"solverTolerance" says so: ours takes the same, since at its own either solver is off in its own way.

Only differences of log densities between two points compare. Stan offers no sum of the terms'
absolute values ("absoluteTerms" is null): take the larger |logDensity| of the pair in its place.
"""

import argparse
import pathlib
import re
import tempfile

import numpy as np

import posteriordb

# Points and scalars of a file: wide and typical points up to MANY coordinates, one of each above.
MANY = 1000
VALUES = 200
SEED = 20250101
TOLERANCE = 1e-12


def fill(point, generator, model):
    """A wide point where the density is finite; the spread shrinks until there is one."""
    spread = 0.5 if len(point) <= 100 else 0.1
    for attempt in range(200):
        scale = spread * 0.7 ** (attempt // 20)
        candidate = np.round(point + scale * generator.standard_normal(len(point)), 6)
        try:
            value, gradient = model.log_prob_grad(candidate)
        except RuntimeError:  # outside the domain of a distribution
            continue
        if np.isfinite(value) and np.all(np.isfinite(gradient)):
            return candidate
    raise ArithmeticError("no point with a finite density in 200 draws")


def typical(model, count, seed):
    """Draws of one short warmed-up chain as unconstrained points."""
    depth = 8 if model.n_unconstrained <= MANY else 5
    fit = model.sample(chains=1, seed=seed, warmup=300, samples=10 * count, thin=10, delta=0.9,
                       max_depth=depth, parallel_chains=1, refresh=0)
    names = list(dict.fromkeys(n.split("[")[0] for n in model.constrained_names))
    points = []
    for draw in range(count):
        values = {n: np.ravel(fit.draws(n)[0, draw], order="F") for n in names}
        values = {n: v[0].item() if not fit.variables[n] else v.tolist()
                  for n, v in values.items()}
        points.append(np.round(model.unconstrain(values), 6))
    return points


def constrain(model, point):
    """All variables at a point: one transition of no length, started there."""
    return model.sample(chains=1, seed=1, warmup=0, samples=1, inits=point, max_depth=1,
                        adapt_engaged=False, step_size=1e-300, parallel_chains=1, refresh=0)


def coordinates(entry, model, point):
    """The number of unconstrained coordinates of each parameter, in the program's order."""
    names = [n.split("[")[0] for n in model.constrained_names]
    owners = names
    if len(names) != len(point):
        owners = [moved(model, point, i, list(dict.fromkeys(names))) for i in range(len(point))]
    variables = list(dict.fromkeys(owners))
    blocks = []
    for variable in variables:
        our = posteriordb.index_name(entry, posteriordb.PLATES.get(variable, variable))
        if blocks and blocks[-1][0] == our:
            blocks[-1][1] += owners.count(variable)
        else:
            blocks.append([our, owners.count(variable)])
    return blocks


def moved(model, point, coordinate, names):
    """The parameter that changes with one unconstrained coordinate."""
    bumped = point.copy()
    bumped[coordinate] += 0.5
    before, after = constrain(model, point), constrain(model, bumped)
    return next(n for n in names if not np.array_equal(before[n], after[n]))


def values(entry, fit):
    """Parameters and reported quantities at one point, by the names of the index."""
    named = {}
    for name, shape in fit.variables.items():
        ours = posteriordb.index_name(entry, name)
        listed = ours in entry["dimensions"] and ours not in posteriordb.PREDICTIONS
        if listed and np.prod(shape, dtype=int) <= VALUES:
            scalars = posteriordb.scalar_names(ours, shape)
            named |= zip(scalars, np.ravel(fit.draws(name)[0, 0]).tolist())
    return named


def oracle(entry, model, sampled, seed):
    size = model.n_unconstrained
    generator = np.random.Generator(np.random.Philox(key=seed))
    kinds = ["wide"] * 2 + ["typical"] * 3 if size <= MANY else ["wide", "typical"]
    draws = typical(sampled, kinds.count("typical"), seed)
    try:
        points = [fill(np.zeros(size), generator, model) for _ in range(kinds.count("wide"))]
    except ArithmeticError:  # nowhere near 0: around a draw
        points = [fill(draws[0], generator, model) for _ in range(kinds.count("wide"))]
    points += draws
    rows, table = [], {}
    for kind, point in zip(kinds, points):
        density, gradient = model.log_prob_grad(point)
        rows.append(dict(kind=kind, logDensity=density, absoluteTerms=None,
                         unconstrained=point.tolist(), gradient=gradient.tolist()))
        for name, value in values(entry, constrain(model, point)).items():
            table.setdefault(name, []).append(value)
    return dict(posterior=entry["name"], model=entry["model"],
                data=posteriordb.data_name(entry), tool=posteriordb.tool(), seed=seed,
                dimension=size, coordinates=coordinates(entry, model, points[-1]),
                intervals=posteriordb.INTERVALS.get(entry["model"], []),
                unsoundGradients=posteriordb.UNSOUND.get(entry["model"], []), points=rows,
                values=table)


def tightened(program):
    """A Stan program whose solvers have the tolerance above; None where it has no solver."""
    pieces, end = [], 0
    for match in re.finditer(r"integrate_ode_\w+\(", program):
        start, depth, commas = match.end(), 1, [match.end()]
        while depth:
            depth += {"(": 1, ")": -1}.get(program[start], 0)
            if program[start] == "," and depth == 1:
                commas.append(start)
            start += 1
        # The function, state, start, times, parameters and two kinds of data stand before tolerances.
        last = commas[7] if len(commas) > 7 else start - 1
        pieces.append(program[end:last] + f", {TOLERANCE}, {TOLERANCE}, 1e8)")
        end = start
    return "".join(pieces) + program[end:] if pieces else None


def load(entry, arguments):
    """A posterior's Stan model, the same to sample from, and the tolerance of its solvers if any."""
    program = tightened((arguments.stan / f"{entry['model']}.stan").read_text())
    own = posteriordb.load(entry, arguments)
    if program is None:
        return own, own, {}
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / f"{entry['model']}.stan").write_text(program)
        model = posteriordb.load(entry, arguments, pathlib.Path(folder))
    return model, own, dict(solverTolerance=TOLERANCE)


def smallest(entries, arguments):
    """One posterior per model, that with the least data; those asked for by name stay."""
    def size(entry):
        return (arguments.data / posteriordb.data_name(entry)).stat().st_size

    chosen = {}
    for entry in entries:
        known = chosen.get(entry["model"])
        if known is None or size(entry) < size(known):
            chosen[entry["model"]] = entry
    return [e for e in entries if e in chosen.values() or e["name"] in arguments.models]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    posteriordb.add_folders(parser)
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=posteriordb.REPOSITORY / "Tests/References/oracle")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--again", action="store_true", help="overwrite what is there")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    for entry in smallest(posteriordb.select(arguments), arguments):
        file = arguments.out / f"{entry['name']}.json"
        if arguments.again or not file.exists():
            model, sampled, tolerance = load(entry, arguments)
            result = oracle(entry, model, sampled, arguments.seed) | tolerance
            file.write_text(posteriordb.compact(result))
            print(entry["name"], result["dimension"], f"{file.stat().st_size} bytes", flush=True)


if __name__ == "__main__":
    main()
