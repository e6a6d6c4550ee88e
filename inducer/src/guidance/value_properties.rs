//! Properties: what a value has in common with the input and the output of a pair, as questions of yes or no (property
//! signatures of BUSTLE, Odena et al. 2021).

use std::sync::Arc;

use arc_dsl::{Color, Grid, Mask, Object, Plane, Point, Size, Type, Value};

/// Planes with more distinct values get no properties of what their values tell of the cells.
const MAX_LEVELS: usize = 64;

/// The properties of a value as bits, by their places among the [`names`] of its type.
pub type Properties = u64;

/// Questions about a value beside a pair, by some facts that several of them need, each with its name.
type Questions<V, F> = [(&'static str, fn(&PairFacts, &V, &F) -> bool)];

/// The input and output of a pair, and what comparisons with them need.
pub struct PairFacts {
    input: Arc<Grid>,
    output: Arc<Grid>,
    input_colors: [usize; 10],
    output_colors: [usize; 10],
    /// Cells that change, if the size is kept.
    changed: Option<Mask>,
    changed_count: usize,
}

impl PairFacts {
    /// What is compared with of a pair.
    pub fn new(input: Arc<Grid>, output: Arc<Grid>) -> PairFacts {
        let changed = input.zip(&output, |before, after| before != after);
        PairFacts {
            input_colors: input.color_counts(),
            output_colors: output.color_counts(),
            changed_count: changed.as_ref().map_or(0, Mask::count),
            changed,
            input,
            output,
        }
    }

    /// The properties of a value beside this pair.
    pub fn properties(&self, value: &Value) -> Properties {
        match value {
            Value::Grid(grid) => self.answers(OF_GRIDS, grid, &GridFacts::new(self, grid)),
            Value::Mask(mask) => self.answers(OF_MASKS, mask, &MaskFacts::new(self, mask)),
            Value::Plane(plane) => self.answers(OF_PLANES, plane, &PlaneFacts::new(self, plane)),
            Value::Object(object) => self.answers(OF_OBJECTS, object, &ObjectFacts::new(object)),
            Value::Color(color) => self.answers(OF_COLORS, color, &ColorFacts::new(self, *color)),
            Value::Int(number) => self.answers(OF_NUMBERS, number, &()),
            Value::Bool(truth) => Properties::from(*truth),
            Value::Size(size) => self.answers(OF_SIZES, size, &()),
            Value::Point(point) => self.answers(OF_POINTS, point, &()),
            Value::List(items) => {
                let of_elements = match items.first() {
                    Some(Value::Object(_)) => {
                        self.answers(OF_LISTS_OF_OBJECTS, &items[..], &ObjectsFacts::new(self, items))
                    }
                    Some(Value::Grid(_)) => self.answers(OF_LISTS_OF_GRIDS, &items[..], &GridsFacts::new(self, items)),
                    _ => 0,
                };
                self.answers(OF_LISTS, &items[..], &()) | of_elements << OF_LISTS.len()
            }
            Value::Direction(_) | Value::Transform(_) | Value::Segmentation(_) => 0,
        }
    }

    fn answers<V: ?Sized, F>(&self, questions: &Questions<V, F>, value: &V, facts: &F) -> Properties {
        let answers = questions.iter().map(|(_, is)| Properties::from(is(self, value, facts)));
        answers.enumerate().map(|(place, answer)| answer << place).sum()
    }

    fn keeps_size(&self) -> bool {
        self.changed.is_some()
    }

    /// Cells that do not change.
    fn unchanged(&self) -> usize {
        self.output.area() - self.changed_count
    }
}

/// The names of the properties of a type, in their order.
pub fn names(ty: &Type) -> Vec<&'static str> {
    fn of<V: ?Sized, F>(questions: &Questions<V, F>) -> Vec<&'static str> {
        questions.iter().map(|(name, _)| *name).collect()
    }
    match ty {
        Type::Grid => of(OF_GRIDS),
        Type::Mask => of(OF_MASKS),
        Type::Plane => of(OF_PLANES),
        Type::Object => of(OF_OBJECTS),
        Type::Color => of(OF_COLORS),
        Type::Int => of(OF_NUMBERS),
        Type::Bool => vec!["true"],
        Type::Size => of(OF_SIZES),
        Type::Point => of(OF_POINTS),
        Type::List(element) => {
            let of_elements = match **element {
                Type::Object => of(OF_LISTS_OF_OBJECTS),
                Type::Grid => of(OF_LISTS_OF_GRIDS),
                _ => Vec::new(),
            };
            [of(OF_LISTS), of_elements].concat()
        }
        _ => Vec::new(),
    }
}

