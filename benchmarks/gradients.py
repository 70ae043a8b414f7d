#!/usr/bin/env python3
"""Gradient times of Bayes beside stanli and Stan, on posteriordb's posteriors.

    python3 benchmarks/gradients.py --stan DIR --data DIR --build DIR [MODEL...]

For every model its smallest and its largest data set. Three programs evaluate the log density and its
gradient at the same unconstrained points, those of Tests/References/oracle:

    bayes   `bayes bench`, the plan that `bayes fit` runs
    stanli  stanli_grad of the wheel's libstanli.so, called from C
    stan    log_prob_grad of what httpstan's stanc --O1 writes, compiled with -O3 -march=native

First their gradients are compared: a posterior on which two differ is not timed but listed; where only
Stan's differs, whose release has other coordinates for simplexes, it is timed without Stan. Then come
rounds in which each is measured in turn, as a new process, in processor time of its thread. What is
compiled and measured stays in --build, so that the command resumes; times of Bayes are those of one
binary and are measured again, with the others' at their side, when it changes.

Writes benchmarks/results/gradients.json and, for readers, gradients.md. --only-stanli leaves Stan out,
--report writes the two from what is measured and measures nothing.
"""

import argparse
import datetime
import hashlib
import json
import pathlib
import sys

import numpy as np

import gradient_report
import machine
import oracle
import peers
import posteriordb

# How far gradients of two programs may lie apart, as a share of 1 + the largest component: Stan sums
# in another order.
AGREEMENT = 1e-9
# Where differential equations are solved at a model's own tolerances, every solver is off in its own
# way; at tolerances of 1e-12 the tests hold them together.
SOLVER_AGREEMENT = 0.05


def chosen(arguments):
    """The posteriors of our models: smallest and largest data set of each; those named stay."""
    def size(entry):
        path = arguments.data / posteriordb.data_name(entry)
        return path.stat().st_size if path.exists() else None

    folder = posteriordb.REPOSITORY / "examples/posteriordb"
    entries = [e for e in posteriordb.select(arguments)
               if e["data"] and (folder / f"{e['model']}.bayes").exists() and size(e) is not None]
    for model in dict.fromkeys(e["model"] for e in entries):
        own = sorted((e for e in entries if e["model"] == model), key=size)
        kept = {own[0]["name"]: "smallest", own[-1]["name"]: "largest"} if len(own) > 1 else {
            own[0]["name"]: "only"}
        for entry in own:
            if entry["name"] in kept or entry["name"] in arguments.models:
                yield entry, kept.get(entry["name"], "named")


def reference(entry, arguments):
    """Points and coordinates of a posterior: committed, or made once by the oracle's rule."""
    committed = posteriordb.REPOSITORY / f"Tests/References/oracle/{entry['name']}.json"
    own = arguments.build / "points" / f"{entry['name']}.json"
    if not committed.exists() and not own.exists():
        own.parent.mkdir(parents=True, exist_ok=True)
        model = posteriordb.load(entry, arguments)
        made = oracle.oracle(entry, model, model, oracle.SEED)
        own.write_text(posteriordb.compact(made))
    return json.loads((committed if committed.exists() else own).read_text())


def inverse(interval, x):
    return x if interval[0] is None else np.log((x - interval[0]) / (interval[1] - x))


def interval_at(interval, u):
    """The value at a coordinate of an interval, its slope, and the logarithm's slope of that."""
    if interval[0] is None:
        return u, 1.0, 0.0
    p = 1 / (1 + np.exp(-u))
    width = interval[1] - interval[0]
    return interval[0] + width * p, width * p * (1 - p), 1 - 2 * p


class Order:
    """The other programs' coordinates as Bayes has them, both ways."""

    def __init__(self, given, coordinates):
        starts, start = {}, 0
        for name, count in given["coordinates"]:
            starts[name] = (start, count)
            start += count
        self.places = []
        for block in coordinates:
            start, count = starts.pop(block["name"], (0, None))
            if count != block["count"]:
                raise peers.Failure(f"block {block['name']} has {block['count']} coordinates, "
                                    f"not {count}")
            self.places += range(start, start + count)
        if starts:
            raise peers.Failure(f"no coordinates of {', '.join(starts)}")
        own = {theirs: ours for ours, theirs in enumerate(self.places)}
        self.changes = []
        for change in given["intervals"] if "intervals" in given else []:
            start = next(sum(c for _, c in given["coordinates"][:i])
                         for i, (name, _) in enumerate(given["coordinates"])
                         if name == change["name"])
            self.changes.append((own[start + change["element"] - 1], change))

    def point(self, theirs):
        ours = np.array(theirs)[self.places]
        for place, change in self.changes:
            value, _, _ = interval_at(change["theirs"], ours[place])
            ours[place] = inverse(change["ours"], value)
        return ours

    def gradient(self, theirs, point):
        """Their gradient at one of their points, by our coordinates."""
        ours, position = np.array(theirs)[self.places], np.array(point)[self.places]
        for place, change in self.changes:
            value, slope, bend = interval_at(change["theirs"], position[place])
            _, own_slope, own_bend = interval_at(
                change["ours"], inverse(change["ours"], value))
            ours[place] = (ours[place] - bend) / slope * own_slope + own_bend
        return ours


