#!/usr/bin/env python3
"""Gradient times of models with discrete latents beside loops written by hand in C.

    python3 benchmarks/handwritten.py --data DIR

Compiles peers/handwritten.c with `gcc -O3 -march=native`, checks its gradients against differences of its
values and its log densities against Bayes' (without Jacobians, at two points), and times both in
alternating rounds. Written to benchmarks/results/handwritten.json and handwritten.md.
"""

import argparse
import json
import pathlib
import statistics
import subprocess
import tempfile

import numpy as np

import machine
import posteriordb

ROUNDS, SECONDS = 9, 0.2
# Per model: data set, the data, trials, and the parameters at unconstrained coordinates.
CASES = {
    "hmm_example": ("hmm_example", "y", None, 4, lambda q, v: dict(
        theta1=[sigmoid(q[0]), 1 - sigmoid(q[0])], theta2=[sigmoid(q[1]), 1 - sigmoid(q[1])],
        mu=[np.exp(q[2]), np.exp(q[2]) + np.exp(q[3])])),
    "normal_mixture": ("normal_2", "y", None, 3, lambda q, v: dict(
        theta=sigmoid(q[0]), mu=[q[1], q[2]])),
    "Mh_model": ("Mh_data", "y", "T", 388, lambda q, v: dict(
        omega=sigmoid(q[0]), mean_p=sigmoid(q[1]), sigma=5 * sigmoid(q[2]),
        eps=(q[1] + 5 * sigmoid(q[2]) * q[3:]).tolist())),
}


def sigmoid(x):
    return float(1 / (1 + np.exp(-x)))


def jacobian(model, q):
    """The log Jacobians that the loop adds."""
    logits = {"hmm_example": q[:2], "normal_mixture": q[:1], "Mh_model": q[:3]}[model]
    own = sum(np.log(sigmoid(x) * (1 - sigmoid(x))) for x in logits)
    return own + (q[2] + q[3] if model == "hmm_example" else 0.0)


class Loop:
    def __init__(self, program, folder, model, values):
        _, data, trials, *_ = CASES[model]
        self.command = [program, model, folder / "data", folder / "points"]
        numbers = " ".join(repr(float(x)) for x in values[data])
        (folder / "data").write_text(f"{len(values[data])} {values[trials] if trials else 0}\n{numbers}\n")

    def write(self, points):
        rows = [" ".join(repr(float(x)) for x in p) for p in points]
        self.command[3].write_text("\n".join([f"{len(points)} {len(points[0])}", *rows, ""]))

    def output(self, seconds):
        words = [str(w) for w in [*self.command, seconds]]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout

    def values(self, points):
        self.write(points)
        rows = [[float(x) for x in line.split()] for line in self.output(0).splitlines()]
        return [row[0] for row in rows], [np.array(row[1:]) for row in rows]


def check(loop, model, values, arguments, folder):
    """Gradients against differences; log densities against Bayes' between two points."""
    generator = np.random.Generator(np.random.Philox(key=1))
    points = [0.5 * generator.normal(size=CASES[model][3]) for _ in range(2)]
    (first, second), gradients = loop.values(points)
    for k in range(min(6, len(points[0]))):
        step = np.zeros(len(points[0]))
        step[k] = 1e-5
        (up, down), _ = loop.values([points[0] + step, points[0] - step])
        slope = (up - down) / 2e-5
        assert abs(slope - gradients[0][k]) < 1e-4 * (1 + abs(slope)), (model, k)
    ours = []
    for q in points:
        (folder / "at").write_text(json.dumps(CASES[model][4](q, values)))
        words = [arguments.bayes, "logdensity", *bayes_words(model, arguments), "--at", folder / "at",
                 "--json"]
        run = subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True)
        ours.append(json.loads(run.stdout)["logDensity"] + jacobian(model, q))
    if model == "Mh_model":  # the loop's density is that of standardised effects
        ours = [x + len(q[3:]) * np.log(5 * sigmoid(q[2])) for x, q in zip(ours, points)]
    difference = (first - second) - (ours[0] - ours[1])
    assert abs(difference) < 1e-8 * (1 + abs(first) + abs(second)), (model, difference)


def bayes_words(model, arguments):
    path = posteriordb.REPOSITORY / f"examples/posteriordb/{model}.bayes"
    return [path, "--data", arguments.data / f"{CASES[model][0]}.json", *posteriordb.latent_flags(model)]


def bayes_time(model, arguments):
    words = [arguments.bayes, "bench", *bayes_words(model, arguments), "--seconds", SECONDS, "--json",
             "--quiet"]
    run = subprocess.run([str(w) for w in words], check=True, capture_output=True, text=True)
    return json.loads(run.stdout)["gradientNanoseconds"]["median"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=pathlib.Path, required=True, metavar="DIR",
                        help="data sets as NAME.json, unpacked")
    posteriordb.add_program(parser)
    arguments = parser.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        program = folder / "handwritten"
        subprocess.run(["gcc", "-O3", "-march=native", "-o", program,
                        posteriordb.REPOSITORY / "benchmarks/peers/handwritten.c", "-lm"], check=True)
        for model, (data, *_, size, _) in CASES.items():
            values = json.loads((arguments.data / f"{data}.json").read_text())
            loop = Loop(program, folder, model, values)
            check(loop, model, values, arguments, folder)
            loop.write([0.5 * np.random.Generator(np.random.Philox(key=2)).normal(size=size)])
            times = [(bayes_time(model, arguments), float(loop.output(SECONDS).split()[0]))
                     for _ in range(ROUNDS)]
            ours, theirs = (statistics.median(t) for t in zip(*times))
            rows.append(dict(model=model, bayes=ours, byHand=theirs, ratio=round(ours / theirs, 3)))
            print(model, ours, theirs, f"{ours / theirs:.2f}", flush=True)
    (arguments.out / "handwritten.json").write_text(posteriordb.compact(rows))
    own = machine.description()
    lines = [
        "# Discrete latents beside loops written by hand", "",
        f"{own['processor']}, {own['cores']} cores, {own['system']}. Medians of {ROUNDS} alternating rounds of processor time of one log "
        "density with its gradient, nanoseconds. Written by `benchmarks/handwritten.py`; the loops are in "
        "`benchmarks/peers/handwritten.c`, `gcc -O3 -march=native`.", "",
        "| model | Bayes | by hand | Bayes / by hand |", "|---|--:|--:|--:|"]
    lines += [f"| `{r['model']}` | {r['bayes']:.0f} | {r['byHand']:.0f} | {r['ratio']:.2f} |" for r in rows]
    (arguments.out / "handwritten.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
