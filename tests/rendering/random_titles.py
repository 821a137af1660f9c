"""Titles of random layers, against samples and exponents that are computed here."""

import json
import math
import random
import re
import subprocess
import sys
import tempfile

GRADFIG = sys.argv[1]
N_SPECS = 24
MASK = 0xFFFFFFFF
WORDS = {
    "en": {
        "headline": r"[Tt]he typical gradients? of (\w+(?: and \w+)?) (?:(halve|double)s? every (\S+) layers "
                    r"while the means? stays? 1|(?:is|are) (\S+), "
                    r"(?:like the means?|the means? (\S+?)(?:, as signs cancel)?))(?:;|$)",
        "activation": r"(\w+) typically ends? (?:at (\S+)|near 0) \(mean (\S+?)\)(?:,|$)",
        "depth": r"(\w+) (?:is|are) typically ([^ ;]+)()(?:;|$)",
        "sweep": r"Typical gradients: (\S+) at a = (\S+), (\S+) at a = (\S+)$",
        "alike": r"Typical gradient at a = (?P<slope>\S+): (?P<value>\S+)$",
        "halves": "halve", "both": "both", "cancel": "as signs cancel",
    },
    "zh": {
        "headline": r"(\w+(?: 和 \w+)?) ?的典型梯度均?(?:每 (\S+) 层(减半|翻倍)，均值均?保持为 1|"
                    r"为 (\S+?)，(?:与均值相同|均值均?为 ([^；（]+)(?:（正负相消）)?))(?:；|$)",
        "activation": r"(\w+) ?典型末值均?(?:为 ([^（]+)|接近 0)（均值 ([^）]+)）(?:；|$)",
        "depth": r"(\w+) ?典型值均?为 ([^（；]+)()(?:；|$)",
        "sweep": r"典型梯度：a = (\S+) 时为 (\S+?)，a = (\S+) 时为 (\S+)$",
        "alike": r"a = (?P<slope>\S+) 时典型梯度为 (?P<value>\S+)$",
        "halves": "减半", "both": "两个网络", "cancel": "正负相消",
    },
}
faults = []
seen = set()


# ---- the generator ----

def philox(counter, key):
    c, k = list(counter), [key & MASK, key >> 32]
    for _ in range(10):
        a, b = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(b >> 32) ^ c[1] ^ k[0], b & MASK, (a >> 32) ^ c[3] ^ k[1], a & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


assert philox([0] * 4, 0) == [0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8]


def draw(seed, layer, realisation, stream, distribution):
    attempt = 0
    while True:
        w = philox([layer, realisation, stream, attempt], seed)
        first, second = w[0] | w[1] << 32, w[2] | w[3] << 32
        if distribution == "uniform":
            return math.sqrt(3) * (2 * (first >> 11) * 2.0 ** -53 - 1)
        u, v = ((2 * (word >> 11) + 1 - 2 ** 53) * 2.0 ** -53 for word in (first, second))
        s = u * u + v * v
        if 0 < s < 1:
            return u * math.sqrt(-2 * math.log(s) / s)
        attempt += 1


# ---- a network ----

class Network:
    def __init__(self, rng, name, stream):
        self.name, self.stream = name, stream
        self.slope, self.skip = rng.choice([0, 0, 0.2, -0.5, 1, 1, -1.5]), rng.choice([0, 1])
        self.intercept = rng.choice([0, 0.25])
        self.sd = rng.choice([0.05, 0.3, 1, 1.5])
        self.distribution = rng.choice(["normal", "uniform"])

    def yaml(self):
        return (f"  {self.name}: {{slope: {self.slope}, skip: {self.skip}, intercept: {self.intercept}, "
                f"slope_sd: {self.sd}, distribution: {self.distribution}}}\n")

    def walk(self, depth, seed, n_samples):
        self.samples = []
        for i in range(n_samples):
            x = g = 1.0
            for layer in range(1, depth + 1):
                a = self.slope + self.sd * draw(seed, layer, i, self.stream, self.distribution)
                x, g = self.skip * x + a * x + self.intercept, g * (self.skip + a)
            self.samples.append((x, g))
        mean = self.skip + self.slope
        self.mean_gradient, self.mean_activation = mean ** depth, 1.0
        for _ in range(depth):
            self.mean_activation = mean * self.mean_activation + self.intercept
        return self

    def gradients(self):
        return [abs(g) for _, g in self.samples]

    def activations(self):
        return [x for x, _ in self.samples]

    def cancels(self):
        """The mean is clearly below the modulus that is typical."""
        mean = abs(self.mean_gradient)
        return mean == 0 or math.log10(mean) < math.log10(self.median_gradient()) - 0.3

    def median_gradient(self):
        return 10 ** median([math.log10(g) for g in self.gradients()])

    def exponent(self):
        m, s = self.skip + self.slope, self.sd
        if self.distribution == "uniform":
            w = s * math.sqrt(3)
            f = lambda x: x * math.log(abs(x)) - x if x else 0
            return (f(m + w) - f(m - w)) / (2 * w)
        # (m/s + Z)² is chi-squared of 1 + 2j degrees of freedom, j from a Poisson distribution.
        rate, digamma, total = (m / s) ** 2 / 2, -0.5772156649015329 - 2 * math.log(2), 0
        for j in range(int(rate) + 60 + 12 * int(math.sqrt(rate) + 1)):
            total += math.exp(-rate + (j * math.log(rate) if j else 0) - math.lgamma(j + 1)) * digamma if rate or j == 0 else 0
            digamma += 1 / (j + 0.5)
        return math.log(s) + (math.log(2) + total) / 2


