/* The findings of the panels agree with the numbers. */
#include "rendering/panels/panel_types.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib.h>

#include "rendering/figure/figure_subtitle.h"
#include "rendering/figure/headline.h"
#include "rendering/figure/renderer.h"
#include "rendering/words/figure_text.h"
#include "shared/read_title.h"
#include "shared/rows.h"
#include "shared/set_spec.h"
#include "spec/settings.h"

/* Settings as KEY=VALUE separated by blanks, of which "networks=A,B,C" chooses the networks and
 * "measured=A" adds a measured curve, a panel, its finding, and in which length. */
static const struct {
    const char *settings;
    enum panel_kind panel;
    const char *finding;
    enum title_length length;
} rows[] = {
    {"", PANEL_ACTIVATION, "Signals: plain heads for 0.5, residual grows to 7.49", TITLE_LONG},
    {"networks.residual.slope=0 networks.residual.intercept=0", PANEL_ACTIVATION,
     "Signals: plain heads for 0.5, residual stays at 1", TITLE_LONG},
    {"networks.plain.slopes=2,0.5 networks.plain.intercept=0 depth=4", PANEL_ACTIVATION,
     "Signals: plain ends at 1, residual grows to 2.34", TITLE_LONG},
    {"networks.plain.slopes=2,0.5 depth=2 input=3", PANEL_ACTIVATION,
     "Signals: plain ends at 3.15, residual grows to 4.43", TITLE_LONG},
    {"networks.plain.slope=-0.5 networks.plain.intercept=3 networks.plain.label=<a>",
     PANEL_ACTIVATION, "Signals: &lt;a&gt; settles at 2, residual grows to 7.49", TITLE_LONG},
    /* The end of what swings says little. */
    {"networks.plain.slope=-0.8 networks.plain.intercept=1 depth=7", PANEL_ACTIVATION,
     "Signals: plain swings towards 0.556, residual grows to 4.23", TITLE_LONG},
    {"networks.plain.slope=-0.8 networks.plain.intercept=1 depth=7 figure.language=zh",
     PANEL_ACTIVATION, "信号：传统网络摆动趋向 0.556；残差网络增至 4.23", TITLE_LONG},
    /* A sum that is 1 but for rounding. */
    {"networks.plain.slope=-1.3 networks.plain.skip=2.3 networks.plain.intercept=0",
     PANEL_ACTIVATION, "Signals: plain stays at 1, residual grows to 7.49", TITLE_LONG},
    /* ... nor where the axis shows it: it is logarithmic, and 0.5 far below. */
    {"input=1e300", PANEL_ACTIVATION,
     "Signals: plain shrinks to 1.07×10<sup>299</sup>, residual grows to 6.19×10<sup>300</sup>",
     TITLE_LONG},
    /* It gets nowhere near its fixed point. */
    {"networks.plain.slope=0.99", PANEL_ACTIVATION,
     "Signals: plain grows to 1.86, residual grows to 7.49", TITLE_LONG},
    /* It is as stable as its gradient. */
    {"networks.plain.slope=1.00001 networks.plain.intercept=0", PANEL_ACTIVATION,
     "Signals: plain ends at 1.0001, residual grows to 7.49", TITLE_LONG},
    {"networks.plain.slope=0.99 networks.plain.intercept=0", PANEL_ACTIVATION,
     "Signals: plain shrinks to 0.904, residual grows to 7.49", TITLE_LONG},
    {"networks.plain.slope=1.2 networks.plain.intercept=0.05", PANEL_ACTIVATION,
     "Signals: both end at 7.49", TITLE_LONG},
    {"figure.language=zh", PANEL_ACTIVATION, "信号：传统网络趋于 0.5；残差网络增至 7.49",
     TITLE_LONG},
    {"", PANEL_GRADIENT, "Gradient: plain shrinks to 0.107; residual grows to 6.19", TITLE_LONG},
    {"depth=1", PANEL_GRADIENT, "Gradient: plain shrinks to 0.8; residual grows to 1.2",
     TITLE_LONG},
    {"depth=0", PANEL_GRADIENT, "Gradient: both stay at 1", TITLE_LONG},
    {"networks.plain.slopes=2,2,0", PANEL_GRADIENT,
     "Gradient: plain is exactly 0 from layer 3; residual grows to 6.19", TITLE_LONG},
    {"networks.plain.slope=-1 depth=3", PANEL_GRADIENT,
     "Gradient: plain is stable, ×\u22121; residual grows to 1.73", TITLE_LONG},
    /* What is not 1 does not read as 1. */
    {"networks.plain.slope=1.000002", PANEL_GRADIENT,
     "Gradient: plain is stable, ×1.00002; residual grows to 6.19", TITLE_LONG},
    {"networks.plain.slope=1.0000002", PANEL_GRADIENT,
     "Gradient: plain is stable, ×(1 + 2×10<sup>\u22126</sup>); residual grows to 6.19",
     TITLE_LONG},
    {"networks.plain.slope=1.00002", PANEL_GRADIENT,
     "Gradient: plain is stable, ×1.0002; residual grows to 6.19", TITLE_LONG},
    {"depth=100", PANEL_GRADIENT,
     "Gradient: plain vanishes, 2.04×10<sup>\u221210</sup>; residual explodes, 8.28×10<sup>7</sup>",
     TITLE_LONG},
    /* The second network has the smallest gradient. */
    {"networks.plain.slope=0.1 networks.residual.skip=0 networks.plain.skip=1", PANEL_GRADIENT,
     "Gradient: residual vanishes, 1.02×10<sup>\u22127</sup>; plain grows to 2.59", TITLE_LONG},
    {"networks.plain.slope=0.01 depth=4 figure.language=zh", PANEL_GRADIENT,
     "梯度：传统网络消失，×10<sup>\u22128</sup>；残差网络增至 2.07", TITLE_LONG},
    {"", PANEL_GEOMETRY, "Plain: one layer looks harmless, ten are far flatter (slope 0.107)",
     TITLE_LONG},
    {"networks.plain.slope=1.5 depth=13", PANEL_GEOMETRY, "Plain: 13 layers are steep (slope 195)",
     TITLE_LONG},
    {"networks.plain.slope=1 networks.plain.label=Skipless networks.residual.slope=0",
     PANEL_GEOMETRY, "Skipless: ten layers are one line of slope 1", TITLE_LONG},
    {"networks.plain.slope=0 figure.language=zh", PANEL_GEOMETRY,
     "传统网络：10 层叠加后完全水平（斜率恰为 0）", TITLE_LONG},
    {"depth=1", PANEL_GEOMETRY, "Every layer is a line, its slope the gradient", TITLE_LONG},
    {"", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0, hold at <i>a</i> = 0, grow for <i>a</i> "
     "&gt; 0",
     TITLE_LONG},
    {"sweep.slopes=-0.5,0.5", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0 and grow for <i>a</i> &gt; 0", TITLE_LONG},
    {"sweep.slopes=-2,0.5", PANEL_SWEEP,
     "Gradients grow for |1 + <i>a</i>| &gt; 1, to 57.7 at <i>a</i> = 0.5", TITLE_LONG},
    {"sweep.slopes=-2,-0.5,0,0.5", PANEL_SWEEP,
     "Gradients shrink for |1 + <i>a</i>| &lt; 1, hold at |1 + <i>a</i>| = 1, grow for |1 + "
     "<i>a</i>| &gt; 1",
     TITLE_LONG},
    {"sweep.slopes=-0.5,0.5 sweep.scale=0.7", PANEL_SWEEP,
     "Gradients shrink for |1 + 0.7<i>a</i>| &lt; 1 and grow for |1 + 0.7<i>a</i>| &gt; 1",
     TITLE_LONG},
    {"sweep.slopes=0", PANEL_SWEEP, "<i>a</i> = 0 keeps the gradient whole", TITLE_LONG},
    {"sweep.slopes=0,-2", PANEL_SWEEP, "All these slopes keep the gradient stable", TITLE_LONG},
    {"sweep.slope_sd=0.2 depth=0", PANEL_SWEEP, "Without layers every slope gives 1", TITLE_LONG},
    {"sweep.slopes=0.5,1", PANEL_SWEEP,
     "Gradients grow for <i>a</i> &gt; 0, to 1024 at <i>a</i> = 1", TITLE_LONG},
    {"sweep.slopes=-0.5,1,-3", PANEL_SWEEP,
     "Gradients shrink for |1 + <i>a</i>| &lt; 1 and grow for |1 + <i>a</i>| &gt; 1", TITLE_LONG},
    {"sweep.slopes=-0.5,0", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0, to 9.77×10<sup>\u22124</sup> at <i>a</i> "
     "= "
     "\u22120.5",
     TITLE_LONG},
    {"sweep.slopes=-0.5,-1 sweep.scale=0.5", PANEL_SWEEP,
     "Gradients shrink for \u22124 &lt; <i>a</i> &lt; 0, to 9.77×10<sup>\u22124</sup> at <i>a</i> "
     "= "
     "\u22121",
     TITLE_LONG},
    {"sweep.slopes=1e-5", PANEL_SWEEP, "<i>a</i> = 10<sup>\u22125</sup> keeps the gradient near 1",
     TITLE_LONG},
    {"sweep.slopes=0.8,1.1 sweep.skip=0", PANEL_SWEEP,
     "Gradients shrink for |<i>a</i>| &lt; 1 and grow for |<i>a</i>| &gt; 1", TITLE_LONG},
    {"sweep.slopes=-0.5,0,0.5 sweep.scale=-1", PANEL_SWEEP,
     "Gradients shrink for 0 &lt; <i>a</i> &lt; 2, hold at <i>a</i> = 0, grow for <i>a</i> &lt; 0",
     TITLE_LONG},
    {"sweep.slopes=0.8,3 sweep.skip=0 sweep.scale=-0.5", PANEL_SWEEP,
     "Gradients shrink for |0.5<i>a</i>| &lt; 1 and grow for |0.5<i>a</i>| &gt; 1", TITLE_LONG},
    {"", PANEL_PATHS, "Paths of lengths 0 to 4, 37.7% of all, carry 98.5% of the gradient",
     TITLE_LONG},
    {"depth=54", PANEL_PATHS,
     "Paths of lengths 5 to 17, only 0.454% of all, carry 95.7% of the gradient", TITLE_LONG},
    {"depth=54 paths.band=5,17 figure.language=zh", PANEL_PATHS,
     "长度 5 至 17 的路径仅占总数的 0.454%，却贡献梯度的 95.7%", TITLE_LONG},
    {"depth=54 paths.band=5,17 figure.language=zh", PANEL_PATHS,
     "长度 5 至 17 的路径贡献梯度的 95.7%", TITLE_SHORTEST},
    {"depth=54 paths.band=5,17", PANEL_PATHS,
     "Paths of lengths 5 to 17 carry 95.7% of the gradient", TITLE_SHORTEST},
    {"paths.band=0,9", PANEL_PATHS,
     "Paths of lengths 0 to 9, 99.9% of all, carry over 99.9% of the gradient", TITLE_SHORT},
    {"depth=12 paths.band=0,11", PANEL_PATHS,
     "Paths of lengths 0 to 11 carry over 99.9% of the gradient", TITLE_SHORTEST},
    {"paths.band=0,10", PANEL_PATHS,
     "Paths of lengths 0 to 10, 100% of all, carry 100% of the gradient", TITLE_LONG},
    {"networks.residual.slope=-0.5 paths.band=1,6", PANEL_PATHS,
     "Paths of lengths 1 to 6, 82.7% of all, carry 96.3% of the sum of absolute values",
     TITLE_LONG},
    {"networks.plain.skip=1 paths.band=0,0", PANEL_PATHS,
     "Residual: the direct path, 0.0977% of all, carries 16.2% of the gradient", TITLE_LONG},
    /* the title is about the network of which fewest paths carry the gradient */
    {"depth=10 networks.plain.slope=0.5 networks.plain.skip=1", PANEL_PATHS,
     "Residual: paths of lengths 0 to 4, 37.7% of all, carry 98.5% of the "
     "gradient",
     TITLE_LONG},
    {"depth=10 networks.plain.slope=0.1 networks.plain.skip=1", PANEL_PATHS,
     "Plain: paths of lengths 0 to 3, 17.2% of all, carry 99.1% of the gradient", TITLE_LONG},
    /* or about all with these shares */
    {"networks.plain.slope=-0.2 networks.plain.skip=1", PANEL_PATHS,
     "Paths of lengths 0 to 4 carry 98.5% of the sum of absolute values", TITLE_SHORTEST},
    {"networks.plain.slope=0.2 networks.plain.slope_sd=0.1 networks.plain.skip=1", PANEL_PATHS,
     "Paths of lengths 0 to 4 carry 98.5% of the mean gradient", TITLE_SHORTEST},
    {"networks.residual.slope=0.2 networks.residual.slope_sd=0.1 networks.plain.slope=0.2 "
     "networks.plain.skip=1",
     PANEL_PATHS, "Paths of lengths 0 to 4 carry 98.5% of the mean gradient", TITLE_SHORTEST},
    {"networks=a,b,c networks.a.slope=0.2 networks.a.skip=1 networks.b.slope=0.2 "
     "networks.b.slope_sd=0.1 networks.b.skip=1 networks.c.slope=-0.2 networks.c.skip=1",
     PANEL_PATHS, "Paths of lengths 0 to 4 carry 98.5% of the sum of absolute values",
     TITLE_SHORTEST},
    {"networks=a,b,c networks.a.slope=0.2 networks.a.skip=1 networks.b.slope=0.3 "
     "networks.b.skip=1 networks.c.slope=0.1 networks.c.skip=0.5",
     PANEL_PATHS, "a and c: paths of lengths 0 to 4, 37.7% of all, carry 98.5% of the gradient",
     TITLE_LONG},
    {"depth=1", PANEL_PATHS, "The direct path, 50% of all, carries 83.3% of the gradient",
     TITLE_LONG},
    {"depth=2 networks.residual.slope=0.5", PANEL_PATHS,
     "The direct path, 25% of all, carries 44.4% of the gradient", TITLE_LONG},
    {"depth=64 networks.residual.slope=0.01 paths.band=0,0", PANEL_PATHS,
     "The direct path, a tiny fraction of all 2<sup>64</sup>, carries 52.9% of the gradient",
     TITLE_LONG},
    {"depth=64 networks.residual.slope=0.01 paths.band=0,0 figure.language=zh", PANEL_PATHS,
     "直通路径在 2<sup>64</sup> 条路径中只占极小一部分，却贡献梯度的 52.9%", TITLE_LONG},
    {"networks.residual.slope=9 paths.band=10,10", PANEL_PATHS,
     "The path of length 10, 0.0977% of all, carries 34.9% of the gradient", TITLE_LONG},
    {"depth=2 networks.residual.slope=0.5 paths.band=1,1", PANEL_PATHS,
     "Paths of length 1, 50% of all, carry 44.4% of the gradient", TITLE_LONG},
    {"networks.residual.slope=1", PANEL_PATHS,
     "Paths of every length carry their share of the gradient", TITLE_LONG},
    {"networks.residual.slopes=1,-1", PANEL_PATHS,
     "Residual: not shown, because paths of the same length cancel", TITLE_LONG},
    {"networks.residual.slopes=1,2 depth=2001", PANEL_PATHS,
     "Residual: not shown, because more than 2000 layers differ in slope", TITLE_LONG},
    {"", PANEL_ACTIVATION, "Signals: plain heads for 0.5, residual grows", TITLE_SHORT},
    {"", PANEL_GRADIENT, "Gradient: plain shrinks; residual grows", TITLE_SHORT},
    {"", PANEL_GRADIENT, "Gradient: plain shrinks; residual grows", TITLE_SHORTEST},
    {"depth=100 figure.language=zh", PANEL_GRADIENT, "梯度：传统网络消失；残差网络爆炸",
     TITLE_SHORTEST},
    {"", PANEL_GRADIENT, "Plain shrinks; residual grows", TITLE_BARE},
    {"networks=A,B networks.A.slope=0.5 networks.B.slope=0.5", PANEL_GRADIENT,
     "Gradient: both end at 9.77×10<sup>−4</sup>", TITLE_BARE},
    /* The same of both. */
    {"networks.residual.slope=-0.9 networks.residual.intercept=1", PANEL_ACTIVATION,
     "Signals: plain heads for 0.5, residual looks healthy at 1.11", TITLE_SHORT},
    {"networks.residual.slope=-0.2", PANEL_ACTIVATION, "Signals: both converge", TITLE_SHORT},
    {"networks.plain.slope=-0.9 networks.plain.intercept=1 networks.residual.slope=-0.2 depth=9",
     PANEL_ACTIVATION, "Signals: both converge", TITLE_SHORT},
    {"networks.plain.slope=0.1 networks.residual.slope=-0.9", PANEL_ACTIVATION,
     "Signals: both settle", TITLE_SHORT},
    {"networks.plain.intercept=0 networks.residual.intercept=0 networks.residual.slope=-0.3 "
     "figure.panels=activation,sweep",
     PANEL_ACTIVATION, "Signals: both shrink, residual more", TITLE_SHORT},
    {"networks.plain.intercept=0 networks.plain.slope=0.99 networks.residual.intercept=0 "
     "networks.residual.slope=-0.02 figure.panels=activation,sweep",
     PANEL_ACTIVATION, "Signals: both shrink, residual more", TITLE_SHORT},
    {"depth=100 networks.plain.slope=1.15", PANEL_ACTIVATION,
     "Signals: both explode, residual more", TITLE_SHORT},
    {"depth=100 input=0 networks.plain.intercept=0", PANEL_ACTIVATION,
     "Signals: plain stays at 0, residual explodes to 2.07×10<sup>7</sup>", TITLE_LONG},
    {"networks.plain.slope=1.1", PANEL_ACTIVATION, "Signals: both grow, residual more",
     TITLE_SHORTEST},
    {"networks.plain.slope=1.1", PANEL_GRADIENT, "Gradient: both grow, residual more", TITLE_SHORT},
    {"networks.residual.slope=-0.1 figure.language=zh", PANEL_GRADIENT,
     "梯度：两个网络均衰减，传统网络更甚", TITLE_SHORT},
    {"networks.residual.slope=-0.9", PANEL_GRADIENT, "Gradient: residual vanishes; plain shrinks",
     TITLE_SHORT},
    {"networks.residual.slope=-0.9 networks.plain.slope=0.2", PANEL_GRADIENT,
     "Gradient: both vanish, residual more", TITLE_SHORT},
    {"networks.residual.slope=4 networks.plain.slope=4", PANEL_GRADIENT,
     "Gradient: both explode, residual more", TITLE_SHORT},
    {"networks.residual.slope=0 networks.plain.slope=0.9999", PANEL_GRADIENT,
     "Gradient: both are stable", TITLE_SHORT},
    /* The lowest signal and the highest, on either side of 0; without that the one with the
     * smallest gradient says where it goes, unless a lower one does the contrary of both. */
    {"networks=A,B,C networks.A.slope=2 networks.B.slope=2 networks.B.intercept=1 "
     "networks.C.slope=2 networks.C.intercept=-3",
     PANEL_ACTIVATION, "Signals: C falls to \u22122045, B grows to 2047", TITLE_LONG},
    {"networks=A,B,C networks.A.slope=0.8 networks.A.intercept=0.5 networks.B.slope=1.2 "
     "networks.C.slope=1.1",
     PANEL_ACTIVATION, "Signals: A heads for 2.5, B grows to 6.19", TITLE_LONG},
    {"networks=A,B,C networks.A.slope=0.8 networks.A.intercept=0.5 networks.B.slope=1.2 "
     "networks.C.slope=1 networks.C.intercept=-0.03",
     PANEL_ACTIVATION, "Signals: C shrinks to 0.7, B grows to 6.19", TITLE_LONG},
    /* Not of all, but of both that are named. */
    {"networks=A,B,C networks.A.slope=1.1 networks.B.slope=1.3 networks.C.slope=1.2 "
     "networks.C.slope_sd=0.1",
     PANEL_ACTIVATION, "Signals: A grows, B more", TITLE_SHORT},
    /* Both are lost, at whatever layers. */
    {"networks=A,B,C networks.A.slopes=1,0,1 networks.B.slopes=1,1,0,1 networks.C.slope=1.2",
     PANEL_GRADIENT, "Gradient: A and B pass nothing; C grows to 6.19", TITLE_LONG},
    /* What is said to be near has to be of one size. */
    {"input=1e6", PANEL_ACTIVATION,
     "Signals: plain shrinks to 1.07×10<sup>5</sup>, residual grows "
     "to 6.19×10<sup>6</sup>",
     TITLE_LONG},
    /* The same curves as in the gradient panel, or these times the input. */
    {"networks.plain.intercept=0 networks.residual.intercept=0", PANEL_ACTIVATION,
     "Without intercepts, signals equal gradients", TITLE_SHORT},
    {"networks.plain.intercept=0 networks.residual.intercept=0 input=-2.5", PANEL_ACTIVATION,
     "Signals are \u22122.5 \u00d7 the gradients", TITLE_SHORTER},
    {"networks.plain.intercept=0 networks.residual.intercept=0 figure.panels=activation",
     PANEL_ACTIVATION, "Signals: plain shrinks, residual grows", TITLE_SHORT},
    {"networks.plain.intercept=0 networks.residual.intercept=0 input=0", PANEL_ACTIVATION,
     "Signals: both stay at 0", TITLE_SHORT},
    {"depth=0", PANEL_GRADIENT, "Gradient: both stay at 1", TITLE_SHORTEST},
    {"networks.plain.slope=0", PANEL_GRADIENT, "Gradient: plain passes nothing; residual grows",
     TITLE_SHORT},
    {"", PANEL_GEOMETRY, "Plain: one layer looks harmless, ten are far flatter", TITLE_SHORT},
    {"networks.plain.slope=1 networks.plain.label=A networks.residual.slope=0", PANEL_GEOMETRY,
     "A: ten layers have slope 1", TITLE_SHORTEST},
    /* The composed line is that of the plain network whose gradient is farthest from 1, or of all
     * networks where none is plain. */
    {"networks.plain.slope=2 networks.residual.slope=2", PANEL_GEOMETRY,
     "Plain: ten layers are steep (slope 1024)", TITLE_LONG},
    {"networks.plain.slope=2 networks.residual.slope=3 networks.residual.skip=0", PANEL_GEOMETRY,
     "Residual: ten layers are steep (slope 5.9×10<sup>4</sup>)", TITLE_LONG},
    {"networks.plain.slope=0.1 networks.plain.skip=1", PANEL_GEOMETRY,
     "Residual: one block looks harmless, ten are steep (slope 6.19)", TITLE_LONG},
    {"networks.plain.slope=-1 networks.plain.skip=1", PANEL_GEOMETRY,
     "Plain: ten blocks are flat (slope exactly 0)", TITLE_LONG},
    /* A name that the user typed begins no sentence with a capital. */
    /* By depth: the rate of equal layers, where the figure shows it. */
    {"", PANEL_DEPTH,
     "Gradient by depth: plain halves every 3.11\u00a0layers; residual doubles every "
     "3.8\u00a0layers",
     TITLE_SHORT},
    {"", PANEL_DEPTH, "Gradient by depth: plain shrinks; residual grows", TITLE_SHORTER},
    {"networks=A,B networks.A.slope=0.5 networks.B.slope=0.5", PANEL_DEPTH,
     "Gradient by depth: both halve every layer", TITLE_SHORT},
    {"networks=A,B networks.A.slope=0.8 networks.B.slope=0.8 figure.language=zh", PANEL_DEPTH,
     "梯度随深度变化：两个网络均每 3.11 层减半", TITLE_SHORT},
    {"networks.plain.slope=0.5 networks.residual.slope=-3 figure.language=zh", PANEL_DEPTH,
     "梯度随深度变化：传统网络每层减半；残差网络每层翻倍", TITLE_SHORT},
    {"networks.plain.slope=0.99 networks.residual.slope=-0.9", PANEL_DEPTH,
     "Gradient by depth: residual vanishes; plain shrinks", TITLE_SHORT},
    {"networks.plain.slopes=0.9,0.7 networks.residual.scale_power=-1", PANEL_DEPTH,
     "Gradient by depth: plain shrinks; residual tends to 1.22", TITLE_SHORT},
    {"depth=0", PANEL_DEPTH, "Without layers the gradient stays 1", TITLE_SHORT},
    {"networks.plain.label=plain", PANEL_GEOMETRY,
     "plain: one layer looks harmless, ten are far flatter", TITLE_SHORT},
    /* The head stays, also before a name that only begins with the same letters. */
    {"networks.plain.label=Gradientwise", PANEL_GRADIENT,
     "Gradient: Gradientwise shrinks; residual grows", TITLE_SHORTEST},
    {"networks.plain.label=gradient-wise", PANEL_GRADIENT, "gradient-wise shrinks; residual grows",
     TITLE_SHORTEST},
    {"measured=plain measured.plain.gradients=1,0.9,0.8,0.75,0.6", PANEL_GRADIENT,
     "Plain, measured: a power law", TITLE_SHORT},
    {"measured=a measured=b measured=c measured.a.gradients=1,0.5,0.25,0.125,0.0625 "
     "measured.b.gradients=1,0.9,0.8,0.75,0.6 measured.c.gradients=1,0.9,0.8,0.75,0.6",
     PANEL_GRADIENT, "Measured: a shrinks most, to 0.0625; b and c shrink to 0.6", TITLE_LONG},
    {"measured=plain measured=residual measured.plain.gradients=2,1,0.5,0.2 "
     "measured.residual.gradients=1,2,4,10 measured.residual.label=blocks",
     PANEL_GRADIENT, "Measured: plain shrinks; blocks grow", TITLE_SHORTEST},
    /* No head says again what the first name does. */
    {"measured=a measured=b measured.a.gradients=1,0.1 measured.a.label=measured-run "
     "measured.b.gradients=1,0.5",
     PANEL_GRADIENT, "measured-run shrinks to 0.1; b shrinks to 0.5", TITLE_LONG},
    /* Zeros to the end are a lost gradient, one before another value is not. */
    {"measured=a measured=b measured.a.gradients=1,0,0.5,0,null,0 measured.b.gradients=1,0,0.5",
     PANEL_GRADIENT, "Measured: a is recorded as 0 from layer 3; b shrinks to 0.5", TITLE_LONG},
    /* A law is on what comes before the zeros at the end. */
    {"measured=a measured.a.gradients=1,0.5,0.25,0.125,0.0625,0,0 measured.a.label=5",
     PANEL_GRADIENT, "5: a straight line, ×0.5 per layer (R² 1); 0 from layer 5", TITLE_LONG},
    {"measured=a measured.a.gradients=1,0.5,0.25,0.125,0.0625,0,0 measured.a.label=5",
     PANEL_GRADIENT, "5: ×0.5 per layer; 0 from layer 5", TITLE_SHORT},
    {"measured=a measured.a.gradients=1,0.5,0.25,0.125,0.0625,0 measured.a.label=b "
     "figure.language=zh",
     PANEL_GRADIENT, "b：每层 ×0.5；自第 5 层起为 0", TITLE_SHORT},
    /* Without a fit. */
    {"measured=plain measured.plain.gradients=2,1", PANEL_GRADIENT,
     "Measured: plain shrinks to 0.5", TITLE_LONG},
    {"measured=plain measured.plain.gradients=2,1", PANEL_GRADIENT, "Measured: plain shrinks",
     TITLE_SHORTEST},
    {"measured=plain measured.plain.gradients=1,9,0.1,7,1,9,0.2", PANEL_GRADIENT,
     "Plain, measured: no single slope fits", TITLE_SHORT},
    {"measured=plain measured.plain.gradients=1,1.3,0.9,1.4,0.8,1.2,1.1,0.95,1.05", PANEL_GRADIENT,
     "Plain, measured: stays near 1.1", TITLE_LONG},
    {"measured=plain measured.plain.gradients=1,0.9,0.8,0.75,0.6 networks.plain.label=plain",
     PANEL_GRADIENT, "plain, measured: a power law", TITLE_SHORT},
    /* The digits of a median next to 0 are those of the samples. */
    {"networks.plain.slope=0 networks.plain.slope_sd=1.2 networks.plain.intercept=0 depth=20",
     PANEL_ACTIVATION, "Signals: plain typically ends near 0 (mean 0), residual grows to 47.7",
     TITLE_LONG},
    {"networks.plain.slope=0 networks.plain.slope_sd=1.2 networks.plain.intercept=0 "
     "networks.residual.skip=0 networks.residual.slope=0 networks.residual.slope_sd=1 "
     "networks.residual.intercept=0 depth=20",
     PANEL_ACTIVATION, "Signals: both end near 0", TITLE_SHORT},
    {"networks.plain.slope_sd=0.1 networks.plain.intercept=0", PANEL_ACTIVATION,
     "Signals: plain typically ends at 0.1 (mean 0.107), residual grows to 7.49", TITLE_LONG},
    /* Two whose samples do not tell their medians apart. */
    {"networks=A,B networks.A.slope=1 networks.A.slope_sd=0.2 networks.B.skip=1 networks.B.slope=0 "
     "networks.B.slope_sd=0.2 depth=100",
     PANEL_GRADIENT, "Gradient: both are typically 0.1 (mean 1)", TITLE_LONG},
    /* The composed line is that of the mean slopes. */
    {"networks=A networks.A.slope=0 networks.A.slope_sd=1 depth=30", PANEL_GEOMETRY,
     "A: 30 layers are flat (slope exactly 0), on average", TITLE_LONG},
    {"networks=A networks.A.slope=1 networks.A.slope_sd=0.2 depth=30", PANEL_GEOMETRY,
     "A: 30 layers have slope 1, on average", TITLE_SHORTEST},
    {"networks=A networks.A.slope=0.9 networks.A.slope_sd=0.2 depth=30 figure.language=zh",
     PANEL_GEOMETRY, "平均而言，A：30 层叠加后几乎水平", TITLE_SHORT},
    /* Slopes that have the same gradient, or its modulus. */
    {"sweep.slopes=-1.5,-0.5", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0, to 9.77×10<sup>\u22124</sup> at <i>a</i> "
     "= "
     "\u22121.5 and <i>a</i> = \u22120.5",
     TITLE_LONG},
    {"sweep.slopes=-1.5,-0.5 depth=9", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0", TITLE_LONG},
    /* Few values among zeros make no law. */
    {"measured=a measured.a.gradients=1,0.5,0.25,0,0,0,0,0,0,0,0,0,0", PANEL_GRADIENT,
     "Measured: a is recorded as 0 from layer 3", TITLE_LONG},
    {"measured=a measured=b measured.a.gradients=1,0 measured.b.gradients=1,1,0", PANEL_GRADIENT,
     "Measured: both are recorded as 0", TITLE_LONG},
    {"measured=a measured.a.gradients=1,0.5,0.25,0,0 figure.language=zh", PANEL_GRADIENT,
     "实测：a 自第 3 层起记录为 0", TITLE_LONG},
    /* The last point alone is no trend. */
    {"measured=a measured=b measured.a.gradients=1,0.6,0.5,0.4,0.5,0.6,1.2 "
     "measured.b.gradients=1,0.9,1.2,1.3,1.5,1.9",
     PANEL_GRADIENT, "Measured: a shows no clear trend; b grows to 1.9", TITLE_LONG},
    {"measured=a measured=b measured.a.gradients=1,0.6,0.5,0.4,0.5,0.6,1.2 "
     "measured.b.gradients=1,0.6,0.5,0.4,0.5,0.6,2",
     PANEL_GRADIENT, "Measured: both show no clear trend", TITLE_SHORTEST},
    /* Far above both ends on the way, which no title hides. */
    {"networks=A,B networks.A.slopes=2,2,2,2,2,0.1,0.1,0.1 networks.B.slope=0.9 "
     "depth=8",
     PANEL_GRADIENT, "Gradient: A reaches 32 and ends at 0.032; B shrinks to 0.43", TITLE_LONG},
    {"networks=A,B networks.A.slopes=2,2,2,2,2,0.1,0.1,0.1 networks.B.slopes=2,2,2,2,2,0.1,0.1,0.1 "
     "depth=8 figure.panels=activation",
     PANEL_ACTIVATION, "Signals: both reach 32", TITLE_SHORT},
    {"networks=A,B,C networks.A.slope=0.5 networks.B.slopes=2,2,2,2,2,0.1,0.1,0.1 depth=8",
     PANEL_GRADIENT, "Gradient: A shrinks most; B reaches 32", TITLE_SHORT},
    {"measured=a measured=b measured.a.gradients=1,30,2 measured.b.gradients=1,3,2 "
     "figure.language=zh",
     PANEL_GRADIENT, "实测：a 一度达 30、末值为 2；b 增至 2", TITLE_LONG},
    /* Several of which the same is said. */
    {"networks=A,B,C networks.A.slope=1.1 networks.B.slope=1.2 networks.C.slope=1.2",
     PANEL_GRADIENT, "Gradient: all three grow, B and C most", TITLE_SHORT},
    {"networks=A,B,C networks.A.slope=1.1 networks.B.slope=1.2 networks.C.slope=-1.2 depth=9",
     PANEL_GRADIENT, "Gradient: all three grow", TITLE_SHORT},
    {"networks=A,B,C networks.A.slope=0.8 networks.C.slope=0.8", PANEL_GRADIENT,
     "Gradient: A and C shrink to 0.107; B is stable, ×1", TITLE_LONG},
    {"networks=A,B,C networks.A.slope=0.8 networks.C.slope=0.8", PANEL_GRADIENT,
     "Gradient: A and C shrink; B is stable", TITLE_SHORTEST},
    {"networks=A,B,C networks.A.slope=0.1 networks.B.slope=3 networks.C.slope=3", PANEL_GRADIENT,
     "Gradient: A vanishes, ×10<sup>\u221210</sup>; B and C explode, 5.9×10<sup>4</sup>",
     TITLE_LONG},
    {"networks=plain,B,C networks.B.slope=0.8 networks.B.intercept=0", PANEL_GRADIENT,
     "Gradient: plain and B shrink; C is stable", TITLE_SHORTEST},
    {"networks=A,B,C,D networks.A.slope=1.1 networks.B.slope=1.2 networks.C.slope=1.2",
     PANEL_GRADIENT, "Gradient: D is stable, ×1; B and C grow most, to 6.19", TITLE_LONG},
    {"networks=A,B,C,D networks.D.slope=0.8", PANEL_GRADIENT,
     "Gradient: D shrinks to 0.107; the other three are stable, ×1", TITLE_LONG},
    {"networks=A,B,C,D networks.A.slope=0.8 networks.B.slope=0.8 networks.C.slope=0.8",
     PANEL_GRADIENT, "Gradient: 3 of 4 networks shrink to 0.107; D is stable, ×1", TITLE_LONG},
    {"networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=0.9", PANEL_GRADIENT,
     "Gradient: A shrinks most, to 0.107; three others are stable, ×1", TITLE_LONG},
    {"networks=A,B,C,D networks.D.slope=0.8 figure.language=zh", PANEL_GRADIENT,
     "梯度：D 衰减至 0.107；其余 3 个网络均稳定，×1", TITLE_LONG},
    {"networks=A,B,C networks.A.slope=0.8 networks.B.slope=0.8 networks.A.label=same "
     "networks.B.label=same",
     PANEL_GRADIENT, "Gradient: 2 of 3 networks shrink to 0.107; C is stable, ×1", TITLE_LONG},
    {"networks=A,B,C networks.A.slopes=1,0 networks.B.slopes=1,0", PANEL_GRADIENT,
     "Gradient: A and B are exactly 0 from layer 2; C is stable, ×1", TITLE_LONG},
    {"networks=A,B networks.A.slope=0.6 networks.A.intercept=0.4 networks.B.slope=0.7 "
     "networks.B.intercept=0.3 input=9 depth=6",
     PANEL_ACTIVATION, "Signals: both head for 1", TITLE_LONG},
    {"networks=A,B,C networks.A.slope=0.5 networks.A.intercept=1 networks.B.slope=0.5 "
     "networks.B.intercept=1 networks.C.slope=2 networks.C.intercept=1",
     PANEL_ACTIVATION, "Signals: A and B settle at 2, C grows to 2047", TITLE_LONG},
    {"", PANEL_SWEEP,
     "Gradients shrink for \u22122 &lt; <i>a</i> &lt; 0 and grow for <i>a</i> &gt; 0",
     TITLE_SHORTEST},
    {"sweep.slopes=0.5,1", PANEL_SWEEP, "Gradients grow for <i>a</i> &gt; 0", TITLE_SHORTEST},
};

/* Of how many of the first networks or, of 0, of all of them, with which settings, and the
 * headline. */
static const struct {
    size_t n_networks;
    const char *settings;
    const char *headline;
} headlines[] = {
    {2, "", "Ten plain layers keep 11% of the gradient; ten residual blocks multiply it by 6.2"},
    {2, "figure.language=zh", "10 层传统网络的梯度降至 11%；10 层残差网络的梯度增至 6.2 倍"},
    {2, "depth=0", "Without layers the gradient stays 1"},
    {2, "depth=1",
     "One plain layer keeps 80% of the gradient; one residual block multiplies it by 1.2"},
    {2, "depth=100 networks.residual.label=ResNet-100",
     "100 plain layers let the gradient vanish to 2×10<sup>\u221210</sup>; ResNet-100 lets it "
     "explode "
     "to 8.3×10<sup>7</sup>"},
    /* Without a skip connection. */
    {2, "depth=100 networks.residual.skip=0 networks.residual.slope=1.2",
     "100 plain layers let the gradient vanish to 2×10<sup>\u221210</sup>; 100 residual layers let "
     "it "
     "explode to 8.3×10<sup>7</sup>"},
    {2, "networks.residual.skip=0 networks.residual.slope=1 figure.language=zh",
     "10 层传统网络的梯度降至 11%；10 层残差网络的梯度完整保留"},
    {2, "networks.residual.skip=0 networks.residual.slope=0.9",
     "Ten plain layers keep 11% of the gradient, ten residual layers 35%"},
    /* Blocks of both. */
    {2, "networks.plain.skip=1 networks.plain.slope=0.2 networks.plain.scale=1e-5",
     "Ten plain blocks keep the gradient near 1; ten residual blocks multiply it by 6.2"},
    {2, "networks.plain.skip=0.5 networks.plain.slope=0.2",
     "Ten plain blocks keep 2.8% of the gradient; ten residual blocks multiply it by 6.2"},
    {2, "networks.residual.skip=0.5 networks.residual.slope=0.2 networks.plain.slope=0.5",
     "Ten plain layers divide the gradient by 1024; ten residual blocks keep 2.8%"},
    {2, "networks.plain.slope=1.2", "Both networks multiply the gradient by 6.2"},
    {2, "networks.plain.slope=-0.8 networks.residual.slope=-0.005 networks.residual.label=B",
     "Ten plain layers keep 11% of the gradient, B 95.1%"},
    {2, "networks.plain.slope=1.1 networks.residual.skip=0 networks.residual.slope=1.3",
     "Ten plain layers multiply the gradient by 2.6, ten residual layers by 14"},
    {2, "networks.plain.slope=0.1 networks.residual.slope=-0.8 figure.language=zh",
     "10 层传统网络的梯度消失，只剩 10<sup>−10</sup>，10 层残差网络为 10<sup>−7</sup>"},
    {2, "networks.plain.slopes=-0.8,0.8,0.8 depth=3 networks.residual.slope=0",
     "Three plain layers keep 51% of the gradient, with its sign flipped; three residual "
     "blocks keep it whole"},
    {2, "networks.plain.slope=-0.9999 networks.residual.slope=0 depth=1",
     "One plain layer multiplies the gradient by \u22120.9999; one residual block keeps it whole"},
    {2, "networks.plain.slopes=1,0 depth=3",
     "Three plain layers lose all of the gradient at layer 2; three residual blocks multiply it by "
     "1.73"},
    {1, "networks.plain.label=A&B", "A&amp;B keeps 11% of the gradient"},
    /* What is not 1 does not read as 1. */
    {2,
     "networks.plain.skip=1 networks.plain.slope=1e-6 networks.plain.label=A "
     "networks.residual.slope=0",
     "Ten residual blocks keep the gradient whole; A keeps it near 1"},
    {2, "networks.plain.slope=0.9999 networks.residual.slope=0.0012 depth=3",
     "Both networks keep the gradient near 1"},
    /* "It" would be the typical gradient. */
    {2, "networks.plain.slope_sd=0.1 networks.residual.label=B",
     "The typical gradient of plain is 0.1, the mean 0.107; B multiplies the "
     "gradient by 6.2"},
    {0, "networks=A networks.A.slope=0.9 networks.A.slope_sd=0.001",
     "The typical gradient of A is 0.349, like the mean"},
    {0, "networks=A networks.A.slope=0.9 networks.A.slope_sd=0.001 figure.language=zh",
     "A 的典型梯度为 0.349，与均值相同"},
    /* Eight layers have not come to the rate of many, which halves the gradient every 3.32. */
    {0, "networks=A networks.A.slope=1 networks.A.slope_sd=1 depth=8",
     "The typical gradient of A is 0.3, the mean 1"},
    {0, "networks=A networks.A.slope=1 networks.A.slope_sd=0.2 depth=100",
     "The typical gradient of A halves every 32.4 layers while the mean stays 1"},
    /* Far below both ends on the way, and above. */
    {0, "networks=A,B networks.A.slopes=0.2,0.2,0.2,4,4,4 networks.B.slope=0.999 depth=6",
     "A lets the gradient dip to 0.008 and end at 0.51; B keeps it near 1"},
    {0, "networks=A networks.A.slopes=0.2,0.2,0.2,4,4,4 depth=6 figure.language=zh",
     "A 的梯度一度降至 0.008、末值为 0.51"},
    {0,
     "networks=A,B,C networks.A.slope=0.5 networks.B.slopes=2,2,2,2,2,0.1,0.1,0.1 "
     "networks.C.slope=0.9 depth=8",
     "A keeps 0.39% of the gradient, C 43%; B lets it reach 32 and end at 0.032"},
    /* Several of which the same is said. */
    {0, "networks=A,B,C networks.A.slope=0.1 networks.B.slope=2.9 networks.C.slope=2.9",
     "A lets the gradient vanish to 10<sup>\u221210</sup>; B and C let it explode to "
     "4.2×10<sup>4</sup>"},
    {0, "networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=0.8",
     "A and B keep 11% of the gradient; the other three keep it whole"},
    {0,
     "networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=0.8 networks.A.label=same "
     "networks.B.label=same",
     "2 of 5 networks keep 11% of the gradient; the other three keep it whole"},
    {0,
     "networks=A,B,C,D networks.A.slope=0.8 networks.B.slope=0.8 networks.C.slope=0.8 "
     "figure.language=zh",
     "4 个网络中 3 个的梯度均降至 11%；D 的梯度完整保留"},
    {0, "networks=A,B,C,D,E,F networks.A.slope=0.8 networks.B.slope=0.9 networks.C.slope=0.8",
     "3 of 6 networks shrink the gradient, A and C most, to 11%; the other three keep it "
     "whole"},
    {0,
     "networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=0.8 networks.C.slope=0.8 "
     "networks.D.slope=0.85 networks.E.slope=0.9",
     "All five networks shrink the gradient, to between 11% and 35%"},
    {0, /* a range has no signs */
     "depth=1 networks=A,B,C,D,E networks.A.slope=-0.2 networks.B.slope=-0.8 networks.C.slope=-0.8 "
     "networks.D.slope=-0.8 networks.E.slope=-0.3",
     "All five networks shrink the gradient, A most, to \u22120.2, three of them least, to "
     "\u22120.8"},
    {0,
     "networks=A,B,C,D,E networks.A.slope=0.3 networks.B.slope=0.8 networks.C.slope=1.1 "
     "networks.D.slope=1.2",
     "2 of 5 networks shrink the gradient, A most, to 5.9×10<sup>\u22126</sup>; D multiplies it by "
     "6.2"},
    {0,
     "networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=1.1 networks.C.slope=1.2 "
     "networks.D.slope=1.3 networks.E.slope=1.4",
     "A keeps 11% of the gradient; E multiplies it by 29"},
    {0, "measured=a measured.a.gradients=1,0.2,5,0.2,0.3,2,0.2,1.5",
     "Measured: a shows no clear trend"},
    {0, "networks=A,B,C,D,E networks.A.slope=0.8 networks.B.slope=1.1",
     "A keeps 11% of the gradient; three others keep it whole; B multiplies it by 2.6"},
    {0, "networks=plain,B,C networks.B.slope=0.8 networks.C.slope=1.2",
     "Plain and B keep 11% of the gradient; C multiplies it by 6.2"},
    {0, "networks=plain,B,C networks.B.slope=1 networks.C.slope=1.2",
     "Plain keeps 11% of the gradient; B keeps it whole; C multiplies it by 6.2"},
    {0, "networks=plain,B,C networks.plain.label=plain networks.B.slope=1 networks.C.slope=1.2",
     "plain keeps 11% of the gradient; B keeps it whole; C multiplies it by 6.2"},
    /* A name with a comma does not run together with the next clause. */
    {0, "networks=A,B networks.A.slope=0.8 networks.B.slope=0.9 networks.B.label=B,wide",
     "A keeps 11% of the gradient; B,wide keeps 35%"},
    /* Whose numbers do not look the same, but with the digits of a headline do. */
    {0, "networks=A,B,C networks.A.slope=0.8 networks.B.slope=0.802 networks.C.slope=1.2",
     "A and B keep 11% of the gradient; C multiplies it by 6.2"},
    {0, "networks=A,B networks.A.slope=1.000001 networks.B.slope=0.999999 depth=100",
     "Both networks keep the gradient near 1"},
    {0, "networks=A,B networks.A.slope=0.9999 networks.B.slope=1.0012 depth=3",
     "Both networks keep the gradient near 1"},
    {0, "networks=A,B,C networks.A.slope=0.99 networks.B.slope=1.02 networks.C.slope=0.5",
     "C divides the gradient by 1024; A and B keep it near 1"},
    {0,
     "networks=A,B,C,D networks.A.slope=0.99 networks.B.slope=1.02 networks.C.slope=1 "
     "networks.D.slope=1.2",
     "3 of 4 networks keep the gradient near 1; D multiplies it by 6.2"},
    {0, "networks=A,B,C networks.A.slope=0.5 networks.B.slope=-0.5 networks.C.slope=0.5 depth=3",
     "A and C keep 13% of the gradient; B keeps 13%, with its sign flipped"},
    {0,
     "networks=A,B,C networks.A.slope=0.8 networks.A.slope_sd=0.1 networks.B.slope=0.8 "
     "networks.B.slope_sd=0.1",
     "The typical gradients of A and B are 0.1, the means 0.107; C keeps the "
     "gradient "
     "whole"},
    {0,
     "networks=A,B,C networks.A.slope=0.8 networks.A.slope_sd=0.1 networks.B.slope=0.8 "
     "networks.B.slope_sd=0.1 networks.C.slope=0.8 networks.C.slope_sd=0.1",
     "The typical gradients of all three are 0.098, the means 0.107"},
    {0, "networks=A,B,C networks.A.slopes=1,0,1 networks.B.slopes=1,1,0,1 networks.C.slope=1.2",
     "A and B lose all of the gradient; C multiplies it by 6.2"},
    /* Labels that name several things. */
    {2, "networks.plain.label=LSTMs networks.residual.label=ResNets",
     "LSTMs keep 11% of the gradient; ResNets multiply it by 6.2"},
    {2, "labels.title=<mine>", "&lt;mine&gt;"},
    /* One panel alone. */
    {2, "figure.panels=sweep",
     "<i>a</i> = \u22120.8 lets the gradient vanish to 10<sup>\u22127</sup>; <i>a</i> = 0.2 "
     "multiplies it by 6.2"},
    {2, "figure.panels=gradient",
     "Ten plain layers keep 11% of the gradient; ten residual blocks multiply it by 6.2"},
    {2, "figure.panels=sweep sweep.skip=0 sweep.slopes=-1.2,-0.8,0.8,1.2",
     "<i>a</i> = \u22120.8 and <i>a</i> = 0.8 keep 11% of the gradient; <i>a</i> = \u22121.2 "
     "and <i>a</i> = 1.2 multiply it by 6.2"},
    {2, "figure.panels=sweep labels.sweep-title=mine", "mine"},
    /* Factors of one sentence have the same digits. */
    {0, "networks=A,B networks.A.slope=1.01 networks.B.slope=1.05 depth=64",
     "A multiplies the gradient by 1.89, B by 22.7"},
    {0, "networks=A,B,C networks.A.slope=0.5 networks.B.slope=1.05 networks.C.slope=1.2 depth=7",
     "A keeps 0.78% of the gradient; B multiplies it by 1.41, C by 3.58"},
    {0, "networks=A,B networks.A.slope=0.9 networks.B.slope=1.2",
     "A keeps 35% of the gradient; B multiplies it by 6.2"},
    {2, "figure.panels=sweep sweep.slopes=-0.2,0.01 depth=4",
     "<i>a</i> = \u22120.2 keeps 41% of the gradient; <i>a</i> = 0.01 multiplies it by 1.04"},
    {2, "measured=plain measured.plain.gradients=2,1,0.5,0.2",
     "Measured: plain keeps 10% of the gradient"},
    {2,
     "measured=a measured=plain measured.plain.gradients=2,1,0.5,0.2 measured.a.gradients=3,60 "
     "measured.a.label=blocks",
     "Measured: plain keeps 10% of the gradient; blocks multiply it by 20"},
    {2, "measured=plain measured.plain.gradients=1,1.3,0.9,1.4,0.8,1.2,1.1,0.95,1.3",
     "Measured: plain keeps the gradient near 1.1"},
    {2, "measured=plain measured.plain.gradients=1,0.0001,0,0",
     "Measured: plain has the gradient recorded as 0 from layer 2"},
    {2, "measured=a measured=b measured.a.gradients=1,0.001,0,0 measured.b.gradients=1,2,4,6",
     "Measured: a has the gradient recorded as 0 from layer 2; b multiplies it by 6"},
    /* The figure does not show them. */
    {2, "measured=plain measured.plain.gradients=2,1,0.5,0.2 figure.panels=activation,sweep",
     "Ten plain layers keep 11% of the gradient; ten residual blocks multiply it by 6.2"},
};

static void choose_networks(struct spec *spec, const char *list) {
    char **names = g_strsplit(list, ",", -1);

    settings_choose_networks(spec->settings, names, g_strv_length(names));
    settings_build(spec->settings, spec);
    g_strfreev(names);
}

static void apply(struct spec *spec, const char *settings) {
    char **assignments = g_strsplit(settings, " ", -1);

    for (char **assignment = assignments; *assignment != NULL && **assignment != '\0';
         assignment++) {
        struct gradfig_error error;
        char **parts = g_strsplit(*assignment, "=", 2);
        if (g_str_equal(parts[0], "networks")) {
            choose_networks(spec, parts[1]);
        } else if (g_str_equal(parts[0], "measured")) {
            (void)settings_add_name(spec->settings, OWNER_MEASURED, parts[1]);
            settings_build(spec->settings, spec);
        } else {
            assert_true(spec_set(spec, parts[0], parts[1], &error));
        }
        g_strfreev(parts);
    }
    g_strfreev(assignments);
}

static void findings_are_as_the_numbers_say(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct spec spec;
        struct series series;
        struct gradfig_error error;
        spec_init(&spec);
        apply(&spec, "figure.panels=activation,gradient,geometry,sweep,paths");
        apply(&spec, rows[i].settings);
        assert_true(renderer_collect(&series, &spec, NULL, &error));
        char *finding =
            without_colors(panel_type_of(rows[i].panel)->title(&series, rows[i].length));
        expect_text(rows[i].settings, finding, rows[i].finding);
        g_free(finding);
        series_finish(&series);
        spec_finish(&spec);
    }
}

static void headlines_are_as_the_numbers_say(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(headlines); i++) {
        struct spec spec;
        struct series series;
        struct gradfig_error error;
        spec_init(&spec);
        apply(&spec, headlines[i].settings);
        if (headlines[i].n_networks > 0) {
            spec.n_networks = headlines[i].n_networks;
        }
        assert_true(renderer_collect(&series, &spec, NULL, &error));
        char *headline = without_colors(headline_text(&series, TITLE_LONG));
        expect_text(headlines[i].settings, headline, headlines[i].headline);
        g_free(headline);
        series_finish(&series);
        spec_finish(&spec);
    }
}