def prepare(entry, arguments):
    """The three timers of a posterior with their points, each file written once."""
    given = reference(entry, arguments)
    points = np.array([p["unconstrained"] for p in given["points"]])
    data = arguments.data / posteriordb.data_name(entry)
    timers = [peers.Bayes(entry, data, arguments)]
    order = Order(given, timers[0].coordinates())
    timers[0].write([order.point(p) for p in points])
    timers.append(peers.Stanli(entry, data, arguments))
    if not arguments.only_stanli:
        timers.append(peers.Stan(entry, data, arguments))
    for timer in timers[1:]:
        timer.write(points)
    return timers, order, points


def disagreement(timers, order, points):
    """The largest distance of another program's gradient from ours, relative as AGREEMENT is."""
    ours = timers[0].gradients()
    worst = {}
    for timer in timers[1:]:
        theirs = [order.gradient(g, p) for g, p in zip(timer.gradients(), points)]
        worst[timer.name] = max(
            float(np.max(np.abs(a - b), initial=0) / (1 + np.max(np.abs(b), initial=0)))
            for a, b in zip(ours, theirs))
    return worst


def measure(entry, role, arguments):
    """One posterior's row: kept in --build after every round."""
    file = arguments.build / "rows" / f"{entry['name']}.json"
    row = json.loads(file.read_text()) if file.exists() else {}
    wanted = {"bayes", "stanli"} | (set() if arguments.only_stanli else {"stan"})
    if row.get("binary") != arguments.digest or not wanted <= set(row.get("times", {})):
        row = {}
    if row and (row["failure"] or len(row["times"]["bayes"]) >= arguments.rounds):
        return
    row = row or dict(posterior=entry["name"], model=entry["model"], role=role, failure=None,
                      group=posteriordb.group(entry["model"]), binary=arguments.digest,
                      commit=arguments.commit, times={name: [] for name in sorted(wanted)})
    try:
        timers, order, points = prepare(entry, arguments)
        row["dimension"] = len(points[0])
        row["disagreement"] = disagreement(timers, order, points)
        allowed = SOLVER_AGREEMENT if row["group"] == "H" else AGREEMENT
        differing = {name for name, d in row["disagreement"].items() if not d <= allowed}
        if differing - {"stan"}:
            raise peers.Failure(f"gradients differ: {row['disagreement']}")
        timers = [t for t in timers if t.name not in differing]
        while len(row["times"]["bayes"]) < arguments.rounds:
            first = len(row["times"]["bayes"]) % len(timers)
            for timer in timers[first:] + timers[:first]:
                row["times"][timer.name].append(timer.nanoseconds(arguments.seconds))
            peers.write_whole(file, json.dumps(row))
    except peers.Failure as failure:
        row["failure"] = str(failure)
        peers.write_whole(file, json.dumps(row))
    print(gradient_report.line(row), flush=True)


def parse():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    posteriordb.add_folders(parser)
    parser.add_argument("--build", type=pathlib.Path, required=True, metavar="DIR",
                        help="where compiled models, points and measured rows are kept")
    parser.add_argument("--bayes", type=pathlib.Path, metavar="FILE",
                        default=posteriordb.REPOSITORY / ".build/release/bayes")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=posteriordb.REPOSITORY / "benchmarks/results")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=0.04,
                        help="of each program in each round (default 0.04)")
    parser.add_argument("--only-stanli", action="store_true", help="do not compile or time Stan")
    parser.add_argument("--report", action="store_true", help="write the tables, measure nothing")
    arguments = parser.parse_args()
    if not arguments.bayes.exists():
        sys.exit(f"{arguments.bayes} is missing: swift build -c release")
    arguments.build = arguments.build.resolve()
    (arguments.build / "rows").mkdir(parents=True, exist_ok=True)
    arguments.digest = hashlib.sha256(arguments.bayes.read_bytes()).hexdigest()[:16]
    arguments.commit = machine.commit()
    return arguments


def main():
    arguments = parse()
    entries = list(chosen(arguments))
    if not arguments.report:
        for entry, role in entries:
            measure(entry, role, arguments)
    files = [arguments.build / "rows" / f"{e['name']}.json" for e, _ in entries]
    rows = [json.loads(f.read_text()) for f in files if f.exists()]
    if arguments.models or not rows:
        return  # the tables are of all models
    result = dict(date=datetime.date.today().isoformat(), machine=machine.description(),
                  versions=peers.versions(arguments), rounds=arguments.rounds,
                  secondsPerRound=arguments.seconds, posteriors=gradient_report.summaries(rows))
    arguments.out.mkdir(parents=True, exist_ok=True)
    (arguments.out / "gradients.json").write_text(posteriordb.compact(result))
    (arguments.out / "gradients.md").write_text(gradient_report.markdown(result))


if __name__ == "__main__":
    main()
