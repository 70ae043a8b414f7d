#!/usr/bin/env python3
"""How long the models of examples/posteriordb are beside their Stan counterparts.

    python3 benchmarks/brevity.py --stan DIR --stanc FILE [MODEL...]

Lays both out as their own formatters do (`bayes fmt`, 100 columns; `stanc --auto-format`, 78) and
counts lines that are neither blank nor a comment, and tokens: names, numbers, strings and operators,
by one rule for both languages. benchmarks/results/brevity.md is the table.
"""

import argparse
import pathlib
import re
import shutil
import subprocess
import sys

import posteriordb

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
TOKEN = re.compile(
    r'"[^"\n]*"|`[^`\n]*`'
    r"|\d+(?:\.(?!\.)\d*)?(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?"
    r"|[A-Za-z_]\w*"
    r"|\.\.\.|\.\.<|\.\*=?|\./=?|\.\^|\+=|-=|\*=|/=|==|!=|<=|>=|&&|\|\||->|%/%|\S")


def measure(text):
    """The lines and the tokens of a program without its comments."""
    text = COMMENT.sub("", text)
    return sum(bool(line.strip()) for line in text.splitlines()), len(TOKEN.findall(text))


def laid_out(command, text=""):
    run = subprocess.run([str(c) for c in command], input=text, capture_output=True, text=True)
    if run.returncode:
        sys.exit(f"{command[-1]}: {run.stderr or run.stdout}")
    return run.stdout


def table(rows):
    ours, theirs = [[sum(r[k][i] for r in rows) for i in (0, 1)] for k in (1, 2)]
    share = [f"{100 * o / t:.1f} %" for o, t in zip(ours, theirs)]
    lines = [
        "# Length of the models", "",
        f"{len(rows)} models of posteriordb, laid out by their own formatters, without blank lines and "
        f"comments: {ours[0]:,} lines against Stan's {theirs[0]:,} ({share[0]}), {ours[1]:,} tokens "
        f"against {theirs[1]:,} ({share[1]}). Written by `benchmarks/brevity.py`.", "",
        "| model | lines | Stan | share | tokens | Stan | share |",
        "|---|--:|--:|--:|--:|--:|--:|"]
    for name, own, stan in rows:
        lines.append(
            f"| `{name}` | {own[0]} | {stan[0]} | {100 * own[0] / stan[0]:.0f} % "
            f"| {own[1]} | {stan[1]} | {100 * own[1] / stan[1]:.0f} % |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stan", type=pathlib.Path, required=True, metavar="DIR",
                        help="posteriordb's posterior_database/models/stan")
    parser.add_argument("--stanc", type=pathlib.Path, required=True, metavar="FILE",
                        help="the Stan compiler; the httpstan wheel has one")
    parser.add_argument("--bayes", default=shutil.which("bayes")
                        or posteriordb.REPOSITORY / ".build/release/bayes", metavar="FILE",
                        help="the program (default: on the path, else .build/release/bayes)")
    parser.add_argument("models", nargs="*", metavar="MODEL", help="all when none is named")
    arguments = parser.parse_args()
    files = sorted((posteriordb.REPOSITORY / "examples/posteriordb").glob("*.bayes"),
                   key=lambda f: f.stem.lower())
    unknown = set(arguments.models) - {f.stem for f in files}
    if unknown:
        parser.error(f"no model {', '.join(sorted(unknown))} in examples/posteriordb")
    rows = []
    for file in files:
        if arguments.models and file.stem not in arguments.models:
            continue
        ours = laid_out([arguments.bayes, "fmt", "--stdin"], file.read_text())
        theirs = laid_out([arguments.stanc, "--auto-format", arguments.stan / f"{file.stem}.stan"])
        rows.append((file.stem, measure(ours), measure(theirs)))
    text = table(rows)
    if not arguments.models:
        (posteriordb.REPOSITORY / "benchmarks/results/brevity.md").write_text(text)
    print(text, end="")


if __name__ == "__main__":
    main()