struct GridFacts {
    colors: [usize; 10],
    /// Cells that are right, if the grid has the output's size.
    right: Option<usize>,
    /// If the input has it, too: of the cells that change and of the others, those that are right.
    mended: Option<usize>,
    kept: Option<usize>,
}

impl GridFacts {
    fn new(pair: &PairFacts, grid: &Grid) -> GridFacts {
        let is_right = grid.zip(&pair.output, |own, wanted| own == wanted);
        let right = is_right.as_ref().map(Mask::count);
        let both = is_right.as_ref().zip(pair.changed.as_ref());
        let mended = both.map(|(right, changed)| common(right, changed));
        let kept = right.zip(mended).map(|(right, mended)| right - mended);
        GridFacts { colors: grid.color_counts(), right, mended, kept }
    }
}

const OF_GRIDS: &Questions<Grid, GridFacts> = &[
    ("of the output's size", |_, _, facts| facts.right.is_some()),
    ("of the input's size", |pair, grid, _| grid.size() == pair.input.size()),
    ("smaller than the output", |pair, grid, _| grid.area() < pair.output.area()),
    ("as high as the output", |pair, grid, _| grid.height() == pair.output.height()),
    ("as wide as the output", |pair, grid, _| grid.width() == pair.output.width()),
    ("no color that the output lacks", |pair, _, facts| is_subset(&facts.colors, &pair.output_colors)),
    ("all colors of the output", |pair, _, facts| is_subset(&pair.output_colors, &facts.colors)),
    ("no color that the input lacks", |pair, _, facts| is_subset(&facts.colors, &pair.input_colors)),
    ("of one color", |_, _, facts| facts.colors.iter().filter(|&&count| count > 0).count() == 1),
    ("as much figure as the output", |pair, grid, facts| {
        let ground = pair.output.most_common_color().index();
        grid.area() - facts.colors[ground] == pair.output.area() - pair.output_colors[ground]
    }),
    ("fits into the output a whole number of times", |pair, grid, _| {
        let output = &pair.output;
        output.height().is_multiple_of(grid.height()) && output.width().is_multiple_of(grid.width())
    }),
    ("one cell", |_, grid, _| grid.area() == 1),
    ("nine tenths right", |_, grid, facts| facts.right.is_some_and(|right| right * 10 >= grid.area() * 9)),
    ("half right", |_, grid, facts| facts.right.is_some_and(|right| right * 2 >= grid.area())),
    ("nearer than the input", |pair, _, facts| facts.mended.is_some() && facts.right > Some(pair.unchanged())),
    ("farther than the input", |pair, _, facts| facts.mended.is_some() && facts.right < Some(pair.unchanged())),
    ("right where cells change", |pair, _, facts| facts.mended == Some(pair.changed_count)),
    ("wrong where cells change", |_, _, facts| facts.mended == Some(0)),
    ("right where cells stay", |pair, _, facts| facts.kept == Some(pair.unchanged())),
    ("part of the output", |pair, grid, _| grid.area() > 1 && occurs(grid, &pair.output)),
    ("holds the output", |pair, grid, _| occurs(&pair.output, grid)),
    ("part of the input", |pair, grid, _| grid.area() > 1 && occurs(grid, &pair.input)),
];

struct MaskFacts {
    count: usize,
    /// Marked cells that change, if the sizes of input, output and mask are one.
    changing: Option<usize>,
}

impl MaskFacts {
    fn new(pair: &PairFacts, mask: &Mask) -> MaskFacts {
        let changed = pair.changed.as_ref().filter(|changed| changed.size() == mask.size());
        MaskFacts { count: mask.count(), changing: changed.map(|changed| common(mask, changed)) }
    }
}

/// The cells of a grid where a mask of its size is so.
fn cells(mask: &Mask, side: bool, grid: &Grid) -> impl Iterator<Item = Color> {
    let cells = mask.cells().iter().zip(grid.cells());
    cells.filter(move |(marked, _)| **marked == side).map(|(_, color)| *color)
}

/// Whether a grid has one color where a mask is so.
fn has_one_color(mask: &Mask, side: bool, grid: &Grid) -> bool {
    grid.size() == mask.size() && is_uniform(cells(mask, side, grid))
}

