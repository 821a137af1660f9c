"""The article's figure by matplotlib: figure.py FOLDER NUMBER LANGUAGE
Draws NUMBER figures FOLDER/0.png, 1.png, ... The first has the article's residual slope a = 0.2,
the others have smaller ones."""
import sys

import matplotlib.pyplot as plt

LAYERS = range(11)
RED, GREEN, BLUE, WINE, GREY = "#a8122a", "#159a80", "#2348c4", "#7a1f3d", "#6b7380"
SWEEP = [(-0.8, RED, "^"), (-0.5, "#d55200", "D"), (-0.2, "#bf9b00", "o"),
         (0, "#2f8e2f", ">"), (0.2, BLUE, "s")]
TEXTS = {"en": ["Slopes below 1 cut the gradient of plain to 11%", "Signals", "Gradient",
                "Layers as lines", "Effect of the residual slope a", "Layer n", "Activation",
                "Input x", "Output y", "plain", "residual", "ideal", "identity", "F alone",
                "10 plain layers", "amplifying", "vanishing"],
         "zh": ["斜率小于 1，传统网络的梯度只剩 11%", "信号", "梯度", "线性函数的几何表示",
                "不同残差函数效果", "层数 n", "激活值", "输入 x", "输出 y", "传统网络", "残差网络",
                "理想梯度", "恒等映射", "仅 F", "10 层传统网络", "梯度增长", "梯度消失"]}


def end_label(axes, text, x, y, color):
    axes.annotate(text, (x, y), xytext=(10, 0), textcoords="offset points", color=color,
                  va="center", weight="bold")


def curve(axes, y, color, marker, label):
    axes.plot(LAYERS, y, color=color, marker=marker, markersize=7, mec="white", lw=2)
    end_label(axes, label, LAYERS[-1], y[-1], color)


def activations(slope, intercept):
    values = [1]
    for _ in LAYERS[1:]:
        values.append(slope * values[-1] + intercept)
    return values


def draw_signals(axes, a, plain, residual):
    for slope, intercept, color, marker, label in [(0.8, 0.1, RED, "o", plain),
                                                   (1 + a, 0.05, GREEN, "s", residual)]:
        values = activations(slope, intercept)
        curve(axes, values, color, marker, f"{label} {values[-1]:.3g}")


def draw_gradient(axes, a, plain, residual, ideal):
    axes.set_yscale("log")
    for slope, color, marker, label in [(0.8, RED, "o", plain), (1 + a, GREEN, "s", residual)]:
        curve(axes, [slope**n for n in LAYERS], color, marker, f"{label} {slope**10:.3g}")
    axes.plot([0, 10], [1, 1], color=BLUE, ls="--", lw=2)
    end_label(axes, ideal, 10, 1, BLUE)


def draw_lines(axes, a, plain, residual, identity, alone, composed):
    axes.set(xlim=(-2, 2), ylim=(-2, 2), aspect="equal")
    for slope, intercept, color, style, label in [
            (0.8, 0.1, RED, "-", plain), (1 + a, 0.05, GREEN, "-", residual),
            (a, 0.05, GREEN, "--", alone), (1, 0, GREY, ":", identity),
            (0.107, 0.446, WINE, "-", composed)]:
        axes.plot([-2, 2], [intercept - 2 * slope, intercept + 2 * slope], color=color, ls=style,
                  lw=2)
        if intercept + 2 * slope <= 2:
            end_label(axes, label, 2, intercept + 2 * slope, color)
        else:
            axes.text(1.2, 1.7, label, color=color, ha="right", weight="bold")


def draw_sweep(axes, amplifying, vanishing):
    axes.set(yscale="log", ylim=(3e-8, 30))
    axes.axhspan(1, 30, color="#f3f6fd")
    axes.axhspan(3e-8, 1, color="#fdf4f4")
    axes.text(0, 8, amplifying, color=BLUE)
    axes.text(0, 1e-7, vanishing, color=RED)
    for a, color, marker in SWEEP:
        curve(axes, [(1 + a) ** n for n in LAYERS], color, marker, f"a = {a}")


def draw(figure, a, texts):
    (headline, *titles), labels = texts[:5], texts[5:9]
    layer, activation, x, y = labels
    plain, residual, ideal, identity, alone, composed, amplifying, vanishing = texts[9:]
    panels = figure.subplots(2, 2, gridspec_kw={
        "left": 0.07, "right": 0.88, "top": 0.88, "bottom": 0.07, "wspace": 0.5, "hspace": 0.35})
    figure.suptitle(headline, x=0.07, ha="left", fontsize=21, weight="bold")
    axes = panels.flat
    draw_signals(axes[0], a, plain, residual)
    draw_gradient(axes[1], a, plain, residual, ideal)
    draw_lines(axes[2], a, plain, residual, identity, alone, composed)
    draw_sweep(axes[3], amplifying, vanishing)
    for panel, title, xlabel, ylabel in zip(axes, titles, [layer, layer, x, layer],
                                            [activation, titles[1], y, "(1 + a)ⁿ"]):
        panel.set_title(title, loc="left", fontsize=16, weight="bold")
        panel.set(xlabel=xlabel, ylabel=ylabel)
        panel.grid(color="#e6e8ec")
        panel.spines[["top", "right"]].set_visible(False)


folder, number, language = sys.argv[1], int(sys.argv[2]), sys.argv[3]
plt.rcParams.update({"font.size": 12.5, "font.family": ["Inter", "Noto Sans CJK JP"]})
plt.switch_backend("Agg")
figure = plt.figure(figsize=(15, 10), dpi=100)
for k in range(number):
    figure.clear()
    draw(figure, 0.2 - 0.7 * k / number, TEXTS[language])
    figure.savefig(f"{folder}/{k}.png")
