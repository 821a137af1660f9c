#!/usr/bin/python3
"""Walks reports: report.py GRADFIG LIBRARY VECTORS FIGURES

Every number of the JSON is computed anew, with 60 digits or exactly, or found in `gradfig series`;
every number of the Markdown is one of the JSON, rounded; every cell of the HTML is the Markdown's.
"""
import base64
import csv
import functools
import html.parser
import io
import json
import math
import os
import random
import re
import shutil
import subprocess
import sys
from decimal import Decimal, getcontext, localcontext

getcontext().prec = 60
getcontext().Emax = 999999999
getcontext().Emin = -999999999
GRADFIG, LIBRARY, VECTORS, FIGURES = sys.argv[1:]
N_RANDOM = 40
sys.dont_write_bytecode = True  # the source folder stays as it is
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "shared"))
from library import Library  # noqa: E402

library = Library(LIBRARY)
LIMITS = {"vanishing": -4, "decaying": -1, "slightly decaying": math.log10(0.99),
          "stable": math.log10(1.01)}
RANGES = {  # log10, of exact powers
    "thousand": (Decimal(-3), Decimal(3)),
    "half": ((Decimal(2) ** -14).log10(), Decimal(65504).log10()),
    "float": ((Decimal(2) ** -126).log10(), ((2 - Decimal(2) ** -23) * Decimal(2) ** 127).log10()),
    "double": ((Decimal(2) ** -1022).log10(),
               (Decimal(2) ** 1024).log10() * (1 - Decimal("3e-15"))),  # which is beyond
}
DIGITS, PERCENT_DIGITS = 4, 3  # of Markdown and HTML
CHINESE = {"vanishing": "梯度消失", "decaying": "梯度衰减", "slightly decaying": "轻微衰减",
           "stable": "梯度稳定", "amplifying": "梯度增长"}

checks = 0
failures = 0
where = ""


def check(holds, what):
    global checks, failures
    checks += 1
    if not holds:
        failures += 1
        if failures <= 40:
            print(f"FAILED: {where}: {what}")


def equal(found, expected, what):
    check(found == expected, f"{what}: expected {expected!r}, found {found!r}")


def run_gradfig(*arguments):
    """What it writes to standard output and to standard error."""
    done = subprocess.run([GRADFIG, *arguments], capture_output=True, text=True, encoding="utf-8")
    if done.returncode != 0:
        raise SystemExit(f"{where}: gradfig {arguments}: {done.stderr}")
    return done.stdout, done.stderr


def check_command(spec):
    """The command writes what the library writes, which is what is walked."""
    for form in ("md", "html", "json"):
        check(run_gradfig("report", spec, "--format", form)[0] == library.report(form, spec),
              f"the command's {form} is the library's")


# ---- the model, computed anew ----

@functools.cache
def log10_abs(number):
    return abs(number).log10() if number != 0 else Decimal("-Infinity")


class Network:
    """One network by the numbers of the JSON's parameters."""

    def __init__(self, parameters, depth, x0):
        def reals(one, many):
            given = parameters.get(many) or [parameters[one]]
            if isinstance(given, dict):  # from the first layer to the last, in exact decimals
                first, last = Decimal(given["from"]), Decimal(given["to"])
                return [first + (last - first) * k / max(depth - 1, 1) for k in range(depth)]
            return [Decimal(float(text)) for text in given]
        with localcontext() as exact:  # sums of doubles need many digits
            exact.prec = 800
            self.slopes = reals("slope", "slopes")
            self.intercepts = reals("intercept", "intercepts")
            skips = reals("skip", "skips")
            power = Decimal(parameters.get("scale_power", "0"))
            scales = [scale * Decimal(max(depth, 1)) ** power for scale in reals("scale", "scales")]
            period = math.lcm(len(self.slopes), len(self.intercepts), len(skips), len(scales))
            at = [[numbers[k % len(numbers)] for k in range(period)]
                  for numbers in (skips, scales, self.slopes, self.intercepts)]
            self.branches = [scale * slope for _, scale, slope, _ in zip(*at)]
            self.blocks = [skip + branch for skip, branch in zip(at[0], self.branches)]
            self.summands = [scale * intercept for _, scale, _, intercept in zip(*at)]
        self.skip, self.scale = skips[0], scales[0]
        self.is_schedule = any(isinstance(given, dict) for given in parameters.values())
        self.depth, self.x0 = depth, x0
        self.walk()

    def block(self, layer):
        return self.blocks[(layer - 1) % len(self.blocks)]

    def summand(self, layer):
        return self.summands[(layer - 1) % len(self.summands)]

    def walk(self):
        self.gradients, self.activations, self.intercept = [Decimal(1)], [self.x0], Decimal(0)
        for layer in range(1, self.depth + 1):
            self.gradients.append(self.gradients[-1] * self.block(layer))
            self.activations.append(self.block(layer) * self.activations[-1] + self.summand(layer))
            self.intercept = self.block(layer) * self.intercept + self.summand(layer)

    def is_uniform(self):
        return len(set(self.blocks)) == 1 and len(set(self.summands)) == 1

    def first_outside(self, low, high):
        """By whole repetitions of the list, then layer by layer; None if it never happens."""
        if 0 in self.blocks:
            before = self.blocks.index(0)
        else:
            before = None
        sums, total = [], Decimal(0)
        for block in self.blocks[:before]:
            total += log10_abs(block)
            sums.append(total)
        edge = Decimal(1) + Decimal("1e-13" if high == 3 else "1e-15")
        best = None if before is None else before + 1
        for i, start in enumerate(sums):
            for sign, limit in ((1, high), (-1, -low)):
                at, step = sign * start, sign * total
                if at > limit * edge:
                    rounds = 0
                elif step > 0 and before is None:
                    rounds = int((limit * edge - at) / step) + 1
                else:
                    continue
                layer = rounds * len(self.blocks) + i + 1
                best = layer if best is None else min(best, layer)
        # A schedule has no layers beyond the last.
        return None if best is not None and self.is_schedule and best > self.depth else best


