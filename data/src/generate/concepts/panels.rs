//! Concepts about: panels and logic.

use arc_dsl::{Color, Grid, Size, Transform};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "panels and logic";

    /// Two panels are laid over each other: where both are filled, a color marks it.
    fn panels_both(task) {
        let [line, left, right, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_and(figure(first(p)), figure(last(p))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 50, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }

    /// Two panels are laid over each other: where just one is filled, a color marks it.
    fn panels_one_of_two(task) {
        let [line, left, right, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_xor(figure(first(p)), figure(last(p))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 50, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }

    /// Two panels are laid over each other: where both are empty, a color marks it.
    fn panels_neither(task) {
        let [line, left, right, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_not(mask_or(figure(first(p)), figure(last(p)))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 45, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }

    /// One panel is taken away from the other: what is filled in it alone remains.
    fn panels_one_without_other(task) {
        let [line, left, right, mark] = task.palette();
        let [kept, other] = task.pick(&[["first", "last"], ["last", "first"]]);
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_minus(figure({kept}(p)), figure({other}(p))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 50, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }

    /// Pictures lie on top of each other in a fixed order; what is above hides what is below.
    fn panels_stacked(task) {
        let line = task.color();
        let count = task.int(2..=4);
        let colors = task.colors_except(count, &[line]);
        let order: Vec<String> = task.distinct(0..=count - 1, count).iter().map(|at| format!("nth(p, {at})")).collect();
        let program = format!("let p = panels(input) in overlay_all([{}], black)", order.join(", "));
        let columns = if count == 4 && task.chance(60) { 2 } else { count };
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=6);
            let pictures = panels::random(pair, size, 45, &colors);
            panels::join(&pictures, columns, line)
        })
    }

    /// The panels show the same picture with mistakes; each cell gets the color that most of them show.
    fn panels_agree(task) {
        let line = task.color();
        Recipe::new("consensus(panels(input))", move |pair| {
            let size = pair.size(4..=7);
            let colors = pair.colors_except(3, &[line]);
            let shown = textures::random(pair, size, &[Color::Black, Color::Black, colors[0], colors[1]]);
            let mistakes = pair.int(2..=4);
            let cells = pair.distinct(0..=shown.area() - 1, 3 * mistakes);
            let pictures: Vec<Grid> = cells.chunks(mistakes).map(|wrong| {
                let mut picture = shown.clone();
                wrong.iter().for_each(|&cell| picture.cells_mut()[cell] = colors[2]);
                picture
            }).collect();
            panels::join(&pictures, 3, line)
        })
    }

    /// The one panel that shows a symmetric picture is the answer.
    fn panel_with_symmetry(task) {
        let line = task.color();
        let by = task.pick(&[Transform::FlipHorizontal, Transform::FlipVertical, Transform::Transpose]);
        let program = format!("find(panels(input), p -> has_symmetry(p, {by}))");
        Recipe::new(program, move |pair| {
            let side = pair.int(3..=6);
            let count = pair.int(2..=4);
            let symmetric = pair.below(count);
            let palette = [&pair.colors_except(2, &[line])[..], &[Color::Black]].concat();
            let mut pictures = Vec::new();
            for index in 0..count {
                let picture = if index == symmetric {
                    textures::symmetric(pair, side, &[by], &palette)
                } else {
                    textures::random(pair, Size::new(side as i32, side as i32), &palette)
                };
                pictures.push(picture);
            }
            let is_beside = pair.chance(50);
            panels::join(&pictures, if is_beside { count } else { 1 }, line)
        })
    }

    /// The panel with the most or the fewest filled cells is the answer.
    fn panel_by_fullness(task) {
        let [line, fill] = task.palette();
        let by = task.pick(&["arg_max", "arg_min"]);
        let program = format!("{by}(panels(input), p -> mask_count(figure(p)))");
        let columns = task.int(2..=3);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=6);
            let counts = pair.distinct(2..=8, 2 * columns);
            let pictures: Vec<Grid> = counts.iter().map(|&count| dotted(pair, size, count, &[fill])).collect();
            panels::join(&pictures, columns, line)
        })
    }

    /// Every panel becomes one cell in the color that most of its dots have.
    fn panels_to_cells(task) {
        let line = task.color();
        Recipe::new("panel_summary(input, black)", move |pair| {
            let room = pair.size(3..=5);
            let counts = Size::new(pair.int(2..=3) as i32, pair.int(2..=4) as i32);
            let colors = pair.colors_except(3, &[line]);
            let mut pictures = Vec::new();
            for _ in 0..counts.area() {
                let two = pair.picks(&colors, 2);
                let shown: &[&[Color]] = &[&[two[0]], &[two[0], two[0], two[0], two[1]], &[]];
                let shown = shown[pair.below(3)];
                let dots = if shown.is_empty() { 0 } else { 4 };
                let mut picture = shapes::block(room, Color::Black);
                for (cell, &color) in pair.distinct(0..=picture.area() - 1, dots).into_iter().zip(shown.iter().cycle()) {
                    picture.cells_mut()[cell] = color;
                }
                pictures.push(picture);
            }
            panels::join(&pictures, counts.width as usize, line)
        })
    }

    /// The picture in one panel is repeated in all others.
    fn picture_into_all_panels(task) {
        let line = task.color();
        let program = "repeat_panel(input, arg_max(panels(input), p -> mask_count(figure(p))))";
        Recipe::new(program, move |pair| {
            let room = pair.size(3..=5);
            let counts = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
            let mut pictures = vec![shapes::block(room, Color::Black); counts.area() as usize];
            let colors = pair.colors_except(2, &[line]);
            let chosen = pair.below(pictures.len());
            let dots = pair.int(3..=6);
            pictures[chosen] = dotted(pair, room, dots, &colors);
            panels::join(&pictures, counts.width as usize, line)
        })
    }

    /// Empty panels are filled with a color.
    fn fill_empty_panels(task) {
        let [line, dot, fill] = task.palette();
        let program = format!("choose(look_up([panel_cells(input)], [[0, 1]], 0), [input, fill_like(input, {fill})])");
        Recipe::new(program, move |pair| {
            let room = pair.size(2..=4);
            let counts = Size::new(pair.int(2..=5) as i32, pair.int(2..=5) as i32);
            let mut pictures = Vec::new();
            for _ in 0..counts.area() {
                let dots = if pair.chance(30) { 0 } else { pair.int(1..=3) };
                pictures.push(dotted(pair, room, dots, &[dot]));
            }
            panels::join(&pictures, counts.width as usize, line)
        })
    }

    /// What one panel shows at a place, all panels show there.
    fn panels_share_cells(task) {
        let line = task.color();
        Recipe::new("paint_plane(input, panel_mate_color(input))", move |pair| {
            let side = pair.int(3..=4) as i32;
            let counts = Size::new(pair.int(2..=4) as i32, pair.int(2..=4) as i32);
            let colors = pair.colors_except(3, &[line]);
            let shown = pair.int(2..=3);
            let cells = pair.distinct(0..=(side * side) as usize - 1, shown);
            let mut pictures = vec![shapes::block(Size::new(side, side), Color::Black); counts.area() as usize];
            for (index, cell) in cells.into_iter().enumerate() {
                let panel = pair.below(pictures.len());
                pictures[panel].cells_mut()[cell] = colors[index];
            }
            panels::join(&pictures, counts.width as usize, line)
        })
    }

    /// Where two halves without a line between them show the same, it stays.
    fn halves_agree(task) {
        let marks = task.colors(3);
        let program = "let l = split_evenly(input, 1x2) in keep_mask(first(l), same_color(first(l), last(l)))";
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=8);
            let shown = [&marks[..], &[Color::Black, Color::Black]].concat();
            let left = textures::random(pair, size, &shown);
            let mut right = left.clone();
            let wrong = left.area() / 3;
            let stray = pair.pick(&marks);
            noise::salt(pair, &mut right, wrong, stray);
            noise::salt(pair, &mut right, wrong, Color::Black);
            panels::abut(&[left, right], 2)
        })
    }
}

/// A black picture with `count` dots, whose colors take turns.
fn dotted(pair: &mut Sampler, size: Size, dots: usize, colors: &[Color]) -> Grid {
    let mut picture = shapes::block(size, Color::Black);
    for (cell, &color) in pair.distinct(0..=picture.area() - 1, dots).into_iter().zip(colors.iter().cycle()) {
        picture.cells_mut()[cell] = color;
    }
    picture
}
