//! Who does what on which share of the work: a table of stages, made for every task.
//!
//! This is the only file above a technique that knows shares. Ticks come in two purses: those of the search for programs, and
//! those of the predictors, which answer where no plausible program fits. A search that has found no plausible program on a
//! part of its ticks is begun anew, on another form of the task or at other costs: where one long search gets lost, several
//! shorter ones find more (Gomes, Selman and Kautz 1998, on restarts).

use data::{Budget, Cancel, TICKS_PER_SECOND};

use crate::options::{Models, SolveOptions};

/// Ticks of the predictors in thousandths of those of the search, where nothing else is said.
pub const PREDICTION_SHARE: u64 = 2000;

/// Of the search: each normal form of the task.
const NORMAL_FORM_SHARE: u64 = 100;
/// Of the search: all that follows the first one, where a guide leads the last one.
const GUIDED_SHARE: u64 = 700;
/// On top of the search: columns of each frame that the first one finds.
const COLUMNS_SHARE: u64 = 50;
/// On top of the search: what is measured of the task, which is likely sizes, normal forms, and what the guide looks at. On
/// large grids the guide takes a tenth of a second for each form of the task, on others a hundredth.
const MEASURING_SHARE: u64 = 300;
/// On top of the search: replaying what is to answer, by the slow evaluator.
const VERIFYING_SHARE: u64 = 100;
/// What each of these two may spend at least, 50 milliseconds: a search on few ticks finds something, too.
const LEAST_BESIDE: u64 = TICKS_PER_SECOND / 20;
/// On top of the search: finding out how stable programs are under augmentation.
const STABILITY_SHARE: u64 = 20;
/// Of the predictors: a search for frames, and as much again for the columns of all these frames.
const FRAMES_SHARE: u64 = 143;
/// Ticks of a search for frames beyond which they get no better.
const MAX_FRAME_TICKS: u64 = 30_000_000;

/// What can be done for a task.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// Search programs at the costs of the language.
    Search,
    /// Search programs for the normal form at this place.
    SearchNormalForm(usize),
    /// Ask the guide about the task.
    Guide,
    /// Search programs at costs that suit the task.
    SearchGuided,
    /// Find frames for the predictors.
    FindFrames,
    /// Let the predictors answer.
    Predict,
}

/// When a stage has its turn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum When {
    /// In any case.
    Always,
    /// If no plausible program fits yet, and nobody has cancelled.
    NotPlausible,
}

/// A part of the work on a task.
#[derive(Clone, Debug)]
pub struct Stage {
    /// What is done.
    pub verb: Verb,
    /// When.
    pub when: When,
    /// What it may spend.
    pub budget: Budget,
    /// Ticks for the columns of each frame that it finds, on top of its budget.
    pub column_ticks: u64,
}

/// The work on one task.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its stages, in order.
    pub stages: Vec<Stage>,
    /// What is measured of the task.
    pub measuring: Budget,
    /// Replaying what is to answer.
    pub verifying: Budget,
    /// Finding out how stable the programs found are.
    pub stability: Budget,
}

impl Plan {
    /// What may be measured of a task, in part before it has a plan.
    pub fn measuring(options: &SolveOptions) -> Budget {
        beside(&options.budget, MEASURING_SHARE)
    }

