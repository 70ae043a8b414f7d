#!/usr/bin/env python3
"""Reference summaries of posteriors for which posteriordb has no reference draws.

    nice -n 19 python3 benchmarks/long_runs.py --stan DIR --data DIR [MODEL...]

Runs Stan's NUTS (stanli, PyPI) with 4 chains of 10,000 draws after 2,000 of warmup on each
posterior of the index without a reference, cheapest gradient first, and writes one file
per posterior to Tests/References/long_runs. A posterior whose file exists is skipped, so an
interrupted command goes on where it stopped; --again overwrites. A run that fails its checks
(R-hat < 1.01, bulk and tail ESS >= 4000, no divergence) is repeated: first with the program of the
same posterior in another parameterisation, if --other has one, then with shorter steps and thinned
by 5. The best is kept, with what it failed in "checks" and where its program came from. With --keep a run of hours goes on after an
interruption with the chains it has, and --only-chain draws them side by side.
"""

import argparse
import datetime
import json
import pathlib
import time

import numpy as np

import convergence
import posteriordb

CHAINS = 4
ATTEMPTS = [dict(delta=0.9, thin=1), dict(delta=0.99, thin=5)]
# A transformed quantity with more scalars than this only repeats others (a linear predictor).
SCALARS = 1000
COLUMNS = "mean mcse sd mcseSd q5 q50 q95 kurtosis rhat essBulk essTail".split()


def wanted(entry, fit, parameters):
    small = [n for n in fit.variables if np.prod(fit.variables[n], dtype=int) <= SCALARS
             or n in parameters]
    return [n for n in small if posteriordb.index_name(entry, n) in entry["dimensions"]]


def draw_chain(entry, model, attempt, chain, arguments):
    """One chain: its draws by variable, divergences, hits of the largest tree, and seconds."""
    started = time.time()
    parameters = {n.split("[")[0] for n in model.constrained_names}
    fit = model.sample(chains=1, seed=arguments.seed + chain,
                       warmup=arguments.warmup,
                       samples=arguments.draws * attempt["thin"], thin=attempt["thin"],
                       delta=attempt["delta"], parallel_chains=1, refresh=0)
    draws = {n: fit.draws(n)[0] for n in wanted(entry, fit, parameters)}
    return (draws, int(np.sum(fit.divergences)), int(np.sum(fit.max_treedepth_hits)),
            time.time() - started)


def kept_chain(program, entry, model, attempt, chain, arguments):
    """A chain, from --keep where it is there."""
    if not arguments.keep:
        return draw_chain(entry, model, attempt, chain, arguments)
    settings = [program, arguments.warmup, arguments.draws, *attempt.values(), arguments.seed]
    file = arguments.keep / f"{entry['name']}-{'-'.join(map(str, settings))}-chain{chain + 1}.npz"
    if not file.exists():
        draws, divergences, depth, seconds = draw_chain(entry, model, attempt, chain, arguments)
        partial = file.with_suffix(".part.npz")
        np.savez(partial, divergences__=divergences, depth__=depth, seconds__=seconds, **draws)
        partial.rename(file)
    with np.load(file) as kept:
        draws = {n: kept[n] for n in kept.files if not n.endswith("__")}
        return (draws, int(kept["divergences__"]), int(kept["depth__"]),
                float(kept["seconds__"]))


def draw(program, entry, model, attempt, arguments):
    """One chain at a time, so that wide generated quantities are dropped before the next."""
    results = [kept_chain(program, entry, model, attempt, chain, arguments)
               for chain in range(CHAINS)]
    chains, divergences, depth, seconds = zip(*results)
    draws = {}
    for name, first in chains[0].items():
        shape = first.shape[1:]
        names = posteriordb.scalar_names(posteriordb.index_name(entry, name), shape)
        values = np.stack([c[name].reshape(len(c[name]), -1) for c in chains])
        for position, scalar in enumerate(names):
            draws[scalar] = values[:, :, position]
    return draws, divergences, depth, sum(seconds)


def rounded(value):
    return None if not np.isfinite(value) else float(f"{value:.7g}")


def check(rows, divergences):
    """Which of the checks fail, each with its worst value."""
    finite = [r for r in rows.values() if np.isfinite(r["rhat"])]
    worst = max(r["rhat"] for r in finite)
    bulk, tail = (min(r[k] for r in finite) for k in ("essBulk", "essTail"))
    failed = []
    if not worst < 1.01:
        failed.append("rhat")
    if not min(bulk, tail) >= 4000:
        failed.append("ess")
    if sum(divergences):
        failed.append("divergences")
    return dict(worstRhat=rounded(worst), minEssBulk=round(bulk), minEssTail=round(tail),
                divergences=sum(divergences), failed=failed)