static void the_headline_of_one_panel_can_be_shorter(void **state) {
    static const char settings[] = "figure.panels=activation";
    static const char *const titles[N_TITLE_LENGTHS] = {
        [TITLE_LONG] = "Signals: plain heads for 0.5, residual grows to 7.49",
        [TITLE_SHORT] = "Signals: plain heads for 0.5, residual grows",
        [TITLE_SHORTER] = "Signals: plain heads for 0.5, residual grows",
        [TITLE_SHORTEST] = "Signals: plain heads for 0.5, residual grows",
        [TITLE_BARE] = "Plain heads for 0.5, residual grows",
    };
    struct spec spec;
    struct series series;
    struct gradfig_error error;
    (void)state;

    spec_init(&spec);
    apply(&spec, settings);
    assert_true(renderer_collect(&series, &spec, NULL, &error));
    for (int length = 0; length < N_TITLE_LENGTHS; length++) {
        char *title = without_colors(headline_text(&series, (enum title_length)length));
        expect_text(settings, title, titles[length]);
        g_free(title);
    }
    series_finish(&series);
    spec_finish(&spec);
}

/* NULL: the number of layers is not said. */
static const struct {
    const char *settings;
    const char *headline;
} after_layers[] = {
    {"networks=A,B networks.A.slope=0.8 networks.B.slope=1.1",
     "After 10 layers, A keeps 11% of the gradient; B multiplies it by 2.6"},
    {"networks=A networks.A.slope=0.8 depth=50 figure.language=zh",
     "50 层后，A 的梯度消失，只剩 1.4×10<sup>−5</sup>"},
    /* It is said already, or would be untrue, or the finding begins with another word. */
    {"", NULL},
    {"networks=A,B networks.A.slope=0.8 networks.B.slope=1.1 labels.title=T", NULL},
    {"networks=A,B networks.A.slopes=1,0 networks.B.slope=1.1", NULL},
    {"networks=A,B networks.A.slope=0.8 networks.B.slope=0.8", NULL},
    {"networks=A,B networks.A.slope=0.8 networks.B.slope=1.1 figure.panels=sweep", NULL},
};