def class_of(gradient):
    log = log10_abs(gradient)
    for name, limit in LIMITS.items():
        if name == "stable":
            return name if log <= Decimal(limit) + Decimal("1e-14") else "amplifying"
        if log < Decimal(limit) - Decimal("1e-14"):
            return name
    return "amplifying"


# ---- numbers of the JSON ----

def is_number(found, expected, what, relative=1e-14):
    """`found` is {sign, log10_abs, value}."""
    if expected is None:
        equal(found, None, what)
        return
    if found is None:
        check(False, f"{what}: expected {expected:.20g}, found null")
        return
    equal(found["sign"], (expected > 0) - (expected < 0), what + " (sign)")
    if expected == 0:
        equal((found["log10_abs"], found["value"]), (None, 0), what)
        return
    log = log10_abs(expected)
    off = abs(Decimal(found["log10_abs"]) - log)
    check(off <= Decimal(1e-15) * abs(log) + Decimal(relative) / 2,
          f"{what}: log10 expected {log:.20g}, found {found['log10_abs']!r}")
    fits = -323 < log < Decimal("308.25")
    if fits:
        off = abs(Decimal(found["value"]) - expected)
        check(off <= Decimal(relative) * abs(expected) + Decimal(5e-324),
              f"{what}: expected {expected:.20g}, found {found['value']!r}")
    elif log > 309 or log < -325:
        equal(found["value"], None, what + " (no double)")


def is_double(found, expected, what, relative=1e-13):
    if expected is None:
        equal(found, None, what)
    else:
        check(found is not None and math.isclose(found, float(expected), rel_tol=relative,
                                                 abs_tol=1e-300),
              f"{what}: expected {float(expected)!r}, found {found!r}")


def angle(slope):
    return Decimal(math.degrees(math.atan(float(slope))))


def activation_tolerance(network):
    """What cancels is lost in any order; the recurrence itself is exact to 106 bits."""
    largest = max(abs(x) for x in network.activations)
    last = abs(network.activations[-1])
    return 1e-14 if last == 0 else float(max(Decimal(1e-14), Decimal(1e-28) * largest / last))


def check_network(found, network, first):
    depth, gradient = network.depth, network.gradients[-1]
    log = log10_abs(gradient)
    is_number(found["gradient"], gradient, "gradient")
    equal(found["class"], class_of(gradient), "class")
    is_double(found["decades_per_layer"], None if depth == 0 or gradient == 0 else log / depth,
              "decades")
    slope = None if depth == 0 else Decimal(0) if gradient == 0 else Decimal(10) ** (log / depth)
    is_number(found["effective_slope"], slope, "effective slope", 1e-13)
    half_life = None
    if depth > 0 and gradient != 0 and log != 0:
        half_life = Decimal(2).log10() * depth / abs(log)
    is_double(found["half_life"], half_life, "half-life")
    for name, (low, high) in RANGES.items():
        expected = network.first_outside(low, high)
        layer = found["first_layer_outside"][name]
        check(layer == expected or (expected and expected > 1e9 and
                                    math.isclose(layer, expected, rel_tol=1e-6)),
              f"first layer outside {name}: expected {expected}, found {layer}")
    is_number(found["activation"], network.activations[-1], "activation",
              activation_tolerance(network))
    block, summand = network.block(1), network.summand(1)
    if network.is_uniform() and block != 1:
        is_number(found["fixed_point"], summand / (1 - block), "fixed point")
        expected = "neutral" if abs(block) == 1 else ("attracting" if abs(block) < 1 else "repelling")
        equal(found["fixed_point"]["stability"], expected, "stability")
    else:
        equal(found["fixed_point"], None, "fixed point")
    is_number(found["first_layer"]["slope"], block, "slope of the first layer")
    is_number(found["first_layer"]["intercept"], summand, "intercept of the first layer")
    is_double(found["first_layer"]["angle"], angle(block), "angle")
    is_number(found["composed"]["slope"], gradient, "composed slope")
    is_number(found["composed"]["intercept"], network.intercept, "composed intercept",
              max(1e-13, activation_tolerance(network)))
    is_double(found["composed"]["angle"], angle(gradient), "angle of all layers")
    reference = first.gradients[-1]
    is_number(found["improvement"], None if reference == 0 else abs(gradient / reference),
              "improvement")


# ---- paths ----

def distribution(network):
    """The terms e_k and their moduli's shares, or why there are none."""
    if network.skip == 0:
        return "no-skip"
    branches = network.branches
    if len(branches) > 1:
        if min(branches) < 0 < max(branches):
            return "cancel"
        if network.depth > 2000:
            return "too-deep"
    if network.depth > 300:
        return "shown"  # not computed here
    terms = [Decimal(1)]
    for layer in range(network.depth):
        branch = branches[layer % len(branches)]
        terms = [network.skip * (terms[k] if k < len(terms) else 0)
                 + branch * (terms[k - 1] if k > 0 else 0) for k in range(len(terms) + 1)]
    return terms


