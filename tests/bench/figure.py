"""The article's figure for many slopes a, by one warm process of matplotlib: prints seconds and
figures. figure.py FOLDER NUMBER"""
import sys
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt  # noqa: E402

WARMING = 2
LAYERS = list(range(11))
RED, GREEN, BLUE, PURPLE = "#a8122a", "#159a80", "#2348c4", "#8450b8"


def end_label(axes, text, x, y, color):
    axes.annotate(text, (x, y), xytext=(6, 0), textcoords="offset points", color=color, va="center")


def curve(axes, y, color, marker, label):
    axes.plot(LAYERS, y, color=color, marker=marker, lw=2, label=label)
    end_label(axes, label, LAYERS[-1], y[-1], color)


def draw(figure, a):
    axes = figure.subplots(2, 2)
    figure.suptitle("Why gradients vanish or grow: slopes multiply, layer by layer", weight="bold")
    activation, gradient, geometry, sweep = axes.flat
    curve(activation, [0.5 + 0.5 * 0.8**n for n in LAYERS], RED, "o", "plain")
    curve(activation, [(1 + a) ** n + 0.05 * n for n in LAYERS], GREEN, "s", "residual")
    activation.set(title="Signals", xlabel="Layer n", ylabel="Activation")
    curve(gradient, [0.8**n for n in LAYERS], RED, "o", "plain")
    curve(gradient, [(1 + a) ** n for n in LAYERS], GREEN, "s", "residual")
    gradient.axhline(1, color=BLUE, ls="--")
    gradient.set(title="Gradient", xlabel="Layer n", ylabel="Gradient", yscale="log")
    for slope, intercept, color, style, label in [
            (0.8, 0.1, RED, "-", "plain"), (1 + a, 0.05, GREEN, "-", "residual"),
            (a, 0.05, PURPLE, "--", "F alone"), (1, 0, "#6b7380", ":", "identity"),
            (0.107, 0.446, "#7a1f3d", "-", "10 plain layers")]:
        geometry.plot([-2, 2], [intercept - 2 * slope, intercept + 2 * slope], color=color,
                      ls=style, lw=2)
        end_label(geometry, label, 2, intercept + 2 * slope, color)
    geometry.set(title="Layers as lines", xlabel="Input x", ylabel="Output y", ylim=(-2, 2),
                 aspect="equal")
    for b, color in zip([-0.8, -0.5, -0.2, 0, 0.2], [RED, "#cf5a12", "#c29a00", GREEN, BLUE]):
        curve(sweep, [(1 + b) ** n for n in LAYERS], color, "o", f"a = {b}")
    sweep.set(title="Effect of the residual slope a", xlabel="Layer n", ylabel="(1 + a)^n",
              yscale="log")
    for panel in axes.flat:
        panel.grid(color="#e6e8ec")
        panel.spines[["top", "right"]].set_visible(False)


folder, number = sys.argv[1], int(sys.argv[2])
figure = plt.figure(figsize=(15, 10), dpi=100)
begin = 0.0
for k in range(number + WARMING):
    if k == WARMING:
        begin = time.perf_counter()
    figure.clf()
    draw(figure, -0.5 + k * 0.9 / (number + WARMING))
    figure.savefig(f"{folder}/{k}.png")
print(f"{time.perf_counter() - begin:.6f} {number}")
