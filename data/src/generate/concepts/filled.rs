//! Concepts about: filled and not filled.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, noise, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "filled and not filled";

    /// Outlined shapes are filled with their own color.
    fn fill_with_own_color(task) {
        let palette = task.colors(4);
        Recipe::new("fill_enclosed(input)", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&palette);
                let sprite = outlined(pair, color);
                scene.scatter(pair, &sprite);
            }
            let color = pair.pick(&palette);
            let distractor = shapes::corner(pair, 2..=4, color);
            scene.try_scatter(pair, &distractor);
            scene.into_grid()
        })
    }

    /// Filled shapes get one color, hollow ones another.
    fn color_filled_and_hollow(task) {
        let [common, hollow, filled] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), o -> if has_hole(o) then {hollow} else {filled})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for is_hollow in [true, false, pair.chance(50), pair.chance(50)] {
                let sprite = if is_hollow { outlined(pair, common) } else { solid(pair, common) };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Filled rectangles become hollow and hollow ones filled.
    fn exchange_filled_and_hollow(task) {
        let palette = task.colors(3);
        let program =
            "replace_by(input, objects(input, mono4), o -> if has_hole(o) then solid_box(o) else box_edge(o))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for is_hollow in [true, false, pair.chance(50)] {
                let (size, color) = (pair.size(3..=6), pair.pick(&palette));
                scene.scatter(pair, &if is_hollow { shapes::frame(size, color) } else { shapes::block(size, color) });
            }
            scene.into_grid()
        })
    }

    /// Filled shapes are hollowed out: only their outline stays.
    fn hollow_out_shapes(task) {
        let palette = task.colors(3);
        Recipe::new("replace_by(input, objects(input, mono4), o -> outline(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(1..=3) {
                let color = pair.pick(&palette);
                let sprite = solid(pair, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Only square holes are filled.
    fn fill_square_holes(task) {
        let [wall, filling] = task.palette();
        let program = format!(
            "paint_mask(input, mask_and(holes(input, false), region_square(input, false)), {filling})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let side = pair.int(3..=6) as i32;
            scene.scatter(pair, &shapes::frame(Size::new(side, side), wall));
            for _ in 0..pair.int(2..=3) {
                let sides = pair.distinct(3..=7, 2);
                scene.scatter(pair, &shapes::frame(Size::new(sides[0] as i32, sides[1] as i32), wall));
            }
            let side = pair.int(2..=3) as i32;
            scene.try_scatter(pair, &shapes::block(Size::new(side, side), wall));
            scene.into_grid()
        })
    }

    /// The inner cells of thick blocks get another color.
    fn color_inner_cells(task) {
        let [block, inner] = task.palette();
        let program = format!("paint_mask(input, shrink(cells_of(input, {block}), true), {inner})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            for _ in 0..pair.int(1..=3) {
                let sprite = solid(pair, block);
                scene.scatter_inside(pair, &sprite);
            }
            let length = pair.int(2..=5) as i32;
            let thin = if pair.chance(50) { Size::new(2, length) } else { Size::new(length, 1) };
            scene.scatter_where(pair, &shapes::block(thin, block), 1, |at| at.row > 0 && at.col > 0);
            scene.into_grid()
        })
    }

    /// Hollow shapes go, filled ones stay; or the other way round.
    fn erase_hollow_or_filled(task) {
        let (palette, is_hollow_erased) = (task.colors(3), task.chance(50));
        let condition = if is_hollow_erased { "has_hole(o)" } else { "not(has_hole(o))" };
        let program = format!("erase_where(input, objects(input, mono4), o -> {condition})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for is_hollow in [true, false, pair.chance(50), pair.chance(50)] {
                let color = pair.pick(&palette);
                let sprite = if is_hollow { outlined(pair, color) } else { solid(pair, color) };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Filled rectangles are peeled into rings of different colors.
    fn peel_into_rings(task) {
        let [common, outer, second, third] = task.palette();
        let is_three = task.chance(50);
        let colors = if is_three { format!("[{outer}, {second}, {third}]") } else { format!("[{outer}, {second}]") };
        let program = format!("replace_by(input, objects(input, mono4), o -> layered(o, {colors}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=20));
            let size = pair.size(5..=8);
            scene.scatter(pair, &shapes::block(size, common));
            for _ in 0..pair.int(0..=2) {
                let size = pair.size(3..=8);
                scene.try_scatter(pair, &shapes::block(size, common));
            }
            scene.into_grid()
        })
    }

    /// Filled rectangles get a pattern in a second color: a checkerboard or stripes.
    fn pattern_on_blocks(task) {
        let second = task.color();
        let palette = task.colors_except(3, &[second]);
        let pattern = task.pick(&["checkered(o)", "striped(o, right)", "striped(o, down)", "striped(o, left)"]);
        let program = format!("add_by(input, objects(input, mono4), o -> recolor({pattern}, {second}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(1..=4) {
                let (size, color) = (pair.size(3..=7), pair.pick(&palette));
                scene.try_scatter(pair, &shapes::block(size, color));
            }
            scene.into_grid()
        })
    }

    /// Only the shape that encloses most is filled.
    fn fill_largest_hole(task) {
        let [wall, filling] = task.palette();
        let program = format!(
            "fill_holes_by(input, [arg_max(objects(input, mono4), o -> hole_area(o))], o -> {filling})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let count = pair.int(2..=3);
            for side in pair.distinct(3..=7, count) {
                let side = side as i32;
                scene.scatter(pair, &shapes::frame(Size::new(side, side), wall));
            }
            let distractor = shapes::blob(pair, 5..=10, wall);
            scene.try_scatter(pair, &distractor);
            scene.into_grid()
        })
    }

    /// Holes are filled in a color that depends on their size.
    fn fill_holes_by_size(task) {
        let [wall, small, large] = task.palette();
        let limit = task.int(4..=9);
        let program = format!(
            "fill_holes_by(input, objects(input, mono4), o -> if less(hole_area(o), {limit}) then {small} else {large})"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            for is_large in [true, false, pair.chance(50)] {
                let size = pair.size(3..=6);
                let area = ((size.height - 2) * (size.width - 2)) as usize;
                if is_large == (area >= limit) {
                    scene.scatter(pair, &shapes::frame(size, wall));
                }
            }
            scene.into_grid()
        })
    }

    /// The largest free rectangles of a speckled picture are filled.
    fn fill_largest_free_rectangle(task) {
        let [speck, filling] = task.palette();
        let is_square = task.chance(40);
        let program = format!(
            "paint_mask(input, largest_rectangles(cells_of(input, black), {is_square}), {filling})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(8..=16);
            let percent = pair.int(25..=40);
            let mut grid = textures::sparse(pair, size, percent, speck);
            let room = if is_square {
                let side = pair.int(3..=5) as i32;
                Size::new(side, side)
            } else {
                Size::new(pair.int(3..=5) as i32, pair.int(3..=6) as i32)
            };
            noise::cover(pair, &mut grid, room, Color::Black);
            Some(grid)
        })
    }

    /// Blocks are painted in three colors: their corners, their edges and their inside.
    fn corners_edges_and_inside(task) {
        let [block, corner, edge, inside] = task.palette();
        let program = format!(
            "choose(look_up([figure_neighbors(input, false)], [[2, 1], [3, 2], [4, 3]], 0), \
             [input, fill_like(input, {corner}), fill_like(input, {edge}), fill_like(input, {inside})])"
        );
        let program = format!("let f = {program} in keep_mask(f, cells_of(input, {block}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(2..=4) {
                let size = pair.size(3..=6);
                scene.scatter_where(pair, &shapes::block(size, block), 1, |_| true);
            }
            scene.into_grid()
        })
    }

    /// The free cells in the smallest rectangle around each object are filled.
    fn fill_bounding_boxes(task) {
        let filling = task.color();
        let palette = task.colors_except(3, &[filling]);
        let program = format!("fill_boxes_by(input, objects(input, mono8), o -> {filling})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=18));
            for _ in 0..pair.int(2..=4) {
                let color = pair.pick(&palette);
                let sprite = shapes::blob(pair, 4..=9, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Rectangles lose their outermost ring.
    fn peel_outer_ring_off(task) {
        let palette = task.colors(4);
        Recipe::new("replace_by(input, objects(input, multi4), o -> peeled(o))", move |pair| {
            let mut scene = Scene::blank(pair.size(10..=18));
            for _ in 0..pair.int(1..=3) {
                let (size, colors) = (pair.size(3..=7), pair.picks(&palette, 2));
                let inside = pair.pick(&colors);
                scene.scatter(pair, &shapes::framed(size, colors[0], inside));
            }
            scene.into_grid()
        })
    }
}

/// An outline that encloses something: a frame, or two frames grown together.
fn outlined(pair: &mut Sampler, color: Color) -> Grid {
    let full = solid(pair, color);
    let is_inner = |row: usize, col: usize| {
        let at = Point::new(row as i32, col as i32);
        Direction::ALL.iter().all(|step| full.get(at + step.delta()) == Some(color))
    };
    full.like(|row, col| if is_inner(row, col) { Color::Black } else { full[(row, col)] })
}

/// A full shape at least three cells thick: a rectangle, or two that overlap at a corner.
fn solid(pair: &mut Sampler, color: Color) -> Grid {
    let size = pair.size(3..=6);
    if pair.chance(60) {
        return shapes::block(size, color);
    }
    let other = pair.size(3..=5);
    let shift = Point::new(pair.int(0..=size.height as usize - 3) as i32, pair.int(0..=size.width as usize - 3) as i32);
    let height = size.height.max(shift.row + other.height);
    let width = size.width.max(shift.col + other.width);
    shapes::block(Size::new(height, width), color).like(|row, col| {
        let (row, col) = (row as i32, col as i32);
        let is_first = row < size.height && col < size.width;
        let (row, col) = (row - shift.row, col - shift.col);
        let is_second = row >= 0 && col >= 0 && row < other.height && col < other.width;
        if is_first || is_second { color } else { Color::Black }
    })
}
