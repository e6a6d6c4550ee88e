//! Line charts as pictures, drawn by `plotters`: an axis below, linear or logarithmic, one axis of numbers at the left, if need
//! be one of shares at the right, and a legend. The font is carried along, so a chart is the same on every machine.

use std::path::Path;
use std::sync::Once;

use image::RgbImage;
use plotters::prelude::*;
use plotters::style::register_font;

use crate::words::short;

const WIDTH: u32 = 900;
const HEIGHT: u32 = 560;
const FONT: &str = "sans-serif";
const TEXT: u32 = 16;

/// Color of what is measured while learning.
pub const LINE_BLUE: [u8; 3] = [0x00, 0x74, 0xD9];
/// Color of the same on what is held out.
pub const LINE_RED: [u8; 3] = [0xFF, 0x41, 0x36];
/// Color of what is won.
pub const LINE_GREEN: [u8; 3] = [0x1E, 0x9E, 0x30];

/// A chart. Points without a place on its axes are left out, and lines without points.
#[derive(Clone, Debug)]
pub struct Chart {
    /// What it shows.
    pub title: String,
    /// What the axis below counts.
    pub below: &'static str,
    /// Whether the axis below is logarithmic.
    pub is_logarithmic: bool,
    /// What the numbers at the left are.
    pub left: &'static str,
    /// What the shares at the right are, if there are any; these go from 0 to 1.
    pub right: Option<&'static str>,
    /// The lines.
    pub lines: Vec<Line>,
}

/// A line of a chart.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its name in the legend.
    pub name: &'static str,
    /// Its color.
    pub color: [u8; 3],
    /// Whether its values are shares, on the axis at the right.
    pub is_share: bool,
    /// Its points, from left to right.
    pub points: Vec<(f64, f64)>,
}

impl Chart {
    /// The points of a line that have a place, with the logarithm of what is counted if the axis is logarithmic.
    fn places(&self, line: &Line) -> Vec<(f64, f64)> {
        let place = |&(x, y): &(f64, f64)| (if self.is_logarithmic { x.log10() } else { x }, y);
        line.points.iter().map(place).filter(|(x, y)| x.is_finite() && y.is_finite()).collect()
    }

    /// The label at a place of the axis below.
    fn label(&self, place: f64) -> String {
        let count = if self.is_logarithmic { 10_f64.powf(place) } else { place };
        short(count.round() as u64)
    }
}

/// The title of a chart about a file: the file's name.
pub fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Draws a chart.
pub fn draw(chart: &Chart) -> RgbImage {
    let mut pixels = vec![0; (WIDTH * HEIGHT * 3) as usize];
    // Drawing into memory fails only for a font that is not there.
    draw_on(&mut pixels, chart).expect("the chart can be drawn");
    RgbImage::from_raw(WIDTH, HEIGHT, pixels).expect("there are three bytes for each pixel")
}

type DrawingError<'a> = DrawingAreaErrorKind<<BitMapBackend<'a> as DrawingBackend>::ErrorType>;

fn draw_on<'a>(pixels: &'a mut [u8], chart: &Chart) -> Result<(), DrawingError<'a>> {
    static FONT_IS_KNOWN: Once = Once::new();
    FONT_IS_KNOWN.call_once(|| {
        let font = include_bytes!("font/DejaVuSans-ascii.ttf");
        let _ = register_font(FONT, FontStyle::Normal, font);
    });
    let lines: Vec<(&Line, Vec<(f64, f64)>)> = chart.lines.iter().map(|line| (line, chart.places(line))).collect();
    let all = || lines.iter().flat_map(|(line, places)| places.iter().map(|&place| (line.is_share, place)));
    let low = all().map(|(_, (x, _))| x).fold(f64::INFINITY, f64::min);
    let low = if low.is_finite() { low } else { 0.0 };
    let high = all().map(|(_, (x, _))| x).fold(low + 0.1, f64::max);
    let top = all().filter(|(is_share, _)| !is_share).map(|(_, (_, y))| y).fold(0.0, f64::max);
    let bottom = all().filter(|(is_share, _)| !is_share).map(|(_, (_, y))| y).fold(0.0, f64::min);
    let top = if top > bottom { bottom + (top - bottom) * 1.05 } else { bottom + 1.0 };

    let area = BitMapBackend::with_buffer(pixels, (WIDTH, HEIGHT)).into_drawing_area();
    area.fill(&WHITE)?;
    let mut context = ChartBuilder::on(&area)
        .caption(&chart.title, (FONT, TEXT + 4))
        .margin(14)
        .x_label_area_size(48)
        .y_label_area_size(64)
        .right_y_label_area_size(if chart.right.is_some() { 84 } else { 0 })
        .build_cartesian_2d(low..high, bottom..top)?
        .set_secondary_coord(low..high, 0.0..1.0);
    context
        .configure_mesh()
        .x_desc(chart.below)
        .y_desc(chart.left)
        .x_labels(8)
        .x_label_formatter(&|place| chart.label(*place))
        .y_label_formatter(&|y| format!("{}", (y * 1000.0).round() / 1000.0))
        .label_style((FONT, TEXT))
        .axis_desc_style((FONT, TEXT))
        .light_line_style(RGBColor(240, 240, 240))
        .bold_line_style(RGBColor(215, 215, 215))
        .draw()?;
    if let Some(right) = chart.right {
        context
            .configure_secondary_axes()
            .y_desc(right)
            .y_labels(6)
            .y_label_formatter(&|y| format!("{:.0} %", 100.0 * y))
            .label_style((FONT, TEXT))
            .axis_desc_style((FONT, TEXT))
            .draw()?;
    }
    for (line, places) in lines.into_iter().filter(|(_, places)| !places.is_empty()) {
        let [red, green, blue] = line.color;
        let style = RGBColor(red, green, blue).stroke_width(2);
        let series = LineSeries::new(places, style).point_size(2);
        let annotation = match line.is_share {
            false => context.draw_series(series)?,
            true => context.draw_secondary_series(series)?,
        };
        annotation
            .label(line.name)
            .legend(move |(x, y)| PathElement::new(vec![(x, y), (x + 18, y)], style.stroke_width(3)));
    }
    context
        .configure_series_labels()
        .position(SeriesLabelPosition::UpperRight)
        .background_style(WHITE.mix(0.85))
        .border_style(RGBColor(160, 160, 160))
        .label_font((FONT, TEXT))
        .draw()?;
    area.present()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(lines: Vec<Line>) -> Chart {
        Chart {
            title: "a chart".to_string(),
            below: "samples",
            is_logarithmic: true,
            left: "loss",
            right: Some("solved"),
            lines,
        }
    }

    #[test]
    fn lines_are_drawn_and_nothing_is_no_trouble() {
        let red = [200, 0, 0];
        let points = vec![(0.0, 1.0), (10.0, 0.9), (1000.0, 0.2), (2000.0, f64::NAN)];
        let line = Line { name: "loss", color: red, is_share: false, points };
        let image = draw(&chart(vec![line.clone(), Line { points: vec![], ..line.clone() }]));
        assert!(image.pixels().filter(|pixel| pixel.0 == red).count() > 500);
        assert!(draw(&chart(vec![line.clone()])) == draw(&chart(vec![line])));
        assert_eq!(draw(&chart(vec![])).dimensions(), (WIDTH, HEIGHT));
    }
}