static void expect_longer(const char *settings, enum slope_form slopes, bool has_depth,
                          const char *expected) {
    struct spec spec;
    struct series series;
    struct gradfig_error error;
    spec_init(&spec);
    apply(&spec, settings);
    assert_true(renderer_collect(&series, &spec, NULL, &error));
    char *headline = headline_longer(&series, slopes, has_depth);
    char *plain = without_colors(headline != NULL ? headline : g_strdup("none"));
    expect_text(settings, plain, expected != NULL ? expected : "none");
    g_free(plain);
    series_finish(&series);
    spec_finish(&spec);
}

static void headlines_say_after_how_many_layers(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(after_layers); i++) {
        expect_longer(after_layers[i].settings, SLOPE_NONE, true, after_layers[i].headline);
    }
}

#define MEMBER(name)                                                                               \
    "networks." name ".slope=0.2 networks." name ".intercept=0 networks." name ".skip=1"
#define FAMILY3 MEMBER("A") " " MEMBER("B") " " MEMBER("C")
#define FAMILY FAMILY3 " " MEMBER("D")

/* NULL: the slopes are not said. */
static const struct {
    const char *settings;
    enum slope_form form;
    const char *headline;
} with_slopes[] = {
    {"", SLOPE_IN_WORDS,
     "Ten plain layers (slope 0.8) keep 11% of the gradient; ten residual blocks (slope 1.2) "
     "multiply it by 6.2"},
    {"", SLOPE_AS_FACTOR,
     "Ten plain layers (×0.8) keep 11% of the gradient; ten residual blocks (×1.2) multiply it by "
     "6.2"},
    {"figure.language=zh", SLOPE_IN_WORDS,
     "10 层传统网络（斜率 0.8）的梯度降至 11%；10 层残差网络（斜率 1.2）的梯度增至 6.2 倍"},
    {"networks=A networks.A.slope=-0.5", SLOPE_IN_WORDS,
     "A (slope \u22120.5) divides the gradient by 1024"},
    {"networks=A networks.A.slope=2 networks.A.label=ResNet-152", SLOPE_AS_FACTOR,
     "ResNet-152 (×2) multiplies the gradient by 1024"},
    /* Not all of them have one slope, are named, or can have brackets. */
    {"networks.plain.slopes=0.8,0.7", SLOPE_IN_WORDS, NULL},
    {"networks.plain.slope_sd=0.1", SLOPE_IN_WORDS, NULL},
    {"networks.plain.slope=1.2", SLOPE_IN_WORDS, NULL},
    {"networks.plain.label=A(1)", SLOPE_IN_WORDS, NULL},
    {"networks.plain.label=0.8x", SLOPE_IN_WORDS, NULL},
    {"networks=A networks.A.slope=-0.5", SLOPE_AS_FACTOR, NULL},
    {"depth=1", SLOPE_IN_WORDS, NULL},
    {"labels.title=T", SLOPE_IN_WORDS, NULL},
    /* Networks that differ in their scales alone. */
    {"networks=A,B,C,D depth=32 " FAMILY " networks.B.scale=0 networks.C.scale=0.001 "
     "networks.D.scale=1e-5",
     SLOPE_BY_SCALE,
     "3 of 4 networks (<i>\u03b1</i> \u2264 0.001) keep the gradient near 1; A (<i>\u03b1</i> = 1) "
     "multiplies it by 342"},
    {"networks=A,B,C,D " FAMILY " networks.D.scale=0.5", SLOPE_BY_SCALE,
     "D (<i>\u03b1</i> = 0.5) multiplies the gradient by 2.6, the other three (<i>\u03b1</i> = 1) "
     "by 6.2"},
    /* A scale between those of a group, and two names. */
    {"networks=A,B,C,D " FAMILY " networks.A.scale=0 networks.B.scale=0 networks.C.scale=-10 "
     "networks.D.scale=-5",
     SLOPE_BY_SCALE, NULL},
    {"networks=A,B,C " FAMILY3 " networks.C.scale=0.5", SLOPE_BY_SCALE, NULL},
    {"", SLOPE_BY_SCALE, NULL},
};