def median(values):
    values = sorted(values)
    middle = (len(values) - 1) / 2
    return (values[math.floor(middle)] + values[math.ceil(middle)]) / 2


def bounds(values):
    """Those of the median, with a chance of 95%."""
    values, n = sorted(values), len(values)
    distance = 1.96 * math.sqrt(n) / 2
    return values[math.floor((n - 1) / 2 - distance)], values[math.ceil((n - 1) / 2 + distance)]


def is_near_zero(values):
    """The bounds are about 0, or a tenth of the values are far beyond it on either side."""
    low, high = bounds(values)
    ordered, tenth = sorted(values), len(values) // 10
    beyond = min(-ordered[tenth], ordered[-tenth - 1])
    return low <= 0 <= high or beyond > 9.9 * abs(median(values)) > 0


def are_alike(one, other):
    """The samples do not tell their medians apart."""
    (a, b), (c, d) = bounds(one), bounds(other)
    return is_near_zero(one) == is_near_zero(other) and (is_near_zero(one) or (a <= d and c <= b))


def is_simplest(text, lists):
    """Between the bounds of the median of each list, and with fewer digits it would not be."""
    low, high = (choose(ends) for choose, ends in zip((max, min), zip(*map(bounds, lists))))
    printed = read(text)
    digits = len(re.sub(r"e.*|[-.]", "", f"{printed:.3g}").strip("0")) or 1
    middle = math.copysign(math.sqrt(low * high), low) if len(lists) > 1 else median(lists[0])
    is_between = lambda value: low <= value * (1 + 1e-12) and value * (1 - 1e-12) <= high
    if low <= 0 or high <= 0:
        is_between = lambda value: low - 1e-12 <= value <= high + 1e-12
    return ((is_between(printed) or digits == 3) and is_near(text, middle, 0.51 * 10 ** (3 - digits)) or
            high > 9.9 * low and digits == 1) and not any(
        is_between(float(f"{middle:.{fewer - 1}e}")) for fewer in range(1, digits))


# ---- the titles ----

def read(text):
    text = re.sub(r"[\u202f,]", "", text.replace("−", "-").strip("()"))
    return float(re.sub(r"^(-?)e", r"\g<1>1e", re.sub(r"×?10\^(-?\d+)", r"e\1", text)))


def is_near(text, value, units=5.1):
    """Within so many of the third digit."""
    printed = read(text)
    unit = 10 ** (math.floor(math.log10(abs(value))) - 2) if value else 0
    return abs(printed - value) <= units * unit + 1e-12 if value else printed == 0


def title(spec, panel, language):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run([GRADFIG, "report", "-", "-o", file.name, "--set", f"figure.panels={panel}",
                        "--set", f"figure.language={language}"], input=spec.encode(), check=True)
        return json.load(open(file.name, encoding="utf-8"))["title"]


def judge(spec, panel, language, what, said, is_true):
    if not is_true:
        faults.append(f"{panel} {language}: {what}: {said}\n{spec}")


def judge_headline(spec, networks, depth, language):
    """Of the network with the smaller median first; the same is said of both at once. A rate is that of
    a median that is halved or doubled within the figure, and comes as far as that takes it, beside a
    mean that stays what it is."""
    by_name, words = {network.name: network for network in networks}, WORDS[language]
    said = title(spec, "gradient", language)
    found = re.findall(words["headline"], said)
    said_of = [(name, match) for match in found for name in re.split(" and | 和 ", match[0])]
    one_number = are_alike(*(network.gradients() for network in networks))
    in_order = sorted(by_name, key=lambda name: 0 if one_number else by_name[name].median_gradient())
    judge(spec, "gradient", language, "the networks, the smallest first", said,
          [name for name, _ in said_of] == (in_order if len(found) > 1 else list(by_name)))
    judge(spec, "gradient", language, "number", said,
          language == "zh" or len(found) > 1 or "the means" in said and "gradients of" in said)
    judge(spec, "gradient", language, "signs cancel, once", said,
          said.count(words["cancel"]) == any(network.cancels() for network in networks))
    seen.update({words["cancel"]} if words["cancel"] in said else [])
    for name, match in said_of:
        network = by_name[name]
        word, layers = match[1:3] if language == "en" else (match[2], match[1])
        half_life = math.log(2) / abs(network.exponent())
        drawn = math.log(network.median_gradient())
        comes_as_far = abs(network.exponent() * depth - drawn) <= 0.15 * abs(drawn)
        has_rate = network.mean_gradient == 1 and 1 <= half_life <= depth and comes_as_far
        judge(spec, "gradient", language, f"a rate, of {half_life}", said, bool(word) == has_rate)
        if word:
            seen.add(word)
            judge(spec, "gradient", language, f"layers {half_life}", said, is_near(layers, half_life))
            judge(spec, "gradient", language, "up or down", said,
                  (word == words["halves"]) == (network.median_gradient() < 1))
        else:
            of_number = [each.gradients() for each in networks] if one_number else [network.gradients()]
            judge(spec, "gradient", language, "median", said, is_simplest(match[3], of_number))
            judge(spec, "gradient", language, f"mean {network.mean_gradient}", said,
                  is_near(match[4] or match[3], network.mean_gradient))


