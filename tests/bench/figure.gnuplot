# The article's figure for many slopes a, by one warm process: prints seconds and figures.
# gnuplot -c figure.gnuplot FOLDER NUMBER
folder = ARG1
number = ARG2 + 0
warming = 5
set terminal pngcairo size 1500,1000 font "Inter,11" background "#ffffff"
set grid lc rgb "#e6e8ec" lw 1
set tics nomirror textcolor rgb "#525c6b"
set border 3 lc rgb "#9aa3af"
set rmargin 16
begin = 0.0
do for [k = 0:number + warming - 1] {
    if (k == warming) { begin = time(0.0) }
    a = -0.5 + k * 0.9 / (number + warming)
    set output sprintf("%s/%d.png", folder, k)
    set multiplot layout 2, 2 title "Why gradients vanish or grow: slopes multiply, layer by layer" font ",15"
    set key top left reverse Left
    unset logscale
    set format y "%g"
    set title sprintf("Signals: plain 0.554, residual slope %.3f", a)
    set xlabel "Layer n"; set ylabel "Activation"
    plot sample [i=0:10:1] '+' using 1:(0.5 + 0.5 * 0.8 ** $1) with linespoints lw 2 pt 7 lc rgb "#a8122a" title "plain", \
        [i=0:10:1] '+' using 1:((1 + a) ** $1 + 0.05 * $1) with linespoints lw 2 pt 5 lc rgb "#159a80" title "residual"
    set logscale y
    set format y "10^{%L}"
    set title "Gradient on a log scale"; set ylabel "Gradient"
    plot sample [i=0:10:1] '+' using 1:(0.8 ** $1) with linespoints lw 2 pt 7 lc rgb "#a8122a" title "plain", \
        [i=0:10:1] '+' using 1:((1 + a) ** $1) with linespoints lw 2 pt 5 lc rgb "#159a80" title "residual", \
        [i=0:10:1] '+' using 1:(1) with lines lw 2 dt 2 lc rgb "#2348c4" title "ideal"
    unset logscale
    set format y "%g"
    set title "Layers as lines"; set xlabel "Input x"; set ylabel "Output y"
    plot [-2:2] [-2:2] 0.8 * x + 0.1 lw 2 lc rgb "#a8122a" title "plain 0.8x + 0.1", \
        (1 + a) * x + 0.05 lw 2 lc rgb "#159a80" title "residual", \
        a * x + 0.05 lw 2 dt 2 lc rgb "#8450b8" title "F alone", \
        x dt 3 lc rgb "#6b7380" title "identity", \
        0.107 * x + 0.446 lw 3 lc rgb "#7a1f3d" title "10 plain layers"
    set logscale y
    set format y "10^{%L}"
    set title "Effect of the residual slope a"; set xlabel "Layer n"; set ylabel "Gradient (1 + a)^n"
    set samples 11
    plot [0:10] for [b in "-0.8 -0.5 -0.2 0 0.2"] '+' using 1:((1 + b) ** $1) \
        with linespoints lw 2 pt 7 title sprintf("a = %s", b)
    unset multiplot
    unset output
}
print sprintf("%.6f %d", time(0.0) - begin, number)