static void slopes_are_said_as_causes(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(with_slopes); i++) {
        expect_longer(with_slopes[i].settings, with_slopes[i].form, false, with_slopes[i].headline);
    }
}

/* The networks of the page's subtitle are those that a panel draws. */
static const struct {
    const char *settings;
    const char *subtitle;
} subtitles[] = {
    {"figure.panels=paths",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002plain\u2002<i>y</i> = "
     "0.8<i>x</i> + "
     "0.1\u2003\u2002residual\u2002<i>y</i> = (0.2<i>x</i> + 0.05) + <i>x</i>, so the slope is "
     "1.2"},
    {"figure.panels=sweep sweep.slopes=-0.5,0,0.5",
     "10 linear layers: each multiplies the gradient by its slope"},
    /* The label of a slope is "6.19 (residual)". */
    {"figure.panels=sweep sweep.slopes=-0.5,0.2",
     "10 linear layers: each multiplies the gradient by its "
     "slope\u2003\u2002residual\u2002<i>y</i> = (0.2<i>x</i> + "
     "0.05) + <i>x</i>, so the slope is 1.2"},
    /* "y = x" has no branch whose slope would count. */
    {"networks.residual.slope=0 networks.residual.intercept=0",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002plain\u2002<i>y</i> = "
     "0.8<i>x</i> + "
     "0.1\u2003\u2002residual\u2002<i>y</i> = <i>x</i>"},
    /* A power of the depth has its number, not a letter that counts the layers elsewhere. */
    {"networks=A networks.A.slope=0.8 networks.A.skip=1 networks.A.scale_power=-1",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "10<sup>\u22121</sup>(0.8<i>x</i>) + <i>x</i>, so the slope is 1.08"},
    {"networks=A networks.A.slope=0.8 networks.A.skip=1 networks.A.scale_power=-0.5 "
     "networks.A.scale=-2 depth=50",
     "50 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "\u22122×50<sup>\u22120.5</sup>(0.8<i>x</i>) + <i>x</i>, so the slope is 0.774"},
    {"networks=A networks.A.slope=0.8 networks.A.scale=-1 networks.A.scale_power=1 "
     "networks.A.skip=1 depth=1",
     "1 linear layer\u2003\u2002A\u2002<i>y</i> = \u2212(0.8<i>x</i>) + <i>x</i>, so the slope is "
     "0.2"},
    /* It is not fixed where a panel shows other depths. */
    {"networks=A networks.A.slope=0.8 networks.A.scale=0.5 networks.A.scale_power=-1 "
     "figure.panels=depth",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "0.5<i>N</i><sup>\u22121</sup>(0.8<i>x</i>)"},
    {"networks=A networks.A.slope=0.8 networks.A.skip=1 networks.A.scale_power=-1 "
     "figure.panels=depth,gradient",
     "<i>N</i> = 10 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002"
     "<i>y</i> = <i>N</i><sup>\u22121</sup>(0.8<i>x</i>) + <i>x</i>"},
    /* A branch of 0 has no layers that differ. */
    {"networks=A networks.A.slopes=0.8,0.9 networks.A.skip=1 networks.A.scale=0",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "<i>x</i>"},
    {"networks=A networks.A.slope=0.8 networks.A.slope_sd=0.1 networks.A.skip=1 networks.A.scale=0",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "<i>x</i>"},
    /* They differ in the scale alone. */
    {"networks.plain.slope=0.2 networks.plain.intercept=0.05 networks.plain.skip=1 "
     "networks.plain.scale=0",
     "10 linear layers <i>y</i> = <i>\u03b1</i>(0.2<i>x</i> + 0.05) + "
     "<i>x</i>\u2003\u2002plain\u2002<i>\u03b1</i> = 0\u2003\u2002residual\u2002<i>\u03b1</i> = 1"},
    {"networks.plain.slope=1 networks.plain.intercept=0 networks.plain.scale=0.5 "
     "networks.residual.slope=1 networks.residual.intercept=0 networks.residual.skip=0",
     "10 linear layers <i>y</i> = <i>\u03b1</i><i>x</i>\u2003\u2002plain\u2002<i>\u03b1</i> = "
     "0.5\u2003\u2002residual\u2002<i>\u03b1</i> = 1"},
    {"figure.panels=sweep,gradient sweep.slopes=-0.5",
     "10 linear layers: each multiplies the gradient by its slope\u2003\u2002plain\u2002<i>y</i> = "
     "0.8<i>x</i> + "
     "0.1\u2003\u2002residual\u2002<i>y</i> = (0.2<i>x</i> + 0.05) + <i>x</i>, so the slope is "
     "1.2"},
};

/* `expected` NULL: there is no such subtitle. */
static void expect_subtitle(const char *settings, char *(*write)(const struct spec *spec),
                            const char *expected) {
    struct spec spec;

    spec_init(&spec);
    apply(&spec, settings);
    char *said = write(&spec);
    char *subtitle = without_colors(said != NULL ? said : g_strdup("none"));
    expect_text(settings, subtitle, expected != NULL ? expected : "none");
    g_free(subtitle);
    spec_finish(&spec);
}

/* Without room for the formulas: the slope of each network, if it has one at all depths. */
static const struct {
    const char *settings;
    const char *subtitle; /* NULL: the slopes cannot stand instead */
} slopes[] = {
    {"networks=A networks.A.slope=-0.8 figure.panels=gradient",
     "10 linear layers, the gradient per layer\u2003\u2002A\u2002×(\u22120.8)"},
    {"networks=A networks.A.slope=0.8 networks.A.skip=1 networks.A.scale_power=-1 "
     "figure.panels=depth",
     NULL},
    {"networks=A networks.A.slopes=0.8,0.9 figure.panels=gradient", NULL},
};

static void slopes_may_stand_for_formulas(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(slopes); i++) {
        expect_subtitle(slopes[i].settings, figure_subtitle_slopes, slopes[i].subtitle);
    }
}