def run(program, entry, model, attempt, arguments):
    draws, divergences, depth, seconds = draw(program, entry, model, attempt, arguments)
    rows = {n: convergence.summarize(x) for n, x in draws.items()}
    posterior = {n: r for n, r in rows.items() if n.split("[")[0] not in posteriordb.PREDICTIONS}
    table = {n: [rounded(r[c]) for c in COLUMNS] for n, r in rows.items()}
    return dict(
        posterior=entry["name"], model=entry["model"], data=posteriordb.data_name(entry),
        tool=posteriordb.tool(), date=datetime.date.today().isoformat(),
        settings=dict(sampler="NUTS", chains=CHAINS, warmup=arguments.warmup,
                      draws=arguments.draws, seed=arguments.seed, metric="diag_e", **attempt),
        seconds=round(seconds, 1), maxTreedepthHits=sum(depth),
        checks=check(posterior, divergences), columns=COLUMNS,
        parameters={n: v for n, v in table.items() if n in posterior},
        predictions={n: v for n, v in table.items() if n not in posterior},
    )


def quality(result):
    checks = result["checks"]
    return ("rhat" not in checks["failed"], "ess" not in checks["failed"],
            -checks["divergences"], checks["minEssBulk"])


def attempts(entry, model, arguments):
    """The runs of one posterior, each with the program it takes, until one passes."""
    yield "posteriordb", model, ATTEMPTS[0]
    other = arguments.other and arguments.other / f"{entry['model']}.stan"
    if other and other.exists():
        yield "other", posteriordb.load(entry, arguments, arguments.other), ATTEMPTS[0]
        yield "other", posteriordb.load(entry, arguments, arguments.other), ATTEMPTS[1]
    else:
        yield "posteriordb", model, ATTEMPTS[1]


def best(entry, model, arguments):
    results = []
    for program, stan, attempt in attempts(entry, model, arguments):
        if attempt is ATTEMPTS[1] and results[-1]["seconds"] * 10 > arguments.limit:
            break
        results.append(dict(program=program) | run(program, entry, stan, attempt, arguments))
        if not results[-1]["checks"]["failed"]:
            break
    return max(results, key=quality)


def pending(entry, file, arguments):
    """Whether a posterior is still to be run: nothing there, or a failure --other may mend."""
    if arguments.again or not file.exists():
        return True
    known = json.loads(file.read_text())
    mendable = arguments.other and (arguments.other / f"{entry['model']}.stan").exists()
    return bool(mendable and known["checks"]["failed"] and known["program"] != "other")


def gradient_seconds(model):
    point = np.full(model.n_unconstrained, 0.1)
    started = time.time()
    for _ in range(20):
        model.log_prob_grad(point)
    return (time.time() - started) / 20


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    posteriordb.add_folders(parser)
    parser.add_argument("--other", type=pathlib.Path, metavar="DIR",
                        help="other Stan programs of the same posteriors, as MODEL.stan")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=posteriordb.REPOSITORY / "Tests/References/long_runs")
    parser.add_argument("--seed", type=int, default=20250101)
    parser.add_argument("--warmup", type=int, default=2000, help="iterations (default 2000)")
    parser.add_argument("--draws", type=int, default=10000,
                        help="per chain (default 10000); fewer where a posterior is slow")
    parser.add_argument("--limit", type=float, default=7200, metavar="SECONDS",
                        help="no second attempt expected to take longer (default 7200)")
    parser.add_argument("--keep", type=pathlib.Path, metavar="DIR",
                        help="keep finished chains here, and take those that are there")
    parser.add_argument("--only-chain", type=int, choices=range(1, CHAINS + 1), metavar="K",
                        help="draw only this chain into --keep, of a first attempt")
    parser.add_argument("--again", action="store_true", help="overwrite what is there")
    arguments = parser.parse_args()
    if arguments.only_chain and not arguments.keep:
        parser.error("--only-chain needs --keep")
    arguments.out.mkdir(parents=True, exist_ok=True)
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
    todo = [e for e in posteriordb.select(arguments) if not e["reference"]]
    todo = [(e, arguments.out / f"{e['name']}.json") for e in todo]
    todo = [(e, f) for e, f in todo if pending(e, f, arguments)]
    models = [(posteriordb.load(e, arguments), e, f) for e, f in todo]
    for model, entry, file in sorted(models, key=lambda row: gradient_seconds(row[0])):
        if arguments.only_chain:
            program, stan, attempt = next(attempts(entry, model, arguments))
            kept_chain(program, entry, stan, attempt, arguments.only_chain - 1, arguments)
            continue
        try:
            result = best(entry, model, arguments)
        except RuntimeError as failure:  # no starting point with a finite density
            print(entry["name"], failure, flush=True)
            continue
        file.write_text(posteriordb.compact(result))
        print(entry["name"], f"{result['seconds']} s", json.dumps(result["checks"]), flush=True)


if __name__ == "__main__":
    main()
