//! Seeds about: top and bottom, in layers.

use arc_dsl::{Color, Grid, Point, Size, Transform};

use crate::generate::parts::{Scene, lines, shapes};
use crate::generate::{Recipe, Sampler};
use crate::seeds;

seeds! {
    group "top and bottom, in layers";

    /// Of two sheets that lie on each other, the color of the upper or the lower one is the answer.
    fn tell_upper_or_lower(task) {
        let condition = task.pick(&["is_rectangle(o)", "not(is_rectangle(o))"]);
        let program = format!("single(color(find(objects(input, by_color), o -> {condition})))");
        Recipe::new(program, |pair| {
            let colors = pair.colors(2);
            two_sheets(pair, [colors[0], colors[1]])
        })
    }

    /// The lower of two sheets is brought to the front.
    fn bring_lower_to_front(task) {
        let colors = task.colors(4);
        let program = "paint_object(input, solid_box(find(objects(input, by_color), o -> not(is_rectangle(o)))))";
        Recipe::new(program, move |pair| {
            let two = pair.picks(&colors, 2);
            two_sheets(pair, [two[0], two[1]])
        })
    }

    /// The upper of two sheets is taken away.
    fn take_upper_away(task) {
        let colors = task.colors(4);
        let program = "let l = objects(input, by_color) in \
                       paint_object(erase_object(input, find(l, o -> is_rectangle(o))), \
                       solid_box(find(l, o -> not(is_rectangle(o)))))";
        Recipe::new(program, move |pair| {
            let two = pair.picks(&colors, 2);
            two_sheets(pair, [two[0], two[1]])
        })
    }

    /// The lower of two sheets is cut out whole.
    fn crop_lower_whole(task) {
        let colors = task.colors(5);
        let program = "object_grid(solid_box(find(objects(input, by_color), o -> not(is_rectangle(o)))))";
        Recipe::new(program, move |pair| {
            let two = pair.picks(&colors, 2);
            two_sheets(pair, [two[0], two[1]])
        })
    }

    /// Where two sheets lie on each other, a color marks it.
    fn mark_overlap(task) {
        let [lower, upper, mark] = task.palette();
        let program = format!(
            "let l = objects(input, by_color) in paint_mask(input, \
             mask_and(object_mask(solid_box(first(l))), object_mask(solid_box(last(l)))), {mark})"
        );
        Recipe::new(program, move |pair| {
            let colors = if pair.chance(50) { [lower, upper] } else { [upper, lower] };
            two_sheets(pair, colors)
        })
    }

    /// Lines that run below others come to the front.
    fn lower_lines_to_front(task) {
        let [lower, upper] = task.palette();
        let is_across = task.chance(50);
        let whole = if is_across { "rows_with" } else { "cols_with" };
        let program = format!("paint_mask(input, {whole}(cells_of(input, {lower})), {lower})");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(7..=15));
            let size = scene.size();
            let counts = [pair.int(1..=3), pair.int(1..=3)];
            // Every second row and column at most.
            for row in pair.distinct(0..=(size.height as usize - 2) / 2, counts[0]) {
                lines::row(&mut scene, 2 * row, lower);
            }
            for col in pair.distinct(0..=(size.width as usize - 2) / 2, counts[1]) {
                lines::column(&mut scene, 2 * col, upper);
            }
            scene.into_grid().map(|grid| if is_across { grid } else { grid.transform(Transform::Transpose) })
        })
    }

    /// Sheets that lie on a pile, each smaller than the one below, are listed from top to bottom.
    fn list_pile(task) {
        let key = task.pick(&["box_area(o)", "negate(box_area(o))"]);
        let list = task.pick(&["color_column", "color_row"]);
        let program = format!("{list}(map(sort_by(objects(input, by_color), o -> {key}), o -> color(o)))");
        Recipe::new(program, |pair| {
            let count = pair.int(2..=4);
            pile(pair, count)
        })
    }

    /// The uppermost sheet of a pile is taken away; below it is the color around it.
    fn take_top_of_pile_away(task) {
        let count = task.int(2..=3);
        let program = "let t = arg_min(objects(input, by_color), o -> box_area(o)) in \
                       paint_object(input, recolor(t, ring_color(input, t)))";
        Recipe::new(program, move |pair| pile(pair, count))
    }

    /// A sheet that covers part of some lines is taken away.
    fn uncover_lines(task) {
        let [line, sheet] = task.palette();
        let is_upright = task.chance(50);
        let way = if is_upright { "up" } else { "left" };
        let program = format!("link(remove_color(input, {sheet}), both_ways({way}))");
        Recipe::new(program, move |pair| {
            let mut scene = Scene::blank(pair.size(9..=16));
            let size = scene.size();
            let count = pair.int(2..=4);
            for col in pair.distinct(0..=(size.width as usize - 2) / 2, count) {
                lines::column(&mut scene, 2 * col, line);
            }
            let cover = Size::new(pair.int(2..=5) as i32, pair.int(3..=6) as i32);
            let at = Point::new(
                pair.int(1..=(size.height - cover.height) as usize - 1) as i32,
                pair.int(0..=(size.width - cover.width) as usize) as i32,
            );
            scene.place(at, &shapes::block(cover, sheet));
            scene.into_grid().map(|grid| if is_upright { grid } else { grid.transform(Transform::Transpose) })
        })
    }

    /// Of two frames that lie on each other, the lower one is brought to the front.
    fn lower_frame_to_front(task) {
        let colors = task.colors(4);
        let program = "paint_object(input, box_edge(find(objects(input, by_color), o -> not(has_frame(o)))))";
        Recipe::new(program, move |pair| {
            let two = pair.picks(&colors, 2);
            overlapping(pair, [two[0], two[1]], shapes::frame)
        })
    }

    /// Of two sheets that lie on each other, the upper one, which is whole, gets a color of its own.
    fn mark_uppermost(task) {
        let mark = task.color();
        let program = format!(
            "recolor_by(input, filter(objects(input, by_color), o -> is_rectangle(o)), o -> {mark})"
        );
        Recipe::new(program, move |pair| {
            let two = pair.colors_except(2, &[mark]);
            two_sheets(pair, [two[0], two[1]])
        })
    }
}

