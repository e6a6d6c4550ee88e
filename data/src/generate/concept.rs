//! Concepts: each is a program and a generator of inputs for it (the recipe of BARC, Li et al. 2024, and RE-ARC, Hodel
//! 2024, in our own language).
//!
//! # How to write a concept
//! A concept is a function in the `concepts!` table of a group, a file in `generate/concepts/`. It draws what is fixed for
//! the whole task, and returns a [`Recipe`]: the program as text, with those choices as literals, and a closure
//! that draws one input. The name of the function is the name of the concept, its doc comment the description (one
//! sentence about what the program does, as one would tell it to a person).
//!
//! ```text
//! concepts! {
//!     group "inside and outside";
//!
//!     /// The cells that a shape encloses are filled with a color.
//!     fn fill_holes(task) {
//!         let [outline, filling] = task.palette();                       // fixed: may stand in the program
//!         let program = format!("paint_mask(input, holes(input, false), {filling})");
//!         Recipe::new(program, move |pair| {                             // varies: drawn anew for every pair
//!             let mut scene = Scene::blank(pair.size(8..=16));
//!             for _ in 0..pair.int(1..=3) {
//!                 scene.scatter(pair, &shapes::frame(pair.size(3..=6), outline));  // an object that encloses cells
//!             }
//!             scene.scatter(pair, &shapes::blob(pair, 2..=6, outline));  // a distractor that encloses none
//!             scene.into_grid()
//!         })
//!     }
//! }
//! ```
//! Colors, directions, transforms, points and sizes print as literals of the language, so `{filling}` is all it takes.
//! Braces of grid literals are doubled in `format!`. `arc dsl` lists the primitives; the table is in `arc-dsl/src/primitives`.
//!
//! Rules:
//! - A recipe draws `task` choices first and captures them; the closure draws only from `pair`, and may return `None` if
//!   it got stuck (no room left): it is then called again.
//! - The first `pair.size(...)` of an input should be the size of its grid: in about half of the tasks it is the same for all
//!   pairs. Draw it before anything else that is a size.
//! - Inputs are at most 30 cells high and wide, mostly 6 to 20. Use few colors, like a person would; black is the
//!   background unless the concept is about another.
//! - Distractors make the concept the only explanation: if the largest object is kept, there must be others, and it must
//!   not always be the same color or in the same place. Avoid ties (two largest objects): the program is then undefined
//!   or arbitrary. `pair.distinct(2..=9, 3)` draws different numbers.
//! - Every part of the program must matter on most draws: a task is thrown away if a simpler program (a part left out, or
//!   replaced by one of its arguments or a cheaper part) gives the same training outputs, or if what it reads off the
//!   input (a color, a number, a place) is the same in all training pairs. So vary what the program computes: if it asks
//!   for `main_color(input)`, that color must differ between pairs; if there is an `if`, both cases must occur.
//! - Prefer a program that a person would call the rule over a long table. Use another concept for another rule.
//! - A name says the concept, is unique, and holds no color, direction or number that is drawn.
//!
//! `CONCEPTS=NAME cargo test -p data concepts` samples 20 tasks of a concept (of every one without the variable) and names
//! those that fail and why. To look at tasks: `arc generate --concept NAME --count 12 --difficulty plain --png sheet.png`.
//!
//! The parts to compose inputs from are in [`parts`](super::parts):
//! - [`Scene`](super::parts::Scene): a grid that knows what is occupied. `blank(size)`, `filled(size, color)`, `of(grid)`;
//!   `scatter(pair, &sprite)` puts a sprite at a free place with a gap (`scatter_inside` off the border, `scatter_where`
//!   under a condition, `try_scatter` for what may be missing), `place(at, &sprite)` and `dot(at, color)` at a given place,
//!   `dots(pair, count, color)` single cells, `reserve(at, size)` keeps room; `into_grid()` ends, with `None` if no room was left.
//! - [`shapes`](super::parts::shapes): sprites (grids with black as see-through): `dot`, `block`, `frame`, `framed`, `line`,
//!   `cross`, `corner`, `blob` (random connected figure), `blob_of` (of a given number of cells), `letter_like` (asymmetric),
//!   `symmetric` (under one symmetry), `colored` and `painted` (several colors), `holed` (with a given number of holes), `sprite`
//!   (any mask), `mask_of` (any points).
//! - [`panels`](super::parts::panels): `join` pictures with lines between, `abut` without, `random` pictures, `lattice` of empty
//!   rooms and `corner_of` a room.
//! - [`lines`](super::parts::lines): `row`, `column`, `side`, `segment` into a scene, `streets` over a grid.
//! - [`textures`](super::parts::textures): `random` and `sparse` cells, `periodic`, `stripes`, `symmetric` pictures.
//! - [`noise`](super::parts::noise): `salt`, `speckle`, `cover` (a patch over a picture), `strays` into a scene.
//!
//! A part that several groups would use goes into `parts` as a well-named function; a part of one group stays in its file.

use std::sync::Arc;

use arc_dsl::Grid;

use crate::hash::percentile;
use crate::random::Sampler;
use crate::spelling::first_spelling;

/// Draws one input of a task; `None` if it got stuck.
pub(crate) type InputGenerator = Arc<dyn Fn(&mut Sampler) -> Option<Grid> + Send + Sync>;

/// A task in the making: a program, and a generator of inputs for it.
#[derive(Clone)]
pub(crate) struct Recipe {
    /// The text of the program.
    pub program: String,
    /// The generator of inputs.
    pub inputs: InputGenerator,
}

impl Recipe {
    /// A recipe of a program and a generator of inputs.
    pub fn new(
        program: impl Into<String>,
        inputs: impl Fn(&mut Sampler) -> Option<Grid> + Send + Sync + 'static,
    ) -> Recipe {
        Recipe { program: program.into(), inputs: Arc::new(inputs) }
    }
}

/// A concept.
#[derive(Clone, Copy, Debug)]
pub struct Concept {
    /// The name of the concept.
    pub name: &'static str,
    /// The group it belongs to.
    pub group: &'static str,
    /// What the program does, in one sentence.
    pub description: &'static str,
    /// Draws what is fixed for a task.
    pub(crate) recipe: fn(&mut Sampler) -> Recipe,
}

impl Concept {
    /// A number below 100 that is the same in every version: to hold out a fixed part of the concepts, while others come
    /// and go. It is made of the first spelling of the name.
    pub fn percentile(&self) -> u64 {
        percentile(first_spelling(self.name))
    }
}

/// Declares the concepts of a group, as a function `concepts()`.
macro_rules! concepts {
    (
        group $group:literal;
        $(
            $(#[doc = $doc:literal])+
            fn $name:ident($task:ident) $body:block
        )*
    ) => {
        /// The concepts of this group.
        pub(super) fn concepts() -> Vec<$crate::generate::concept::Concept> {
            vec![$($crate::generate::concept::Concept {
                name: stringify!($name),
                group: $group,
                description: concat!($($doc),+).trim_ascii(),
                recipe: |$task: &mut $crate::Sampler| -> $crate::generate::concept::Recipe { $body },
            }),*]
        }
    };
}
pub(crate) use concepts;
