//! The techniques of the search by name, to measure what each costs and to do without some.

use std::fmt;
use std::str::FromStr;

/// A part of the search that has an account of its own and can be switched off.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Technique {
    /// Bottom-up enumeration in the grid context; the other techniques build on it, so it is always on.
    Enumeration,
    /// The element context: attributes, closed expressions, selections, rules.
    Elements,
    /// Decision tables over the cells of the input.
    Tables,
    /// Decision tables over the cells of other frames.
    Frames,
    /// Stacks of partial grids.
    Layers,
    /// A last map of colors, deduced.
    Recoloring,
    /// Colors read from the input ("the rarest color") as arguments of columns and attributes.
    Roles,
}

impl Technique {
    /// All techniques, in the order of their first turn.
    pub const ALL: [Technique; 7] = [
        Technique::Enumeration,
        Technique::Elements,
        Technique::Tables,
        Technique::Frames,
        Technique::Layers,
        Technique::Recoloring,
        Technique::Roles,
    ];

    /// The name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Technique::Enumeration => "enumeration",
            Technique::Elements => "elements",
            Technique::Tables => "tables",
            Technique::Frames => "frames",
            Technique::Layers => "layers",
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