const OF_MASKS: &Questions<Mask, MaskFacts> = &[
    ("of the input's size", |pair, mask, _| mask.size() == pair.input.size()),
    ("of the output's size", |pair, mask, _| mask.size() == pair.output.size()),
    ("empty", |_, _, facts| facts.count == 0),
    ("full", |_, mask, facts| facts.count == mask.area()),
    ("one cell", |_, _, facts| facts.count == 1),
    ("a tenth at most", |_, mask, facts| facts.count * 10 <= mask.area()),
    ("half at least", |_, mask, facts| facts.count * 2 >= mask.area()),
    ("of one color in the input", |pair, mask, _| has_one_color(mask, true, &pair.input)),
    ("all others of one color in the input", |pair, mask, _| has_one_color(mask, false, &pair.input)),
    ("of one color in the output", |pair, mask, _| has_one_color(mask, true, &pair.output)),
    ("all others of one color in the output", |pair, mask, _| has_one_color(mask, false, &pair.output)),
    ("all change", |_, _, facts| facts.count > 0 && facts.changing == Some(facts.count)),
    ("all that change", |pair, _, facts| facts.changing == Some(pair.changed_count)),
    ("none that change", |_, _, facts| facts.changing == Some(0)),
    ("all of a color in the output", |pair, mask, facts| {
        let first = cells(mask, true, &pair.output).next().filter(|_| has_one_color(mask, true, &pair.output));
        first.is_some_and(|color| pair.output_colors[color.index()] == facts.count)
    }),
    ("what changes becomes one color", |pair, mask, facts| {
        let changed = pair.changed.as_ref().filter(|_| facts.changing.is_some());
        changed.is_some_and(|changed| {
            let cells = mask.cells().iter().zip(changed.cells()).zip(pair.output.cells());
            is_uniform(cells.filter(|((marked, changed), _)| **marked && **changed).map(|(_, color)| color))
        })
    }),
    ("spans the output's size", |pair, mask, _| mask.bounds().is_some_and(|(_, size)| size == pair.output.size())),
];

/// A value of a plane, with the colors that its cells have in the input, and those that they have in the output by the color
/// in the input; as sets of bits.
type Level = (i32, u16, [u16; 10]);

struct PlaneFacts {
    levels: Vec<Level>,
}

impl PlaneFacts {
    fn new(pair: &PairFacts, plane: &Plane) -> PlaneFacts {
        let [of_input, of_output] = [&pair.input, &pair.output].map(|grid| grid.size() == plane.size());
        let mut levels: Vec<Level> = Vec::new();
        let mut last = 0;
        for (cell, &value) in plane.cells().iter().enumerate() {
            if levels.get(last).is_none_or(|level| level.0 != value) {
                last = levels.iter().position(|level| level.0 == value).unwrap_or(levels.len());
                if last == MAX_LEVELS {
                    break;
                }
                if last == levels.len() {
                    levels.push((value, 0, [0; 10]));
                }
            }
            let before = if of_input { pair.input.cells()[cell].index() } else { 0 };
            levels[last].1 |= 1 << before;
            if of_output {
                levels[last].2[before] |= 1 << pair.output.cells()[cell].index();
            }
        }
        PlaneFacts { levels }
    }

    fn least(&self) -> Option<i32> {
        self.levels.iter().map(|level| level.0).min()
    }

    /// Whether each value tells something of its cells, as long as values are few.
    fn tell(&self, is_told: impl Fn(&Level) -> bool) -> bool {
        self.levels.len() < MAX_LEVELS && self.levels.iter().all(is_told)
    }
}

fn is_single(set: u16) -> bool {
    set & set.wrapping_sub(1) == 0
}

const OF_PLANES: &Questions<Plane, PlaneFacts> = &[
    ("of the input's size", |pair, plane, _| plane.size() == pair.input.size()),
    ("of the output's size", |pair, plane, _| plane.size() == pair.output.size()),
    ("one value", |_, _, facts| facts.levels.len() == 1),
    ("two values", |_, _, facts| facts.levels.len() == 2),
    ("three values at least", |_, _, facts| facts.levels.len() >= 3),
    ("nine values at least", |_, _, facts| facts.levels.len() >= 9),
    ("from zero", |_, _, facts| facts.least() == Some(0)),
    ("from below zero", |_, _, facts| facts.least() < Some(0)),
    ("tells the output", |pair, plane, facts| {
        plane.size() == pair.output.size()
            && facts.tell(|level| is_single(level.2.iter().fold(0, |all, colors| all | colors)))
    }),
    ("tells the input", |pair, plane, facts| {
        plane.size() == pair.input.size() && facts.tell(|level| is_single(level.1))
    }),
    ("tells with the input the output", |pair, plane, facts| {
        pair.keeps_size()
            && plane.size() == pair.output.size()
            && facts.tell(|level| level.2.iter().all(|&colors| is_single(colors)))
    }),
];

