# The article's figure by gnuplot: gnuplot -c figure.gnuplot FOLDER NUMBER LANGUAGE
# Draws NUMBER figures FOLDER/0.png, 1.png, ... The first has the article's residual slope a = 0.2,
# the others have smaller ones.
folder = ARG1
number = ARG2 + 0
zh = ARG3 eq "zh"
set terminal pngcairo size 1500,1000 font "Inter,12.5" background "#ffffff"
set encoding utf8
set border 3 lc rgb "#9aa3af"
set tics nomirror textcolor rgb "#525c6b"
set grid lc rgb "#e6e8ec" lw 1 lt 1
set rmargin 19
set samples 11
unset key
red = 0xa8122a; green = 0x159a80; blue = 0x2348c4; grey = 0x6b7380; wine = 0x7a1f3d
array sweep[5] = [-0.8, -0.5, -0.2, 0, 0.2]
array color[5] = [0xa8122a, 0xd55200, 0xbf9b00, 0x2f8e2f, 0x2348c4]
array marker[5] = [9, 13, 7, 11, 5]
headline = zh ? "斜率小于 1，传统网络的梯度只剩 11%" : "Slopes below 1 cut the gradient of plain to 11%"
layer = zh ? "层数 n" : "Layer n"
gradient = zh ? "梯度" : "Gradient"
plain = zh ? "传统网络" : "plain"
residual = zh ? "残差网络" : "residual"
bold(text) = "{/:Bold " . text . "}"
# The activation after n layers of slope s and intercept t, from 1
activation(n, s, t) = s == 1 ? 1 + n * t : s**n * (1 - t / (1 - s)) + t / (1 - s)

do for [k = 0:number - 1] {
    a = 0.2 - 0.7 * k / number
    set output sprintf("%s/%d.png", folder, k)
    set multiplot layout 2, 2 title bold(headline) font ",21" offset 0, -0.5

    set title bold(zh ? "信号" : "Signals") font ",16"
    set xlabel layer
    set ylabel (zh ? "激活值" : "Activation")
    y = activation(10, 0.8, 0.1)
    set label 1 bold(sprintf("%s %.3g", plain, y)) at 10, y offset 1.5, 0 textcolor rgb red
    y = activation(10, 1 + a, 0.05)
    set label 2 bold(sprintf("%s %.3g", residual, y)) at 10, y offset 1.5, 0 textcolor rgb green
    set xrange [0:10]
    plot '+' using 1:(activation($1, 0.8, 0.1)) with linespoints lw 2 pt 7 lc rgb red, \
        '+' using 1:(activation($1, 1 + a, 0.05)) with linespoints lw 2 pt 5 lc rgb green

    set title bold(gradient)
    set ylabel gradient
    set logscale y
    set format y "10^{%L}"
    set label 1 bold(sprintf("%s %.3g", plain, 0.8**10)) at 10, 0.8**10
    set label 2 bold(sprintf("%s %.3g", residual, (1 + a)**10)) at 10, (1 + a)**10
    set label 3 bold(zh ? "理想梯度" : "ideal") at 10, 1 offset 1.5, 0 textcolor rgb blue
    plot '+' using 1:(0.8**$1) with linespoints lw 2 pt 7 lc rgb red, \
        '+' using 1:((1 + a)**$1) with linespoints lw 2 pt 5 lc rgb green, \
        '+' using 1:(1) with lines lw 2 dt 2 lc rgb blue

    unset logscale
    set format y "%g"
    set size ratio 1
    set title bold(zh ? "线性函数的几何表示" : "Layers as lines")
    set xlabel (zh ? "输入 x" : "Input x")
    set ylabel (zh ? "输出 y" : "Output y")
    set label 1 bold(plain) at 2, 1.7
    set label 2 bold(residual) at 1.2, 1.7 right offset 0, 0
    set label 3 bold(zh ? "恒等映射" : "identity") at 2, 2 textcolor rgb grey
    set label 4 bold(zh ? "仅 F" : "F alone") at 2, 2 * a + 0.05 offset 1.5, 0 textcolor rgb green
    set label 5 bold(zh ? "10 层传统网络" : "10 plain layers") at 2, 0.66 offset 1.5, 0 \
        textcolor rgb wine
    plot [-2:2] [-2:2] 0.8 * x + 0.1 lw 2 lc rgb red, (1 + a) * x + 0.05 lw 2 lc rgb green, \
        a * x + 0.05 lw 2 dt 2 lc rgb green, x lw 2 dt 3 lc rgb grey, \
        0.107 * x + 0.446 lw 3 lc rgb wine

    set size noratio
    set logscale y
    set format y "10^{%L}"
    set title bold(zh ? "不同残差函数效果" : "Effect of the residual slope a")
    set xlabel layer
    set ylabel "(1 + a)^n"
    do for [i = 1:5] {
        set label i bold(sprintf("a = %g", sweep[i])) at 10, (1 + sweep[i])**10 left offset 1.5, 0 \
            textcolor rgb color[i]
    }
    set label 6 (zh ? "梯度增长" : "amplifying") at 0.2, 12 textcolor rgb blue
    set label 7 (zh ? "梯度消失" : "vanishing") at 0.2, 1e-7 textcolor rgb red
    set object 1 rectangle from 0, 1 to 10, 30 fillcolor rgb "#f3f6fd" fillstyle noborder behind
    set object 2 rectangle from 0, 3e-8 to 10, 1 fillcolor rgb "#fdf4f4" fillstyle noborder behind
    plot [0:10] [3e-8:30] for [i = 1:5] '+' using 1:((1 + sweep[i])**$1) \
        with linespoints lw 2 pt marker[i] lc rgb color[i]

    unset object
    unset label
    unset logscale
    set format y "%g"
    unset multiplot
    unset output
}
