//! The way of a task from its pairs to two attempts per test input: the interpreter of a [plan](crate::plan).
//!
//! ```text
//! Task ──> normalize            inducer::normal_forms       the task turned into one pose, or drawn on black
//!      ──> the plan, one stage after the other:
//!            search             inducer::induce             programs at the costs of the language, and frames
//!            search normal form inducer::NormalForm         programs of such a form, turned back
//!            guide              transducer::Guide           which primitives are likely; once per task
//!            search guided      inducer::induce             programs at costs that suit the task
//!            find frames        inducer::find_frames        grids of the outputs' sizes
//!            predict            transducer::transduce       network and forest on these frames
//!      ──> verify               arc_dsl                     the slow evaluator on every program that is to answer
//!      ──> vote                                             two attempts per test input
//! ```
//!
//! Each line is one call with a request, answered by plain data.

use std::collections::BTreeMap;

use arc_dsl::Size;
use data::{Budget, Frame, Meter, Task};
use inducer::{FrameRequest, Guidance, Induction, NormalForm, Request, Statistics, normal_forms, size_hypotheses};
use transducer::Transduction;

use crate::guidance::Advice;
use crate::options::{Models, SolveOptions};
use crate::plan::{Plan, Stage, Verb, When};
use crate::predict::in_turn;
use crate::solution::{Ranked, Solution};
use crate::verify::{NearMisses, Replay, replay};
use crate::vote::{self, Evidence};

/// Solves a task within its options, or sooner if cancelled: what was found by then still answers. Without models, programs
/// answer alone.
///
/// Same task, options and models give the same solution at any thread count.
pub fn solve(task: &Task, options: &SolveOptions, models: &Models) -> Solution {
    let mut measuring = Meter::new(Plan::measuring(options));
    let sizes = size_hypotheses(task, &mut measuring);
    let forms = if options.searches { normal_forms(task, &mut measuring) } else { Vec::new() };
    let plan = Plan::new(options, models, forms.len());
    let mut work = Work::new(task, options, models, &sizes, measuring);
    for stage in &plan.stages {
        match stage.verb {
            _ if !work.is_due(stage.when) => {}
            Verb::Search => work.search(stage),
            Verb::SearchNormalForm(place) => work.search_normal_form(stage, &forms[place]),
            Verb::Guide => work.guide(),
            Verb::SearchGuided => work.search_guided(stage),
            Verb::FindFrames => work.find_frames(stage),
            Verb::Predict => work.predict(stage),
        }
    }
    work.verify_and_vote(&plan)
}

/// The work on one task, as far as it has come.
struct Work<'w> {
    task: &'w Task,
    options: &'w SolveOptions,
    models: &'w Models,
    /// Sizes that the answers may have: one vector per hypothesis, simplest first, with a size for each test input.
    sizes: &'w [Vec<Size>],
    /// Pays what is measured of the task.
    measuring: Meter,
    /// What the guide says of the task.
    advice: Advice,
    /// What all searches have found together.
    induction: Induction,
    /// What the predictors are to look at.
    frames: Vec<Frame>,
    /// What the predictors answer.
    transduction: Transduction,
}