struct ObjectFacts {
    colors: [usize; 10],
    count: usize,
}

impl ObjectFacts {
    fn new(object: &Object) -> ObjectFacts {
        ObjectFacts { colors: object.color_counts(), count: object.count() }
    }
}

const OF_OBJECTS: &Questions<Object, ObjectFacts> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("of the output's size", |pair, object, _| object.size() == pair.output.size()),
    ("in the output", |pair, object, _| is_in(object, &pair.output)),
    ("in the input", |pair, object, _| is_in(object, &pair.input)),
    ("no cell in the output", |pair, object, _| {
        pair.keeps_size() && object.points().all(|(point, color)| pair.output.get(point) != Some(color))
    }),
    ("of one color", |_, _, facts| facts.colors.iter().filter(|&&count| count > 0).count() == 1),
    ("one cell", |_, _, facts| facts.count == 1),
    ("no color that the output lacks", |pair, _, facts| is_subset(&facts.colors, &pair.output_colors)),
    ("is the output", |pair, object, _| {
        object.size() == pair.output.size() && object.to_grid().same_cells(&pair.output)
    }),
    ("half of the input at least", |pair, _, facts| facts.count * 2 >= pair.input.area()),
    ("fills its box", |_, object, facts| facts.count as i32 == object.size().area()),
    ("becomes one color", |pair, object, _| {
        pair.keeps_size() && is_uniform(object.points().map(|(point, _)| pair.output.get(point)))
    }),
    ("looks like a part of the output", |pair, object, _| {
        object.size() != pair.output.size() && occurs(&object.to_grid(), &pair.output)
    }),
];

struct ColorFacts {
    /// How many cells have it.
    before: usize,
    after: usize,
    /// How many cells change from it, and to it.
    from: usize,
    to: usize,
}

impl ColorFacts {
    fn new(pair: &PairFacts, color: Color) -> ColorFacts {
        let changing = |grid: &Grid| {
            let changed = pair.changed.iter().flat_map(|changed| changed.cells());
            changed.zip(grid.cells()).filter(|(changed, own)| **changed && **own == color).count()
        };
        let [before, after] = [&pair.input_colors, &pair.output_colors].map(|colors| colors[color.index()]);
        ColorFacts { before, after, from: changing(&pair.input), to: changing(&pair.output) }
    }
}

const OF_COLORS: &Questions<Color, ColorFacts> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("in the input", |_, _, facts| facts.before > 0),
    ("in the output", |_, _, facts| facts.after > 0),
    ("new in the output", |_, _, facts| facts.before == 0 && facts.after > 0),
    ("gone in the output", |_, _, facts| facts.before > 0 && facts.after == 0),
    ("most common in the input", |pair, _, facts| is_most(facts.before, &pair.input_colors)),
    ("most common in the output", |pair, _, facts| is_most(facts.after, &pair.output_colors)),
    ("least common in the input", |pair, _, facts| is_least(facts.before, &pair.input_colors)),
    ("least common in the output", |pair, _, facts| is_least(facts.after, &pair.output_colors)),
    ("as common in the output", |_, _, facts| facts.before == facts.after),
    ("the whole output", |pair, _, facts| facts.after == pair.output.area()),
    ("black", |_, color, _| *color == Color::Black),
    ("all change to it", |pair, _, facts| pair.keeps_size() && facts.to == pair.changed_count),
    ("some change to it", |_, _, facts| facts.to > 0),
    ("all change from it", |pair, _, facts| pair.keeps_size() && facts.from == pair.changed_count),
    ("some change from it", |_, _, facts| facts.from > 0),
];

