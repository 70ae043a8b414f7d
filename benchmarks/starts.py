#!/usr/bin/env python3
"""Every posterior of posteriordb with data, started in 20 seeds and fitted once, briefly.

    python3 benchmarks/starts.py --data DIR [MODEL...]

A posterior passes when `bayes fit` finds a start with a finite log density in each of 20 seeds, from its
default initialisation, and when four chains of 300 warm-up iterations and 200 draws end within five
minutes without an error. What the short fit says of itself (R-hat, effective draws, divergences) is in
the table, not judged: 200 draws tell whether a model runs, references.py whether it is right.

Rows are kept in benchmarks/results/starts.json after each posterior, so that an interrupted command goes
on where it stopped; --again measures anew. benchmarks/results/starts.md is the table.
"""

import argparse
import json
import pathlib
import subprocess
import tempfile
import time

import posteriordb

SEEDS = range(1, 21)
CHAINS, WARMUP, DRAWS, SECONDS = 4, 300, 200, 300


def command(entry, arguments, *flags):
    model = posteriordb.REPOSITORY / f"examples/posteriordb/{entry['model']}.bayes"
    words = [arguments.bayes, "fit", model, "--data", arguments.data / posteriordb.data_name(entry),
             "--quiet", "--json", *posteriordb.latent_flags(entry["model"]), *flags]
    return [str(w) for w in words]


def message(run):
    lines = [line for line in run.stderr.splitlines() if line.startswith("error")]
    return lines[0] if lines else f"exit {run.returncode}"


def starts(entry, arguments):
    """How many seeds found a start, and what the others said."""
    faults = []
    for seed in SEEDS:
        words = command(entry, arguments, "--seed", seed, "--chains", 1, "--warmup", 1, "--draws", 1)
        run = subprocess.run(words, capture_output=True, text=True)
        if run.returncode not in (0, 4):
            faults.append(f"seed {seed}: {message(run)}")
    return len(SEEDS) - len(faults), faults


def fit(entry, arguments):
    """The short fit; None where it was stopped, with the share of draws it had made."""
    with tempfile.TemporaryDirectory() as folder:
        words = command(entry, arguments, "--seed", 1, "--chains", CHAINS, "--warmup", WARMUP,
                        "--draws", DRAWS, "--output", f"{folder}/fit")
        begun = time.time()
        try:
            run = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS)
        except subprocess.TimeoutExpired:
            return dict(seconds=SECONDS, stopped=True)
        seconds = round(time.time() - begun, 2)
    if run.returncode not in (0, 4):
        return dict(seconds=seconds, fault=message(run))
    report = json.loads(run.stdout)
    found = report["diagnostics"]
    return dict(seconds=seconds, leapfrogs=report["timing"]["leapfrogs"],
                divergences=found["divergences"], treeDepthHits=found["maxTreedepthHits"],
                advice=found["advice"])


def evaluate(entry, arguments):
    started, faults = starts(entry, arguments)
    return dict(posterior=entry["name"], started=started, faults=faults, fit=fit(entry, arguments))


def verdict(row):
    words = []
    if row["started"] < len(SEEDS):
        words.append(f"no start in {len(SEEDS) - row['started']} seeds: {row['faults'][0]}")
    if row["fit"].get("stopped"):
        words.append(f"still drawing after {SECONDS} s")
    if "fault" in row["fit"]:
        words.append(row["fit"]["fault"])
    return "; ".join(words) or "runs"


def table(rows):
    passed = sum(verdict(r) == "runs" for r in rows)
    lines = [
        "# Starts", "",
        f"Written by `benchmarks/starts.py`: {len(rows)} posteriors, each started in {len(SEEDS)} seeds "
        f"and fitted once with {CHAINS} chains of {WARMUP} + {DRAWS} iterations. {passed} run.", "",
        "| posterior | starts | seconds | leapfrogs | divergences | tree depth reached | |",
        "|---|--:|--:|--:|--:|--:|---|"]
    for r in rows:
        f = r["fit"]
        cells = [r["posterior"], f"{r['started']}/{len(SEEDS)}", f["seconds"]] + [
            f.get(name, "—") for name in ("leapfrogs", "divergences", "treeDepthHits")]
        lines.append(f"| {' | '.join(str(c) for c in cells)} | {verdict(r)} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    posteriordb.add_data(parser)
    posteriordb.add_program(parser)
    parser.add_argument("--again", action="store_true", help="measure anew what is there")
    arguments = parser.parse_args()
    entries = [e for e in posteriordb.select(arguments) if e["data"]]
    posteriordb.measure(
        entries, arguments, "starts", evaluate, table,
        lambda row: (row["posterior"], row["started"], row["fit"]["seconds"], verdict(row)))


if __name__ == "__main__":
    main()
