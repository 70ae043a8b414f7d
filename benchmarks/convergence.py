"""Rank-normalised split R-hat, bulk and tail ESS, and Monte Carlo standard errors.

After Vehtari, Gelman, Simpson, Carpenter, Bürkner (2021), "Rank-normalization, folding, and
localization: an improved R-hat for assessing convergence of MCMC", Bayesian Analysis 16(2).
Every function takes an array of shape (chains, draws).
"""

import numpy as np
from scipy.special import ndtri
from scipy.stats import rankdata


def split(x):
    """Each chain as two halves; the middle draw of an odd count is dropped."""
    half = x.shape[1] // 2
    return np.concatenate([x[:, :half], x[:, -half:]])


def normal_scores(x):
    """Ranks over all chains, mapped to normal quantiles by Blom's (r - 3/8) / (S + 1/4)."""
    return ndtri((rankdata(x).reshape(x.shape) - 0.375) / (x.size + 0.25))


def basic_rhat(x):
    n = x.shape[1]
    between = n * x.mean(axis=1).var(ddof=1)
    within = x.var(axis=1, ddof=1).mean()
    return np.sqrt((between / within + n - 1) / n) if within > 0 else np.nan


def autocovariance(x):
    """Biased autocovariance of each chain at every lag, by FFT."""
    n = x.shape[1]
    size = 1 << (2 * n - 1).bit_length()
    f = np.fft.rfft(x - x.mean(axis=1, keepdims=True), size)
    return np.fft.irfft(f * f.conj(), size)[:, :n] / n


def basic_ess(x):
    """Effective sample size by Geyer's initial monotone sequence over all chains."""
    m, n = x.shape
    if n < 4 or np.ptp(x) == 0:
        return np.nan
    acov = autocovariance(x).mean(axis=0)
    within = acov[0] * n / (n - 1)
    total = within * (n - 1) / n + (x.mean(axis=1).var(ddof=1) if m > 1 else 0.0)
    rho = 1 - (within - acov * n / (n - 1)) / total
    rho[0] = 1
    pairs = rho[: n - n % 2].reshape(-1, 2).sum(axis=1)
    stop = np.flatnonzero(pairs <= 0)
    count = stop[0] if stop.size else len(pairs)
    monotone = np.minimum.accumulate(pairs[:count])
    leftover = max(rho[2 * count], 0) if 2 * count < n else 0.0
    tau = max(-1 + 2 * monotone.sum() + leftover, 1 / np.log10(m * n))
    return m * n / tau


def summarize(x):
    """The numbers of one scalar; what is undefined (a constant) is NaN."""
    flat = x.reshape(-1)
    mean, sd = flat.mean(), flat.std(ddof=1)
    q5, q50, q95 = np.quantile(flat, [0.05, 0.5, 0.95])
    numbers = dict(mean=mean, sd=sd, q5=q5, q50=q50, q95=q95)
    if not sd > 1e-12 * abs(mean):
        nothing = ("mcse", "mcseSd", "kurtosis", "rhat", "essBulk", "essTail")
        return numbers | dict.fromkeys(nothing, np.nan)
    halves = split(x)
    scores = normal_scores(halves)
    folded = normal_scores(np.abs(halves - np.median(halves)))
    squares = (halves - mean) ** 2
    variance = squares.mean()
    spread = squares.var() / basic_ess(squares)
    return numbers | dict(
        mcse=sd / np.sqrt(basic_ess(halves)),
        mcseSd=np.sqrt(spread / variance / 4),
        kurtosis=squares.var() / variance**2 + 1,
        rhat=max(basic_rhat(scores), basic_rhat(folded)),
        essBulk=basic_ess(scores),
        essTail=min(basic_ess(1.0 * (halves <= q5)), basic_ess(1.0 * (halves <= q95))),
    )