def check_paths(found, network):
    terms = distribution(network)
    if isinstance(terms, str):
        equal(found["state"], terms, "paths")
        return
    equal(found["state"], "shown", "paths")
    depth, total = network.depth, sum(map(abs, terms))
    shares = [abs(term) / total for term in terms]
    largest = max(shares)
    tie = largest * Decimal("1e-13")
    equal(found["dominating_length"],
          max(k for k, share in enumerate(shares) if largest - share <= tie), "dominating length")
    top = found["dominating_length"]
    equal(found["dominating_is_shared"], top > 0 and largest - shares[top - 1] <= tie, "shared")
    if len(network.branches) == 1:
        p = abs(network.branches[0])
        p = p / (abs(network.skip) + p)
        at = (depth + 1) * p
        if abs(at - at.to_integral_value()) > Decimal("1e-12"):
            equal(found["dominating_length"], min(int(at), depth), "floor((n+1)p)")
        is_double(found["mean_length"], depth * p, "n p")
    is_number(found["dominating_share"], largest, "dominating share")
    is_double(found["mean_length"], sum(k * share for k, share in enumerate(shares)), "mean")
    gradient = network.gradients[-1]
    is_number(found["cancellation"], None if gradient == 0 else total / abs(gradient),
              "cancellation", 1e-13)
    first, last = found["band"]["first"], found["band"]["last"]
    paths = [Decimal(math.comb(depth, k)) / 2 ** depth for k in range(depth + 1)]
    is_number(found["band"]["gradient_share"], sum(shares[first:last + 1]), "band, gradient")
    is_number(found["band"]["path_share"], sum(paths[first:last + 1]), "band, paths")
    for row in found["terms"]:
        k = row["length"]
        is_number(row["n_paths"], Decimal(math.comb(depth, k)), f"paths of {k}")
        is_number(row["term"], terms[k], f"term {k}", 1e-13)
        is_number(row["gradient_share"], shares[k], f"share {k}", 1e-13)
        is_number(row["path_share"], paths[k], f"paths {k}")
    check({first, last, found["dominating_length"]} <= {row["length"] for row in found["terms"]},
          "the ends of the band and its middle are in the table")


# ---- the JSON as a whole ----

def layers_of(depth):
    steps = [factor * 10 ** power for power in range(2, 8) for factor in (1, 2, 5)]
    return list(range(min(depth, 100) + 1)) + [s for s in steps if 100 < s < depth] + \
        ([depth] if depth > 100 else [])


def series_of(spec, layers):
    """The rows, and the warnings."""
    table, warnings = run_gradfig("series", spec, "--layers", ",".join(map(str, layers)))
    return {(row["panel"], row["curve"], float(row["x"])): row
            for row in csv.DictReader(io.StringIO(table))}, warnings


def same_as_series(found, row, what):
    log = None if row["log10_abs"] == "-inf" else float(row["log10_abs"])
    value = None if row["value"] == "" else float(row["value"])
    equal((found["sign"], found["log10_abs"], found["value"]), (int(row["sign"]), log, value), what)


def check_layers(report, spec):
    """Each number is the series'; returns what `gradfig series` warns of."""
    layers = layers_of(report["depth"])
    series, warnings = series_of(spec, layers)
    for network in report["networks"]:
        name = network["name"]
        equal([row["layer"] for row in network["layers"]], layers, "layers")
        for row in network["layers"]:
            for panel in ("activation", "gradient"):
                same_as_series(row[panel], series[panel, name, row["layer"]],
                               f"{panel} of {name} at {row['layer']}")
        same_as_series(network["gradient"], series["gradient", name, report["depth"]], "gradient")
        same_as_series(network["activation"], series["activation", name, report["depth"]],
                       "activation")
    for row in report["sweep"]:
        same_as_series(row["gradient"], series["sweep", row["slope"], report["depth"]], "sweep")
    return warnings


def check_sweep(report):
    sweep = report["parameters"]["sweep"]
    equal([row["slope"] for row in report["sweep"]], sweep["slopes"], "slopes as typed")
    for row in report["sweep"]:
        network = Network({"slope": row["slope"], "intercept": "0", "skip": sweep["skip"],
                           "scale": sweep["scale"]}, 0, Decimal(0))
        block = network.block(1)
        is_number(row["block_slope"], block, "block slope")
        if block == 0:
            gradient = Decimal(1 if report["depth"] == 0 else 0)
        else:
            gradient = block ** report["depth"]
        is_number(row["gradient"], gradient, "gradient of the sweep")
        equal(row["class"], class_of(gradient), "class of " + row["slope"])


def expected_notices(report, networks):
    """(kind, network or slope, layer) of what can be told from the numbers alone."""
    due = set()
    largest = Decimal(2) ** 1024
    for found, network in zip(report["networks"], networks):
        name, depth = found["name"], network.depth
        layer = next((k for k in range(1, depth + 1) if abs(network.activations[k]) >= largest), None)
        if layer:
            due.add(("activation-beyond-double", name, layer))
        zero = next((k for k in range(1, depth + 1) if network.block(k) == 0), None)
        if zero:
            due.add(("zero", name, zero))
        outside = network.first_outside(*RANGES["double"])
        if outside and outside <= depth and (not zero or outside < zero):
            due.add(("gradient-beyond-double", name, outside))
        layer = next((k for k in range(1, depth + 1) if network.block(k) <= 0), None)
        if layer and network.skip != 0:
            due.add(("slope-not-positive", name, layer))
    first = networks[0]
    for found, network in zip(report["networks"], networks):
        if len(first.slopes) == len(network.slopes) == 1 and first.skip == 0 != network.skip and \
                first.scale != 0 != network.slopes[0] and network.slopes != first.slopes and \
                network.depth > 0:
            due.add(("unlike-slopes", found["name"], None))
    for row in report["sweep"]:
        if row["block_slope"]["sign"] <= 0:
            due.add(("sweep-not-positive", row["slope"], None))
    return due


def check_notices(report, networks, warnings):
    found = {(notice["kind"], notice["network"] or notice["slope"], notice["layer"])
             for notice in report["notices"]}
    lost = {notice for notice in found if notice[0] == "digits-lost"}
    axis = {notice for notice in found if notice[0].startswith("axis")}
    equal(found - lost - axis, expected_notices(report, networks), "notices")
    warned = set(re.findall(r"activation of (\S+): fewer than 3 digits are certain", warnings))
    equal({name for _, name, _ in lost}, warned, "digits lost, as series warns")
    for notice in report["notices"]:
        check(len(notice["text"]) > 10 and "{layer}" not in notice["text"], "a sentence")


def check_json(report, spec):
    x0 = Decimal(float(report["parameters"]["input"]))
    equal(report["depth"], int(report["parameters"]["depth"]), "depth")
    networks = [Network(report["parameters"]["networks"][network["name"]], report["depth"], x0)
                for network in report["networks"]]
    equal([network["name"] for network in report["networks"]],
          list(report["parameters"]["networks"]), "networks in their order")
    for found, network in zip(report["networks"], networks):
        check_network(found, network, networks[0])
        check_paths(found["paths"], network)
    for name, limit in LIMITS.items():
        is_double(report["thresholds"][name], limit, "threshold")
    warnings = check_layers(report, spec)
    check_sweep(report)
    check_notices(report, networks, warnings)


