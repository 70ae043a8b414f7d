"""The programs whose gradients `gradients.py` times, one class each.

A timer writes its points to a file once, gives the gradients at them, and measures: each time a new
process, so that no program keeps the memory layout it happened to get.
"""

import importlib.metadata
import importlib.util
import json
import os
import pathlib
import subprocess

import numpy as np

import posteriordb

SOURCES = pathlib.Path(__file__).resolve().parent / "peers"
STAN_FLAGS = ["-std=c++17", "-O3", "-march=native", "-D_REENTRANT", "-DBOOST_DISABLE_ASSERTS",
              "-w"]
# Included first and compiled once: half of a model's compile time is reading these.
STAN_HEADERS = ["stan/model/model_header.hpp", "stan/io/json/json_data.hpp",
                "stan/model/log_prob_grad.hpp"]


class Failure(Exception):
    """A posterior that one of the programs does not evaluate."""


def run(command):
    result = subprocess.run([str(c) for c in command], capture_output=True, text=True)
    if result.returncode:
        lines = (result.stderr or result.stdout).strip().splitlines()
        raise Failure(f"{pathlib.Path(command[0]).name}: {lines[-1] if lines else 'failed'}")
    return result.stdout


def write_whole(path, text):
    """A file that is there in full or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_text(text)
    os.replace(part, path)


def wheel(package):
    """The folder of an installed package, which need not be importable."""
    return pathlib.Path(importlib.util.find_spec(package).origin).parent


class Timer:
    """A program of ours that times a peer: see peers/timing.h."""

    def __init__(self, entry, data, arguments):
        self.model, self.data = arguments.stan / f"{entry['model']}.stan", data
        self.points = arguments.build / "points" / f"{entry['name']}.txt"
        self.program = self.compiled(entry, arguments.build)

    def write(self, points):
        self.points.parent.mkdir(exist_ok=True)
        rows = [" ".join(map(repr, map(float, p))) for p in points]
        self.points.write_text("\n".join([f"{len(points)} {len(points[0])}", *rows, ""]))

    def output(self, seconds):
        return run([self.program, self.model, self.data, self.points, seconds])

    def gradients(self):
        rows = [line.split() for line in self.output(0).splitlines()]
        return [np.array(row[1:], dtype=float) for row in rows]

    def nanoseconds(self, seconds):
        return float(self.output(seconds).split()[0])


class Stanli(Timer):
    name = "stanli"

    def compiled(self, entry, build):
        program = build / "stanli_timer"
        folder = wheel("stanli") / "_bin"
        if not program.exists():
            run(["gcc", "-O2", "-std=gnu17", SOURCES / "stanli_timer.c", "-o", program,
                 folder / "libstanli.so", f"-Wl,-rpath,{folder}"])
        return program


class Stan(Timer):
    name = "stan"

    def compiled(self, entry, build):
        program = build / f"{entry['model']}.stan_timer"
        if program.exists():
            return program
        folder = wheel("httpstan")
        flags = [*STAN_FLAGS, f"-I{build}", f"-I{SOURCES}", f"-I{folder / 'include'}"]
        prelude, header = build / "prelude.hpp", build / f"{entry['model']}.hpp"
        if not (build / "prelude.hpp.gch").exists():
            prelude.write_text("".join(f"#include <{h}>\n" for h in STAN_HEADERS))
            run(["g++", *flags, "-x", "c++-header", prelude, "-o", build / "prelude.hpp.gch"])
        run([folder / "stanc", "--O1", self.model, "--o", header])
        part = program.with_name(program.name + ".part")
        run(["g++", *flags, "-include", prelude, "-include", header, SOURCES / "stan_timer.cpp",
             folder / "lib/libtbb.so.2", f"-Wl,-rpath,{folder / 'lib'}", "-o", part])
        os.replace(part, program)
        return program


class Bayes:
    name = "bayes"

    def __init__(self, entry, data, arguments):
        model = posteriordb.REPOSITORY / f"examples/posteriordb/{entry['model']}.bayes"
        self.command = [arguments.bayes, "bench", model, "--data", data, "--json", "--quiet",
                        *posteriordb.latent_flags(entry["model"])]
        self.points = arguments.build / "points" / f"{entry['name']}.json.bayes"

    def coordinates(self):
        return self.output("--seconds", 1e-6)["coordinates"]

    def write(self, points):
        self.points.parent.mkdir(exist_ok=True)
        self.points.write_text(json.dumps([p.tolist() for p in points]))

    def output(self, *flags):
        return json.loads(run([*self.command, *flags]))

    def gradients(self):
        result = self.output("--points", self.points, "--seconds", 1e-6, "--gradients")
        return [np.array(p["gradient"], dtype=float) for p in result["points"]]

    def nanoseconds(self, seconds):
        result = self.output("--points", self.points, "--seconds", seconds)
        return result["gradientNanoseconds"]["median"]


def versions(arguments):
    """What was timed."""
    compiler = run(["g++", "--version"]).splitlines()[0]
    return dict(bayes=arguments.commit, stanli=importlib.metadata.version("stanli"),
                httpstan=importlib.metadata.version("httpstan"),
                stanc=run([wheel("httpstan") / "stanc", "--version"]).split()[1],
                compiler=compiler, flags=" ".join(["stanc --O1, g++", *STAN_FLAGS[:-1]]))
