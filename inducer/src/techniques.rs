//! The techniques of the search, in one table: what each is called, when it has its turn, and on which share.
//!
//! The main loop, the option to do without some, its help text and the statistics derive from this table, as CaDiCaL's
//! techniques do from its options. A technique is a function of the search, or makes an observer, which keeps what it has
//! to remember; so a row of functions does what a trait of objects would, and can be read at a glance.

use std::fmt;

use crate::cases;
use crate::cells::{decision_tables, stacking};
use crate::elements::lists;
use crate::goals::{inversion, lookahead};
use crate::search::budget::StopReason;
use crate::search::enumerate;
use crate::search::state::{ENUMERATION, Observer, Search};

/// A part of the search that can be switched off.
pub struct Technique {
    /// The name on the command line and in reports.
    pub name: &'static str,
    /// What it does, in one line.
    pub summary: &'static str,
    /// Percent of the ticks that one turn may take; 100 where it has no bound of its own.
    pub share: u64,
    /// When it works, and what it does then.
    pub(crate) turn: Turn,
}

/// When a technique works, and what it does then. A problem that is not a task has only the turns on each level.
pub(crate) enum Turn {
    /// On each cost level.
    EachLevel(fn(&mut Search, u32) -> Option<StopReason>),
    /// Once, before a cost level (in bits). What a cheaper expression solves needs none of these, and their tables and rules build
    /// on what the levels before have found.
    Level(u32, fn(&mut Search) -> Option<StopReason>),
    /// Whenever the bank takes in an entry.
    Entry(fn(&Search) -> Box<dyn Observer>),
    /// Before the search, to allow others something.
    Beginning(fn(&mut Search)),
    /// When the levels are done or their budget is spent; its share is kept for it, and grows with the budget.
    End(fn(&mut Search) -> Option<StopReason>),
}

/// All techniques, in the order in which they have their turns.
pub static TECHNIQUES: &[Technique] = &[
    Technique {
        name: ENUMERATION,
        summary: "expressions bottom-up by cost; the others build on it, so it is always on",
        share: 100,
        turn: Turn::EachLevel(enumerate::expand),
    },
    Technique {
        name: "elements",
        summary: "expressions over the elements of a list, selections, rules and parts made of them",
        share: 35,
        turn: Turn::Level(11, lists::learn_from_lists),
    },
    Technique {
        name: "tables",
        summary: "decision tables over the cells of the input",
        share: 25,
        turn: Turn::Level(12, decision_tables::learn_from_input),
    },
    Technique {
        name: "cases",
        summary: "decisions between whole programs by an attribute of the input",
        share: 5,
        turn: Turn::Level(14, cases::learn_cases),
    },
    Technique {
        name: "frames",
        summary: "decision tables over the cells of other grids of the outputs' sizes",
        share: 20,
        turn: Turn::Level(15, decision_tables::learn_from_frames),
    },
    Technique {
        name: "stacking",
        summary: "the output as a stack of partial grids",
        share: 10,
        turn: Turn::End(stacking::assemble),
    },
    Technique {
        name: "inversion",
        summary: "last steps seen from the outputs",
        share: 100,
        turn: Turn::Entry(inversion::observer),
    },
    Technique {
        name: "lookahead",
        summary: "a few last steps taken as soon as a value is found",
        share: 100,
        turn: Turn::Entry(lookahead::observer),
    },
    Technique {
        name: "roles",
        summary: "colors read from the input, such as the rarest one, as arguments of columns and attributes",
        share: 100,
        turn: Turn::Beginning(|search| search.read_colors()),
    },
];

impl Technique {
    /// The technique of a name.
    pub fn named(name: &str) -> Option<&'static Technique> {
        TECHNIQUES.iter().find(|technique| technique.name == name)
    }

    /// Whether it can do something for a search.
    pub(crate) fn serves(&self, search: &Search) -> bool {
        search.is_task() || matches!(self.turn, Turn::EachLevel(_))
    }

    /// The techniques that a search can do without.
    pub fn optional() -> impl Iterator<Item = &'static Technique> {
        TECHNIQUES.iter().filter(|technique| technique.name != ENUMERATION)
    }
}

impl fmt::Debug for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl fmt::Display for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A set of techniques, as bits by their places in the table.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Techniques(u16);

impl Techniques {
    /// The empty set.
    pub const NONE: Techniques = Techniques(0);

    /// The techniques in the set, in order.
    pub fn iter(self) -> impl Iterator<Item = &'static Technique> {
        TECHNIQUES.iter().enumerate().filter(move |(place, _)| self.0 >> place & 1 != 0).map(|(_, technique)| technique)
    }

    /// The techniques that are not in the set, in order.
    pub(crate) fn others(self) -> impl Iterator<Item = &'static Technique> {
        Techniques(!self.0).iter()
    }
}

impl FromIterator<&'static Technique> for Techniques {
    fn from_iter<I: IntoIterator<Item = &'static Technique>>(techniques: I) -> Techniques {
        let place = |technique: &Technique| TECHNIQUES.iter().position(|known| known.name == technique.name);
        Techniques(techniques.into_iter().filter_map(place).fold(0, |set, place| set | 1 << place))
    }
}
