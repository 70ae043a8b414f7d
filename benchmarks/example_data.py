#!/usr/bin/env python3
"""Simulates the data of examples/*.bayes (all but the eight schools'), with known values.

    python3 benchmarks/example_data.py

The names below are the models' own, so each fit can be held against what made its data.
"""

import csv
import json
import pathlib

import numpy as np

EXAMPLES = pathlib.Path(__file__).resolve().parent.parent / "examples"


def logistic(x):
    return 1 / (1 + np.exp(-x))


def linear_regression(g):
    temperature = g.uniform(12, 34, 30).round(1)
    sales = g.normal(120 + 6 * (temperature - temperature.mean()), 15).round().astype(int)
    return "csv", dict(temperature=temperature, sales=sales)


def logistic_regression(g):
    hours, sleep = g.gamma(4, 2, 120).round(1), g.normal(7, 1, 120).round(1)
    absences = g.poisson(2, 120)
    score = 0.6 + 0.35 * (hours - 8) + 0.5 * (sleep - 7) - 0.4 * (absences - 2)
    passed = g.binomial(1, logistic(score))
    return "csv", dict(hours=hours, sleep=sleep, absences=absences, passed=passed)


def poisson_exposure(g):
    kinds, car = np.array(["small", "family", "sports"]), np.tile([0, 1, 2], 8)
    years = g.uniform(40, 900, 24).round().astype(int)
    age = np.repeat([22, 30, 38, 46, 54, 62, 70, 78], 3)
    rate = np.array([0.08, 0.06, 0.15])[car] * np.exp(-0.2 * (age - 45) / 10)
    claims = g.poisson(years * rate)
    return "csv", dict(car=kinds[car], policyYears=years, driverAge=age, claims=claims)


def varying_intercepts(g):
    counties = ["Aitkin", "Anoka", "Becker", "Beltrami", "Benton", "Brown", "Carlton", "Carver",
                "Cass", "Chippewa", "Chisago", "Clay", "Cook", "Crow Wing", "Dakota", "Dodge",
                "Douglas", "Faribault", "Fillmore", "Freeborn", "Goodhue", "Hennepin", "Houston",
                "Itasca", "Kandiyohi", "Koochiching", "Lake", "Lyon", "Mower", "Nobles", "Olmsted",
                "Pine", "Polk", "Ramsey", "Rice", "Scott", "Stearns", "Wabasha", "Washington",
                "Winona"]
    level = g.normal(0.8, 0.35, len(counties))
    houses = np.minimum(2 + g.geometric(0.12, len(counties)), 40)
    county = np.repeat(np.arange(len(counties)), houses)
    basement = g.binomial(1, 0.8, county.size)
    radon = g.normal(level[county] + 0.6 * basement, 0.7).round(3)
    return "csv", dict(county=np.array(counties)[county], basement=basement, logRadon=radon)


def hospital_rates(g):
    operations = np.array([27, 148, 119, 810, 211, 196, 148, 215, 207, 97, 256, 360, 40, 63, 520])
    rate = g.beta(0.08 * 60, 0.92 * 60, operations.size)
    return "json", dict(operations=operations, deaths=g.binomial(operations, rate))


def robust_regression(g):
    x = g.uniform(-3, 3, 60).round(2)
    return "csv", dict(x=x, y=(1 + 2 * x + 0.5 * g.standard_t(2, 60)).round(3))


def canary(g):
    n = np.array([48210, 5093])
    return "json", dict(n=n, errors=g.binomial(n, [0.004, 0.0065]))


def correlated_slopes(g):
    names = [f"s{i:02d}" for i in range(1, 19)]
    spread = np.diag([25, 6]) @ np.array([[1, 0.3], [0.3, 1]]) @ np.diag([25, 6])
    effects = g.multivariate_normal([251, 10.5], spread, 18)
    subject, days = np.repeat(np.arange(18), 10), np.tile(np.arange(10), 18)
    reaction = g.normal(effects[subject, 0] + effects[subject, 1] * days, 25).round(1)
    return "csv", dict(subject=np.array(names)[subject], days=days, reaction=reaction)


def survey(g):
    age = g.integers(18, 80, 150)
    latent = 0.4 * (age - 40) / 10 + g.logistic(size=150)
    return "json", dict(age=age, answer=1 + np.searchsorted([-2, -0.5, 0.8, 2.5], latent))


