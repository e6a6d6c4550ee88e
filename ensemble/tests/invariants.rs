//! What holds of every solution, seen on all built-in tasks.

use std::fmt::Write as _;
use std::sync::LazyLock;

use arc_dsl::Program;
use data::{Budget, Dataset, Task};
use ensemble::{Models, SearchGuide, Solution, SolveOptions, StopReason, solve};
use inducer::{Guidance, Request};
use rayon::prelude::*;

/// Enough for many of the tasks.
const TICKS: u64 = 1_000_000;
const MEMORY: u64 = 1 << 30;

fn options() -> SolveOptions {
    SolveOptions::new(Budget::new(TICKS, MEMORY))
}

/// The built-in tasks and their solutions.
static SOLVED: LazyLock<Vec<(Task, Solution)>> = LazyLock::new(|| {
    let tasks = Dataset::built_in().tasks;
    tasks.into_par_iter().map(|task| (task.clone(), solve(&task, &options(), &Models::default()))).collect()
});

/// Everything that a solution says.
fn text(solution: &Solution) -> String {
    let mut text = format!("{:?} {:?}\n", solution.stop, solution.statistics);
    for ranked in &solution.programs {
        writeln!(text, "{} {}", ranked.cost, ranked.program).unwrap();
    }
    for attempt in solution.attempts.iter().flatten() {
        let program = attempt.program.as_ref().map(Program::to_string);
        writeln!(text, "{:?} {:?} {program:?}", attempt.fits_all_pairs, attempt.grid).unwrap();
    }
    text
}

#[test]
fn solutions_are_the_same_again_and_at_any_thread_count() {
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        for (task, solution) in SOLVED.iter() {
            let again = pool.install(|| solve(task, &options(), &Models::default()));
            assert_eq!(text(&again), text(solution), "{} with {threads} threads", task.id);
        }
    }
}

#[test]
fn a_guided_search_follows_where_the_beginning_of_the_plain_one_finds_nothing() {
    let guide = SearchGuide::new(transducer::Guide::built_in().unwrap());
    let models = Models { guide: Some(guide), predictors: None };
    let guidance = Guidance::default();
    let beginning = Request::new(options().budget.share(300), &guidance);
    let (mut followed, mut found) = (0, 0);
    for (task, _) in SOLVED.iter() {
        let [guided, again] = [1, 2].map(|threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| solve(task, &options(), &models))
        });
        assert_eq!(text(&guided), text(&again), "{}", task.id);
        let plain = inducer::induce(task, &beginning);
        if plain.fits.is_empty() {
            assert!(guided.statistics.ticks > plain.statistics.ticks, "{}", task.id);
            assert!(guided.programs.is_sorted_by_key(|ranked| ranked.cost), "{}", task.id);
            followed += 1;
            found += usize::from(!guided.programs.is_empty());
        } else {
            // It goes on as it began.
            assert!(guided.programs[0].cost <= plain.fits[0].cost, "{}", task.id);
        }
    }
    assert!(followed > 0 && found > 0, "{followed} tasks are searched a second time, {found} with success");
}

#[test]
fn there_are_two_different_attempts_for_each_test_input() {
    for (task, solution) in SOLVED.iter() {
        assert_eq!(solution.attempts.len(), task.tests.len(), "{}", task.id);
        for [first, second] in &solution.attempts {
            assert!(!first.grid.same_cells(&second.grid), "{}", task.id);
            assert!(first.fits_all_pairs || !second.fits_all_pairs, "{}: a fit comes first", task.id);
        }
    }
}

#[test]
fn what_claims_to_fit_does_so_from_its_text() {
    let mut claims = 0;
    for (task, solution) in SOLVED.iter() {
        for (test, attempts) in solution.attempts.iter().enumerate() {
            for attempt in attempts.iter().filter(|attempt| attempt.fits_all_pairs) {
                let printed = attempt.program.as_ref().expect("only programs fit").to_string();
                let program = Program::parse(&printed).unwrap_or_else(|error| panic!("{}: {error}", task.id));
                for pair in &task.train {
                    let made = program.run(&pair.input).unwrap_or_else(|stop| panic!("{printed}: {stop:?}"));
                    assert!(made.same_cells(&pair.output), "{}: {printed} gives {made:?}", task.id);
                }
                let made = program.run(&task.tests[test]).unwrap_or_else(|stop| panic!("{printed}: {stop:?}"));
                assert!(made.same_cells(&attempt.grid), "{}: {printed} gives {made:?}", task.id);
                claims += 1;
            }
        }
    }
    assert!(claims >= SOLVED.len() / 4, "only {claims} attempts fit, which shows little");
}

#[test]
fn programs_come_cheapest_first_and_fit() {
    for (task, solution) in SOLVED.iter() {
        assert!(solution.programs.is_sorted_by_key(|ranked| ranked.cost), "{}", task.id);
        for ranked in &solution.programs {
            let fits =
                |pair: &data::Pair| ranked.program.run(&pair.input).is_ok_and(|made| made.same_cells(&pair.output));
            assert!(task.train.iter().all(fits), "{}: {}", task.id, ranked.program);
        }
    }
}

#[test]
fn the_name_of_a_task_plays_no_part() {
    let (task, solution) = &SOLVED[0];
    let renamed = Task { id: "another".to_owned(), ..task.clone() };
    assert_eq!(text(&solve(&renamed, &options(), &Models::default())), text(solution));
}

#[test]
fn a_search_that_is_stopped_at_once_still_answers() {
    let options = options();
    options.budget.cancel.cancel();
    let (task, _) = &SOLVED[0];
    let cancelled = solve(task, &options, &Models::default());
    assert_eq!((cancelled.stop, cancelled.attempts.len()), (StopReason::Cancelled, task.tests.len()));
    let broke = solve(task, &SolveOptions::new(Budget::new(0, MEMORY)), &Models::default());
    assert_eq!((broke.stop, broke.attempts.len()), (StopReason::OutOfTicks, task.tests.len()));
}

#[test]
fn budgets_are_kept() {
    for (task, solution) in SOLVED.iter() {
        let spent = solution.statistics.ticks;
        assert!(spent < 2 * TICKS, "{}: {spent} ticks of {}", task.id, TICKS);
        // The last technique of each search may leave some of its share.
        let is_spent = spent >= TICKS / 100 * 70;
        assert!(spent < TICKS || solution.stop == StopReason::OutOfTicks, "{}", task.id);
        assert!(is_spent || solution.stop != StopReason::OutOfTicks, "{}: {spent} ticks", task.id);
    }
}
