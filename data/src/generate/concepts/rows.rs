//! Concepts about: one-dimensional rows.

use arc_dsl::{Color, Grid};

use crate::generate::concept::{Recipe, concepts};
use crate::random::Sampler;

concepts! {
    group "one-dimensional rows";

    /// In a row, all bars move by the same number of cells.
    fn row_bars_move(task) {
        let steps = task.int(1..=3);
        let color = task.color();
        let program = format!("move_by(input, objects(input, mono4), o -> (0, {steps}))");
        Recipe::new(program, move |pair| {
            let count = pair.int(1..=2);
            let bars = (0..count).map(|_| vec![color; pair.int(2..=6)]).collect();
            strung(pair, bars, steps, steps)
        })
    }

    /// In a row, a bar moves until it touches the dot.
    fn row_bar_moves_to_dot(task) {
        let dot = task.color();
        let program = format!(
            "move_by(input, filter(objects(input, mono4), o -> not(equal(color(o), {dot}))), o -> to_color(input, o, {dot}))"
        );
        Recipe::new(program, move |pair| {
            let color = pair.color_except(&[dot]);
            let mut parts = vec![vec![color; pair.int(2..=6)], vec![dot]];
            pair.shuffle(&mut parts);
            strung(pair, parts, 2, 0)
        })
    }

    /// In a row, a bar grows until it touches the dot.
    fn row_bar_grows_to_dot(task) {
        let dot = task.color();
        let program = format!(
            "add_by(input, filter(objects(input, mono4), o -> not(equal(color(o), {dot}))), \
             o -> swept(o, to_color(input, o, {dot})))"
        );
        Recipe::new(program, move |pair| {
            let color = pair.color_except(&[dot]);
            let mut parts = vec![vec![color; pair.int(1..=5)], vec![dot]];
            pair.shuffle(&mut parts);
            strung(pair, parts, 2, 0)
        })
    }

    /// In a row, pairs of cells are linked: the first with the second, the third with the fourth.
    fn row_pairs_are_linked(task) {
        let color = task.color();
        Recipe::new("link_pairs(input, both_ways(left))", move |pair| {
            let count = 2 * pair.int(1..=3);
            let dots = vec![vec![color]; count];
            strung(pair, dots, 1, 0)
        })
    }

    /// In a row, bars are hollowed: only their ends stay.
    fn row_bars_are_hollowed(task) {
        let color = task.color();
        Recipe::new("replace_by(input, objects(input, mono4), o -> ends(o))", move |pair| {
            let bars = (0..pair.int(1..=3)).map(|_| vec![color; pair.int(3..=7)]).collect();
            strung(pair, bars, 1, 0)
        })
    }

    /// In a row, every bar is flipped in its place.
    fn row_bars_flip(task) {
        let colors = task.colors(3);
        Recipe::new("turn_each(input, objects(input, multi4), flip_horizontal)", move |pair| {
            let mut bars = Vec::new();
            for _ in 0..pair.int(1..=2) {
                let two = pair.picks(&colors, 2);
                let tip = vec![two[1]; pair.int(1..=2)];
                let mut bar = [vec![two[0]; pair.int(2..=5)], tip].concat();
                if pair.chance(30) {
                    bar.reverse();
                }
                bars.push(bar);
            }
            strung(pair, bars, 1, 0)
        })
    }

    /// In a row, a bar is mirrored to the other side of the dot.
    fn row_bar_mirrored_over_dot(task) {
        let dot = task.color();
        let program = format!(
            "let l = objects(input, mono4) in let d = find(l, o -> equal(color(o), {dot})) in \
             replace_by(input, filter(l, o -> not(equal(color(o), {dot}))), o -> mirrored_over(o, d))"
        );
        Recipe::new(program, move |pair| {
            let color = pair.color_except(&[dot]);
            let (length, gap) = (pair.int(2..=5), pair.int(0..=3));
            let margins = [pair.int(0..=4), pair.int(0..=4)];
            let blank = |count: usize| vec![Color::Black; count];
            let mut cells =
                [blank(margins[0]), vec![color; length], blank(gap), vec![dot], blank(gap + length + margins[1])].concat();
            if pair.chance(50) {
                cells.reverse();
            }
            row_of(&cells)
        })
    }

    /// In a row, single cells are noise and go, longer bars stay.
    fn row_noise_goes(task) {
        let (color, is_mono) = (task.color(), task.chance(60));
        Recipe::new("remove_isolated(input)", move |pair| {
            let mut parts: Vec<Vec<Color>> = (0..pair.int(1..=2)).map(|_| vec![color; pair.int(3..=7)]).collect();
            for _ in 0..pair.int(2..=4) {
                parts.push(vec![if is_mono { color } else { pair.color() }]);
            }
            pair.shuffle(&mut parts);
            strung(pair, parts, 1, 0)
        })
    }

    /// In a row, bars of even length get one color, those of odd length another.
    fn row_bars_by_parity(task) {
        let [common, even, odd] = task.palette();
        let program = format!("recolor_by(input, objects(input, mono4), o -> if is_even(area(o)) then {even} else {odd})");
        Recipe::new(program, move |pair| {
            let bars = (0..pair.int(2..=4)).map(|_| vec![common; pair.int(1..=6)]).collect();
            strung(pair, bars, 1, 0)
        })
    }

    /// In a row, the longest or the shortest bars get a color of their own.
    fn row_extreme_bar_recolored(task) {
        let [common, special] = task.palette();
        let by = task.pick(&["filter_max", "filter_min"]);
        let program = format!("recolor_by(input, {by}(objects(input, mono4), o -> area(o)), o -> {special})");
        Recipe::new(program, move |pair| {
            let bars = (0..pair.int(3..=5)).map(|_| vec![common; pair.int(1..=6)]).collect();
            strung(pair, bars, 1, 0)
        })
    }

    /// In a row, bars get a color by their length, in a table of three lengths.
    fn row_bars_by_length(task) {
        let [common, one, two, three] = task.palette();
        let program = format!(
            "recolor_by(input, objects(input, mono4), \
             o -> if equal(area(o), 1) then {one} else if equal(area(o), 2) then {two} else {three})"
        );
        Recipe::new(program, move |pair| {
            let mut bars: Vec<Vec<Color>> = (0..pair.int(3..=5)).map(|_| vec![common; pair.int(1..=3)]).collect();
            pair.shuffle(&mut bars);
            strung(pair, bars, 1, 0)
        })
    }

    /// In a row, the pattern is copied over every single dot.
    fn row_pattern_over_dots(task) {
        let dot = task.color();
        let width = task.pick(&[3, 5]);
        let program = format!(
            "stamp(input, object_grid(arg_max(objects(input, multi4), o -> area(o))), cells_of(input, {dot}))"
        );
        Recipe::new(program, move |pair| {
            let colors = pair.colors_except(2, &[dot]);
            let mut pattern = vec![colors[0]; width];
            pattern[width / 2] = if pair.chance(60) { colors[1] } else { colors[0] };
            if pair.chance(40) {
                pattern[0] = colors[1];
            }
            let mut parts = vec![pattern];
            parts.extend((0..pair.int(1..=2)).map(|_| vec![dot]));
            pair.shuffle(&mut parts);
            strung(pair, parts, width / 2 + 1, width / 2)
        })
    }

    /// In a row, every bar grows by one cell at both ends, in another color.
    fn row_bars_get_ends(task) {
        let [bar, end] = task.palette();
        let program = format!("paint_mask(input, adjacent(cells_of(input, {bar}), both_ways(left)), {end})");
        Recipe::new(program, move |pair| {
            let bars = (0..pair.int(1..=3)).map(|_| vec![bar; pair.int(1..=5)]).collect();
            strung(pair, bars, 3, 1)
        })
    }
}

/// Parts in a row with at least `least` free cells between them and `at_ends` at the ends, at most 30 cells in all.
fn strung(pair: &mut Sampler, parts: Vec<Vec<Color>>, least: usize, at_ends: usize) -> Option<Grid> {
    let last = parts.len();
    let mut cells = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let gap = if index == 0 { at_ends } else { least };
        cells.extend(vec![Color::Black; gap + pair.int(0..=4)]);
        cells.extend(part);
        if index + 1 == last {
            cells.extend(vec![Color::Black; at_ends + pair.int(0..=4)]);
        }
    }
    row_of(&cells)
}

fn row_of(cells: &[Color]) -> Option<Grid> {
    if cells.len() > 30 { None } else { Grid::from_fn(1, cells.len(), |_, col| cells[col]) }
}
