//! Concepts about: sort and serialize.

use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, noise, panels, shapes};
use crate::random::Sampler;

concepts! {
    group "sort and serialize";

    /// Bars are sorted by length.
    fn sort_bars(task) {
        let (sort, turn) = task.pick(&[
            ("sort_rows", Transform::Identity),
            ("sort_rows", Transform::FlipHorizontal),
            ("sort_columns", Transform::Transpose),
            ("sort_columns", Transform::Rotate270),
        ]);
        Recipe::new(format!("{sort}(input, black)"), move |pair| bars(pair).map(|grid| grid.transform(turn)))
    }

    /// The bars are sorted by length, the longest first.
    fn sort_bars_longest_first(task) {
        let (sort, back, turn) = task.pick(&[
            ("sort_rows", Transform::FlipVertical, Transform::Identity),
            ("sort_columns", Transform::FlipHorizontal, Transform::Transpose),
        ]);
        let program = format!("transform({sort}(input, black), {back})");
        Recipe::new(program, move |pair| bars(pair).map(|grid| grid.transform(turn)))
    }

    /// The cells are counted by color and drawn as bars.
    fn draw_histogram(task) {
        let turn = task.transform();
        let program = if turn == Transform::Identity {
            "histogram(input)".to_owned()
        } else {
            format!("transform(histogram(input), {turn})")
        };
        Recipe::new(program, |pair| {
            let count = pair.int(2..=4);
            speckled(pair, count, 9)
        })
    }

    /// The colors are listed by how many cells they have.
    fn list_colors_by_count(task) {
        let list = task.pick(&["color_column", "color_row"]);
        let is_reversed = task.chance(40);
        let program = if is_reversed {
            format!("{list}(reverse(colors_by_count(input)))")
        } else {
            format!("{list}(colors_by_count(input))")
        };
        Recipe::new(program, |pair| {
            let count = pair.int(2..=4);
            speckled(pair, count, 14)
        })
    }

    /// The pictures are put in order by how many cells are filled.
    fn sort_pictures(task) {
        let line = task.color();
        let key = task.pick(&["mask_count(figure(p))", "negate(mask_count(figure(p)))"]);
        let is_kept = task.chance(50);
        let program = if is_kept {
            format!("replace_panels(input, sort_by(panels(input), p -> {key}))")
        } else {
            format!("concat_horizontal(sort_by(panels(input), p -> {key}))")
        };
        Recipe::new(program, move |pair| {
            let size = Size::new(pair.int(3..=4) as i32, pair.int(3..=4) as i32);
            let count = pair.int(2..=4);
            let mut pictures = Vec::new();
            for cells in pair.distinct(1..=8, count) {
                let color = pair.color_except(&[line]);
                let mut picture = shapes::block(size, Color::Black);
                noise::salt(pair, &mut picture, cells, color);
                pictures.push(picture);
            }
            panels::join(&pictures, count, line)
        })
    }

    /// The colors of the objects are listed by size.
    fn list_colors_by_size(task) {
        let key = task.pick(&["area(o)", "negate(area(o))"]);
        let list = task.pick(&["color_column", "color_row"]);
        let program = format!("{list}(map(sort_by(objects(input, mono8), o -> {key}), o -> color(o)))");
        Recipe::new(program, |pair| sized_blobs(pair, 2..=4))
    }

    /// The colors become concentric squares, the most common outside.
    fn nest_colors_by_count(task) {
        let is_reversed = task.chance(30);
        let list = if is_reversed { "reverse(colors_by_count(input))" } else { "colors_by_count(input)" };
        Recipe::new(format!("nested_squares({list})"), |pair| {
            let count = pair.int(2..=4);
            speckled(pair, count, 16)
        })
    }

    /// Every object becomes a bar as long as it has cells, sorted by length.
    fn objects_to_bars(task) {
        let key = task.pick(&["area(o)", "negate(area(o))"]);
        let program = format!(
            "let l = sort_by(objects(input, mono8), o -> {key}) in bars(map(l, o -> area(o)), map(l, o -> color(o)))"
        );
        Recipe::new(program, |pair| sized_blobs(pair, 2..=4))
    }

    /// Stripes of several widths are listed by their width.
    fn list_stripes_by_width(task) {
        let is_across = task.chance(50);
        let key = task.pick(&["area(o)", "negate(area(o))"]);
        let program = format!("color_row(map(sort_by(objects(input, mono4), o -> {key}), o -> color(o)))");
        Recipe::new(program, move |pair| {
            let count = pair.int(2..=4);
            let widths = pair.distinct(1..=5, count);
            let colors = pair.colors(count);
            let stripes: Vec<Color> =
                widths.iter().zip(&colors).flat_map(|(&width, &color)| vec![color; width]).collect();
            let length = pair.int(4..=10);
            let grid = Grid::from_fn(stripes.len(), length, |row, _| stripes[row])?;
            Some(if is_across { grid } else { grid.transform(Transform::Transpose) })
        })
    }
}

/// Horizontal bars of different lengths from the left border, one in each row, in one or several colors.
fn bars(pair: &mut Sampler) -> Option<Grid> {
    let count = pair.int(3..=7);
    let is_mono = pair.chance(30);
    let color = pair.color();
    let lengths = pair.distinct(1..=9, count);
    let width = lengths.iter().max()? + pair.int(0..=2);
    let mut scene = Scene::blank(Size::new(count as i32, width as i32));
    for (row, length) in lengths.into_iter().enumerate() {
        let color = if is_mono { color } else { pair.color() };
        lines::segment(&mut scene, Point::new(row as i32, 0), Direction::Right, length, color);
    }
    scene.into_grid()
}

/// Cells of some colors anywhere on black, each color with another count up to a number.
fn speckled(pair: &mut Sampler, colors: usize, most: usize) -> Option<Grid> {
    let size = pair.size(6..=11);
    let mut grid = shapes::block(size, Color::Black);
    let mut cells = pair.distinct(0..=grid.area() - 1, grid.area()).into_iter();
    for (color, count) in pair.colors(colors).into_iter().zip(pair.distinct(1..=most.min(8), colors)) {
        cells.by_ref().take(count).for_each(|cell| grid.cells_mut()[cell] = color);
    }
    Some(grid)
}

/// Figures of different colors and numbers of cells.
fn sized_blobs(pair: &mut Sampler, counts: std::ops::RangeInclusive<usize>) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(10..=15));
    let count = pair.int(counts);
    for (color, cells) in pair.colors(count).into_iter().zip(pair.distinct(1..=10, count)) {
        let sprite = shapes::blob_of(pair, cells, color);
        scene.scatter(pair, &sprite);
    }
    scene.into_grid()
}