const OF_NUMBERS: &Questions<i32, ()> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("negative", |_, number, _| *number < 0),
    ("0", |_, number, _| *number == 0),
    ("1", |_, number, _| *number == 1),
    ("2", |_, number, _| *number == 2),
    ("3", |_, number, _| *number == 3),
    ("4 at least", |_, number, _| *number >= 4),
    ("10 at least", |_, number, _| *number >= 10),
    ("the output's height", |pair, number, _| *number == pair.output.size().height),
    ("the output's width", |pair, number, _| *number == pair.output.size().width),
    ("the input's height", |pair, number, _| *number == pair.input.size().height),
    ("the input's width", |pair, number, _| *number == pair.input.size().width),
    ("the output's number of colors", |pair, number, _| {
        *number == pair.output_colors.iter().filter(|&&count| count > 0).count() as i32
    }),
    ("cells of a color in the output", |pair, number, _| {
        *number > 0 && pair.output_colors.contains(&(*number as usize))
    }),
    ("scales a side to the output's", |pair, number, _| {
        let [before, after] = [&pair.input, &pair.output].map(|grid| grid.size());
        let scales = |before: i32, after: i32| number.saturating_mul(before) == after;
        *number > 1 && (scales(before.height, after.height) || scales(before.width, after.width))
    }),
];

const OF_SIZES: &Questions<Size, ()> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("the output's", |pair, size, _| *size == pair.output.size()),
    ("the input's", |pair, size, _| *size == pair.input.size()),
    ("square", |_, size, _| size.height == size.width),
    ("one cell", |_, size, _| size.area() == 1),
    ("smaller than the output", |pair, size, _| size.area() < pair.output.size().area()),
    ("as high as the output", |pair, size, _| size.height == pair.output.size().height),
    ("as wide as the output", |pair, size, _| size.width == pair.output.size().width),
];

const OF_POINTS: &Questions<Point, ()> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("the first cell", |_, point, _| *point == Point::new(0, 0)),
    ("in the input", |pair, point, _| pair.input.size().contains(*point)),
    ("in the output", |pair, point, _| pair.output.size().contains(*point)),
    ("a cell that changes", |pair, point, _| {
        pair.changed.as_ref().is_some_and(|changed| changed.get(*point) == Some(true))
    }),
    ("below the first row", |_, point, _| point.row > 0),
    ("right of the first column", |_, point, _| point.col > 0),
    ("in the first row", |_, point, _| point.row == 0),
    ("in the first column", |_, point, _| point.col == 0),
    ("above or left of all", |_, point, _| point.row < 0 || point.col < 0),
];

const OF_LISTS: &Questions<[Value], ()> = &[
    ("the size stays", |pair, _, _| pair.keeps_size()),
    ("empty", |_, items, _| items.is_empty()),
    ("1", |_, items, _| items.len() == 1),
    ("2", |_, items, _| items.len() == 2),
    ("3", |_, items, _| items.len() == 3),
    ("4 at least", |_, items, _| items.len() >= 4),
    ("9 at least", |_, items, _| items.len() >= 9),
    ("21 at least", |_, items, _| items.len() >= 21),
    ("several equal ones", |_, items, _| items.len() > 1 && is_uniform(items.iter())),
    ("as many as the output's rows", |pair, items, _| items.len() == pair.output.height()),
    ("as many as the output's columns", |pair, items, _| items.len() == pair.output.width()),
];

struct ObjectsFacts {
    count: usize,
    in_output: usize,
    in_input: usize,
    dots: usize,
}

impl ObjectsFacts {
    fn new(pair: &PairFacts, items: &[Value]) -> ObjectsFacts {
        let count = |is: &dyn Fn(&Object) -> bool| {
            items.iter().filter(|item| matches!(item, Value::Object(object) if is(object))).count()
        };
        ObjectsFacts {
            count: items.len(),
            in_output: count(&|object| is_in(object, &pair.output)),
            in_input: count(&|object| is_in(object, &pair.input)),
            dots: count(&|object| object.count() == 1),
        }
    }
}

const OF_LISTS_OF_OBJECTS: &Questions<[Value], ObjectsFacts> = &[
    ("all in the output", |_, _, facts| facts.in_output == facts.count),
    ("none in the output", |_, _, facts| facts.in_output == 0),
    ("all in the input", |_, _, facts| facts.in_input == facts.count),
    ("all of one cell", |_, _, facts| facts.dots == facts.count),
    ("half of one cell", |_, _, facts| facts.dots * 2 >= facts.count),
];

struct GridsFacts {
    count: usize,
    inside: usize,
    of_size: usize,
}

impl GridsFacts {
    fn new(pair: &PairFacts, items: &[Value]) -> GridsFacts {
        let count = |is: &dyn Fn(&Grid) -> bool| {
            items.iter().filter(|item| matches!(item, Value::Grid(grid) if is(grid))).count()
        };
        GridsFacts {
            count: items.len(),
            inside: count(&|grid| occurs(grid, &pair.output)),
            of_size: count(&|grid| grid.size() == pair.output.size()),
        }
    }
}

