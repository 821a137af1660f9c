//! The article's figure by plotters: figure FOLDER NUMBER
//! Draws NUMBER figures FOLDER/0.png, 1.png, ... The first has the article's residual slope a = 0.2,
//! the others have smaller ones.
use plotters::coord::types::RangedCoordf64;
use plotters::coord::Shift;
use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};
use std::error::Error;
use std::ops::Range;

type Area<'a> = DrawingArea<BitMapBackend<'a>, Shift>;
type Chart<'a, 'b> = ChartContext<'a, BitMapBackend<'b>, Cartesian2d<RangedCoordf64, RangedCoordf64>>;
type Done = Result<(), Box<dyn Error>>;

const WHITE: RGBColor = RGBColor(0xff, 0xff, 0xff);
const TEXT: RGBColor = RGBColor(0x1c, 0x24, 0x34);
const GRID: RGBColor = RGBColor(0xe6, 0xe8, 0xec);
const FRAME: RGBColor = RGBColor(0x9a, 0xa3, 0xaf);
const RED: RGBColor = RGBColor(0xa8, 0x12, 0x2a);
const GREEN: RGBColor = RGBColor(0x15, 0x9a, 0x80);
const BLUE: RGBColor = RGBColor(0x23, 0x48, 0xc4);
const GREY: RGBColor = RGBColor(0x6b, 0x73, 0x80);
const WINE: RGBColor = RGBColor(0x7a, 0x1f, 0x3d);
const ABOVE: RGBColor = RGBColor(0xf3, 0xf6, 0xfd);
const BELOW: RGBColor = RGBColor(0xfd, 0xf4, 0xf4);

#[derive(Clone, Copy)]
enum Marker {
    Circle,
    Square,
    Triangle,
}

const SWEEP: [(f64, RGBColor, Marker); 5] = [
    (-0.8, RED, Marker::Triangle),
    (-0.5, RGBColor(0xd5, 0x52, 0x00), Marker::Square),
    (-0.2, RGBColor(0xbf, 0x9b, 0x00), Marker::Circle),
    (0.0, RGBColor(0x2f, 0x8e, 0x2f), Marker::Triangle),
    (0.2, BLUE, Marker::Square),
];

fn begin<'a, 'b>(
    area: &'a Area<'b>,
    title: &str,
    x: (&str, Range<f64>),
    y: (&str, Range<f64>),
    logarithmic: bool,
) -> Result<Chart<'a, 'b>, Box<dyn Error>> {
    let caption = ("Inter", 21, FontStyle::Bold).into_font();
    let mut chart = ChartBuilder::on(area)
        .caption(title, caption.color(&TEXT))
        .margin(15)
        .margin_right(180)
        .x_label_area_size(50)
        .y_label_area_size(70)
        .build_cartesian_2d(x.1, y.1)?;
    chart
        .configure_mesh()
        .bold_line_style(&GRID)
        .light_line_style(&TRANSPARENT)
        .axis_style(&FRAME)
        .label_style(("Inter", 17).into_font().color(&TEXT))
        .y_label_formatter(&|y| {
            if logarithmic {
                let unit = 10f64.powf(y.floor() - 1.0);
                format!("{}", ((10f64.powf(*y) / unit).round() * unit) as f32)
            } else {
                y.to_string()
            }
        })
        .x_desc(x.0)
        .y_desc(y.0)
        .draw()?;
    Ok(chart)
}

/// Text from a point on to the right, or up to it
fn put_label(chart: &mut Chart, at: (f64, f64), dx: i32, text: &str, color: RGBColor) -> Done {
    let side = if dx > 0 { HPos::Left } else { HPos::Right };
    let style = ("Inter", 17, FontStyle::Bold).into_font();
    let style = style.color(&color).pos(Pos::new(side, VPos::Center));
    chart.plotting_area().draw(&(EmptyElement::at(at) + Text::new(text.to_string(), (dx, 0), style)))?;
    Ok(())
}

fn draw_curve(chart: &mut Chart, y: &[f64], color: RGBColor, marker: Marker, label: &str) -> Done {
    let points = || y.iter().enumerate().map(|(n, y)| (n as f64, *y));
    chart.draw_series(LineSeries::new(points(), color.stroke_width(2)))?;
    for (x, y) in points() {
        let area = chart.plotting_area();
        match marker {
            Marker::Circle => area.draw(&Circle::new((x, y), 4, color.filled()))?,
            Marker::Triangle => area.draw(&TriangleMarker::new((x, y), 5, color.filled()))?,
            Marker::Square => area.draw(
                &(EmptyElement::at((x, y)) + Rectangle::new([(-4, -4), (4, 4)], color.filled())),
            )?,
        }
    }
    put_label(chart, (10.0, y[10]), 15, label, color)
}

fn logarithms(factor: f64) -> Vec<f64> {
    (0..11).map(|n| n as f64 * factor.log10()).collect()
}