/* Without room for all formulas: a part of them is not mistaken for the whole. */
static const struct {
    const char *settings;
    const char *subtitle;
} unexplained[] = {
    {"networks=A,B networks.A.slopes=0.5,0.8 depth=2",
     "2 linear layers, which differ in\u2003\u2002A\u2002<i>y</i> = "
     "<i>a</i><sub><i>k</i></sub><i>x</i>, <i>a</i><sub><i>k</i></sub> from 0.5 to 0.8"},
    {"networks=A,B networks.A.slopes=0.5,0.8 depth=2 figure.language=zh",
     "2 层线性网络，各层不同的有：\u2003\u2002A\u2002<i>y</i> = "
     "<i>a</i><sub><i>k</i></sub><i>x</i>，<i>a</i><sub><i>k</i></sub> 由 0.5 至 0.8"},
    {"networks=A networks.A.slopes=0.5,0.8 depth=2",
     "2 linear layers: each multiplies the gradient by its slope\u2003\u2002A\u2002<i>y</i> = "
     "<i>a</i><sub><i>k</i></sub><i>x</i>, <i>a</i><sub><i>k</i></sub> from 0.5 to 0.8"},
    {"", "10 linear layers: each multiplies the gradient by its slope"},
};

static void a_partial_list_says_so(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(unexplained); i++) {
        expect_subtitle(unexplained[i].settings, figure_subtitle_unexplained,
                        unexplained[i].subtitle);
    }
}

