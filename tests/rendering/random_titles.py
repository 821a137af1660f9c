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
        "half-life": r"[Tt]he typical gradient of (\w+(?: and \w+)?) (halves|doubles) every (\S+) layers, its mean "
                     r"(?:is (\S+?)|(stays 1))(?:;|$)",
        "activation": r"typical (\w+) (?:ends at (\S+)|ends near 0) \(mean (\S+?)\)(?:,|$)",
        "depth": r"(\w+) is typically ×?(\S+) \(mean ×?(\S+?)\)(?:;|$)",
        "sweep": r"Typical gradients: (\S+) at a = (\S+), (\S+) at a = (\S+)$",
        "halves": "halves", "doubles": "doubles",
    },
    "zh": {
        "half-life": r"(\w+)的典型梯度每 (\S+) 层(减半|加倍)，均值(?:为 ([^；]+)|(保持为 1))(?:；|$)",
        "activation": r"(\w+)典型末值(?: ([^（]+)|接近 0)（均值 ([^）]+)）(?:，|$)",
        "depth": r"(\w+)典型值 ×?([^（]+)（均值 ×?([^）]+)）(?:；|$)",
        "sweep": r"典型梯度：a = (\S+) 时 (\S+?)，a = (\S+) 时 (\S+)$",
        "halves": "减半", "doubles": "加倍",
    },
}
faults = []


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
        self.slope, self.skip = rng.choice([0, 0.2, -0.5, 0.8, -1.5]), rng.choice([0, 1])
        self.intercept = rng.choice([0, 0.25])
        self.sd = rng.choice([0.05, 0.3, 1])
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

    def median_gradient(self):
        return 10 ** median([math.log10(abs(g)) for _, g in self.samples])

    def median_activation(self):
        return median([x for x, _ in self.samples])

    def median_is_noise(self):
        """Next to 0, with a tenth of the samples far beyond it on either side."""
        values = sorted(x for x, _ in self.samples)
        tenth = len(values) // 10
        return min(-values[tenth + 1], values[-tenth - 2]) > 5 * abs(self.median_activation())

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


# ---- the titles ----

def read(text):
    text = re.sub(r"[\u202f\u2009,]", "", text.replace("−", "-").strip("()"))
    return float(re.sub(r"^e", "1e", re.sub(r"×?10\^(-?\d+)", r"e\1", text)))


def is_near(text, value):
    """To three digits, or two."""
    printed = read(text)
    return abs(printed - value) <= 0.051 * 10 ** math.floor(math.log10(abs(value))) + 1e-12 if value else printed == 0


def title(spec, panel, language):
    with tempfile.NamedTemporaryFile(suffix=".json") as file:
        subprocess.run([GRADFIG, "report", "-", "-o", file.name, "--set", f"figure.panels={panel}",
                        "--set", f"figure.language={language}"], input=spec.encode(), check=True)
        return json.load(open(file.name, encoding="utf-8"))["title"]


def judge(spec, panel, language, what, said, is_true):
    if not is_true:
        faults.append(f"{panel} {language}: {what}: {said}\n{spec}")


def judge_networks(spec, networks, language):
    by_name = {network.name: network for network in networks}
    words = WORDS[language]
    ends = {"gradient": lambda n: n.median_gradient(), "depth": lambda n: n.median_gradient(),
            "activation": lambda n: abs(n.median_activation())}
    for panel in ends:
        said = title(spec, panel, language)
        found = re.findall(words["half-life" if panel == "gradient" else panel], said)
        # "first and second", of whom the same is said, stand in the order of the spec.
        said_of = [(name, match) for match in found for name in re.split(" and |和", match[0])]
        names = [name for name, _ in said_of]
        in_order = sorted(by_name, key=lambda name: ends[panel](by_name[name]))
        judge(spec, panel, language, "the networks, the smallest first", said,
              names == (in_order if len(found) > 1 else list(by_name)))
        for name, match in said_of:
            network = by_name[name]
            if panel == "gradient":
                word, layers = match[1:3] if language == "en" else (match[2], match[1])
                exponent = network.exponent()
                judge(spec, panel, language, f"layers {math.log(2) / abs(exponent)}", said,
                      is_near(layers, math.log(2) / abs(exponent)))
                judge(spec, panel, language, "up or down", said,
                      (word == words["halves"]) == (exponent < 0))
                judge(spec, panel, language, f"mean {network.mean_gradient}", said,
                      network.mean_gradient == 1 if match[4] else is_near(match[3], network.mean_gradient))
            elif panel == "activation":
                judge(spec, panel, language, f"median {network.median_activation()}", said,
                      is_near(match[1], network.median_activation()) if match[1]
                      else network.median_is_noise())
                judge(spec, panel, language, f"mean {network.mean_activation}", said,
                      is_near(match[2], network.mean_activation))
            else:
                typical = math.exp(depth_of(spec) * network.exponent())
                judge(spec, panel, language, f"typical {typical}", said, is_near(match[1], typical))
                judge(spec, panel, language, f"mean {network.mean_gradient}", said,
                      is_near(match[2], network.mean_gradient))


def depth_of(spec):
    return int(re.match(r"depth: (\d+)", spec)[1])


def judge_sweep(spec, slopes, language):
    said = title(spec, "sweep", language)
    match = re.match(WORDS[language]["sweep"], said)
    smallest, largest = (choose(slopes, key=lambda slope: slopes[slope]) for choose in (min, max))
    numbers = [read(text) for text in match.groups()] if match else []
    if language == "zh" and match:
        numbers = [numbers[1], numbers[0], numbers[3], numbers[2]]
    judge(spec, "sweep", language, f"{slopes}", said,
          match is not None and numbers[1] == smallest and numbers[3] == largest and
          is_near(f"{numbers[0]}", slopes[smallest]) and is_near(f"{numbers[2]}", slopes[largest]))


def judge_spec(rng):
    depth, seed, n_samples = rng.choice([1, 2, 5, 9]), rng.choice([1, 2 ** 40 + 5]), rng.choice([100, 101])
    networks = [Network(rng, name, stream) for stream, name in enumerate(["first", "second"])]
    slopes, sd = rng.sample([-0.5, -1.5, 0, 0.4], 2), rng.choice([0.1, 0.5])
    spec = (f"depth: {depth}\nnetworks:\n{networks[0].yaml()}{networks[1].yaml()}"
            f"sweep: {{slopes: [{slopes[0]}, {slopes[1]}], slope_sd: {sd}}}\n"
            f"random: {{seed: {seed}, samples: {n_samples}}}\n")
    for network in networks:
        network.walk(depth, seed, n_samples)
    medians = {}
    for i, slope in enumerate(slopes):
        of_slope = Network(random.Random(0), "slope", 16 + i)
        of_slope.slope, of_slope.skip, of_slope.sd, of_slope.distribution = slope, 1, sd, "normal"
        medians[slope] = of_slope.walk(depth, seed, n_samples).median_gradient()
    language = rng.choice(["en", "zh"])
    judge_networks(spec, networks, language)
    judge_sweep(spec, medians, language)


rng = random.Random(1)
for _ in range(N_SPECS):
    judge_spec(rng)
print(f"{N_SPECS} specs, {len(faults)} faults")
for fault in faults[:5]:
    print(fault)
sys.exit(1 if faults else 0)