def judge_medians(spec, panel, networks, language):
    """Both have one number if their samples do not tell more, and then one sentence if the means
    that it says are equal. By depth, where no line shows them, it says none."""
    is_activation = panel == "activation"
    by_name, words = {network.name: network for network in networks}, WORDS[language]
    values = {name: network.activations() if is_activation else network.gradients()
              for name, network in by_name.items()}
    means = {name: network.mean_activation if is_activation else network.mean_gradient
             for name, network in by_name.items()}
    said = title(spec, panel, language)
    found = re.findall(words[panel], said)
    said_of = {name: match[1:] for match in found
               for name in (by_name if match[0] == words["both"] else [match[0]])}
    one_number = are_alike(*values.values())
    judge(spec, panel, language, "both networks", said, sorted(said_of) == sorted(by_name))
    if sorted(said_of) != sorted(by_name):
        return
    judge(spec, panel, language, f"the same is said of both: {one_number} {means}", said,
          (len(found) == 1) == (one_number and len({mean for _, mean in said_of.values()}) == 1))
    for name, (text, mean) in said_of.items():
        of_number = list(values.values()) if one_number else [values[name]]
        judge(spec, panel, language, f"median {median(values[name])} of {bounds(values[name])}", said,
              is_near_zero(values[name]) if not text else is_simplest(text, of_number))
        judge(spec, panel, language, f"mean {means[name]}", said, not mean or is_near(mean, means[name]))
    if len(found) > 1 and not one_number:
        size = (lambda value: value) if is_activation else abs
        sizes = [size(read(text)) if text else 0 for text, _ in said_of.values()]
        judge(spec, panel, language, "the lowest first", said, sizes == sorted(sizes))


def judge_sweep(spec, slopes, language):
    said = title(spec, "sweep", language)
    match = re.match(WORDS[language]["sweep"], said)
    alike = re.match(WORDS[language]["alike"], said)
    if alike:
        judge(spec, "sweep", language, "one number", said, are_alike(*slopes.values()) and
              is_simplest(alike["value"], [slopes[read(alike["slope"])]]))
        return
    smallest, largest = (choose(slopes, key=lambda slope: median(slopes[slope])) for choose in (min, max))
    numbers = [read(text) for text in match.groups()] if match else []
    if language == "zh" and match:
        numbers = [numbers[1], numbers[0], numbers[3], numbers[2]]
    judge(spec, "sweep", language, f"{[(slope, *bounds(values)) for slope, values in slopes.items()]}", said,
          match is not None and numbers[1] == smallest and numbers[3] == largest and
          is_simplest(f"{numbers[0]}", [slopes[smallest]]) and is_simplest(f"{numbers[2]}", [slopes[largest]]))


def judge_spec(rng):
    depth, seed, n_samples = rng.choice([1, 2, 5, 9, 40]), rng.choice([1, 2 ** 40 + 5]), rng.choice([100, 101])
    networks = [Network(rng, name, stream) for stream, name in enumerate(["first", "second"])]
    slopes, sd = rng.sample([-0.5, -1.5, 0, 0.4], 2), rng.choice([0.1, 0.5])
    spec = (f"depth: {depth}\nnetworks:\n{networks[0].yaml()}{networks[1].yaml()}"
            f"sweep: {{slopes: [{slopes[0]}, {slopes[1]}], slope_sd: {sd}}}\n"
            f"random: {{seed: {seed}, samples: {n_samples}}}\n")
    for network in networks:
        network.walk(depth, seed, n_samples)
    of_slopes = {}
    for i, slope in enumerate(slopes):
        of_slope = Network(random.Random(0), "slope", 16 + i)
        of_slope.slope, of_slope.skip, of_slope.sd, of_slope.distribution = slope, 1, sd, "normal"
        of_slopes[slope] = of_slope.walk(depth, seed, n_samples).gradients()
    language = rng.choice(["en", "zh"])
    judge_headline(spec, networks, depth, language)
    for panel in ["activation", "depth"]:
        judge_medians(spec, panel, networks, language)
    judge_sweep(spec, of_slopes, language)


rng = random.Random(1)
for _ in range(N_SPECS):
    judge_spec(rng)
print(f"{N_SPECS} specs, {len(faults)} faults; seen: {sorted(seen)}")
for fault in faults[:5]:
    print(fault)
sys.exit(1 if faults or len(seen) < 3 else 0)
