"""What the commands of this folder need to know of posteriordb: its index, data and Stan programs."""

import json
import pathlib
import re
import shutil
import sys

import numpy as np

REPOSITORY = pathlib.Path(__file__).resolve().parent.parent

# Index names that differ from the Stan program's.
NAMES = {"GLMM_Poisson_model": {"beta1": "beta_1", "beta2": "beta_2", "beta3": "beta_3"}}
# Standardised effects of a Stan program, and the plate that has them as its coordinates
# in ours (`with noncentered`); the columns of a plate of vectors.
PLATES = {"theta_trans": "theta", "alpha_raw": "alpha", "beta_raw": "beta", "eps_raw": "eps",
          "xi1": "xi", "xi2": "xi"}
# Where a Stan program samples a coordinate on another interval than its prior has, ours takes the
# prior's: per model and coordinate both intervals, null for an open end.
INTERVALS = {
    "GLMM_Poisson_model": [
        dict(name="beta_2", element=1, theirs=[-10, 20], ours=[-10, 10])],
    "dogs_log": [
        dict(name="beta", element=1, theirs=[None, None], ours=[-100, 0]),
        dict(name="beta", element=2, theirs=[None, None], ours=[0, 100])],
}
# Where a Stan program's gradient is wrong, by model: eigenvectors of a matrix whose eigenvalues are alike
# to rounding have slopes that are noise. The log density is right, and its differences show it.
UNSOUND = {"kronecker_gp": ["var1", "bw1"]}
# Data of a parameter's name that are no observations of it, by model.
LATENT = {"normal_mixture": ["theta"]}
# Drawn by a random number generator: predictions, not quantities of the posterior.
PREDICTIONS = {"mis", "postpredk", "priorpredk", "postpredk1", "postpredk2"}

# What the models are, for tables: a title, and the models by the start of their names.
GROUPS = {
    "A1": ("linear regression, flat priors", (
        "earn_height", "logearn_", "kidscore_", "logmesquite", "mesquite", "nes", "sesame_")),
    "A2": ("linear regression, proper priors", ("blr", "diamonds", "radon_pooled")),
    "B": ("generalised linear models and rates", (
        "GLM_", "nes_logit_", "wells_", "dogs", "Rate_", "logistic_regression_rhs")),
    "C": ("hierarchical models", (
        "eight_schools_", "radon_", "election88_", "pilots", "rats_", "seeds_", "surgical_",
        "GLMM", "dogs_nonhierarchical")),
    "D": ("item response", (
        "irt_2pl", "hier_2pl", "2pl_latent_reg_irt", "gpcm_", "grsm_", "lsat_", "bones_")),
    "E": ("mixtures, hidden Markov models and other discrete latents", (
        "low_dim_gauss_mix_collapse", "normal_mixture", "lda", "Survey_", "hmm_", "iohmm_", "M0_",
        "Mb_", "Mh_", "Mt", "multi_occupancy")),
    "F": ("time series", ("arK", "arma11", "garch11", "state_space_", "prophet", "covid19")),
    "G": ("Gaussian processes, splines, maps", (
        "accel_", "bym2_", "gp_", "hierarchical_gp", "kronecker_gp")),
    "H": ("differential equations", ("lotka_volterra", "sir", "soil_incubation")),
    "I": ("nonlinear regression and networks", ("dugongs_", "losscurve_", "nn_rbm")),
}


def group(model):
    """The group with the longest start of a model's name; an error where there is none."""
    starts = [(len(s), g) for g, (_, own) in GROUPS.items() for s in own if model.startswith(s)]
    if not starts:
        sys.exit(f"{model} stands in none of the groups of benchmarks/posteriordb.py")
    return max(starts)[1]


def add_folders(parser):
    """The flags of commands that run Stan programs; none of the folders need lie in the repository."""
    parser.add_argument("--stan", type=pathlib.Path, required=True, metavar="DIR",
                        help="posteriordb's posterior_database/models/stan")
    add_data(parser)


def add_data(parser):
    """The flags every command takes."""
    parser.add_argument("--data", type=pathlib.Path, required=True, metavar="DIR",
                        help="data sets as NAME.json, unpacked")
    parser.add_argument("--index", type=pathlib.Path,
                        default=REPOSITORY / "Tests/References/posteriordb/index.json",
                        help="the posteriors: name, model, dimensions, data, reference")
    parser.add_argument("models", nargs="*", metavar="MODEL",
                        help="models or posteriors; all of the index when none is named")


def add_program(parser):
    """The flags of commands that run Bayes and keep what they measure."""
    parser.add_argument("--bayes", default=shutil.which("bayes")
                        or REPOSITORY / ".build/release/bayes", metavar="FILE",
                        help="the program (default: on the path, else .build/release/bayes)")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR",
                        default=REPOSITORY / "benchmarks/results")


def measure(entries, arguments, name, evaluate, table, line):
    """Rows of `evaluate` for the entries that have none in NAME.json, or for all with --again.

    Both files are written after each row, so that an interrupted command goes on where it stopped.
    """
    arguments.out.mkdir(parents=True, exist_ok=True)
    file = arguments.out / f"{name}.json"
    rows = {r["posterior"]: r for r in json.loads(file.read_text())} if file.exists() else {}
    for entry in entries:
        if entry["name"] in rows and not arguments.again:
            continue
        row = evaluate(entry, arguments)
        rows[row["posterior"]] = row
        ordered = [rows[n] for n in sorted(rows, key=str.lower)]
        file.write_text(compact(ordered))
        (arguments.out / f"{name}.md").write_text(table(ordered))
        print(*line(row), flush=True)


def select(arguments):
    """The index entries asked for, in the index's order; an unknown name is an error."""
    entries = json.loads(arguments.index.read_text())
    wanted = set(arguments.models)
    unknown = wanted - {e["model"] for e in entries} - {e["name"] for e in entries}
    if unknown:
        sys.exit(f"not in {arguments.index}: {', '.join(sorted(unknown))}")
    return [e for e in entries if not wanted or {e["model"], e["name"]} & wanted]


def data_name(entry):
    return pathlib.Path(entry["data"]).name


def latent_flags(model):
    """The flags of `bayes` by which a model ignores data of its parameters' names."""
    return [word for name in LATENT.get(model, []) for word in ("--latent", name)]


def index_name(entry, stan_name):
    """The name under which the index lists one of the Stan program's variables."""
    return NAMES.get(entry["model"], {}).get(stan_name, stan_name)


def scalar_names(name, shape):
    if not shape:
        return [name]
    return [f"{name}[{','.join(str(i + 1) for i in index)}]" for index in np.ndindex(*shape)]


def load(entry, arguments, folder=None):
    """A posterior's Stan model, from --stan or another folder, bound to its data."""
    import stanli

    path = arguments.data / data_name(entry)
    if not path.exists():
        raise FileNotFoundError(f"{entry['name']}: {path} is missing; give its folder by --data")
    program = (folder or arguments.stan) / f"{entry['model']}.stan"
    return stanli.Model(str(program), json.loads(path.read_text()))


def tool():
    import stanli

    return {"name": "stanli", "version": stanli.__version__}


def compact(value):
    """JSON with short arrays on one line, so that a reference stays readable in a diff."""
    text = json.dumps(value, indent=1, allow_nan=False)
    return re.sub(r"\[[^\[\]{}]*\]", lambda m: re.sub(r"\s*\n\s*", " ", m.group()), text) + "\n"
