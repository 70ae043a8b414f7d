"""Medians, ratios and tables of what `gradients.py` measured."""

import math

import numpy as np

import posteriordb

PEERS = [("stanli", "stanli"), ("stan", "Stan opt")]


def quartiles(times):
    q25, q50, q75 = np.quantile(times, [0.25, 0.5, 0.75])
    return dict(median=float(f"{q50:.5g}"), q25=float(f"{q25:.5g}"), q75=float(f"{q75:.5g}"))


def ratio(row, peer):
    """How many times Bayes' time a peer takes: the median of the rounds' ratios."""
    times = row["times"]
    if row["failure"] or not times.get(peer):
        return None
    return float(np.median(np.divide(times[peer], times["bayes"])))


def summary(row):
    kept = {k: row[k] for k in ("posterior", "model", "role", "group", "commit", "failure")}
    kept["dimension"] = row.get("dimension")
    if row["failure"]:
        return kept
    kept["disagreement"] = {k: float(f"{v:.1e}") for k, v in row["disagreement"].items()}
    kept["nanoseconds"] = {name: quartiles(times) for name, times in row["times"].items() if times}
    kept["ratios"] = {peer: float(f"{r:.4g}") for peer, _ in PEERS
                      if (r := ratio(row, peer)) is not None}
    return kept


def summaries(rows):
    return [summary(row) for row in rows]


def line(row):
    """A measured row as one line of progress."""
    if row["failure"]:
        return f"{row['posterior']}: {row['failure']}"
    times = ", ".join(f"{name} {quartiles(t)['median']:g} ns" for name, t in row["times"].items()
                      if t)
    ratios = ", ".join(f"{r:.2f} x {peer}" for peer, r in
                       ((p, ratio(row, p)) for p, _ in PEERS) if r)
    return f"{row['posterior']}: {times}; {ratios}"


def geometric_mean(numbers):
    return math.exp(sum(map(math.log, numbers)) / len(numbers))


def duration(nanoseconds):
    """Three figures, in the unit of the reader's eye."""
    for unit, size in (("ms", 1e6), ("µs", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def means(posteriors):
    """The rows of the table of geometric means: all, each group, and the larger data sets."""
    first = [p for p in posteriors if p["role"] in ("smallest", "only")]
    yield "all models", first
    for group in posteriordb.GROUPS:
        yield posteriordb.GROUPS[group][0], [p for p in first if p["group"] == group]
    yield "larger data sets of the same models", [p for p in posteriors if p["role"] == "largest"]


def table(heads, rows):
    rule = ["---", *["---:"] * (len(heads) - 1)]
    return ["| " + " | ".join(cells) + " |" for cells in [heads, rule, *rows]]


def mean_rows(posteriors):
    for title, group in means(posteriors):
        timed = [p for p in group if not p["failure"]]
        cells = [title, str(len(timed))]
        for peer, _ in PEERS:
            ratios = [p["ratios"][peer] for p in timed if peer in p["ratios"]]
            cells += [f"{geometric_mean(ratios):.2f}", f"{min(ratios):.2f}"] if ratios else ["", ""]
        yield cells


def posterior_row(p):
    cells = [f"`{p['posterior']}`", str(p["dimension"])]
    for name in ("bayes", "stanli", "stan"):
        times = p["nanoseconds"].get(name)
        cells.append(duration(times["median"]) if times else "")
    return cells + [f"{p['ratios'][peer]:.2f}" if peer in p["ratios"] else "" for peer, _ in PEERS]


def markdown(result):
    posteriors, versions = result["posteriors"], result["versions"]
    commits = sorted({p["commit"] for p in posteriors})
    text = ["# Time of a log density with its gradient", "",
            f"{result['date']}, {result['machine']['processor']}, {result['machine']['cores']} "
            f"cores, {result['machine']['system']}. Bayes at {', '.join(commits)}; stanli "
            f"{versions['stanli']}; Stan opt: httpstan {versions['httpstan']}, "
            f"{versions['flags']}, {versions['compiler']}. Medians of {result['rounds']} "
            "interleaved rounds of processor time; ratios are the peer's time over Bayes', more "
            "is better for Bayes. Written by `benchmarks/gradients.py`; quartiles are in "
            "gradients.json.", "", "## Geometric means of the ratios", ""]
    text += table(["", "posteriors", "stanli / Bayes", "least", "Stan opt / Bayes", "least"],
                  mean_rows(posteriors))
    for group, (title, _) in posteriordb.GROUPS.items():
        rows = [p for p in posteriors if p["group"] == group and not p["failure"]]
        text += ["", f"## {title[0].upper()}{title[1:]}", ""]
        text += table(["posterior", "dimension", "Bayes", "stanli", "Stan opt",
                       "stanli / Bayes", "Stan opt / Bayes"], map(posterior_row, rows))
    failed = [p for p in posteriors if p["failure"]]
    if failed:
        text += ["", "## Not timed", ""]
        text += [f"- `{p['posterior']}`: {p['failure']}" for p in failed]
    return "\n".join(text) + "\n"