/// Two full rectangles, the second over a corner or the middle of the first.
fn two_sheets(pair: &mut Sampler, colors: [Color; 2]) -> Option<Grid> {
    overlapping(pair, colors, shapes::block)
}

/// Two rectangles of a kind, the second over a part of the first, whose extent can still be seen.
fn overlapping(pair: &mut Sampler, colors: [Color; 2], kind: fn(Size, Color) -> Grid) -> Option<Grid> {
    let size = pair.size(9..=16);
    let lower = Size::new(pair.int(4..=7) as i32, pair.int(4..=7) as i32);
    let upper = Size::new(pair.int(3..=6) as i32, pair.int(3..=6) as i32);
    // How far the upper one is moved against the lower one: over a corner in half of the cases, else across it.
    let shift = if pair.chance(50) {
        Point::new(pair.int(1..=lower.height as usize - 1) as i32, pair.int(1..=lower.width as usize - 1) as i32)
    } else {
        Point::new(pair.int(1..=lower.height as usize - 2) as i32, 1 - pair.int(2..=3) as i32)
    };
    let reach = [shift.row + upper.height, shift.col + upper.width];
    let room = Size::new(lower.height.max(reach[0]), lower.width.max(reach[1]) - shift.col.min(0));
    let places = Size::new(size.height - room.height + 1, size.width - room.width + 1);
    if places.height < 1 || places.width < 1 {
        return None;
    }
    let mut scene = Scene::blank(size);
    let at = pair.point(places) + Point::new(0, -shift.col.min(0));
    scene.place(at, &kind(lower, colors[0]));
    let whole = scene.grid().color_counts()[colors[0].index()];
    scene.place(at + shift, &kind(upper, colors[1]));
    let seen: Vec<Point> = places_of(scene.grid(), colors[0]);
    let (corner, box_size) = arc_dsl::matrix::bounds(seen.iter().copied())?;
    // What is seen of the lower one tells how large it is, and that something hides the rest.
    if seen.len() == whole || (corner, box_size) != (at, lower) || seen.len() == box_size.area() as usize {
        return None;
    }
    let turn = pair.transform();
    scene.into_grid().map(|grid| grid.transform(turn))
}

fn places_of(grid: &Grid, color: Color) -> Vec<Point> {
    let found = grid.indexed().filter(|&(_, other)| other == color);
    found.map(|((row, col), _)| Point::new(row as i32, col as i32)).collect()
}

/// Sheets on a pile: each lies inside the one below.
fn pile(pair: &mut Sampler, count: usize) -> Option<Grid> {
    let mut scene = Scene::blank(pair.size(11..=16));
    let frame = scene.size();
    let least = 2 * count as i32 - 1;
    let mut size = Size::new(
        pair.int(least as usize + 2..=frame.height as usize - 1) as i32,
        pair.int(least as usize + 2..=frame.width as usize - 1) as i32,
    );
    let mut at = pair.point(Size::new(frame.height - size.height + 1, frame.width - size.width + 1));
    for (index, color) in pair.colors(count).into_iter().enumerate() {
        scene.place(at, &shapes::block(size, color));
        // What is left of each side for the next sheet, which leaves a margin all around.
        let least = 2 * (count - index) as i32 - 3;
        let mut inner = |side: i32| pair.int(least.max(1) as usize..=(side - 2).max(1) as usize) as i32;
        let next = Size::new(inner(size.height), inner(size.width));
        let room = Size::new(size.height - 1 - next.height, size.width - 1 - next.width);
        if room.height < 1 || room.width < 1 {
            break;
        }
        at = at + Point::new(1, 1) + pair.point(room);
        size = next;
    }
    scene.into_grid()
}