    /// The plan for a task with some number of normal forms.
    pub fn new(options: &SolveOptions, models: &Models, normal_forms: usize) -> Plan {
        let [searches, guides, predicts] = [options.searches, models.guide.is_some(), models.predictors.is_some()];
        let search = &options.budget;
        let usual = || search.share(PREDICTION_SHARE);
        let prediction = options.prediction_ticks.map_or_else(usual, |ticks| search.with_ticks(ticks));
        let of_forms = NORMAL_FORM_SHARE * normal_forms as u64;
        let of_guided = if guides { GUIDED_SHARE - of_forms } else { 0 };
        let first = search.share(1000 - of_forms - of_guided);
        let columns = if predicts { search.share(COLUMNS_SHARE).ticks } else { 0 };
        let frames = prediction.with_ticks(prediction.share(FRAMES_SHARE).ticks.min(MAX_FRAME_TICKS));
        let frame_columns = frames.ticks / inducer::MAX_FRAMES as u64;
        let predict = prediction.with_ticks(prediction.ticks - 2 * frames.ticks);
        let mut table = vec![(searches, Verb::Search, When::Always, first, columns)];
        let form =
            |place| (searches, Verb::SearchNormalForm(place), When::NotPlausible, search.share(NORMAL_FORM_SHARE), 0);
        table.extend((0..normal_forms).map(form));
        table.extend([
            (guides, Verb::Guide, When::NotPlausible, search.share(0), 0),
            (searches && guides, Verb::SearchGuided, When::NotPlausible, search.share(of_guided), 0),
            (predicts, Verb::FindFrames, When::NotPlausible, frames, frame_columns),
            (predicts, Verb::Predict, When::NotPlausible, predict, 0),
        ]);
        let stage = |(_, verb, when, budget, column_ticks)| Stage { verb, when, budget, column_ticks };
        Plan {
            stages: table.into_iter().filter(|(takes_part, ..)| *takes_part).map(stage).collect(),
            measuring: Plan::measuring(options),
            // Done in any case: what was found by the time somebody cancels is to answer.
            verifying: Budget { cancel: Cancel::new(), ..beside(search, VERIFYING_SHARE) },
            stability: search.share(STABILITY_SHARE),
        }
    }

    /// Most ticks that searches, and what stands beside them, may spend together. What is under way when they run out is
    /// finished.
    pub fn search_ticks(&self) -> u64 {
        let of_stage = |stage: &Stage| match stage.verb {
            Verb::Predict => 0,
            _ => stage.budget.ticks + inducer::MAX_FRAMES as u64 * stage.column_ticks,
        };
        let beside = [&self.measuring, &self.verifying, &self.stability].map(|budget| budget.ticks);
        self.stages.iter().map(of_stage).chain(beside).sum()
    }
}

/// A share of the search's ticks that stands beside them, in thousandths.
fn beside(search: &Budget, per_mille: u64) -> Budget {
    search.with_ticks(search.share(per_mille).ticks.max(LEAST_BESIDE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::guidance::SearchGuide;

    #[test]
    fn every_stage_is_ended_by_the_flag_and_the_memory_of_the_whole() {
        let options = SolveOptions::new(Budget::new(1_000_000, 1 << 20));
        let guide = SearchGuide::new(transducer::Guide::built_in().unwrap());
        let device = transducer::DeviceChoice::Cpu.open().unwrap();
        let model = transducer::Model::of(transducer::Checkpoint::built_in().unwrap(), &device).unwrap();
        let predictors = crate::Predictors { model, options: transducer::PredictionOptions::default(), device };
        let plan = Plan::new(&options, &Models { guide: Some(guide), predictors: Some(predictors) }, 2);
        options.budget.cancel.cancel();
        assert_eq!(plan.stages.len(), 7, "all verbs, that of normal forms twice");
        for Stage { verb, budget, .. } in &plan.stages {
            assert!(budget.cancel.is_cancelled() && budget.memory == 1 << 20, "{verb:?} has a budget of its own");
        }
    }

    #[test]
    fn searches_share_out_all_ticks_and_nothing_more() {
        let options = SolveOptions::new(Budget::new(1_000_000, 1 << 30));
        let guide = SearchGuide::new(transducer::Guide::built_in().unwrap());
        let guided = Models { guide: Some(guide), predictors: None };
        for models in [Models::default(), guided] {
            for normal_forms in 0..=2 {
                let plan = Plan::new(&options, &models, normal_forms);
                assert_eq!(plan.stages.iter().map(|stage| stage.budget.ticks).sum::<u64>(), 1_000_000);
                assert!(plan.stages.iter().all(|stage| stage.column_ticks == 0), "nobody asks for frames");
                assert_eq!(plan.stages[0].when, When::Always);
            }
        }
        let plan = Plan::new(&options, &Models::default(), 0);
        assert_eq!(plan.search_ticks(), 1_000_000 + 2 * 3_500_000 + 20_000, "and little beside");
        let long = SolveOptions::new(Budget::new(1_000_000_000, 1 << 30));
        assert_eq!(Plan::new(&long, &Models::default(), 0).search_ticks(), 1_420_000_000);
        let none = SolveOptions { searches: false, ..options };
        assert!(Plan::new(&none, &Models::default(), 2).stages.is_empty());
    }
}
