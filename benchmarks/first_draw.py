#!/usr/bin/env python3
"""Wall time from the command line to the first draw of the eight schools; needs hyperfine.

    python3 benchmarks/first_draw.py [--limit 100]

Measures thirty runs after three that are not counted, writes benchmarks/results/first_draw.json and
ends with status 1 where the median is over the limit. One draw cannot be judged, so that the fit ends
with status 4; any other status than 0 and 4 is an error here.
"""

import argparse
import datetime
import json
import pathlib
import shlex
import subprocess
import sys
import tempfile

import machine

RUNS = 30


def measure(bayes):
    examples = machine.REPOSITORY / "examples"
    with tempfile.TemporaryDirectory() as folder:
        command = [bayes, "fit", examples / "eight_schools.bayes", "--data",
                   examples / "eight_schools.json", "--chains", 1, "--warmup", 1, "--draws", 1,
                   "--output", pathlib.Path(folder) / "fit"]
        exported = pathlib.Path(folder) / "times.json"
        subprocess.run(["hyperfine", "--shell=none", "--ignore-failure", "--warmup", "3", "--runs",
                        str(RUNS), "--export-json", exported, shlex.join(map(str, command))],
                       check=True, capture_output=True)
        return json.loads(exported.read_text())["results"][0]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--bayes", type=pathlib.Path, metavar="FILE",
                        default=machine.REPOSITORY / ".build/release/bayes")
    parser.add_argument("--limit", type=float, default=100, metavar="MILLISECONDS")
    arguments = parser.parse_args()
    result = measure(arguments.bayes)
    if not set(result["exit_codes"]) <= {0, 4}:
        sys.exit(f"bayes fit ended with status {sorted(set(result['exit_codes']))}")
    median = 1e3 * result["median"]
    report = dict(date=datetime.date.today().isoformat(), machine=machine.description(),
                  command="bayes fit examples/eight_schools.bayes --data "
                  "examples/eight_schools.json --chains 1 --warmup 1 --draws 1",
                  bayes=machine.commit(), runs=RUNS,
                  milliseconds=dict(median=round(median, 2), least=round(1e3 * result["min"], 2),
                                    most=round(1e3 * result["max"], 2)))
    out = machine.REPOSITORY / "benchmarks/results"
    out.mkdir(parents=True, exist_ok=True)
    (out / "first_draw.json").write_text(json.dumps(report, indent=1) + "\n")
    print(f"median of {RUNS}: {median:.1f} ms, limit {arguments.limit:g} ms")
    sys.exit(median > arguments.limit)


if __name__ == "__main__":
    main()
