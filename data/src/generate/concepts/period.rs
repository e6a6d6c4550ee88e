//! Concepts about: period and texture repair.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "period and texture repair";

    /// Covered parts of a picture that repeats itself are restored.
    fn restore_periodic_picture(task) {
        let cover = task.pick(&[Color::Black, Color::Gray, Color::Maroon]);
        Recipe::new(format!("complete_period(input, {cover})"), move |pair| {
            let mut picture = paved(pair, 2..=4, 10..=18, cover);
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(2..=4);
                noise::cover(pair, &mut picture, size, cover);
            }
            Some(picture)
        })
    }

    /// What a cover hides of a picture that repeats itself is the answer.
    fn reveal_periodic_patch(task) {
        let cover = task.color();
        Recipe::new(format!("period_patch(input, {cover})"), move |pair| {
            let mut picture = paved(pair, 2..=4, 10..=18, cover);
            let size = pair.size(2..=5);
            noise::cover(pair, &mut picture, size, cover);
            Some(picture)
        })
    }

    /// A picture that repeats itself is continued beyond its borders.
    fn continue_picture(task) {
        let (rows, cols) = task.pick(&[(1, 2), (2, 1), (2, 2), (1, 3)]);
        let program = format!("extend_period(input, multiply_sizes(grid_size(input), {rows}x{cols}))");
        Recipe::new(program, move |pair| {
            let count = pair.int(2..=3);
            let colors = [&pair.colors(count)[..], &[Color::Black]].concat();
            let size = Size::new(pair.int(1..=3) as i32, pair.int(2..=4) as i32);
            let tile = shapes::colored(pair, size, &colors);
            // A piece is cut off, so that the continuation is no mere tiling.
            let whole = Size::new(size.height * 2 - 1 + pair.int(0..=2) as i32, size.width * 2 - 1);
            Some(textures::periodic(&tile, Size::new(whole.height.min(10), whole.width.min(10))))
        })
    }

    /// The tile that a picture is paved with is the answer.
    fn tile_of_picture(task) {
        let count = task.int(2..=4);
        Recipe::new("period_tile(input)", move |pair| {
            let colors = pair.colors(count);
            let size = pair.size(2..=4);
            let tile = shapes::colored(pair, size, &colors);
            let copies = [pair.int(1..=3) as i32, pair.int(2..=3) as i32];
            let extra = [pair.int(0..=1) as i32, pair.int(0..=1) as i32];
            let whole = Size::new(size.height * copies[0] + extra[0], size.width * copies[1] + extra[1]);
            Some(textures::periodic(&tile, whole))
        })
    }

    /// Every row that has begun goes on as it began.
    fn continue_rows(task) {
        let turn = task.pick(&[Transform::Identity, Transform::Transpose, Transform::FlipHorizontal]);
        let toward = turned_right(turn);
        Recipe::new(format!("continue_lines(input, {toward}, black)"), move |pair| {
            let size = Size::new(pair.int(4..=9) as i32, pair.int(11..=17) as i32);
            let mut scene = Scene::blank(size);
            let rows = pair.int(1..=3);
            for row in pair.distinct(0..=size.height as usize - 1, rows) {
                let count = pair.int(2..=3);
                let colors = pair.colors(count);
                for col in 0..2 * count + pair.int(0..=1) {
                    scene.dot(Point::new(row as i32, col as i32), colors[col % count]);
                }
            }
            scene.into_grid().map(|grid| grid.transform(turn))
        })
    }

    /// A chain of equal figures goes on in its direction up to the border.
    fn continue_chain(task) {
        let turn = task.pick(&[Transform::Identity, Transform::Transpose, Transform::FlipHorizontal]);
        let toward = turned_right(turn);
        let gap = task.int(0..=1);
        Recipe::new(format!("continue_pattern(input, {toward}, black)"), move |pair| {
            let colors = pair.colors(2);
            let figure = shapes::blob_mask(pair, 4);
            let sprite = shapes::painted(pair, &figure, &colors);
            let step = sprite.width() as i32 + gap as i32;
            let slant = if pair.chance(40) { 1 } else { 0 };
            let copies = pair.int(2..=3) as i32;
            let total = copies + pair.int(1..=3) as i32;
            let margin = pair.int(0..=2) as i32;
            let height = sprite.height() as i32 + slant * (total - 1) + pair.int(0..=3) as i32;
            let mut scene = Scene::blank(Size::new(height, margin + step * total + pair.int(0..=1) as i32));
            for copy in 0..copies {
                scene.place(Point::new(copy * slant, margin + copy * step), &sprite);
            }
            scene.into_grid().map(|grid| grid.transform(turn))
        })
    }

    /// The colors at the left of the first row are repeated over the grid in stripes.
    fn stripes_from_first_row(task) {
        let kind = task.pick(&["column_stripes", "diagonal_stripes", "row_stripes", "ring_stripes", "corner_stripes"]);
        let program = format!("{kind}(input, without(row_colors(input, 0), [black]))");
        Recipe::new(program, |pair| {
            let count = pair.int(2..=4);
            let mut scene = Scene::blank(pair.size(7..=14));
            for (col, color) in pair.colors(count).into_iter().enumerate() {
                scene.dot(Point::new(0, col as i32), color);
            }
            scene.into_grid()
        })
    }

    /// One figure becomes a wallpaper over the whole grid.
    fn figure_to_wallpaper(task) {
        let colors = task.colors(3);
        Recipe::new("wallpaper(trim(input), grid_size(input))", move |pair| {
            let mut scene = Scene::blank(pair.size(8..=14));
            let size = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
            let chosen = pair.picks(&colors, 2);
            let sprite = shapes::colored(pair, size, &chosen);
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// A picture that repeats itself is continued and changes its color.
    fn continue_and_recolor(task) {
        let [old, new] = task.palette();
        let program = format!(
            "replace_color(extend_period(input, multiply_sizes(grid_size(input), 1x2)), {old}, {new})"
        );
        Recipe::new(program, move |pair| {
            let size = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
            let tile = textures::sparse(pair, size, 50, old);
            let width = (2 * size.width - 1 + pair.int(0..=2) as i32).min(12);
            Some(textures::periodic(&tile, Size::new(size.height, width)))
        })
    }

    /// In a wallpaper, cells that break the repetition are marked.
    fn mark_breaks_of_period(task) {
        let [flaw, mark] = task.palette();
        let program = format!("let g = complete_period(input, {flaw}) in \
                               paint_mask(g, mask_not(same_color(input, g)), {mark})");
        Recipe::new(program, move |pair| {
            let mut picture = paved(pair, 2..=3, 8..=14, flaw);
            while picture.cells().contains(&mark) {
                picture = paved(pair, 2..=3, 8..=14, flaw);
            }
            let count = pair.int(3..=7);
            noise::salt(pair, &mut picture, count, flaw);
            Some(picture)
        })
    }
}

/// A tile of several colors over a large grid, without a given color.
fn paved(
    pair: &mut Sampler,
    tiles: std::ops::RangeInclusive<usize>,
    sides: std::ops::RangeInclusive<usize>,
    except: Color,
) -> Grid {
    let count = pair.int(2..=4);
    let colors = pair.colors_except(count, &[except]);
    let size = pair.size(tiles);
    let tile = shapes::colored(pair, size, &colors);
    let whole = pair.size(sides);
    textures::periodic(&tile, whole)
}

/// Where right is after a turn.
fn turned_right(turn: Transform) -> Direction {
    match turn {
        Transform::Transpose => Direction::Down,
        Transform::FlipHorizontal => Direction::Left,
        _ => Direction::Right,
    }
}