impl<'w> Work<'w> {
    fn new(
        task: &'w Task,
        options: &'w SolveOptions,
        models: &'w Models,
        sizes: &'w [Vec<Size>],
        measuring: Meter,
    ) -> Work<'w> {
        Work {
            task,
            options,
            models,
            sizes,
            measuring,
            advice: Advice::default(),
            induction: Induction::default(),
            frames: Vec::new(),
            transduction: Transduction::nothing(task),
        }
    }

    fn is_due(&self, when: When) -> bool {
        match when {
            When::Always => true,
            When::NotPlausible => !self.induction.is_plausible() && !self.options.budget.cancel.is_cancelled(),
        }
    }

    /// Goes on beyond its share, up to the whole budget, once a plausible program is found: beside short programs that fit,
    /// others of a further search do more harm than good.
    fn search(&mut self, stage: &Stage) {
        let guidance = Guidance::default();
        let frames = (stage.column_ticks > 0).then_some(FrameRequest { column_ticks: stage.column_ticks });
        let request = self.request(&self.options.budget, &guidance);
        let found = inducer::induce(self.task, &Request { ticks_until_fit: stage.budget.ticks, frames, ..request });
        self.frames = found.frames.clone();
        self.induction = found;
    }

    fn search_normal_form(&mut self, stage: &Stage, form: &NormalForm) {
        let guidance = self.advice_on(&form.task).after(&[]);
        let found = form.induce(&self.request(&stage.budget, &guidance));
        self.induction.add(found);
    }

    fn guide(&mut self) {
        self.advice = self.advice_on(self.task);
    }

    fn search_guided(&mut self, stage: &Stage) {
        let guidance = self.advice.after(&self.induction.misses);
        let found = inducer::induce(self.task, &self.request(&stage.budget, &guidance));
        self.induction.add(found);
    }

    /// Finds other frames than those of the search, to be looked at in turn with them: what is nearest after a long search is
    /// not always best. Likely values play no part: predictors need variety.
    fn find_frames(&mut self, stage: &Stage) {
        let guidance = Guidance::by_costs(self.advice.after(&self.induction.misses).costs);
        let frames = Some(FrameRequest { column_ticks: stage.column_ticks });
        let sizes = Some(self.sizes);
        let request = Request { frames, sizes, ..Request::new(stage.budget.clone(), &guidance) };
        let found = inducer::find_frames(self.task, &request);
        self.frames = in_turn(std::mem::take(&mut self.frames), found.frames);
        // It serves the predictors: programs that it comes upon are not handed on, and no technique of the search pays.
        let spent = Statistics { fits: 0, by_technique: BTreeMap::new(), ..found.statistics };
        self.induction.statistics.add(spent);
    }

    fn predict(&mut self, stage: &Stage) {
        if let Some(predictors) = &self.models.predictors {
            self.transduction = predictors.predict(self.task, &self.frames, &stage.budget);
        }
    }

    fn verify_and_vote(self, plan: &Plan) -> Solution {
        let Work { task, sizes, induction, transduction, measuring, .. } = self;
        let [mut verifying, mut stability] =
            [&plan.verifying, &plan.stability].map(|budget| Meter::new(budget.clone()));
        let (mut fits, mut unfinished) = (Vec::new(), Vec::new());
        for found in &induction.fits {
            match replay(task, found, &mut verifying) {
                Replay::Agrees(verified) => fits.push(verified),
                Replay::Unfinished => unfinished.push(found),
                Replay::Disagrees => {}
            }
        }
        let votes = vote::weights(task, &fits, &mut stability);
        let misses = NearMisses::new(task, &induction.misses, verifying);
        let evidence = Evidence { votes, unfinished, misses, sizes };
        let answer = |(test, candidates): (usize, &Vec<_>)| evidence.attempts(task, test, candidates);
        let attempts = transduction.candidates.iter().enumerate().map(answer).collect();
        let programs = fits.iter().map(|fit| Ranked { program: fit.program.clone(), cost: fit.found.cost }).collect();
        let beside = [measuring, stability, evidence.misses.into_meter()].map(|meter| meter.spent());
        let mut statistics = induction.statistics;
        statistics.ticks += beside.iter().sum::<u64>();
        Solution { attempts, programs, stop: induction.stop, statistics, steps: transduction.steps }
    }

    fn request<'r>(&self, budget: &Budget, guidance: &'r Guidance) -> Request<'r>
    where
        'w: 'r,
    {
        let (without, sizes) = (self.options.without, Some(self.sizes));
        Request { without, sizes, ..Request::new(budget.clone(), guidance) }
    }

    /// What the guide says of a task or a normal form of it.
    fn advice_on(&mut self, task: &Task) -> Advice {
        let meter = &mut self.measuring;
        self.models.guide.as_ref().map_or_else(Advice::default, |guide| guide.advise(task, meter))
    }
}