static void the_page_lists_what_is_drawn(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(subtitles); i++) {
        expect_subtitle(subtitles[i].settings, figure_subtitle, subtitles[i].subtitle);
    }
}

/* The subtitle of the sweep, long and short. */
static const struct {
    const char *settings;
    const char *subtitles[2];
} sweeps[] = {
    {"",
     {"<i>y</i> = (<i>ax</i> + <i>b</i>) + <i>x</i>: each block multiplies the gradient by 1 + "
      "<i>a</i>",
      "Each block multiplies the gradient by 1 + <i>a</i>"}},
    {"sweep.skip=0",
     {"<i>y</i> = <i>ax</i> + <i>b</i>: each layer multiplies the gradient by <i>a</i>",
      "Each layer multiplies the gradient by <i>a</i>"}},
    {"sweep.skip=0.5",
     {"<i>F</i>(<i>x</i>) = <i>ax</i> + <i>b</i>: each block multiplies the gradient by 0.5 + "
      "<i>a</i>",
      "Each block multiplies the gradient by 0.5 + <i>a</i>"}},
    {"sweep.skip=0 sweep.scale=2",
     {"<i>F</i>(<i>x</i>) = <i>ax</i> + <i>b</i>: each layer multiplies the gradient by 2<i>a</i>",
      "Each layer multiplies the gradient by 2<i>a</i>"}},
    {"sweep.scale=0",
     {"<i>F</i>(<i>x</i>) = <i>ax</i> + <i>b</i>: each block multiplies the gradient by 1",
      "Each block multiplies the gradient by 1"}},
    {"figure.language=zh",
     {"<i>y</i> = (<i>ax</i> + <i>b</i>) + <i>x</i>：每个残差块使梯度乘以 1 + <i>a</i>",
      "每个残差块使梯度乘以 1 + <i>a</i>"}},
};

