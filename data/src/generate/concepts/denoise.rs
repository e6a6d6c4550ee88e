//! Concepts about: denoise.

use arc_dsl::{Color, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "denoise";

    /// Single cells are noise and go; larger objects stay.
    fn remove_single_cells(task) {
        let stray = task.color();
        Recipe::new("remove_isolated(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=3) {
                let (size, color) = (pair.size(2..=5), pair.color());
                scene.scatter(pair, &shapes::block(size, color));
            }
            let count = pair.int(3..=8);
            noise::strays(pair, &mut scene, count, &[stray]);
            scene.into_grid()
        })
    }

    /// Small specks in a patchwork take the color around them.
    fn absorb_specks(task) {
        let most = task.int(1..=3);
        let colors = task.colors(4);
        Recipe::new(format!("absorb_small(input, {most})"), move |pair| {
            let mut grid = patches(pair, &colors[..3]);
            let size = grid.size();
            let mut specks = Scene::blank(size);
            for _ in 0..pair.int(3..=8) {
                let sprite = shapes::blob(pair, 1..=most, Color::Blue);
                let Some(at) = specks.try_scatter(pair, &sprite) else { continue };
                let color = pair.pick(&colors);
                for ((row, col), _) in sprite.indexed().filter(|&(_, cell)| cell != Color::Black) {
                    grid.set(at + Point::new(row as i32, col as i32), color);
                }
            }
            Some(grid)
        })
    }

    /// The object is cut out of the noise around it.
    fn crop_out_of_noise(task) {
        let stray = task.color();
        let palette = task.colors_except(3, &[stray]);
        Recipe::new("crop_content(remove_isolated(input), black)", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            let color = if pair.chance(50) { stray } else { pair.pick(&palette) };
            let sprite = shapes::blob(pair, 7..=14, color);
            scene.scatter(pair, &sprite);
            let count = pair.int(5..=12);
            noise::strays(pair, &mut scene, count, &[stray]);
            scene.into_grid()
        })
    }

    /// Every line takes the color that most of its cells have.
    fn lines_take_their_majority(task) {
        let is_across = task.chance(50);
        let program = format!("plane_to_grid({}_majority(input))", if is_across { "row" } else { "col" });
        let palette = task.colors(5);
        Recipe::new(program, move |pair| {
            let size = pair.size(7..=14);
            let lanes = if is_across { size.height } else { size.width } as usize;
            let colors: Vec<Color> = (0..lanes).map(|_| pair.pick(&palette)).collect();
            let mut grid = textures::stripes(size, &colors, is_across);
            for cell in grid.cells_mut() {
                if pair.chance(15) {
                    *cell = pair.pick(&palette);
                }
            }
            Some(grid)
        })
    }

    /// Several damaged copies of one picture are put together to the undamaged one.
    fn consensus_of_damaged_copies(task) {
        let (line, is_beside) = (task.color(), task.chance(50));
        let count = task.int(3..=4);
        let colors = task.colors_except(4, &[line]);
        Recipe::new("consensus(panels(input))", move |pair| {
            let size = Size::new(pair.int(3..=6) as i32, pair.int(3..=6) as i32);
            let mut shown = pair.picks(&colors, 2);
            shown.push(Color::Black);
            let picture = textures::random(pair, size, &shown);
            // A cell is damaged in at most one copy.
            let mut copies = vec![picture; count];
            let damaged = size.area() as usize / 2;
            for cell in pair.distinct(0..=size.area() as usize - 1, damaged) {
                let copy = pair.below(count);
                copies[copy].cells_mut()[cell] = pair.pick(&shown);
            }
            panels::join(&copies, if is_beside { count } else { 1 }, line)
        })
    }

    /// Each large noisy block becomes one cell.
    fn summarize_noisy_blocks(task) {
        let counts = Size::new(task.int(2..=4) as i32, task.int(2..=4) as i32);
        let palette = task.colors(4);
        Recipe::new(format!("summarize(input, {counts})"), move |pair| {
            let plan = textures::random(pair, counts, &palette);
            let block = Size::new(pair.int(3..=6) as i32, pair.int(3..=6) as i32);
            let (height, width) = ((counts.height * block.height) as usize, (counts.width * block.width) as usize);
            Grid::from_fn(height, width, |row, col| {
                let color = plan[(row / block.height as usize, col / block.width as usize)];
                if pair.chance(20) { pair.pick(&palette) } else { color }
            })
        })
    }

    /// Only the largest object is meant; everything else is noise.
    fn keep_largest_in_noise(task) {
        let joined = task.pick(&["mono4", "mono8"]);
        let palette = task.colors(3);
        let program = format!("draw_object(arg_max(objects(input, {joined}), o -> area(o)))");
        Recipe::new(program, move |pair| {
            let size = pair.size(9..=18);
            let (color, percent) = (pair.pick(&palette), pair.int(10..=22));
            let mut grid = textures::sparse(pair, size, percent, color);
            let count = size.area() as usize / 15;
            let other = pair.pick(&palette);
            noise::salt(pair, &mut grid, count, other);
            let mut scene = Scene::of(grid);
            let main = pair.pick(&palette);
            let block = pair.size(4..=6);
            scene.scatter(pair, &shapes::block(block, main));
            scene.into_grid()
        })
    }

    /// Noise of one color goes both from the ground and from the blocks.
    fn erase_noise_on_blocks(task) {
        let speck = task.color();
        let colors = task.colors_except(3, &[speck]);
        Recipe::new(format!("absorb_color(input, {speck})"), move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for _ in 0..pair.int(2..=4) {
                let (size, color) = (pair.size(4..=7), pair.pick(&colors));
                scene.scatter_where(pair, &shapes::block(size, color), 2, |_| true);
            }
            let mut grid = scene.into_grid()?;
            let size = grid.size();
            for row in (0..size.height).step_by(3) {
                for col in (0..size.width).step_by(3) {
                    if pair.chance(45) {
                        grid.set(Point::new(row, col) + pair.point(Size::new(2, 2)), speck);
                    }
                }
            }
            Some(grid)
        })
    }

    /// Every line that is not whole goes; the noise with it.
    fn keep_whole_lines(task) {
        let [color, other] = task.palette();
        let program = format!(
            "let m = cells_of(input, {color}) in keep_mask(input, mask_or(full_rows(m), full_cols(m)))"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(8..=16);
            let mut grid = textures::sparse(pair, size, 25, color);
            let count = size.area() as usize / 12;
            noise::salt(pair, &mut grid, count, other);
            let rows = pair.distinct(0..=size.height as usize - 1, 2);
            let cols = pair.distinct(0..=size.width as usize - 1, 2);
            let (across, down) = (pair.int(0..=2), pair.int(0..=2));
            Some(lines::streets(&grid, &rows[..across], &cols[..down], color))
        })
    }

    /// The dots take the color of the nearest border line.
    fn dots_take_nearest_line_color(task) {
        let dot = task.color();
        let palette = task.colors_except(4, &[dot]);
        let is_across = task.chance(50);
        let program = format!(
            "choose(look_up([color_index(input)], [[{}, 1]], 0), \
             [input, nearest_colors(remove_color(input, {dot}), false)])",
            dot.index()
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(even(pair.size(4..=8)));
            let size = scene.size();
            let colors = pair.picks(&palette, 2);
            if is_across {
                lines::row(&mut scene, 0, colors[0]);
                lines::row(&mut scene, size.height as usize - 1, colors[1]);
            } else {
                lines::column(&mut scene, 0, colors[0]);
                lines::column(&mut scene, size.width as usize - 1, colors[1]);
            }
            let count = pair.int(3..=8);
            noise::strays(pair, &mut scene, count, &[dot]);
            scene.into_grid()
        })
    }
}

/// A picture of a few large areas.
fn patches(pair: &mut Sampler, colors: &[Color]) -> Grid {
    let size = pair.size(10..=18);
    let (row, col) = (pair.int(4..=size.height as usize - 5), pair.int(4..=size.width as usize - 5));
    let plan = shapes::colored(pair, Size::new(2, 2), colors);
    shapes::block(size, colors[0]).like(|r, c| plan[(usize::from(r >= row), usize::from(c >= col))])
}

/// A size twice as large.
fn even(size: Size) -> Size {
    Size::new(2 * size.height, 2 * size.width)
}
