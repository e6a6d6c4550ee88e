//! What is asked of a search.

use arc_dsl::Size;
use data::{Budget, Meter, Task};

use crate::guidance::Guidance;
use crate::search::budget::Limits;
use crate::search::sizes::size_hypotheses;
use crate::search::state::Search;
use crate::techniques::Techniques;

/// What is asked of a search.
#[derive(Clone, Debug)]
pub struct Request<'r> {
    /// What it may spend.
    pub budget: Budget,
    /// Most ticks until a plausible program is found; if they are fewer than the budget's, the shares of the techniques are of
    /// these.
    pub ticks_until_fit: u64,
    /// What it goes by.
    pub guidance: &'r Guidance,
    /// Techniques to do without.
    pub without: Techniques,
    /// [Sizes that the answers may have](size_hypotheses), where the caller knows them already; otherwise the search works them
    /// out.
    pub sizes: Option<&'r [Vec<Size>]>,
    /// The frames that are wanted, if no plausible program is found.
    pub frames: Option<FrameRequest>,
}

/// A wish for frames.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FrameRequest {
    /// Most ticks for the columns of each frame, on top of the budget; with 0 it has none.
    pub column_ticks: u64,
}

impl<'r> Request<'r> {
    /// Programs from all techniques within a budget, and no frames.
    pub fn new(budget: Budget, guidance: &'r Guidance) -> Request<'r> {
        Request { budget, ticks_until_fit: u64::MAX, guidance, without: Techniques::NONE, sizes: None, frames: None }
    }

    /// A search of a task as it is asked for, not yet begun.
    pub(crate) fn search(&self, task: &Task) -> Search<'_> {
        let Budget { ticks, memory, ref cancel } = self.budget;
        let limits = Limits { ticks_until_fit: self.ticks_until_fit, ..Limits::new(ticks, memory) };
        let mut meter = Meter::unlimited();
        let own = if self.sizes.is_none() { size_hypotheses(task, &mut meter) } else { Vec::new() };
        let mut search = Search::new(task, self.sizes.unwrap_or(&own), limits, cancel).guided_by(self.guidance);
        search.charge(meter.spent());
        search
    }
}
