//! Concepts about: rows and columns.

use arc_dsl::{Color, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, noise, shapes, textures};

concepts! {
    group "rows and columns";

    /// Dots fill their row or column with their color.
    fn dots_fill_lines(task) {
        let is_across = task.chance(50);
        let line = if is_across { "row" } else { "col" };
        Recipe::new(format!("paint_plane(input, {line}_color(input))"), move |pair| {
            let size = pair.size(5..=13);
            let mut scene = Scene::blank(size);
            let count = pair.int(1..=3);
            for row in pair.distinct(0..=size.height as usize - 1, count) {
                let color = pair.color();
                scene.dot(Point::new(row as i32, pair.below(size.width as usize) as i32), color);
            }
            scene.into_grid().map(|grid| laid(grid, is_across))
        })
    }

    /// Noise is taken from stripes: every row or column gets the color that most of its cells have.
    fn clean_stripes(task) {
        let is_across = task.chance(50);
        let line = if is_across { "row" } else { "col" };
        let stray = task.pick(&[Color::Black, Color::Gray, Color::Maroon]);
        Recipe::new(format!("plane_to_grid({line}_majority(input))"), move |pair| {
            let size = pair.size(6..=14);
            let count = pair.int(2..=4);
            let colors = pair.colors_except(count, &[stray]);
            let mut rows: Vec<Color> = Vec::new();
            for _ in 0..size.height {
                let color = pair.pick(&colors);
                rows.push(color);
            }
            let mut grid = textures::stripes(size, &rows, true);
            let flaws = grid.area() / 7;
            noise::salt(pair, &mut grid, flaws, stray);
            Some(laid(grid, is_across))
        })
    }

    /// Rows or columns of only one color are marked, all else is erased.
    fn mark_uniform_lines(task) {
        let mark = task.color();
        let is_across = task.chance(60);
        let line = if is_across { "row" } else { "col" };
        let program = format!("mask_to_grid(cells_equal({line}_variety(input), 1), {mark}, black)");
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let colors = pair.colors(3);
            let mut scene = Scene::of(textures::random(pair, size, &colors));
            let count = pair.int(1..=size.height as usize - 1);
            for row in pair.distinct(0..=size.height as usize - 1, count) {
                let color = pair.pick(&colors);
                lines::row(&mut scene, row, color);
            }
            scene.into_grid().map(|grid| laid(grid, is_across))
        })
    }

    /// In the fullest row or column the cells get a color of their own.
    fn mark_fullest_line(task) {
        let [fill, mark] = task.palette();
        let is_across = task.chance(50);
        let line = if is_across { "row" } else { "col" };
        let program = format!(
            "paint_mask(input, mask_and(figure(input), cells_equal({line}_rank(input), 0)), {mark})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(6..=12);
            let mut counts = pair.distinct(0..=size.width as usize - 1, size.height as usize);
            counts.truncate(size.height as usize);
            let mut scene = Scene::blank(size);
            for (row, count) in counts.into_iter().enumerate() {
                for col in pair.distinct(0..=size.width as usize - 1, count) {
                    scene.dot(Point::new(row as i32, col as i32), fill);
                }
            }
            scene.into_grid().map(|grid| laid(grid, is_across))
        })
    }

    /// In every second row or column, filled cells get another color.
    fn recolor_alternate_lines(task) {
        let [fill, other] = task.palette();
        let is_across = task.chance(50);
        let line = if is_across { "row" } else { "col" };
        let (period, kept) = (task.int(2..=3), task.int(0..=1));
        let program = format!(
            "paint_mask(input, mask_and(figure(input), cells_equal({line}_modulo(input, {period}), {kept})), {other})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=14));
            for _ in 0..pair.int(1..=3) {
                let size = pair.size(3..=6);
                let blob = shapes::blob(pair, 7..=16, fill);
                let sprite = if pair.chance(50) { shapes::block(size, fill) } else { blob };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Whole lines of one color are taken out, and the rest moves together.
    fn close_up_lines(task) {
        let line = task.color();
        Recipe::new(format!("drop_lines(input, {line})"), move |pair| {
            let size = pair.size(4..=9);
            let colors = pair.colors_except(2, &[line]);
            let mut scene = Scene::of(textures::random(pair, size, &[Color::Black, Color::Black, colors[0], colors[1]]));
            let counts = [pair.int(0..=2), pair.int(1..=2)];
            for row in pair.distinct(0..=size.height as usize - 1, counts[0]) {
                lines::row(&mut scene, row, line);
            }
            for col in pair.distinct(0..=size.width as usize - 1, counts[1]) {
                lines::column(&mut scene, col, line);
            }
            scene.into_grid()
        })
    }

    /// Rows that occur more than once get a color of their own.
    fn mark_repeated_rows(task) {
        let [fill, mark] = task.palette();
        let program = format!(
            "paint_mask(input, mask_minus(figure(input), cells_equal(row_twins(input), 1)), {mark})"
        );
        Recipe::new(program, move |pair| {
            let (height, width) = (pair.int(4..=8), pair.int(4..=6));
            let mut rows: Vec<Grid> = Vec::new();
            for index in 0..height {
                let fresh = textures::sparse(pair, Size::new(1, width as i32), 50, fill);
                let is_copy = index == 1 || index > 1 && pair.chance(30);
                rows.push(if is_copy { rows[pair.below(index)].clone() } else { fresh });
            }
            pair.shuffle(&mut rows);
            Grid::from_fn(height, width, |row, col| rows[row][(0, col)])
        })
    }

    /// The row and the column of every dot are painted.
    fn crosshair_of_dots(task) {
        let [dot, line] = task.palette();
        let program = format!(
            "let m = cells_of(input, {dot}) in \
             paint_mask(input, mask_minus(mask_or(rows_with(m), cols_with(m)), m), {line})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(6..=14));
            let count = pair.int(1..=3);
            scene.dots(pair, count, dot);
            scene.into_grid()
        })
    }

    /// Only the rows that have a cell of a certain color are kept.
    fn keep_rows_with_color(task) {
        let wanted = task.color();
        let (lines, join) = task.pick(&[("rows", "concat_vertical"), ("columns", "concat_horizontal")]);
        let program = format!("{join}(filter({lines}(input), r -> mask_any(cells_of(r, {wanted}))))");
        Recipe::new(program, move |pair| {
            let size = pair.size(5..=10);
            let colors = pair.colors_except(2, &[wanted]);
            let mut grid = textures::random(pair, size, &[Color::Black, colors[0], colors[1]]);
            let count = pair.int(2..=3);
            noise::salt(pair, &mut grid, count, wanted);
            Some(grid)
        })
    }

    /// A picture of broad and narrow stripes becomes one with all of them one cell wide.
    fn thin_out_stripes(task) {
        let count = task.int(2..=4);
        Recipe::new("merge_lines(input)", move |pair| {
            let plan = Size::new(pair.int(2..=4) as i32, pair.int(1..=4) as i32);
            let colors = pair.colors(count);
            let plan = shapes::colored(pair, plan, &colors);
            let mut widths = |count: usize| -> Vec<usize> {
                (0..count).flat_map(|index| vec![index; pair.int(1..=4)]).collect()
            };
            let (rows, cols) = (widths(plan.height()), widths(plan.width()));
            Grid::from_fn(rows.len(), cols.len(), |row, col| plan[(rows[row], cols[col])])
        })
    }

    /// The first row is repeated below, moved on by one cell with every row.
    fn row_moves_on(task) {
        let direction = task.pick(&["down_right", "down_left"]);
        Recipe::new(format!("shoot(input, one_way({direction}))"), move |pair| {
            let mut scene = Scene::blank(pair.size(6..=14));
            let width = scene.size().width as usize;
            let count = pair.int(2..=4);
            for col in pair.distinct(0..=width - 1, count) {
                let color = pair.color();
                scene.dot(Point::new(0, col as i32), color);
            }
            scene.into_grid()
        })
    }
}

/// A grid whose rows run across, or else down.
fn laid(grid: Grid, is_across: bool) -> Grid {
    if is_across { grid } else { grid.transform(Transform::Transpose) }
}
