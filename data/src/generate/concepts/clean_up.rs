//! Concepts about: clean up.

use arc_dsl::{Color, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, lines, noise, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "clean up";

    /// Specks on a picture of large areas go: each cell takes the color that most cells around it have.
    fn majority_of_surroundings(task) {
        let count = task.int(2..=3);
        Recipe::new("majority_filter(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let colors = pair.colors(count);
            for &color in &colors {
                let size = pair.size(4..=8);
                scene.scatter(pair, &shapes::block(size, color));
            }
            let mut grid = scene.into_grid()?;
            for at in sparse_points(pair, grid.size(), 4) {
                let color = pair.pick(&colors);
                grid.set(at, color);
            }
            Some(grid)
        })
    }

    /// Cells of the noise color take the color around them.
    fn absorb_noise_color(task) {
        let speck = task.color();
        let colors = task.colors_except(3, &[speck]);
        Recipe::new(format!("absorb_color(input, {speck})"), move |pair| {
            let mut grid = patchwork(pair, &colors);
            for at in sparse_points(pair, grid.size(), 3) {
                grid.set(at, speck);
            }
            Some(grid)
        })
    }

    /// Only what forms thick blocks stays; thinner things of the same color go.
    fn keep_thick_blocks(task) {
        let color = task.color();
        let side = task.int(2..=3);
        Recipe::new(format!("keep_blocks(input, {side}x{side})"), move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(2..=4) {
                let size = pair.size(side..=side + 3);
                scene.scatter(pair, &shapes::block(size, color));
            }
            let mut grid = scene.into_grid()?;
            let count = grid.area() / 14;
            noise::salt(pair, &mut grid, count, color);
            Some(grid)
        })
    }

    /// Areas of few cells go, larger ones stay.
    fn remove_small_objects(task) {
        let most = task.int(2..=5);
        Recipe::new(format!("remove_small(input, {most})"), move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            let colors = pair.colors(3);
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, most + 1..=most + 7, color);
                scene.scatter(pair, &sprite);
            }
            for _ in 0..pair.int(2..=6) {
                let color = pair.pick(&colors);
                let sprite = shapes::blob(pair, 1..=most, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Only rectangles stay; what is not a full rectangle goes.
    fn keep_full_rectangles(task) {
        let common = task.colors(3);
        Recipe::new("keep_mask(input, in_rectangle(input, mono4))", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(1..=3) {
                let (size, color) = (pair.size(2..=4), pair.pick(&common));
                scene.scatter(pair, &shapes::block(size, color));
            }
            for _ in 0..pair.int(1..=4) {
                let color = pair.pick(&common);
                let sprite = if pair.chance(50) {
                    shapes::letter_like(pair, color)
                } else {
                    let size = pair.size(3..=5);
                    dented(pair, size, 2, color)
                };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Damaged rectangles are mended: their missing cells come back.
    fn mend_rectangles(task) {
        let count = task.int(1..=3);
        Recipe::new("replace_by(input, objects(input, mono8), o -> solid_box(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..count {
                let (size, color, dents) = (pair.size(3..=7), pair.color(), pair.int(2..=4));
                let sprite = dented(pair, size, dents, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The rarest color is noise and goes.
    fn erase_rarest_color(task) {
        let palette = task.colors(5);
        Recipe::new("remove_color(input, minor_color(input))", move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let colors = pair.picks(&palette, 3);
            for &color in &colors[1..] {
                let (size, more) = (pair.size(2..=5), pair.size(2..=4));
                scene.scatter(pair, &shapes::block(size, color));
                scene.scatter(pair, &shapes::block(more, color));
            }
            let mut grid = scene.into_grid()?;
            let count = pair.int(3..=7);
            noise::salt(pair, &mut grid, count, colors[0]);
            Some(grid)
        })
    }

    /// The boxes are emptied; what lies outside stays.
    fn empty_the_boxes(task) {
        let [wall, speck] = task.palette();
        let program = format!("paint_mask(input, enclosed(cells_of(input, {wall}), false), black)");
        Recipe::new(program, move |pair| boxes_in_noise(pair, wall, speck))
    }

    /// The noise outside of the boxes goes; what is inside stays.
    fn clear_outside_the_boxes(task) {
        let [wall, speck] = task.palette();
        let program = format!(
            "let w = cells_of(input, {wall}) in keep_mask(input, mask_or(w, enclosed(w, false)))"
        );
        Recipe::new(program, move |pair| boxes_in_noise(pair, wall, speck))
    }

    /// Scratches across the picture are removed: their cells take the color beside them.
    fn remove_scratches(task) {
        let scratch = task.color();
        let colors = task.colors_except(3, &[scratch]);
        Recipe::new(format!("absorb_color(input, {scratch})"), move |pair| {
            let grid = patchwork(pair, &colors);
            let is_across = pair.chance(50);
            let side = if is_across { grid.height() } else { grid.width() };
            let at = pair.int(2..=side - 3);
            let at = [at];
            let (rows, cols): (&[usize], &[usize]) = if is_across { (&at, &[]) } else { (&[], &at) };
            Some(lines::streets(&grid, rows, cols, scratch))
        })
    }

    /// Only what lies in a square of two by two cells of one color stays.
    fn keep_what_forms_squares(task) {
        let palette = task.colors(3);
        Recipe::new("keep_mask(input, in_square(input))", move |pair| {
            let size = pair.size(8..=16);
            let mut grid = textures::sparse(pair, size, 20, palette[0]);
            let count = size.area() as usize / 6;
            noise::salt(pair, &mut grid, count, palette[1]);
            let mut scene = Scene::of(grid);
            for _ in 0..pair.int(1..=3) {
                let (size, color) = (pair.size(2..=5), pair.pick(&palette));
                scene.try_scatter(pair, &shapes::block(size, color));
            }
            scene.into_grid()
        })
    }

    /// Objects that the border cuts off go.
    fn erase_objects_at_border(task) {
        let palette = task.colors(3);
        Recipe::new("paint_mask(input, in_bordering(input, mono4), black)", move |pair| {
            let mut scene = Scene::blank(pair.size(8..=16));
            let frame = scene.size();
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 2..=6, color);
                let size = sprite.size();
                scene.scatter_where(pair, &sprite, 1, |at| {
                    let end = at + Point::new(size.height, size.width);
                    at.row == 0 || at.col == 0 || end.row == frame.height || end.col == frame.width
                });
            }
            for _ in 0..pair.int(1..=3) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 2..=7, color);
                scene.scatter_inside(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Cells with hardly a neighbor of their own color go.
    fn erase_weakly_connected_cells(task) {
        let color = task.color();
        let most = task.int(1..=2);
        let rows: Vec<String> = (0..=most).map(|count| format!("[{count}, 1]")).collect();
        let program = format!(
            "choose(look_up([same_neighbors(input, true)], [{}], 0), \
             [input, fill_like(input, black)])",
            rows.join(", ")
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(2..=4) {
                let size = pair.size(3..=6);
                scene.try_scatter(pair, &shapes::block(size, color));
            }
            for _ in 0..pair.int(3..=9) {
                let sprite = shapes::blob(pair, 1..=most + 1, color);
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }
}

/// Large areas of some colors side by side.
fn patchwork(pair: &mut Sampler, colors: &[Color]) -> Grid {
    let counts = [pair.int(1..=3), pair.int(1..=3)];
    let count = Size::new(counts[0].max(2) as i32, counts[1].max(2) as i32);
    let patches = textures::random(pair, count, colors);
    let block = Size::new(pair.int(4..=7) as i32, pair.int(4..=7) as i32);
    let (height, width) = ((count.height * block.height).min(24), (count.width * block.width).min(24));
    let cell = |row: usize, col: usize| patches[(row / block.height as usize, col / block.width as usize)];
    Grid::from_fn(height as usize, width as usize, cell).expect("the sides are in bounds")
}

/// Points no two of which are in the same square of a side.
fn sparse_points(pair: &mut Sampler, size: Size, side: usize) -> Vec<Point> {
    let side = side as i32;
    let mut points = Vec::new();
    for row in (0..size.height - side + 1).step_by(side as usize) {
        for col in (0..size.width - side + 1).step_by(side as usize) {
            if pair.chance(45) {
                points.push(Point::new(row, col) + pair.point(Size::new(side - 1, side - 1)));
            }
        }
    }
    points
}

/// A rectangle without some of its cells; every row and column keeps most of them.
fn dented(pair: &mut Sampler, size: Size, dents: usize, color: Color) -> Grid {
    let mut sprite = shapes::block(size, color);
    let mut rows: Vec<i32> = (0..size.height).collect();
    pair.shuffle(&mut rows);
    let mut cols: Vec<i32> = (0..size.width).collect();
    pair.shuffle(&mut cols);
    let count = dents.min(rows.len() - 1).min(cols.len() - 1);
    for (&row, &col) in rows.iter().zip(&cols).take(count) {
        sprite.set(Point::new(row, col), Color::Black);
    }
    sprite
}

/// Boxes on a noisy ground, with noise in them, too.
fn boxes_in_noise(pair: &mut Sampler, wall: Color, speck: Color) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(10..=20));
    for _ in 0..pair.int(1..=3) {
        let size = pair.size(4..=8);
        scene.scatter(pair, &shapes::frame(size, wall));
    }
    let mut grid = scene.into_grid()?;
    let percent = pair.int(12..=30);
    noise::speckle(pair, &mut grid, Color::Black, speck, percent);
    Some(grid)
}
