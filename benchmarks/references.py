#!/usr/bin/env python3
"""Every posterior of examples/posteriordb, fitted by Bayes and held against its reference.

    python3 benchmarks/references.py --data DIR [MODEL...]

Fits by `bayes fit` until the least bulk and tail effective size is 4,000, then compares mean and
standard deviation of every scalar with posteriordb's 10,000 near-independent draws, or with the long
runs of Stan's NUTS in Tests/References/long_runs where posteriordb has none:

    |m - m_ref| <= z sqrt(mcse^2 + mcse_ref^2),   |s - s_ref| <= z sqrt(mcse_s^2 + mcse_s_ref^2)

with mcse_ref = s_ref / 100 and mcse_s_ref = s_ref sqrt((kurtosis - 1) / 40,000) for posteriordb's
draws (the kurtosis is that of our draws) and a long run's own errors otherwise. One threshold serves
the whole table of m comparisons: z = Phi^-1(1 - 0.001 / (2 m)).

Rows are kept in benchmarks/results/references.json after each posterior, so that an interrupted
command goes on where it stopped; --again fits anew. benchmarks/results/references.md is the table.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.special import ndtri

import convergence
import posteriordb

SEED = 20260101
CHAINS, WARMUP, DRAWS, ESS = 4, 1000, 2500, 4000
# Beyond this many draws a chain a posterior is given up and listed as short of effective draws.
MOST = 30_000
# Known not to mix in their own coordinates: their fit has to warn, and is not judged by numbers.
MUST_WARN = {"eight_schools-eight_schools_centered"}
# Fits that more draws do not mend are stopped there; what they lack is in the table.
BOUNDED = {
    "ovarian-logistic_regression_rhs": dict(warmup=2000, draws=20_000, most=20_000),
    "prostate-logistic_regression_rhs": dict(warmup=2000, draws=6000, most=6000),
}


def reference(entry):
    """The kind of reference and per scalar its mean, sd, their errors (None: posteriordb's) and R-hat."""
    name = f"{entry['name']}.json"
    folder = posteriordb.REPOSITORY / "Tests/References"
    if entry["reference"]:
        rows = json.loads((folder / "posteriordb" / name).read_text())
        return "posteriordb", {n: (r["mean"], r["sd"], None, None) for n, r in rows.items()}, []
    if not (folder / "long_runs" / name).exists():
        return "none", {}, []
    run = json.loads((folder / "long_runs" / name).read_text())
    place = [run["columns"].index(c) for c in ("mean", "sd", "mcse", "mcseSd")]
    rows = {n: tuple(r[p] for p in place) for n, r in run["parameters"].items()}
    return "long run", rows, run["checks"]["failed"]


def model_text(entry):
    """The model and whether its effects are centred the other way round than it is written.

    They are where Stan's NUTS passed its checks in the other coordinates only: those of the model
    form a funnel whose neck a sampler misses. The posterior is the same.
    """
    model = posteriordb.REPOSITORY / f"examples/posteriordb/{entry['model']}.bayes"
    text = model.read_text()
    run = posteriordb.REPOSITORY / f"Tests/References/long_runs/{entry['name']}.json"
    if not run.exists() or json.loads(run.read_text())["program"] != "other":
        return text, False
    if "with centered" in text:
        # Only a standard deviation is a scale by which effects are standardised.
        text = re.sub(r"precision: (\w+)\)", r"1 / sqrt(\1))", text)
        text = re.sub(r"variance: (\w+)\)", r"sqrt(\1))", text)
        return text.replace("with centered", "with noncentered"), True
    return text.replace("with noncentered", "with centered"), "with noncentered" in text


def fit(entry, arguments, warmup, draws):
    """The report of one fit, its draws by scalar as (chains, draws), and its wall time."""
    data = arguments.data / posteriordb.data_name(entry)
    with tempfile.TemporaryDirectory() as folder:
        model = pathlib.Path(folder) / f"{entry['model']}.bayes"
        model.write_text(model_text(entry)[0])
        command = [arguments.bayes, "fit", model, "--data", data, "--seed", SEED, "--quiet",
                   "--chains", CHAINS, "--warmup", warmup, "--draws", draws,
                   "--output", f"{folder}/fit", "--json",
                   *posteriordb.latent_flags(entry["model"])]
        started = time.time()
        run = subprocess.run([str(c) for c in command], capture_output=True, text=True)
        seconds = time.time() - started
        if run.returncode not in (0, 4):
            sys.exit(f"{entry['name']}: bayes fit ended with {run.returncode}: {run.stderr}")
        files = sorted(pathlib.Path(folder).glob("fit/draws/chain-*.csv"))
        return json.loads(run.stdout), columns(files), seconds


def columns(files):
    chains = []
    for file in files:
        with file.open() as lines:
            header = next(line for line in lines if not line.startswith("#"))
            chains.append(np.loadtxt(lines, delimiter=",", comments="#", ndmin=2))
    names = header.strip().split(",")
    draws = np.stack(chains)
    return {indexed(n): draws[:, :, i] for i, n in enumerate(names) if not n.endswith("__")}


def indexed(name):
    """The bracketed name of a scalar from its dotted one: theta.1.2 is theta[1,2]."""
    variable, *index = name.split(".")
    return f"{variable}[{','.join(index)}]" if index else variable


def compare(ours, theirs):
    """The scalars' z for mean and sd; a constant has to be the same constant."""
    mean, sd, mcse, mcse_sd = theirs
    if not np.isfinite(ours["rhat"]):
        same = abs(ours["mean"] - mean) <= 1e-6 * (1 + abs(mean))
        return [] if same else [("mean", ours["mean"], mean, 1e9)]
    if mcse is None:
        mcse, mcse_sd = sd / 100, sd * np.sqrt((ours["kurtosis"] - 1) / 40_000)
    rows = [("mean", ours["mean"], mean, np.hypot(ours["mcse"], mcse)),
            ("sd", ours["sd"], sd, np.hypot(ours["mcseSd"], mcse_sd))]
    return [(what, x, y, abs(x - y) / error) for what, x, y, error in rows]


def until_enough(entry, arguments):
    """Fits with more draws until the least effective size suffices; the last fit counts."""
    bound = BOUNDED.get(entry["name"], dict(warmup=WARMUP, draws=DRAWS, most=MOST))
    draws, total = bound["draws"], 0.0
    while True:
        report, values, seconds = fit(entry, arguments, bound["warmup"], draws)
        total += seconds
        rows = {n: convergence.summarize(x) for n, x in values.items()
                if n.split("[")[0] not in posteriordb.PREDICTIONS}
        least = min(min(r["essBulk"], r["essTail"]) for r in rows.values()
                    if np.isfinite(r["rhat"]))
        if least >= ESS or draws >= bound["most"] or entry["name"] in MUST_WARN:
            return report, rows, draws, seconds, total
        wanted = int(np.ceil(1.25 * draws * ESS / max(least, 1) / 500) * 500)
        draws = min(max(wanted, draws + 500), 10 * draws, bound["most"])


def evaluate(entry, arguments):
    report, rows, draws, seconds, total = until_enough(entry, arguments)
    kind, reference_rows, failed = reference(entry)
    judged = [r for r in rows.values() if np.isfinite(r["rhat"])]
    compared = [(n, *c) for n, r in reference_rows.items() if n in rows for c in compare(rows[n], r)]
    worst = max(compared, key=lambda c: c[-1], default=None)
    diagnostics = report["diagnostics"]
    return dict(
        posterior=entry["name"],
        coordinates="other" if model_text(entry)[1] else "as written",
        reference=kind, referenceFailed=failed, seed=SEED, chains=CHAINS,
        warmup=report["warmup"], draws=draws, scalars=len(rows), comparisons=len(compared),
        absent=sorted(set(reference_rows) - set(rows)),
        worst=worst and dict(zip(("scalar", "statistic", "ours", "reference", "z"), worst)),
        minEssBulk=round(min(r["essBulk"] for r in judged)),
        minEssTail=round(min(r["essTail"] for r in judged)),
        worstRhat=round(max(r["rhat"] for r in judged), 5),
        divergences=diagnostics["divergences"], treeDepthHits=diagnostics["maxTreedepthHits"],
        leapfrogs=report["timing"]["leapfrogs"], seconds=round(seconds, 2),
        secondsInAll=round(total, 2), warned=bool(diagnostics["advice"]),
        advice=diagnostics["advice"])


def converges(row):
    """Whether the chains of one side at least agree: else their errors are no errors."""
    return "rhat" not in row["referenceFailed"] or row["worstRhat"] <= 1.01


def verdict(row, z):
    if row["posterior"] in MUST_WARN:
        return "warns, as it must" if row["warned"] else "FAILED to warn"
    if not converges(row):
        return "not judged: neither the chains here nor those of the reference agree"
    words = ["agrees"] if row["worst"] else []
    if row["worst"] and row["worst"]["z"] > z:
        words = ["DISAGREES"]
    if min(row["minEssBulk"], row["minEssTail"]) < ESS:
        words.append("short of effective draws")
    if row["worstRhat"] > 1.01:
        words.append("R-hat")
    if row["referenceFailed"]:
        words.append(f"reference failed its {', '.join(row['referenceFailed'])}")
    if row["reference"] == "none":
        words.append("no reference")
    if row["coordinates"] != "as written":
        words.append("in the other coordinates")
    return "; ".join(words)


def table(rows, missing):
    judged = [r for r in rows if r["posterior"] not in MUST_WARN and converges(r)]
    m = sum(r["comparisons"] for r in judged)
    z = -ndtri(0.001 / (2 * max(m, 1)))
    agreeing = sum(verdict(r, z) in ("agrees", "agrees; in the other coordinates") for r in judged)
    lines = [
        "# Reference posteriors", "",
        f"Written by `benchmarks/references.py`, seed {SEED}, {CHAINS} chains. "
        f"{len(rows)} posteriors, {m} comparisons of means and standard deviations under one "
        f"threshold: z = {z:.2f}. {agreeing} of {len(judged)} agree with at least {ESS:,} effective "
        "draws of every scalar; the verdict says what each of the others lacks.", "",
        "| posterior | reference | draws per chain | min ESS bulk | min ESS tail | worst R-hat "
        "| divergences | worst z | of | ours | reference | seconds | verdict |",
        "|---|---|--:|--:|--:|--:|--:|--:|---|--:|--:|--:|---|"]
    for r in rows:
        w = r["worst"]
        worst = (f"{w['z']:.2f} | {w['statistic']} {w['scalar']} | {w['ours']:.6g} "
                 f"| {w['reference']:.6g}" if w else "— | — | — | —")
        lines.append(
            f"| {r['posterior']} | {r['reference']} | {r['draws']} | {r['minEssBulk']} "
            f"| {r['minEssTail']} | {r['worstRhat']:.4f} | {r['divergences']} | {worst} "
            f"| {r['seconds']} | {verdict(r, z)} |")
    if missing:
        lines += ["", f"Not fitted: {', '.join(missing)}."]
    return "\n".join(lines) + "\n"


def has_model(entry):
    return (posteriordb.REPOSITORY / f"examples/posteriordb/{entry['model']}.bayes").exists()


def entries(arguments):
    chosen = [e for e in posteriordb.select(arguments) if has_model(e)]
    size = {e["name"]: (arguments.data / posteriordb.data_name(e)).stat().st_size for e in chosen}
    return sorted(chosen, key=lambda e: (e["name"] in BOUNDED, size[e["name"]], e["name"]))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    posteriordb.add_data(parser)
    posteriordb.add_program(parser)
    parser.add_argument("--again", action="store_true", help="fit anew what is there")
    arguments = parser.parse_args()
    every = [e["name"] for e in json.loads(arguments.index.read_text()) if has_model(e)]

    def whole(rows):
        return table(rows, [n for n in every if n not in {r["posterior"] for r in rows}])

    def line(row):
        return (row["posterior"], f"{row['seconds']} s",
                row["worst"] and round(row["worst"]["z"], 2),
                min(row["minEssBulk"], row["minEssTail"]))

    posteriordb.measure(entries(arguments), arguments, "references", evaluate, whole, line)


if __name__ == "__main__":
    main()