# ---- Markdown ----

SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def unescape(text):
    text = re.sub(r"(?<!\\)\*\*([✓✗].*?)\*\*", r"\1", text)
    text = re.sub(r"(?<!\\)\*(\w)\*", r"\1", text)
    return re.sub(r"\\(.)", r"\1", text)


def read_decimal(text):
    """A number as the formatter writes it."""
    text = text.replace("\u2212", "-").replace("\u202f", "")
    match = re.fullmatch(r"(-?)(?:([0-9.]+)×)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", text)
    if match:
        exponent = int(match[3].translate(SUPERSCRIPTS))
        number = Decimal(match[2] or 1).scaleb(exponent)
        return -number if match[1] else number
    return Decimal(text)


def as_printed(typed):
    """A number that the user typed: "2e-7" becomes "2×10⁻⁷", and "1e-7" only the power."""
    match = re.fullmatch(r"([-+.0-9]+)[eE]([-+]?[0-9]+)", typed)
    if not match or int(match[2]) == 0:
        return (match[1] if match else typed).replace("-", "−")
    power = str(int(match[2])).translate({value: key for key, value in SUPERSCRIPTS.items()})
    factor = {"1": "", "-1": "-"}.get(match[1], match[1] + "×")
    return factor.replace("-", "−") + "10" + power


def decimal_of(number):
    """{sign, log10_abs, value} as a Decimal, as well as it tells."""
    if number["sign"] == 0:
        return Decimal(0)
    if number["value"] is not None and abs(number["log10_abs"]) < 300:
        return Decimal(number["value"])
    return number["sign"] * Decimal(10) ** Decimal(number["log10_abs"])


def is_rounded(text, expected, n_digits, what):
    """Whether the text is the number with `n_digits`, or as many as its logarithm has."""
    try:
        found = read_decimal(text)
    except (ArithmeticError, ValueError):
        check(False, f"{what}: expected {expected:.15g}, found {text!r}")
        return
    if expected == 0:
        equal(found, 0, what)
        return
    slack, power = Decimal(0), expected.adjusted()  # the floor of its logarithm
    if abs(power) >= 299 and abs(log10_abs(expected)) >= 300:
        slack = abs(log10_abs(expected)) * Decimal(5e-16) * abs(expected)
        certain = int(-(abs(log10_abs(expected)) * Decimal(5.2e-16)).log10()) - 1
        n_digits = min(n_digits, certain)
    unit = Decimal(10) ** (power - n_digits + 1)
    check(abs(found - expected) <= unit * Decimal("0.5000001") + slack,
          f"{what}: expected {expected:.17g} with {n_digits} digits, found {text!r}")