/// A line in pieces of LENGTH of its PERIOD, or a whole one where they are equal
fn draw_line(
    chart: &mut Chart,
    (slope, intercept): (f64, f64),
    (begin, end): (f64, f64),
    (length, period): (f64, f64),
    style: ShapeStyle,
) -> Done {
    let count = ((end - begin) / period).ceil() as usize;
    let point = |x: f64| (x.min(end), slope * x.min(end) + intercept);
    chart.draw_series((0..count).map(|i| {
        let x = begin + i as f64 * period;
        PathElement::new(vec![point(x), point(x + length)], style.clone())
    }))?;
    Ok(())
}

fn draw_signals(area: &Area, a: f64) -> Done {
    let mut chart = begin(area, "Signals", ("Layer n", -0.3..10.2), ("Activation", 0.0..8.0), false)?;
    for (slope, intercept, color, marker, name) in [
        (0.8, 0.1, RED, Marker::Circle, "plain"),
        (1.0 + a, 0.05, GREEN, Marker::Square, "residual"),
    ] {
        let y: Vec<f64> = std::iter::successors(Some(1.0), |y| Some(slope * y + intercept))
            .take(11)
            .collect();
        draw_curve(&mut chart, &y, color, marker, &format!("{} {:.2}", name, y[10]))?;
    }
    Ok(())
}

fn draw_gradient(area: &Area, a: f64) -> Done {
    let bottom = (10.0 * (1.0 + a).log10()).min(-1.0) - 0.1;
    let mut chart = begin(area, "Gradient", ("Layer n", -0.3..10.2), ("Gradient", bottom..1.0), true)?;
    draw_line(&mut chart, (0.0, 0.0), (0.0, 10.0), (0.3, 0.4), BLUE.stroke_width(2))?;
    put_label(&mut chart, (10.0, 0.0), 15, "ideal", BLUE)?;
    for (slope, color, marker, name) in [
        (0.8f64, RED, Marker::Circle, "plain"),
        (1.0 + a, GREEN, Marker::Square, "residual"),
    ] {
        let label = format!("{} {:.3}", name, slope.powi(10));
        draw_curve(&mut chart, &logarithms(slope), color, marker, &label)?;
    }
    Ok(())
}

fn draw_lines(area: &Area, a: f64) -> Done {
    let area = area.margin(0, 0, 0, 120);
    let mut chart = begin(&area, "Layers as lines", ("Input x", -2.0..2.0), ("Output y", -2.0..2.0), false)?;
    let whole = (4.0, 4.0);
    for (slope, intercept, dashes, color, width, label) in [
        (0.8, 0.1, whole, RED, 2, "plain"),
        (1.0 + a, 0.05, whole, GREEN, 2, "residual"),
        (a, 0.05, (0.12, 0.16), GREEN, 2, "F alone"),
        (1.0, 0.0, (0.03, 0.06), GREY, 2, "identity"),
        (0.107, 0.446, whole, WINE, 3, "10 plain layers"),
    ] {
        let at = |y: f64| if slope > 0.0 { (y - intercept) / slope } else { 2.0 };
        let ends = (at(-2.0).max(-2.0), at(2.0).min(2.0));
        draw_line(&mut chart, (slope, intercept), ends, dashes, color.stroke_width(width))?;
        if intercept + 2.0 * slope <= 2.0 {
            put_label(&mut chart, (2.0, intercept + 2.0 * slope), 15, label, color)?;
        } else {
            put_label(&mut chart, (1.2, 1.7), -1, label, color)?;
        }
    }
    Ok(())
}

fn draw_sweep(area: &Area) -> Done {
    let title = "Effect of the residual slope a";
    let mut chart = begin(area, title, ("Layer n", -0.3..10.2), ("(1 + a)ⁿ", -7.5..1.5), true)?;
    chart.draw_series([
        Rectangle::new([(-0.3, 0.0), (10.2, 1.5)], ABOVE.filled()),
        Rectangle::new([(-0.3, -7.5), (10.2, 0.0)], BELOW.filled()),
    ])?;
    for (a, color, marker) in SWEEP {
        draw_curve(&mut chart, &logarithms(1.0 + a), color, marker, &format!("a = {}", a))?;
    }
    put_label(&mut chart, (0.0, 1.0), 1, "amplifying", BLUE)?;
    put_label(&mut chart, (0.0, -7.0), 1, "vanishing", RED)
}

fn draw(name: &str, a: f64) -> Done {
    let page = BitMapBackend::new(name, (1500, 1000)).into_drawing_area();
    page.fill(&WHITE)?;
    let headline = ("Inter", 28, FontStyle::Bold).into_font();
    let below = page.titled(
        "Slopes below 1 cut the gradient of plain to 11%",
        headline.color(&TEXT),
    )?;
    let panels = below.split_evenly((2, 2));
    draw_signals(&panels[0], a)?;
    draw_gradient(&panels[1], a)?;
    draw_lines(&panels[2], a)?;
    draw_sweep(&panels[3])?;
    page.present()?;
    Ok(())
}

fn main() -> Done {
    let arguments: Vec<String> = std::env::args().collect();
    let number: usize = arguments[2].parse()?;
    for k in 0..number {
        let a = 0.2 - 0.7 * k as f64 / number as f64;
        draw(&format!("{}/{}.png", arguments[1], k), a)?;
    }
    Ok(())
}
