//! A line chart as a picture, without fonts: grid lines stand for the numbers.

use image::{Rgb, RgbImage};

const WIDTH: u32 = 720;
const HEIGHT: u32 = 420;
const MARGIN: u32 = 20;
const PAPER: Rgb<u8> = Rgb([255, 255, 255]);
const GRID: Rgb<u8> = Rgb([225, 225, 225]);
const FRAME: Rgb<u8> = Rgb([120, 120, 120]);

/// Colors of lines.
pub const BLUE: [u8; 3] = [0x00, 0x74, 0xD9];
/// As above.
pub const RED: [u8; 3] = [0xFF, 0x41, 0x36];
/// As above.
pub const GREEN: [u8; 3] = [0x2E, 0xCC, 0x40];

/// A line of the chart.
#[derive(Clone, Debug)]
pub struct Line {
    /// Its color.
    pub color: [u8; 3],
    /// Its points, from left to right; those with an x of 0 or less, which have no logarithm, are left out.
    pub points: Vec<(f64, f64)>,
}

/// Draws lines over a logarithmic x axis, from the least power of ten to the largest x, and a y axis from 0 to at least 1.
/// Vertical grid lines are powers of ten, horizontal ones tenths up to 1, then ones.
pub fn draw(lines: &[Line]) -> RgbImage {
    let points = || lines.iter().flat_map(|line| &line.points).filter(|(x, y)| *x > 0.0 && y.is_finite());
    let low = points().map(|(x, _)| x.log10()).fold(f64::INFINITY, f64::min).floor();
    let low = if low.is_finite() { low } else { 0.0 };
    let high = points().map(|(x, _)| x.log10()).fold(low + 0.1, f64::max);
    let top = points().map(|(_, y)| *y).fold(1.0, f64::max);
    let place = |x: f64, y: f64| {
        let right = (x - low) / (high - low) * f64::from(WIDTH - 2 * MARGIN);
        let up = y / top * f64::from(HEIGHT - 2 * MARGIN);
        (f64::from(MARGIN) + right, f64::from(HEIGHT - MARGIN) - up)
    };
    let mut image = RgbImage::from_pixel(WIDTH, HEIGHT, PAPER);
    let mut decade = low;
    while decade <= high {
        stroke(&mut image, place(decade, 0.0), place(decade, top), GRID);
        decade += 1.0;
    }
    let tenths = (1..=10).map(|tenth| f64::from(tenth) / 10.0);
    for y in tenths.chain((2..=top as u32).map(f64::from)) {
        stroke(&mut image, place(low, y), place(high, y), if y == 1.0 { FRAME } else { GRID });
    }
    stroke(&mut image, place(low, 0.0), place(high, 0.0), FRAME);
    stroke(&mut image, place(low, 0.0), place(low, top), FRAME);
    for line in lines {
        let places: Vec<_> =
            line.points.iter().filter(|(x, y)| *x > 0.0 && y.is_finite()).map(|(x, y)| place(x.log10(), *y)).collect();
        for ends in places.windows(2) {
            for (right, down) in [(0.0, 0.0), (1.0, 0.0), (0.0, 1.0)] {
                let moved = |(x, y): (f64, f64)| (x + right, y + down);
                stroke(&mut image, moved(ends[0]), moved(ends[1]), Rgb(line.color));
            }
        }
        for &(x, y) in &places {
            stroke(&mut image, (x - 1.0, y - 1.0), (x + 2.0, y + 2.0), Rgb(line.color));
        }
    }
    image
}

/// Draws a straight line of single pixels.
fn stroke(image: &mut RgbImage, from: (f64, f64), to: (f64, f64), color: Rgb<u8>) {
    let steps = (to.0 - from.0).abs().max((to.1 - from.1).abs()).ceil().max(1.0);
    for step in 0..=steps as u32 {
        let share = f64::from(step) / steps;
        let (x, y) = (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share);
        if let Some(pixel) = image.get_pixel_mut_checked(x.round() as u32, y.round() as u32) {
            *pixel = color;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_drawn_and_nothing_is_no_trouble() {
        let red = [200, 0, 0];
        let line = Line { color: red, points: vec![(0.0, 1.0), (10.0, 0.9), (1000.0, 0.2), (2000.0, f64::NAN)] };
        let image = draw(&[line.clone(), Line { points: vec![], ..line.clone() }]);
        assert!(image.pixels().filter(|pixel| pixel.0 == red).count() > 500);
        assert!(draw(std::slice::from_ref(&line)) == draw(&[line]));
        assert_eq!(draw(&[]).dimensions(), (WIDTH, HEIGHT));
    }
}
