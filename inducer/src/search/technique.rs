//! The techniques of the search by name, to measure what each costs and to do without some.

use std::fmt;
use std::str::FromStr;

/// A part of the search that can be switched off. The last four work wherever a value is found or an argument chosen, so
/// what they spend is in the accounts of the others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Technique {
    /// Bottom-up enumeration in the grid context; the other techniques build on it, so it is always on.
    Enumeration,
    /// The element context: attributes, closed expressions, selections, rules.
    Elements,
    /// Decisions over whole examples.
    Cases,
    /// Decision tables over the cells of the input.
    Tables,
    /// Decision tables over the cells of other frames.
    Frames,
    /// Stacks of partial grids.
    Layers,
    /// Last steps seen from the outputs.
    Backward,
    /// Last steps taken early.
    Closers,
    /// A last map of colors, deduced.
    Recoloring,
    /// Colors read from the input ("the rarest color") as arguments of columns and attributes.
    Roles,
}

impl Technique {
    /// All techniques, in order of their turns.
    pub const ALL: [Technique; 10] = [
        Technique::Enumeration,
        Technique::Elements,
        Technique::Cases,
        Technique::Tables,
        Technique::Frames,
        Technique::Layers,
        Technique::Backward,
        Technique::Closers,
        Technique::Recoloring,
        Technique::Roles,
    ];

    /// The name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Technique::Enumeration => "enumeration",
            Technique::Elements => "elements",
            Technique::Cases => "cases",
            Technique::Tables => "tables",
            Technique::Frames => "frames",
            Technique::Layers => "layers",
            Technique::Backward => "backward",
            Technique::Closers => "closers",
            Technique::Recoloring => "recoloring",
            Technique::Roles => "roles",
        }
    }
}

impl fmt::Display for Technique {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Technique {
    type Err = String;

    fn from_str(name: &str) -> Result<Technique, String> {
        let known = Technique::ALL.into_iter().find(|technique| technique.name() == name);
        known.ok_or_else(|| format!("there is no technique `{name}`"))
    }
}

/// A set of techniques.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Techniques(u16);

impl Techniques {
    /// The empty set.
    pub const NONE: Techniques = Techniques(0);

    /// The techniques in the set, in order.
    pub fn iter(self) -> impl Iterator<Item = Technique> {
        Technique::ALL.into_iter().filter(move |&technique| self.contains(technique))
    }

    /// Whether a technique is in the set.
    pub fn contains(self, technique: Technique) -> bool {
        self.0 >> technique as u16 & 1 != 0
    }
}

impl FromIterator<Technique> for Techniques {
    fn from_iter<I: IntoIterator<Item = Technique>>(techniques: I) -> Techniques {
        Techniques(techniques.into_iter().fold(0, |set, technique| set | 1 << technique as u16))
    }
}