def overdispersed_counts(g):
    rain = g.normal(0, 1, 80).round(2)
    beetles = g.poisson(np.exp(1.5 + 0.5 * rain) * g.gamma(1.5, 1 / 1.5, 80))
    counted = np.ones(80, dtype=bool)
    counted[g.choice(80, 9, replace=False)] = False
    return "json", dict(rain=rain, counted=counted, beetles=np.where(counted, beetles, -1))


def autoregression(g):
    y = [2.0]
    for _ in range(119):
        y.append(g.normal(3 + 0.7 * (y[-1] - 3), 0.8))
    return "json", dict(y=np.round(y, 3))


def volatility(g):
    r, h = [], 1.0
    for _ in range(250):
        r.append(g.normal(0.05, np.sqrt(h)))
        h = 0.1 + 0.2 * (r[-1] - 0.05) ** 2 + 0.7 * h
    return "json", dict(r=np.round(r, 3))


def missing_data(g):
    age = g.integers(25, 80, 90)
    decades = (age - 50) / 10
    income = np.exp(g.normal(3.2 + 0.1 * decades, 0.5)).round(1)
    pressure = g.normal(125 - 4 * (np.log(income) - 3) + 5 * decades, 9).round()
    income, pressure = income.tolist(), pressure.tolist()
    for person in g.choice(90, 12, replace=False):
        income[person] = None
    for person in g.choice(90, 8, replace=False):
        pressure[person] = None
    return "json", dict(age=age, income=income, pressure=pressure)


def survival(g):
    arms, arm = np.array(["control", "treated"]), np.tile([0, 1], 60)
    lifetime = np.array([12, 20])[arm] * g.weibull(1.4, 120)
    followed = np.minimum(g.uniform(12, 36, 120), g.exponential(60, 120))
    return "csv", dict(arm=arms[arm], months=np.minimum(lifetime, followed).round(2),
                       died=(lifetime <= followed).astype(int))


def crossed_effects(g):
    raters, essays = 8, 30
    mildness, quality = g.normal(0, 4, raters), g.normal(0, 9, essays)
    pairs = [(r, e) for e in range(essays) for r in sorted(g.choice(raters, 3, replace=False))]
    rater, essay = np.array(pairs).T
    points = g.normal(55 + mildness[rater] + quality[essay], 5).round().astype(int)
    return "csv", dict(rater=rater + 1, essay=essay + 1, points=points)


def drug_levels(g):
    dose, hours = np.array([80, 80, 120, 120, 160, 160]), np.array([0.5, 1, 2, 4, 6, 9, 12, 16])
    volume = np.exp(g.normal(np.log(30), 0.2, 6))
    levels = []
    for own_dose, own_volume in zip(dose, volume):
        gut, blood, own = float(own_dose), 0.0, []
        # Steps of a second: what they leave out is far below what is measured.
        for second in range(1, 16 * 3600 + 1):
            absorbed, level = 1.2 * gut, blood / own_volume
            gut -= absorbed / 3600
            blood += (absorbed - 12 * level / (1.5 + level)) / 3600
            if second / 3600 in hours:
                own.append(blood / own_volume)
        levels.append(own)
    measured = np.exp(g.normal(np.log(levels), 0.1)).round(3)
    return "json", dict(dose=dose, hours=hours, level=measured)


def mixture(g):
    kind = g.binomial(1, 0.6, 150)
    wait = g.normal(np.array([54, 80])[kind], np.array([6, 7])[kind]).round(1)
    return "json", dict(wait=wait)


def hidden_states(g):
    state = [0]
    for _ in range(119):
        state.append(int(g.random() < (0.1, 0.75)[state[-1]]))
    return "json", dict(calls=g.poisson(np.array([4, 15])[state]))


def write(name, kind, columns):
    columns = {k: v.tolist() if isinstance(v, np.ndarray) else v for k, v in columns.items()}
    with open(EXAMPLES / f"{name}.{kind}", "w", newline="") as file:
        if kind == "csv":
            rows = csv.writer(file, lineterminator="\n")
            rows.writerow(columns)
            rows.writerows(zip(*columns.values()))
        else:
            lines = (f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in columns.items())
            file.write("{\n" + ",\n".join(lines) + "\n}\n")


def main():
    makers = [linear_regression, logistic_regression, poisson_exposure, varying_intercepts,
              hospital_rates, robust_regression, canary, correlated_slopes, survey,
              overdispersed_counts, autoregression, volatility, missing_data, survival,
              crossed_effects, drug_levels, mixture, hidden_states]
    for seed, maker in enumerate(makers):
        write(maker.__name__, *maker(np.random.Generator(np.random.Philox(key=seed))))


if __name__ == "__main__":
    main()
