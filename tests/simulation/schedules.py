"""Lists and schedules of every quantity, against exact rational arithmetic."""

import csv
import io
import json
import math
import random
import subprocess
import sys
import tempfile
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 60
GRADFIG = sys.argv[1]
SINGULAR = {"slopes": "slope", "intercepts": "intercept", "skips": "skip", "scales": "scale"}
N_SPECS = 40
POWERS = ["0", "0", "-0.5", "-1", "0.25", "4", "-4"]


def log10_abs(value):
    return abs(Decimal(value.numerator) / Decimal(value.denominator)).log10()


class Quantity:
    """One quantity of a network, as a user types it."""

    def __init__(self, key, kind, numbers):
        self.key, self.kind, self.numbers = key, kind, numbers

    def yaml(self):
        if self.kind == "constant":
            return f"{SINGULAR[self.key]}: {self.numbers[0]}"
        if self.kind == "list":
            return f"{self.key}: [{', '.join(self.numbers)}]"
        return f"{self.key}: {{from: {self.numbers[0]}, to: {self.numbers[1]}}}"

    def decimal(self, layer, depth):
        exact = [Fraction(number) for number in self.numbers]
        if self.kind != "schedule":
            return exact[(layer - 1) % len(exact)]
        if depth == 1:
            return exact[0]
        return exact[0] + (exact[1] - exact[0]) * (layer - 1) / (depth - 1)


def rounded(value):
    """As the nearest double has it; int / int is rounded once."""
    return Fraction(value.numerator / value.denominator)


def random_quantity(source, key, depth, numbers):
    kind = source.choice(["constant", "list", "schedule", "schedule"])
    n = {"constant": 1, "list": source.randint(1, depth), "schedule": 2}[kind]
    return Quantity(key, kind, [source.choice(numbers) for _ in range(n)])


def blocks_of(quantities, depth, power):
    """(slope, intercept) of each layer."""
    factor = Fraction(Decimal(depth) ** Decimal(power))
    for layer in range(1, depth + 1):
        slope, intercept, skip = (
            rounded(quantities[key].decimal(layer, depth))
            for key in ("slopes", "intercepts", "skips"))
        scales = quantities["scales"]
        scale = rounded(scales.decimal(layer, depth)) * factor
        yield skip + scale * slope, scale * intercept