static void the_sweep_says_what_a_layer_does(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(sweeps) * 2; i++) {
        struct spec spec;
        spec_init(&spec);
        apply(&spec, sweeps[i / 2].settings);
        struct series series = {.spec = &spec};
        char *subtitle = panel_type_of(PANEL_SWEEP)->subtitle(&series, i % 2 == 1);
        expect_text(sweeps[i / 2].settings, subtitle, sweeps[i / 2].subtitles[i % 2]);
        g_free(subtitle);
        spec_finish(&spec);
    }
}

#define SLOPE "<i>a</i><sub><i>k</i></sub>"
#define SLOPES SLOPE "<i>x</i> + 0.1"

/* The layer of plain as a formula; long factors are rounded, and a sum is in brackets. */
static const struct {
    const char *settings;
    const char *formula;
} layers[] = {
    {"", "0.8<i>x</i> + 0.1"},
    {"networks.plain.slope=0.812345678", "0.8123<i>x</i> + 0.1"},
    {"networks.plain.slope=1.0000000001", "(1 + 10<sup>\u221210</sup>)<i>x</i> + 0.1"},
    {"networks.plain.slope=-1.0000000001", "\u2212(1 + 10<sup>\u221210</sup>)<i>x</i> + 0.1"},
    {"networks.plain.scale=1.0000000001", "(1 + 10<sup>\u221210</sup>)(0.8<i>x</i> + 0.1)"},
    /* the ends of what runs from layer to layer, or the range */
    {"depth=3 networks.plain.slopes=0.9,0.8,0.5", SLOPES ", " SLOPE " from 0.9 to 0.5"},
    {"depth=3 networks.plain.slopes=0.5,0.8,0.8", SLOPES ", " SLOPE " = 0.5 or 0.8"},
    {"depth=4 networks.plain.slopes=0.9,0.8,0.5", SLOPES ", " SLOPE " between 0.5 and 0.9"},
    {"depth=3 networks.plain.slopes=0.8,0.2,1.2", SLOPES ", " SLOPE " between 0.2 and 1.2"},
    {"depth=3 networks.plain.slopes=1e-170,2e-170,3e-170",
     SLOPES ", " SLOPE " from 10<sup>\u2212170</sup> to 3×10<sup>\u2212170</sup>"},
    {"depth=3 networks.plain.slopes=0.9,0.8,0.5 figure.language=zh",
     SLOPES "，" SLOPE " 由 0.9 至 0.5"},
};

static void a_layer_is_a_formula(void **state) {
    (void)state;

    for (size_t i = 0; i < G_N_ELEMENTS(layers); i++) {
        GString *formula = g_string_new(NULL);
        struct spec spec;
        spec_init(&spec);
        apply(&spec, layers[i].settings);
        figure_text_append_layer(formula, &spec, 0);
        expect_text(layers[i].settings, formula->str, layers[i].formula);
        g_string_free(formula, TRUE);
        spec_finish(&spec);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_layer_is_a_formula),
                                       cmocka_unit_test(slopes_are_said_as_causes),
                                       cmocka_unit_test(the_page_lists_what_is_drawn),
                                       cmocka_unit_test(slopes_may_stand_for_formulas),
                                       cmocka_unit_test(a_partial_list_says_so),
                                       cmocka_unit_test(the_sweep_says_what_a_layer_does),
                                       cmocka_unit_test(findings_are_as_the_numbers_say),
                                       cmocka_unit_test(headlines_are_as_the_numbers_say),
                                       cmocka_unit_test(headlines_say_after_how_many_layers),
                                       cmocka_unit_test(the_headline_of_one_panel_can_be_shorter)};
    return run_all(tests);
}
