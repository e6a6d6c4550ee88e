//! Seeds about: symmetry.

use crate::generate::parts::{Lanes, Scene, lines, noise, shapes, textures};
use crate::generate::{Recipe, Sampler};
use crate::seeds;
use arc_dsl::{Color, Direction, Grid, Point, Size, Transform};

seeds! {
    group "symmetry";

    /// The picture is turned or mirrored.
    fn turn_picture(task) {
        let turn = task.turn();
        Recipe::new(format!("transform(input, {turn})"), |pair| {
            let colors = pair.colors(3);
            let size = pair.size(3..=8);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]))
        })
    }

    /// A covered part of a symmetric picture is restored.
    fn restore_symmetric_picture(task) {
        let cover = task.color();
        Recipe::new(format!("repair_symmetry(input, {cover})"), move |pair| {
            let count = pair.int(3..=5);
            let colors = pair.colors_except(count, &[cover]);
            let side = 2 * pair.int(4..=8);
            let under = [Transform::FlipHorizontal, Transform::FlipVertical];
            let mut picture = textures::symmetric(pair, side, &under, &colors);
            let size = pair.size(2..=4);
            noise::cover(pair, &mut picture, size, cover);
            Some(picture)
        })
    }

    /// Every object is mirrored in its place.
    fn mirror_each_object(task) {
        let flip = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Rotate180]);
        Recipe::new(format!("turn_each(input, objects(input, mono8), {flip})"), |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            for _ in 0..pair.int(2..=4) {
                let color = pair.color();
                let sprite = shapes::letter_like(pair, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// The picture is unfolded: its mirror image is joined to one side.
    fn unfold_picture(task) {
        let side = task.direction();
        Recipe::new(format!("unfold(input, {side})"), |pair| {
            let colors = pair.colors(2);
            let size = Size::new(pair.int(2..=8) as i32, pair.int(2..=8) as i32);
            Some(textures::random(pair, size, &[Color::Black, colors[0], colors[1]]))
        })
    }

    /// What a cover hides of a symmetric picture is the answer.
    fn reveal_symmetric_patch(task) {
        let cover = task.color();
        Recipe::new(format!("symmetry_patch(input, {cover})"), move |pair| {
            let count = pair.int(3..=5);
            let colors = pair.colors_except(count, &[cover]);
            let side = 2 * pair.int(4..=8);
            let under = [Transform::FlipHorizontal, Transform::FlipVertical, Transform::Transpose];
            let kinds = pair.int(2..=3);
            let mut picture = textures::symmetric(pair, side, &under[..kinds], &colors);
            let size = pair.size(2..=5);
            noise::cover(pair, &mut picture, size, cover);
            Some(picture)
        })
    }

    /// Objects are reflected in the wall.
    fn reflect_in_wall(task) {
        let wall = task.color();
        let is_upright = task.chance(50);
        let is_copied = task.chance(60);
        let change = if is_copied { "add_by" } else { "replace_by" };
        let program = format!(
            "let l = objects(input, mono8) in let w = find(l, o -> equal(color(o), {wall})) in \
             {change}(input, filter(l, o -> not(equal(color(o), {wall}))), o -> mirrored_over(o, w))"
        );
        Recipe::new(program, move |pair| {
            let (along, half) = (pair.int(8..=14) as i32, pair.int(5..=7) as i32);
            let mut scene = Scene::blank(Size::new(along, 2 * half + 1));
            lines::column(&mut scene, half as usize, wall);
            // In lanes of their own, images do not meet other objects.
            let mut lanes = Lanes::along(Direction::Left);
            let is_both = pair.chance(40);
            for _ in 0..pair.int(1..=3) {
                let color = pair.color_except(&[wall]);
                let sprite = shapes::letter_like(pair, color);
                lanes.scatter_where(pair, &mut scene, &sprite, |at| is_both || at.col < half);
            }
            scene.into_grid().map(|grid| if is_upright { grid } else { grid.transform(Transform::Transpose) })
        })
    }

    /// The one symmetric figure is cut out.
    fn crop_symmetric_figure(task) {
        let colors = task.colors(4);
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Transpose]);
        let program = format!("object_grid(find(objects(input, mono8), o -> is_symmetric(o, {by})))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            let count = pair.int(3..=4);
            let chosen = pair.below(count);
            for index in 0..count {
                let (color, side) = (pair.pick(&colors), pair.int(3..=5));
                let sprite = if index == chosen {
                    shapes::symmetric(pair, side, by, color)
                } else {
                    shapes::asymmetric(pair, 4..=15, by, color)
                };
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// A figure of which cells are missing is made symmetric about the middle of the grid; what is added has its own color.
    fn mark_missing_symmetric_cells(task) {
        let [figure, added] = task.palette();
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Rotate180]);
        let program = format!(
            "paint_mask(input, mask_minus(figure(symmetrize(input, {by}, black)), figure(input)), {added})"
        );
        Recipe::new(program, move |pair| {
            let side = pair.int(5..=10);
            let picture = shapes::symmetric(pair, side, by, figure);
            let mut grid = picture.clone();
            let cells: Vec<usize> = (0..grid.area()).filter(|&cell| grid.cells()[cell] == figure).collect();
            let missing = pair.int(2..=5);
            for cell in pair.picks(&cells, missing) {
                grid.cells_mut()[cell] = Color::Black;
            }
            Some(grid)
        })
    }

    /// A quarter of a rosette is turned around to complete it.
    fn turn_quarter_into_rosette(task) {
        let colors = task.colors(3);
        let turn = task.pick(&[Transform::Rotate90, Transform::Rotate270]);
        Recipe::new(format!("symmetrize(input, {turn}, black)"), move |pair| {
            let half = pair.int(2..=5) as i32;
            let mut scene = Scene::blank(Size::new(2 * half, 2 * half));
            let size = Size::new(half, half);
            let quarter = textures::random(pair, size, &[Color::Black, colors[0], colors[1], colors[2]]);
            let corner = Point::new(half * pair.below(2) as i32, half * pair.below(2) as i32);
            scene.place(corner, &quarter);
            scene.into_grid()
        })
    }

    /// Objects whose mirror halves do not agree are erased.
    fn erase_asymmetric(task) {
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical]);
        let program = format!("erase_where(input, objects(input, mono8), o -> not(is_symmetric(o, {by})))");
        let colors = task.colors(3);
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=18));
            for _ in 0..pair.int(1..=2) {
                let (color, side) = (pair.pick(&colors), pair.int(3..=4));
                let sprite = shapes::symmetric(pair, side, by, color);
                scene.scatter(pair, &sprite);
                let color = pair.pick(&colors);
                let sprite = shapes::asymmetric(pair, 4..=12, by, color);
                scene.scatter(pair, &sprite);
            }
            scene.into_grid()
        })
    }

    /// Every object grows its mirror image on the side of its differently colored edge.
    fn unfold_over_colored_edge(task) {
        let edge = task.color();
        let program = "add_by(input, objects(input, multi8), o -> mirror_image(o, odd_color_side(o)))";
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(12..=20));
            let mut lanes = Lanes::along(Direction::Up);
            for _ in 0..pair.int(1..=2) {
                let color = pair.color_except(&[edge]);
                let sprite = edged(pair, color, edge);
                let turn = pair.transform();
                let sprite = sprite.transform(turn);
                let (size, frame) = (sprite.size(), scene.size());
                lanes.scatter_where(pair, &mut scene, &sprite, |at| {
                    at.row >= size.height
                        && at.row + 2 * size.height <= frame.height
                        && at.col >= size.width
                        && at.col + 2 * size.width <= frame.width
                });
            }
            scene.into_grid()
        })
    }

    /// One cell tells whether the picture is symmetric.
    fn tell_if_symmetric(task) {
        let [yes, no] = task.palette();
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Transpose]);
        let program = format!("single(if has_symmetry(input, {by}) then {yes} else {no})");
        Recipe::new(program, move |pair| {
            let side = pair.int(3..=6);
            let colors = pair.colors(2);
            let is_symmetric = pair.chance(50);
            let shown = [Color::Black, colors[0], colors[1]];
            Some(if is_symmetric {
                textures::symmetric(pair, side, &[by], &shown)
            } else {
                textures::random(pair, Size::new(side as i32, side as i32), &shown)
            })
        })
    }
}

/// A figure of three rows with one cell in another color in the middle of its right side.
fn edged(pair: &mut Sampler, body: Color, edge: Color) -> Grid {
    let width = pair.int(1..=2) as i32;
    let mut sprite = shapes::block(Size::new(3, width + 1), Color::Black);
    for row in 0..3 {
        for col in 0..width {
            if row == 1 || pair.chance(60) {
                sprite.set(Point::new(row, col), body);
            }
        }
    }
    // Both outer rows hold a cell beside the middle one, so that the figure keeps its three rows.
    sprite.set(Point::new(0, 0), body);
    sprite.set(Point::new(2, 0), body);
    sprite.set(Point::new(1, width), edge);
    sprite
}