def series_of(path):
    text = subprocess.run([GRADFIG, "series", path], check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    return {(row["panel"], int(row["x"])): row for row in csv.DictReader(io.StringIO(text))
            if row["panel"] in ("activation", "gradient")}


def is_near(row, exact):
    sign = (exact > 0) - (exact < 0)
    if int(row["sign"]) != sign:
        return False
    if sign == 0:
        return True
    expected = log10_abs(exact)
    found = Decimal(row["log10_abs"])
    return abs(found - expected) <= Decimal(max(4 * math.ulp(float(expected)), 1e-27))


def check_spec(source, number, folder):
    depth = source.choice([1, 2, 3, 7, 10, 21, 54])
    numbers = ["-0.3", "0.1", "0.7", "1", "1", "0", "0.25", "-1.2", "0.9", "1e-3", "1.0000001"]
    quantities = {key: random_quantity(source, key, depth, numbers) for key in SINGULAR}
    power = source.choice(POWERS)
    spec = (f"depth: {depth}\nnetworks:\n  a:\n    scale_power: {power}\n" +
            "".join(f"    {quantity.yaml()}\n" for quantity in quantities.values()))
    path = f"{folder}/{number}.yaml"
    with open(path, "w", encoding="ascii") as file:
        file.write(spec)
    rows = series_of(path)
    gradient, activation = Fraction(1), Fraction(1)
    for layer, (slope, intercept) in enumerate(blocks_of(quantities, depth, power), 1):
        gradient *= slope
        if not is_near(rows["gradient", layer], gradient):
            sys.exit(f"gradient at layer {layer}: expected {float(gradient)!r}, "
                     f"found {rows['gradient', layer]} of\n{spec}")
        activation = slope * activation + intercept
        value = rows["activation", layer]["value"]
        if value == "":  # beyond every double
            continue
        found = Fraction(value)
        if abs(found - activation) > abs(activation) * Fraction(1, 10**9) + Fraction(1, 10**25):
            sys.exit(f"activation at layer {layer}: expected {float(activation)!r}, "
                     f"found {float(found)!r} of\n{spec}")


def last_gradient(settings, layer, network="residual"):
    arguments = [argument for setting in settings for argument in ("--set", setting)]
    text = subprocess.run([GRADFIG, "series", "--layers", str(layer), "--format", "json"] +
                          arguments, check=True, stdout=subprocess.PIPE, text=True).stdout
    row, = [row for row in json.loads(text)
            if row["panel"] == "gradient" and row["curve"] == network]
    return row["value"]


def check_closed_forms():
    """Skip 1 and slope 0.2: a branch that becomes weaker, and the scaling by the depth."""
    expected = [
        (["depth=54", "networks.residual.scales={from: 1, to: 0.5}"], 54, 1862.1355472321907954),
        (["depth=10", "networks.residual.scale_power=-1"], 10, 1.2189944199947571302),
        (["depth=100", "networks.residual.scale_power=-1"], 100, 1.2211588271895918462),
        (["depth=1000", "networks.residual.scale_power=-1"], 1000, 1.2213783336058059657),
        (["depth=1000000", "networks.residual.scale_power=-1"], 10**6, 1.2214027337321181721),
        (["depth=10", "networks.residual.scale_power=-0.5"], 10, 1.8464423410505895),
        (["depth=100", "networks.residual.scale_power=-0.5"], 100, 7.2446461182523356),
        (["depth=1000", "networks.residual.scale_power=-0.5"], 1000, 547.10418461129229),
        (["depth=1000000", "networks.residual.scale_power=-0.5"], 10**6, 7.0829087857651505e86),
    ]
    for settings, layer, value in expected:
        found = last_gradient(settings, layer)
        if abs(found / value - 1) > 4e-14:
            sys.exit(f"{settings}: expected {value!r}, found {found!r}")
    zeros = [(9, "plain", ["plain.slopes={from: -0.1, to: 0.7}"])]
    zeros += [(depth, "residual", [f"residual.slope={slope}", f"residual.scale_power={power}"])
              for depth, slope, power in [(3, -3, -1), (49, -49, -1), (49, -7, -0.5),
                                          (1000, -1000**4, -4), (100, -1000, -1.5),
                                          (4, -0.25, 1)]]
    for depth, network, settings in zeros:
        settings = [f"depth={depth}"] + [f"networks.{setting}" for setting in settings]
        found = last_gradient(settings, depth, network)
        if found != 0:
            sys.exit(f"{settings}: expected 0, found {found!r}")


def check_depths():
    """A row of the depth panel is the gradient of a network of that depth."""
    settings = ["networks.residual.scales={from: 1, to: 0.5}", "networks.residual.scale_power=-0.5",
                "networks.plain.slopes=0.9,-2,0.5"]
    arguments = [argument for setting in settings + ["depth=54", "figure.panels=depth"]
                 for argument in ("--set", setting)]
    text = subprocess.run([GRADFIG, "series", "--layers", "0,5,17,54"] + arguments, check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    rows = [row for row in csv.DictReader(io.StringIO(text)) if row["panel"] == "depth"]
    if [int(row["x"]) for row in rows] != [5, 17, 54] * 2:
        sys.exit(f"the depth panel: expected rows at 5, 17, 54, found {rows}")
    for row in rows:
        value = last_gradient(settings + [f"depth={row['x']}"], int(row["x"]), row["curve"])
        if abs(float(row["value"]) - value) > 4e-16 * abs(value):
            sys.exit(f"the depth panel: expected {value!r}, found {row}")


def check_paths(folder):
    """Shares by path length: elementary symmetric sums, of skips of -1 to -0.5."""
    depth = 12
    terms, moduli = [Fraction(1)], Fraction(1)
    for layer in range(depth):
        skip = Fraction(-1) + Fraction(layer, 2 * (depth - 1))
        branch = [1, Fraction(1, 2), 2][layer % 3] * Fraction(-1, 2)
        longer = [Fraction(0)] + [term * branch for term in terms]
        terms = [term * skip + more for term, more in zip(terms + [Fraction(0)], longer)]
        moduli *= abs(skip) + abs(branch)
    path = f"{folder}/paths.yaml"
    with open(path, "w", encoding="ascii") as file:
        file.write(f"depth: {depth}\nfigure: {{panels: [paths]}}\nnetworks:\n"
                   "  a: {slope: -0.5, skips: {from: -1, to: -0.5}, scales: [1, 0.5, 2]}\n")
    text = subprocess.run([GRADFIG, "report", path, "-o", "-", "--format", "json"], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    found = json.loads(text)["networks"][0]["paths"]["terms"]
    for term, exact in zip(found, terms, strict=True):
        value, share = term["term"]["value"], term["gradient_share"]["value"]
        if abs(value - exact) > 1e-14 * abs(exact) or abs(share * moduli - abs(exact)) > 1e-14:
            sys.exit(f"paths: expected {float(exact)!r}, found {term}")


def main():
    source = random.Random(18)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(N_SPECS):
            check_spec(source, number, folder)
        check_paths(folder)
    check_closed_forms()
    check_depths()


main()