def read_tables(markdown):
    """Tables under their heading: {heading: [rows, ...]}, cells as plain text."""
    tables, heading, table = {}, None, None
    for line in markdown.split("\n"):
        if line.startswith("## "):
            heading = line[3:]
        if not line.startswith("|"):
            table = None
            continue
        cells = [unescape(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if table is None:
            table = []
            tables.setdefault(heading, []).append(table)
        table.append(cells)
    for of_heading in tables.values():
        for table in of_heading:
            check(all(re.fullmatch(":?-+:?", cell) for cell in table[1]), "a row of alignments")
            check(len({len(row) for row in table}) == 1, "a table's rows are equally long")
            del table[1]
    return tables


def one_table(tables, english, chinese, is_chinese):
    """The only table under a heading."""
    found = tables.get(chinese if is_chinese else english, [])
    equal(len(found), 1, f"tables under {english}")
    return found[0] if found else [[]]


def joined_table(tables, english, chinese, is_chinese, n_parts):
    """Tables of three networks each as one; their columns after the first are `n_parts` kinds."""
    found = tables.get(chinese if is_chinese else english, [])
    check(all(len(table[0]) <= 3 * n_parts + 1 for table in found), f"no wide table under {english}")
    rows = []
    for parts in zip(*found):
        equal(len({part[0] for part in parts}), 1, f"first columns under {english}")
        columns = [part[1 + k * (len(part) - 1) // n_parts:1 + (k + 1) * (len(part) - 1) // n_parts]
                   for k in range(n_parts) for part in parts]
        rows.append(parts[0][:1] + [cell for column in columns for cell in column])
    return rows


def by_network(table, report):
    """The cells of each network after its name, in the order of the spec."""
    equal(len(table) - 1, len(report["networks"]), "a row for each network")
    return list(zip(report["networks"], (row[1:] for row in table[1:])))


def is_number_or_none(text, found, none, what):
    if found is None:
        equal(text, none, what)
    else:
        is_rounded(text, decimal_of(found), DIGITS, what)


def check_change(text, network, is_chinese):
    """After how many layers the gradient is half or double."""
    life = network["half_life"]
    words = re.findall(r"[0-9.×⁻⁰¹²³⁴⁵⁶⁷⁸⁹\u202f]+", re.sub("is 0|为 0", "", text))
    if life is None and network["gradient"]["sign"] == 0:
        zero = [row["layer"] for row in network["layers"] if row["gradient"]["sign"] == 0]
        equal(words, [str(zero[0])] if zero[0] <= 100 else words, "0 from this layer on")
    elif life is None:
        check(not words, f"no half-life: {text}")
    else:
        is_rounded(words[0], Decimal(life), DIGITS, "half-life")
        grows = (network["gradient"]["log10_abs"] or -1) > 0
        check(("翻倍" if is_chinese else "doubles") in text if grows else
              ("减半" if is_chinese else "halves") in text, "doubles or halves")


def check_fixed_point(text, point, none, is_chinese):
    parts = re.split("[,，]", text)
    if point is None:
        equal(parts, [none], "fixed point")
        return
    is_rounded(parts[0], decimal_of(point), DIGITS, "fixed point")
    words = {"attracting": "吸引", "neutral": "中性", "repelling": "排斥"}
    equal(parts[1].strip(), words[point["stability"]] if is_chinese else point["stability"],
          "stability")


def check_results(table, report, is_chinese):
    none = "无" if is_chinese else "none"
    for network, cells in by_network(table, report):
        equal(len(cells), 7, "results")
        is_number_or_none(cells[1], network["gradient"], none, "gradient")
        word = network["class"]
        equal(cells[2], CHINESE[word] if is_chinese else word, "class")
        check_change(cells[3], network, is_chinese)
        is_number_or_none(cells[4], network["improvement"], none, "improvement")
        is_number_or_none(cells[5], network["activation"], none, "activation")
        check_fixed_point(cells[6], network["fixed_point"], none, is_chinese)


def check_details(table, report, is_chinese):
    none = "无" if is_chinese else "none"
    for network, cells in by_network(table, report):
        equal(len(cells), 9, "details")
        check_line(cells[0], network["composed"])
        is_number_or_none(cells[1], network["effective_slope"], none, "effective slope")
        decades = network["decades_per_layer"]
        if decades is not None:
            is_rounded(cells[2], Decimal(decades), DIGITS, "decades")
        else:
            check(cells[2] in (none, "−∞"), "no decades")
        for cell, line in ((cells[3], "first_layer"), (cells[4], "composed")):
            degrees = network[line]["angle"]
            if degrees != 0:
                is_rounded(cell.rstrip("°"), Decimal(degrees), DIGITS, "angle")
        for cell, name in zip(cells[5:], RANGES):
            layer = network["first_layer_outside"][name]
            if layer is None:
                equal(cell, none, name)
            elif layer < 1e15:
                equal(cell.replace("\u202f", ""), str(layer), name)
            else:
                is_rounded(cell, Decimal(layer), DIGITS, name)


def check_line(text, line):
    """y = Sx + T: a slope of 1 has no digits, one very near it is a sum in brackets, a term of 0 is left
    out."""
    slope, intercept = decimal_of(line["slope"]), decimal_of(line["intercept"])
    match = re.fullmatch(r"y = (−?\(.*?\)|.*?)x(?: ([+−]) (.*))?", text)
    if not match:
        equal(slope, 0, f"the slope of {text!r}")
        is_rounded(text.removeprefix("y = "), intercept, DIGITS, "line without a slope")
        return
    factor = {"": "1", "−": "−1"}.get(match[1], match[1])
    near_one = re.fullmatch(r"(−?)\(1 ([+−]) (.*)\)", factor)
    if near_one:
        sign = -1 if near_one[1] else 1
        difference = (sign * slope - 1) * (1 if near_one[2] == "+" else -1)
        is_rounded(near_one[3], difference, DIGITS, "slope of the line beside 1")
    else:
        is_rounded(factor, slope, DIGITS, "slope of the line")
    if match[3] is None:
        equal(intercept, 0, "no intercept")
    else:
        is_rounded(("−" if match[2] == "−" else "") + match[3], intercept, DIGITS, "intercept")


def check_sweep_table(tables, report, is_chinese):
    """The table of the sweep, which may be left out where no network has a skip connection."""
    heading = "残差斜率的影响" if is_chinese else "Effect of the residual slope"
    has_blocks = any(network["paths"]["state"] != "no-skip" for network in report["networks"])
    if heading not in tables and not has_blocks:
        return
    sweep = one_table(tables, "Effect of the residual slope", "残差斜率的影响", is_chinese)
    equal(len(sweep) - 1, len(report["sweep"]), "slopes of the sweep")
    for row, found in zip(sweep[1:], report["sweep"]):
        equal(row[0], as_printed(found["slope"]), "slope as typed")
        is_rounded(row[1], decimal_of(found["block_slope"]), DIGITS, "block slope")
        is_rounded(row[2], decimal_of(found["gradient"]), DIGITS, "gradient of the sweep")
        equal(row[3], CHINESE[found["class"]] if is_chinese else found["class"], "class")


def check_other_tables(tables, report, is_chinese):
    check_sweep_table(tables, report, is_chinese)
    layers = joined_table(tables, "Layers", "逐层数值", is_chinese, 2)
    equal(len(layers) - 1, len(report["networks"][0]["layers"]), "layers")
    for i, row in enumerate(layers[1:]):
        numbers = [network["layers"][i][panel] for panel in ("activation", "gradient")
                   for network in report["networks"]]
        equal(row[0].replace("\u202f", ""), str(report["networks"][0]["layers"][i]["layer"]), "layer")
        for text, number in zip(row[1:], numbers):
            is_rounded(text, decimal_of(number), DIGITS, f"layer {row[0]}")
    shown = [network["paths"] for network in report["networks"]
             if network["paths"]["state"] == "shown"]
    of_paths = tables.get("路径长度分解" if is_chinese else "Paths by length", [])
    equal(len(of_paths), len(shown), "tables of paths")
    for table, paths in zip(of_paths, shown):
        equal(len(table) - 1, len(paths["terms"]), "lengths")
        for row, term in zip(table[1:], paths["terms"]):
            equal(row[0].replace("\u202f", ""), str(term["length"]), "length")
            is_rounded(row[1], decimal_of(term["n_paths"]), DIGITS, "number of paths")
            is_percent(row[2], term["path_share"], is_chinese, "share of the paths")
            is_rounded(row[3], decimal_of(term["term"]), DIGITS, "term")
            is_percent(row[4], term["gradient_share"], is_chinese, "share of the gradient")
    check_claims_table(tables, report, is_chinese)


def is_nearly_all(share):
    """What is not all, although three digits would say so."""
    return Decimal("0.9995") <= share and share.log10() < Decimal("-1e-12")


def in_percent(share):
    return Decimal("99.9") if is_nearly_all(share) else share * 100  # then "over 99.9%"


def is_percent(text, share, is_chinese, what):
    if is_nearly_all(decimal_of(share)):
        equal(text, "99.9% 以上" if is_chinese else "over 99.9%", what)
        return
    check(text.endswith("%"), f"{what}: in percent: {text!r}")
    is_rounded(text.rstrip("%"), decimal_of(share) * 100, PERCENT_DIGITS, what)


def check_claims_table(tables, report, is_chinese):
    if not report["claims"]:
        check("文中数值核对" not in tables and "Claims" not in tables, "no table without claims")
        return
    claims = one_table(tables, "Claims", "文中数值核对", is_chinese)
    equal(len(claims) - 1, len(report["claims"]), "claims")
    words = {"exact": ("holds, exact", "成立（精确）"), "rounded": ("holds, rounded", "成立（四舍五入）"),
             "holds": ("holds", "成立"), "truncated": ("truncated", "截断"),
             "wrong": ("wrong", "错误"), "uncertain": ("uncertain", "无法判定")}
    for row, claim in zip(claims[1:], report["claims"]):
        equal(row[0], (claim["text"] or "").strip(), "text of the claim")
        mark = "✓ " if claim["holds"] else "✗ "
        check(row[1].startswith(mark + words[claim["verdict"]][is_chinese]), f"verdict: {row[1]}")
        check(row[4].startswith(claim["quantity"]), "quantity")
        typed = claim.get("printed") or claim.get("below") or claim.get("above")
        equal(row[2].lstrip("<> "), as_printed(typed), "number as typed")
        if claim["class"]:
            equal(row[3], CHINESE[claim["class"]] if is_chinese else claim["class"], "class")
        elif claim["computed"]:
            is_rounded(row[3], decimal_of(claim["computed"]), DIGITS, "computed")


def check_verdict(markdown, report, is_chinese):
    """The sum of the claims stands before everything else."""
    head = markdown.split("\n## ")[0]
    marked = re.findall(r"^\*\*([✓✗]) (.*)\*\*$", head, re.M)
    failed = [claim for claim in report["claims"] if not claim["holds"]]
    equal(len(marked), 1 if report["claims"] else 0, "verdicts at the top")
    if report["claims"]:
        equal(marked[0][0], "✗" if failed else "✓", "mark of the verdict")
        check(str(len(failed)) in marked[0][1] or len(report["claims"]) == 1 or not failed,
              f"how many do not hold: {marked[0][1]}")
    items = [unescape(line) for line in head.split("\n") if line.startswith("- **✗ ")]
    equal(len(items), min(len(failed), 8), "claims that do not hold")
    for item, claim in zip(items, failed):
        check((claim["text"] or claim["quantity"]).strip() in item, f"claim that does not hold: {item}")


def check_order(markdown, is_chinese):
    """Notices come after the numbers, one of a kind."""
    headings = re.findall("^## (.*)$", markdown, re.M)
    notices = "提示" if is_chinese else "Notices"
    check(notices not in headings or headings.index(notices) == len(headings) - 2, "notices last")
    section = (markdown.split(f"## {notices}\n")[1:] or [""])[0].split("\n## ")[0]
    lines = [line[:20] for line in section.split("\n") if line.startswith("- ")]
    equal(len(set(lines)), len(lines), "one notice of a kind")


def numbers_in(text):
    """Every number of a sentence, powers of ten and all."""
    pattern = r"−?(?:[0-9][0-9\u202f]*(?:\.[0-9]+)?×)?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|−?[0-9][0-9\u202f]*(?:\.[0-9]+)?"
    return re.findall(pattern, text)


def check_sentences(markdown, report, is_chinese):
    """The summaries of paths, number by number."""
    lines = iter(unescape(line) for line in markdown.split("\n"))
    for network in report["networks"]:
        paths = network["paths"]
        if paths["state"] != "shown":
            continue
        begin = "：共 2" if is_chinese else ": 2"
        line = next((line for line in lines if begin in line and "%" in line), None)
        if line is None:
            check(False, "no summary of paths for " + network["name"])
            return
        power = str(report["depth"]).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))
        rest = line.split("2" + power, 1)[1]
        band = paths["band"]
        top = Decimal(paths["dominating_length"])
        expected = [*([top - 1] if paths["dominating_is_shared"] else []), top,
                    in_percent(decimal_of(paths["dominating_share"])), Decimal(paths["mean_length"])]
        lengths = [Decimal(band["first"])] + ([Decimal(band["last"])]
                                              if band["first"] != band["last"] else [])
        expected += lengths + [in_percent(decimal_of(band["gradient_share"])),
                               in_percent(decimal_of(band["path_share"]))]
        cancels = paths["cancellation"] is None or paths["cancellation"]["log10_abs"] > 1e-12
        if cancels:
            expected.append(decimal_of(paths["cancellation"]) if paths["cancellation"] else Decimal(0))
        found = numbers_in(rest)
        equal(len(found), len(expected), f"numbers in {line!r}")
        for text, number in zip(found, expected):
            is_rounded(text, number, PERCENT_DIGITS, "in the summary of paths")


def check_markdown(markdown, report, is_chinese):
    tables = read_tables(markdown)
    check_results(one_table(tables, "Networks", "网络", is_chinese), report, is_chinese)
    check_details(one_table(tables, "Lines, angles and limits of precision", "直线、角度与精度界限",
                            is_chinese), report, is_chinese)
    check_verdict(markdown, report, is_chinese)
    check_order(markdown, is_chinese)
    check_other_tables(tables, report, is_chinese)
    check_sentences(markdown, report, is_chinese)
    known = {"Networks", "Lines, angles and limits of precision", "直线、角度与精度界限",
             "Effect of the residual slope", "Layers", "Paths by length", "Claims",
             "网络", "残差斜率的影响", "逐层数值", "路径长度分解", "文中数值核对"}
    check(set(tables) <= known, f"tables that nobody walks: {set(tables) - known}")
    recipe = re.search(r"```yaml\n(.*?)```", markdown, re.S)[1]
    return tables, recipe


# ---- HTML ----

class Page(html.parser.HTMLParser):
    """Tables as rows of texts, pictures and addresses."""

    def __init__(self, text):
        super().__init__()
        self.tables, self.images, self.sources, self.tags, self.addresses = [], [], [], [], []
        self.language, self.cell, self.title, self.text = None, None, "", ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append(tag)
        self.addresses += [attributes[name] for name in ("src", "href", "srcset") if name in attributes]
        if tag == "html":
            self.language = attributes.get("lang")
        elif tag == "img":
            self.images.append(attributes)
        elif tag == "source":
            self.sources.append(attributes)
        elif tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(self.cell)
            self.cell = None

    def handle_data(self, data):
        if self.tags[-1:] == ["title"] and not self.title:
            self.title = data
        self.text += data
        if self.cell is not None:
            self.cell += data


def svg_of(address):
    before, _, encoded = address.partition(",")
    equal(before, "data:image/svg+xml;base64", "an SVG in the page")
    return base64.b64decode(encoded, validate=True).decode()


def check_html(text, tables, report, is_chinese):
    page = Page(text)
    flat = [table for of_heading in tables.values() for table in of_heading]
    equal(page.tables, flat, "cells of the page")
    equal(page.language, "zh-Hans" if is_chinese else "en", "language")
    equal(page.title, report["title"] if not is_chinese else page.title, "title")
    equal((len(page.images), len(page.sources)), (1, 1), "one picture in two widths")
    check(len(page.images[0]["alt"]) > 40, "alt text")
    if not is_chinese:
        equal(page.images[0]["alt"], report["alt"], "alt text")
    check("max-width" in page.sources[0]["media"], "the other is narrow")
    for address in (page.images[0]["src"], page.sources[0]["srcset"]):
        check("prefers-color-scheme: dark" in svg_of(address), "a picture that follows the reader")
    check(all(address.startswith("data:") for address in page.addresses), "nothing is fetched")
    check("script" not in page.tags and "iframe" not in page.tags, "no program")
    return page


END_OF_REPORT = "end-of-report"
for_pandoc = []  # name, Markdown and page of reports that it will read at once: it starts slowly


def check_pandoc():
    """Another reader of Markdown sees the same cells."""
    global where
    if not shutil.which("pandoc"):
        return
    text = f"\n\n{END_OF_REPORT}\n\n".join(markdown for _, markdown, _ in for_pandoc)
    done = subprocess.run(["pandoc", "-f", "gfm", "-t", "html", "--wrap=none", "--no-highlight"], input=text,
                          capture_output=True, text=True, encoding="utf-8")
    pages = done.stdout.split(f"<p>{END_OF_REPORT}</p>")
    equal(len(pages), len(for_pandoc), "reports as pandoc reads them")
    for (where, _, page), other in zip(for_pandoc, pages):
        check_same_elements(Page(other), page)


def check_same_elements(other, page):
    stripped = [[[[" ".join(cell.split()) for cell in row] for row in table] for table in tables]
                for tables in (other.tables, page.tables)]
    equal(stripped[0], stripped[1], "cells as pandoc reads them")
    equal([other.tags.count(tag) for tag in ("h1", "h2", "ul", "ol", "pre", "a")],
          [page.tags.count(tag) for tag in ("h1", "h2", "ul", "ol", "pre", "a")],
          "elements as pandoc reads them")


# ---- specs ----

def vector_specs():
    for case in json.load(open(VECTORS, encoding="utf-8"))["cases"]:
        given = case["input"]
        if given["kind"] == "sweep":
            yield case, (f"depth: {given['depth']}\nsweep: {{slopes: [{', '.join(given['slopes'])}], "
                         f"skip: {given['lambda']}, scale: {given['alpha']}}}\n")
            continue

        def values(name):
            value = given.get(name, "0")
            if isinstance(value, str):
                return f"{name[:-1]}: {value}"
            entries = value.get("list") or value.get("cycle")
            return f"{name}: [{', '.join(entries)}]" if len(entries) > 1 else f"{name[:-1]}: {entries[0]}"

        scale, depth = given.get("alpha", "1"), given["depth"]
        if given.get("alpha_rule"):
            scale = repr(1 / math.sqrt(depth) if "sqrt" in given["alpha_rule"] else 1 / depth)
        skip = given.get("lambda", "0" if given["kind"] == "plain" else "1")
        yield case, (f"depth: {depth}\ninput: {given.get('x0', '1')}\nnetworks:\n  case: {{"
                     f"{values('slopes')}, {values('intercepts')}, skip: {skip}, scale: {scale}}}\n")


def is_log(gradient, row, what):
    equal(gradient["sign"], row["sign"], f"{what}: sign")
    if row["sign"] != 0:
        off = abs(Decimal(gradient["log10_abs"]) - Decimal(row["log10"]))
        check(off <= Decimal(row["tol_strict"]) + Decimal("1e-30"), what)


def check_vector(report, case):
    expected = case["expected"]["binary64"]
    found = {row["layer"]: row for row in report["networks"][0]["layers"]}
    n = 0
    for row in expected.get("sweep", []):
        slope = next(slope for slope in report["sweep"] if slope["slope"] == row["a"])
        is_log(slope["gradient"], row, f"{case['id']}: {row['a']}")
        if row["class_advisory"] is not None:
            equal(slope["class"], row["class_advisory"], f"{case['id']}: class of {row['a']}")
        n += 1
    for row in expected.get("gradient", []):
        if row["k"] in found:
            is_log(found[row["k"]]["gradient"], row, f"{case['id']}: gradient at {row['k']}")
            n += 1
    for row in expected.get("activation", []):
        if row["k"] in found and row.get("rel_basic") and "value" in row:
            value = found[row["k"]]["activation"]["value"]
            if value is not None:
                off = abs(Decimal(value) - Decimal(row["value"]))
                check(off <= Decimal(row["rel_basic"]) * abs(Decimal(row["value"])),
                      f"{case['id']}: activation at {row['k']}")
            n += 1
    composed = expected.get("composed")
    if composed:
        off = abs(Decimal(report["networks"][0]["composed"]["slope"]["log10_abs"] or 0)
                  - Decimal(composed["slope"]["log10"].replace("-inf", "0")))
        check(off <= Decimal(composed["slope"].get("tol_strict") or 0) + Decimal("1e-30"),
              f"{case['id']}: composed slope")
    check(n > 0, f"{case['id']}: something was compared")


def random_number(choose):
    return choose.choice([
        lambda: f"{choose.uniform(-2, 2):.3f}", lambda: f"{choose.uniform(0.9, 1.1):.4f}",
        lambda: choose.choice(["0", "1", "-1", "0.5", "2", "-0.2", "0.2", "1e-12", "-1e-9"]),
        lambda: f"{choose.uniform(-3, 3):.2f}e{choose.randint(-12, 6)}",
        lambda: f"{choose.uniform(-0.3, 0.3):.2f}",
    ])()


def random_spec(choose):
    depth = choose.choice([0, 1, 2, 3, 10, 10, 20, 21, 54, 99, 100, 101, 250, 1000])
    lines = [f"depth: {depth}", f"input: {random_number(choose)}", "networks:"]
    for i in range(choose.randint(1, 4)):
        n = choose.choice([1, 1, 1, 2, 3, 5])
        n = min(n, max(depth, 1))
        slopes = ", ".join(random_number(choose) for _ in range(n))
        fields = [f"slopes: [{slopes}]" if n > 1 else f"slope: {slopes}",
                  f"intercept: {random_number(choose)}"]
        fields += [f"skip: {choose.choice(['1', '1', '0.5', '-1'])}"] if choose.random() < 0.6 else []
        fields += [f"scale: {choose.choice(['0.1', '-1', '2', '0'])}"] if choose.random() < 0.3 else []
        lines.append(f"  n{i}: {{{', '.join(fields)}}}")
    slopes = ", ".join(random_number(choose) for _ in range(choose.randint(1, 6)))
    lines.append(f"sweep: {{slopes: [{slopes}], skip: {choose.choice(['1', '1', '0', '0.9'])}}}")
    if depth > 3 and choose.random() < 0.3:
        lines.append(f"paths: {{band: [1, {choose.randint(1, depth)}]}}")
    return "\n".join(lines) + "\n"


HOSTILE = ["*a* **b** _c_", "a|b", "<script>alert(1)</script>", "](javascript:alert(1))", "`code`",
           "&amp; &lt;", "![x](y)", "# x", "1. x", "- x", "~~x~~", "$x$", "a\\\\b\\\\", "梯度 10 层",
           "http://example.org", "www.example.org", "me@example.org", "x" * 200, "[x]: y", "<b>", "'\\\"", "{name} {first}", "| | |", "+ x", "1) x",
           "    code", "> quote", "---", "===", "***", "+", "2023. x", " - x"]


def hostile_spec(text):
    return (f'networks:\n  a: {{slope: 0.5, label: "{text}"}}\n'
            f'  b: {{slope: 0.2, skip: 1, label: "{text}"}}\n'
            f'labels: {{title: "{text}", subtitle: "{text}"}}\n'
            'figure: {panels: [gradient], width: 500, height: 350}\n'
            f'claims: [{{text: "{text}", quantity: gradient.a, printed: 1}}]\n')


def walk(name, text, languages=("en", "zh"), pages=("en", "zh")):
    """All of one spec's report; returns the JSON, and the last page. Pages take most time."""
    global where
    where = name
    spec = "spec.yaml"
    if text is not None:
        with open(spec, "w", encoding="utf-8") as file:
            file.write(text)
    else:
        spec = name
    report = json.loads(library.report("json", spec, "figure.language=en"))
    check_json(report, spec)
    page = None
    for language in languages:
        where = f"{name} ({language})"
        is_chinese = language == "zh"
        setting = f"figure.language={language}"
        markdown = library.report("md", spec, setting)
        tables, recipe = check_markdown(markdown, report, is_chinese)
        if language in pages:
            page = check_html(library.report("html", spec, setting), tables, report, is_chinese)
            for_pandoc.append((where, markdown, page))
        check(f"language: {language}" in recipe, "the recipe is the language's")
        again = library.report("md", "recipe", text=recipe)
        equal(re.search(r"```yaml\n(.*?)```", again, re.S)[1], recipe, "the recipe of the recipe")
    return report, page


def main():
    figures = sorted(os.path.join(FIGURES, name) for name in os.listdir(FIGURES)
                     if name.endswith(".yaml"))
    check_command(figures[0])
    # The model that is computed anew knows no random layers and no measurements.
    modelled = [path for path in figures
                if not re.search("slope_sd|measured", open(path, encoding="utf-8").read())]
    for i, path in enumerate(modelled):
        walk(path, None, pages=("en", "zh")[i % 2])
    for case, text in vector_specs():
        if case["input"]["depth"] <= 20000:
            report, _ = walk(case["id"], text, languages=("en",), pages=())
        else:  # too deep to be walked here
            report = json.loads(library.report("json", "vector", text=text))
        check_vector(report, case)
    choose = random.Random(7)
    for i in range(N_RANDOM):
        walk(f"random {i}", random_spec(choose), languages=(choose.choice(["en", "zh"]),),
             pages=("en", "zh") if i % 5 == 0 else ())
    for text in HOSTILE:
        plain = text.replace("\\\\", "\\").replace('\\"', '"')
        report, page = walk(f"hostile {text[:20]}", hostile_spec(text), languages=("en",))
        equal(report["title"], plain, "title as typed")
        equal(page.title.strip(), plain.strip(), "title of the page")
        check(plain.strip() in page.text, f"subtitle as typed: {plain!r}")
        equal([page.tags.count(tag) for tag in ("h1", "ul", "ol", "pre", "hr", "blockquote", "a")],
              [1, 3, 0, 1, 0, 0, 0], "nothing of it is Markdown")
        check(page.tables[2][1][0] == plain.strip(), f"claim as typed: {page.tables[2][1][0]!r}")
        equal(page.tables[0][1][0], plain.strip(), "label as typed")
    check_pandoc()
    print(f"{checks} checks, {failures} failed")
    sys.exit(failures > 0)


main()