const OF_LISTS_OF_GRIDS: &Questions<[Value], GridsFacts> = &[
    ("all part of the output", |_, _, facts| facts.inside == facts.count),
    ("one part of the output", |_, _, facts| facts.inside > 0),
    ("all of the output's size", |_, _, facts| facts.of_size == facts.count),
    ("one of the output's size", |_, _, facts| facts.of_size > 0),
];

fn is_in(object: &Object, grid: &Grid) -> bool {
    object.points().all(|(point, color)| grid.get(point) == Some(color))
}

fn is_most(count: usize, colors: &[usize; 10]) -> bool {
    colors.iter().all(|&other| other <= count)
}

fn is_least(count: usize, colors: &[usize; 10]) -> bool {
    count > 0 && colors.iter().all(|&other| other == 0 || other >= count)
}

fn is_subset(small: &[usize; 10], large: &[usize; 10]) -> bool {
    small.iter().zip(large).all(|(&small, &large)| small == 0 || large > 0)
}

/// Whether all are equal.
pub fn is_uniform<T: PartialEq>(mut items: impl Iterator<Item = T>) -> bool {
    items.next().is_none_or(|first| items.all(|item| item == first))
}

/// Cells that both masks mark.
fn common(left: &Mask, right: &Mask) -> usize {
    left.cells().iter().zip(right.cells()).filter(|(left, right)| **left && **right).count()
}

/// Whether a grid is a part of another.
fn occurs(small: &Grid, large: &Grid) -> bool {
    let (height, width) = (small.height(), small.width());
    if height > large.height() || width > large.width() {
        return false;
    }
    let is_at = |row: usize, col: usize| (0..height).all(|at| large.row(row + at)[col..col + width] == *small.row(at));
    (0..=large.height() - height).any(|row| (0..=large.width() - width).any(|col| is_at(row, col)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use arc_dsl::Program;

    fn value(text: &str) -> Value {
        Program::parse_expression(text).unwrap().evaluate_closed().unwrap()
    }

    fn grid(text: &str) -> Arc<Grid> {
        match value(text) {
            Value::Grid(grid) => grid,
            other => panic!("{other} is no grid"),
        }
    }

    fn shown(input: &str, output: &str, text: &str) -> Vec<&'static str> {
        let value = value(text);
        let properties = PairFacts::new(grid(input), grid(output)).properties(&value);
        let names = names(&value.type_of().unwrap());
        assert!(properties >> names.len() == 0);
        names.into_iter().enumerate().filter(|(place, _)| properties >> place & 1 == 1).map(|(_, name)| name).collect()
    }

    #[test]
    fn values_are_compared_with_input_and_output() {
        let beside = |text: &str| shown("{120|000}", "{120|003}", text);
        let too_many = [
            "of the input's size",
            "of the output's size",
            "of one color in the input",
            "all that change",
            "what changes becomes one color",
        ];
        assert_eq!(beside("cells_of({123|003}, green)"), too_many);
        let all_that_change = [
            "of the input's size",
            "of the output's size",
            "one cell",
            "of one color in the input",
            "of one color in the output",
            "all change",
            "all that change",
            "all of a color in the output",
            "what changes becomes one color",
        ];
        assert_eq!(beside("cells_of({000|003}, green)"), all_that_change);
        assert_eq!(
            beside("green"),
            [
                "the size stays",
                "in the output",
                "new in the output",
                "least common in the output",
                "all change to it",
                "some change to it"
            ]
        );
        assert_eq!(beside("2"), ["the size stays", "2", "the output's height", "the input's height"]);
        assert_eq!(beside("true"), ["true"]);
        assert!(beside("false").is_empty() && beside("up").is_empty());
    }

    #[test]
    fn parts_are_found_where_the_size_changes() {
        let beside = |text: &str| shown("{120|000}", "{12}", text);
        let both = [
            "of the output's size",
            "as high as the output",
            "as wide as the output",
            "no color that the output lacks",
            "all colors of the output",
            "no color that the input lacks",
            "as much figure as the output",
            "fits into the output a whole number of times",
            "nine tenths right",
            "half right",
            "part of the output",
            "holds the output",
            "part of the input",
        ];
        assert_eq!(beside("{12}"), both);
        assert_eq!(beside("grid_size({12})"), ["the output's", "as high as the output", "as wide as the output"]);
        assert_eq!(
            beside("[{1}, {12}]"),
            [
                "2",
                "as many as the output's columns",
                "all part of the output",
                "one part of the output",
                "one of the output's size"
            ]
        );
    }
}
