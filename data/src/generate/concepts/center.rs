//! Concepts about: center.

use arc_dsl::{Color, Grid, Point, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{Scene, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "center";

    /// The cell in the middle of each box is marked, if there is one.
    fn mark_center_of_boxes(task) {
        let [wall, mark] = task.palette();
        let program =
            format!("paint_mask(input, mask_and(gap_middle(input, right), gap_middle(input, down)), {mark})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            for _ in 0..pair.int(2..=3) {
                let size = Size::new(2 * pair.int(1..=4) as i32 + 1, 2 * pair.int(1..=4) as i32 + 1);
                scene.scatter(pair, &shapes::frame(size, wall));
            }
            let even = Size::new(2 * pair.int(2..=3) as i32, pair.int(4..=6) as i32);
            scene.try_scatter(pair, &shapes::frame(even, wall));
            scene.into_grid()
        })
    }

    /// The object moves to the center of the box.
    fn move_into_center_of_box(task) {
        let wall = task.color();
        let program = "let l = objects(input, mono4) in let box = arg_max(l, o -> hole_area(o)) in \
                       move_by(input, l, o -> to_center(o, box))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let color = pair.color_except(&[wall]);
            let sprite = shapes::blob(pair, 3..=7, color);
            let room = Size::new(sprite.height() as i32, sprite.width() as i32);
            let (down, across) = (2 * pair.int(1..=3) as i32 + 2, 2 * pair.int(1..=3) as i32 + 2);
            scene.scatter(pair, &shapes::frame(Size::new(room.height + down, room.width + across), wall));
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// Frames of different sizes are put into each other, all with the same center.
    fn nest_with_common_center(task) {
        let count = task.int(2..=3);
        let program = "let l = objects(input, by_color) in let m = arg_max(l, o -> box_area(o)) in \
                       subgrid(move_by(input, l, o -> to_center(o, m)), m)";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(14..=20));
            let colors = pair.colors(count);
            for (index, &color) in colors.iter().enumerate().rev() {
                let side = 2 * index as i32 + if index == 0 { 1 } else { 1 + 2 * pair.int(0..=1) as i32 };
                let sprite = frame_or_corners(pair, side.min(2 * index as i32 + 3), color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Everything takes the color of the cell in the center.
    fn recolor_like_center(task) {
        let percent = task.int(15..=45);
        Recipe::new("recolor_all(input, center_color(input))", move |pair| {
            let size = Size::new(2 * pair.int(2..=6) as i32 + 1, 2 * pair.int(2..=6) as i32 + 1);
            let colors = pair.colors(4);
            let mut grid = textures::sparse(pair, size, percent, colors[0]);
            for cell in grid.cells_mut() {
                if *cell != Color::Black {
                    *cell = pair.pick(&colors);
                }
            }
            grid.set(Point::new(size.height / 2, size.width / 2), colors[3]);
            Some(grid)
        })
    }

    /// Rays run in four directions from the center of each block, behind the blocks.
    fn rays_from_block_centers(task) {
        let [block, center] = task.palette();
        let is_diagonal = task.chance(40);
        let program = format!("shoot_under(input, {center}, ways_around({}, {is_diagonal}))", !is_diagonal);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=20));
            for _ in 0..pair.int(1..=3) {
                let size = Size::new(2 * pair.int(1..=2) as i32 + 1, 2 * pair.int(1..=2) as i32 + 1);
                let mut sprite = shapes::block(size, block);
                sprite.set(Point::new(size.height / 2, size.width / 2), center);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The outer rows and columns are cut away; the central part remains.
    fn crop_central_part(task) {
        let width = task.int(1..=4);
        Recipe::new(format!("shave(input, {width})"), move |pair| {
            let colors = pair.colors(3);
            let size = Size::new((2 * width + pair.int(1..=6)) as i32, (2 * width + pair.int(1..=6)) as i32);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]))
        })
    }

    /// Of several objects the one that is furthest from the border stays.
    fn keep_innermost_object(task) {
        let _ = task;
        Recipe::new("draw_object(arg_max(objects(input, mono8), o -> border_distance(o)))", |pair| {
            let mut scene = Scene::blank(pair.size(11..=20));
            let size = scene.size();
            let color = pair.color();
            let sprite = shapes::blob(pair, 2..=6, color);
            let (low, high) = (Point::new(3, 3), Point::new(size.height - 4, size.width - 4));
            let end = Point::new(sprite.height() as i32 - 1, sprite.width() as i32 - 1);
            scene.scatter_where(pair, &sprite, 1, |at| {
                let last = at + end;
                at.row >= low.row && at.col >= low.col && last.row <= high.row && last.col <= high.col
            });
            for _ in 0..pair.int(2..=5) {
                let color = pair.color();
                let sprite = shapes::blob(pair, 2..=7, color);
                let end = Point::new(sprite.height() as i32, sprite.width() as i32);
                scene.scatter_where(pair, &sprite, 1, |at| {
                    let last = at + end;
                    at.row < 2 || at.col < 2 || last.row > size.height - 2 || last.col > size.width - 2
                });
            }
            scene.into_grid()
        })
    }

    /// The figure is completed so that it looks the same all around the marked center.
    fn complete_around_center(task) {
        let center = task.color();
        let turn = task.pick(&[Transform::Rotate90, Transform::Rotate180, Transform::FlipHorizontal]);
        let program = format!("symmetrize_around(input, cells_of(input, {center}), {turn})");
        let colors = task.colors_except(2, &[center]);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=17));
            let size = scene.size();
            let reach = 3 + pair.int(0..=1) as i32;
            let middle = Point::new(
                pair.int(reach as usize..=(size.height - reach - 1) as usize) as i32,
                pair.int(reach as usize..=(size.width - reach - 1) as usize) as i32,
            );
            scene.dot(middle, center);
            for _ in 0..pair.int(3..=7) {
                // One quadrant, its axis included.
                let step = Point::new(-(pair.int(0..=reach as usize) as i32), pair.int(1..=reach as usize) as i32);
                let color = pair.pick(&colors);
                scene.dot(middle + step, color);
            }
            scene.into_grid()
        })
    }

    /// The object moves to the center of the picture.
    fn move_object_to_center_of_picture(task) {
        let count = task.int(1..=3);
        let colors = task.colors(3);
        Recipe::new("inset(crop_content(input, black), fill_like(input, black))", move |pair| {
            let size = pair.size(3..=5);
            let sprite = shapes::colored(pair, size, &colors[..count]);
            let sides = [size.height, size.width].map(|side| side + 2 * pair.int(2..=5) as i32);
            let mut scene = Scene::blank(Size::new(sides[0], sides[1]));
            scene.scatter(pair, &sprite);
            scene.into_grid()
        })
    }

    /// The innermost cells of the thickest object are marked.
    fn mark_deepest_cells(task) {
        let [common, mark] = task.palette();
        let program = format!("paint_mask(input, cells_highest(figure_depth(input, false)), {mark})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(14..=20));
            for side in pair.distinct(2..=7, 3) {
                let size = Size::new(side as i32, (side + pair.int(0..=2)) as i32);
                let turned = if pair.chance(50) { size } else { Size::new(size.width, size.height) };
                scene.scatter_inside(pair, &shapes::block(turned, common));
            }
            scene.into_grid()
        })
    }

    /// Each object is colored in layers from its outline to its middle.
    fn color_layers_to_the_middle(task) {
        let [common, outer, second, third] = task.palette();
        let program = format!(
            "choose(look_up([own_depth(input, mono4)], [[0, 1], [1, 2], [2, 3]], 0), \
             [input, fill_like(input, {outer}), fill_like(input, {second}), fill_like(input, {third})])"
        );
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(11..=18));
            let large = Size::new(pair.int(5..=6) as i32, pair.int(5..=6) as i32);
            scene.scatter_inside(pair, &shapes::block(large, common));
            for _ in 0..pair.int(1..=3) {
                let (size, cells) = (pair.size(2..=4), pair.int(5..=12));
                let blob = shapes::blob_of(pair, cells, common);
                let sprite = if pair.chance(50) { shapes::block(size, common) } else { blob };
                scene.try_scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }
}

/// A square frame, or only its corners.
fn frame_or_corners(pair: &mut Sampler, side: i32, color: Color) -> Grid {
    let frame = shapes::frame(Size::new(side, side), color);
    let last = side as usize - 1;
    if side < 5 || pair.chance(50) {
        return frame;
    }
    let is_near = |index: usize| index < 2 || index + 1 >= last;
    frame.like(|row, col| if is_near(row) && is_near(col) { frame[(row, col)] } else { Color::Black })
}
