"""Writes psis.json: Pareto smoothing and leave-one-out numbers of ArviZ for ratios made by a formula.

    python generate.py > psis.json        (needs arviz < 1 and numpy)

Ratios: -k log((i - 1/2)/S), whose exponentials have a Pareto tail of shape k. Log likelihoods: those of
five observations under Normal(m, 1) at the draws m of two chains, m = 0.5 sin(1.7 t) + 0.3 cos(0.31 t t).
"""

import json
import warnings

import arviz as az
import numpy as np
import xarray as xr

warnings.simplefilter("ignore")
S = 1000
cases = []
for k in (0.1, 0.3, 0.5, 0.7, 0.9):
    for r_eff in (1.0, 0.4):
        ratios = -k * np.log((np.arange(1, S + 1) - 0.5) / S)
        lw, khat = az.psislw(ratios.copy(), reff=r_eff)
        lw = np.asarray(lw)
        cases.append({"k": k, "relativeEfficiency": r_eff, "khat": float(khat),
                      "largest": float(lw.max()), "smallest": float(lw.min()),
                      "ess": float(1 / np.exp(2 * lw).sum())})

y = np.array([1.2, -0.3, 0.8, 2.1, 4.4])
t = np.arange(1, 1001)
m = (0.5 * np.sin(1.7 * t) + 0.3 * np.cos(0.31 * t * t)).reshape(2, 500)
ll = -0.5 * np.log(2 * np.pi) - 0.5 * (y - m[:, :, None]) ** 2
data = az.from_dict(posterior={"m": m}, log_likelihood={"y": ll})
loo = az.loo(data, pointwise=True, reff=0.7)
waic = az.waic(data, pointwise=True)
print(json.dumps({
    "arviz": az.__version__, "cases": cases,
    "loo": {"y": y.tolist(), "relativeEfficiency": 0.7, "elpd": float(loo.elpd_loo),
            "se": float(loo.se), "p": float(loo.p_loo), "pointwise": loo.loo_i.values.tolist(),
            "khat": loo.pareto_k.values.tolist()},
    "waic": {"elpd": float(waic.elpd_waic), "p": float(waic.p_waic), "draws": 1000},
}, indent=1))
