//! `arc explain`: one task solved, with the programs found, what each step does, and what the search did.

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};
use arc_dsl::{Grid, Program};
use clap::Args;
use data::{Task, result_sheet, to_png};
use ensemble::{Solution, TECHNIQUES, Technique};

use crate::console::Console;
use crate::exit::Exit;
use crate::options::solver::SolverArguments;
use crate::options::style::StyleArguments;
use crate::options::tasks::TaskArguments;
use crate::run::interrupt::Interrupt;
use crate::run::pool::{Ending, Event, solve_all};
use crate::run::record;
use crate::run::store::{make_way, write_extra};
use crate::show::canvas::{Panel, beside};
use crate::show::steps::write_steps;
use crate::words::{counted, short, stop_in_words};

/// Arguments of `arc explain`.
#[derive(Args, Debug)]
pub struct Arguments {
    #[command(flatten)]
    task: TaskArguments,
    /// How many programs to list
    #[arg(long, value_name = "N", default_value = "10")]
    programs: usize,
    /// Say whether the attempts are right, if the expected outputs are known
    #[arg(long)]
    reveal: bool,
    /// Draw the task with its attempts into this file, too; with `-` on standard output, and the text on standard error
    #[arg(long, value_name = "FILE")]
    png: Option<PathBuf>,
    #[command(flatten)]
    style: StyleArguments,
    #[command(flatten)]
    solver: SolverArguments,
}

/// Runs the command.
///
/// # Errors
/// If there is no such task.
pub fn run(arguments: &Arguments, console: &mut Console) -> Result<Exit> {
    let interrupt = Interrupt::install()?;
    if let Some(path) = &arguments.png {
        make_way(path, console);
    }
    let (task, dataset) = arguments.task.load(console)?;
    let answers = if arguments.reveal { dataset.answers.of(&task.id) } else { &[] };
    interrupt.heed();
    let mut finished = None;
    let solver = arguments.solver.build()?;
    let ending = Ending { interrupt, deadline: None };
    solve_all(vec![Arc::new(task.clone())], solver.limits, &solver.models, 1, ending, |event| {
        if let Event::Finished(result) = event {
            finished = Some(result);
        }
        Ok(())
    })?;
    let Some(finished) = finished else { return Ok(Exit::CutShort) };
    let solution = finished.solution.context("the solver broke down")?;

    write_search(&task, &solution, finished.cpu.as_secs_f64(), console)?;
    write_programs(&solution, arguments.programs, console)?;
    write_attempts(&task, &solution, answers, arguments, console)?;
    if let (Some(program), Some(pair)) = (best_program(&solution), task.train.first()) {
        writeln!(console.out(), "\nsteps of the first attempt's program on pair 1")?;
        write_steps(program, &pair.input, &arguments.style.brush(console), console)?;
    }
    if let Some(path) = &arguments.png {
        let grids: Vec<_> =
            solution.attempts.iter().map(|pair| pair.each_ref().map(|attempt| attempt.grid.clone())).collect();
        let sheet = result_sheet(&task, &grids, answers, &arguments.style.picture());
        write_extra(path, &to_png(&sheet), console)?;
    }
    Ok(if finished.is_cut_short { Exit::CutShort } else { Exit::Success })
}

fn best_program(solution: &Solution) -> Option<&Program> {
    solution.attempts.first()?[0].program.as_ref()
}

fn write_search(task: &Task, solution: &Solution, seconds: f64, console: &mut Console) -> Result<()> {
    let statistics = &solution.statistics;
    let name = solution.stop.to_string();
    let stop = stop_in_words(&name);
    let out = console.out();
    let (pairs, tests) = (counted(task.train.len(), "pair"), counted(task.tests.len(), "test input"));
    writeln!(out, "{}: {pairs}, {tests}", task.id)?;
    if statistics.by_technique.is_empty() {
        writeln!(out, "no search for programs; {seconds:.2} s of CPU time")?;
        return write_steps_of_network(solution, out);
    }
    writeln!(out, "search ended: {stop}, after {seconds:.2} s of CPU time")?;
    writeln!(
        out,
        "{} ticks, {} expressions, {} values kept in {}B, {} fitting all pairs",
        short(statistics.ticks),
        short(statistics.expressions),
        short(statistics.values),
        short(statistics.bytes),
        counted(statistics.fits as usize, "program"),
    )?;
    let ticks = |technique: &Technique| Some((technique.name, *statistics.by_technique.get(technique.name)?));
    let shares = TECHNIQUES.iter().filter_map(ticks);
    let shares = shares.map(|(technique, ticks)| format!("{technique} {} %", 100 * ticks / statistics.ticks));
    writeln!(out, "of the ticks: {}", shares.collect::<Vec<_>>().join(", "))?;
    write_steps_of_network(solution, out)
}

fn write_steps_of_network(solution: &Solution, out: &mut impl Write) -> Result<()> {
    if solution.steps > 0 {
        writeln!(out, "the network took {} of gradient descent", counted(solution.steps, "step"))?;
    }
    Ok(())
}

fn write_programs(solution: &Solution, most: usize, console: &mut Console) -> Result<()> {
    let out = console.out();
    if solution.programs.is_empty() {
        writeln!(out, "\nno program fits all pairs")?;
        return Ok(());
    }
    writeln!(out, "\nprograms that fit all pairs, best first (bits)")?;
    for ranked in solution.programs.iter().take(most) {
        writeln!(out, "{:5}  {}", ranked.cost, ranked.program)?;
    }
    if solution.programs.len() > most {
        writeln!(out, "       and {} more", solution.programs.len() - most)?;
    }
    Ok(())
}

fn write_attempts(
    task: &Task,
    solution: &Solution,
    answers: &[Option<Arc<Grid>>],
    arguments: &Arguments,
    console: &mut Console,
) -> Result<()> {
    let brush = arguments.style.brush(console);
    let width = console.width();
    let records = record::attempts(task, solution);
    let out = console.out();
    for (index, (input, attempts)) in task.tests.iter().zip(&solution.attempts).enumerate() {
        let answer = answers.get(index).and_then(Option::as_ref);
        writeln!(out, "\ntest {}", index + 1)?;
        for (number, (attempt, record)) in attempts.iter().zip(&records[index]).enumerate() {
            let reason = record.reason();
            let program = record.program.as_ref().map_or(String::new(), |program| format!("; {program}"));
            let verdict = match answer {
                Some(answer) if attempt.grid.same_cells(answer) => ", right",
                Some(_) => ", wrong",
                None => "",
            };
            writeln!(out, "attempt {}: {reason}{verdict}{program}", number + 1)?;
        }
        let mut panels = vec![
            brush.grid("input", input),
            brush.grid("attempt 1", &attempts[0].grid),
            brush.grid("attempt 2", &attempts[1].grid),
        ];
        match answer {
            Some(answer) => panels.push(brush.grid("expected", answer)),
            None => panels.push(Panel::text("expected", "?")),
        }
        out.write_all(beside(&panels, width).as_bytes())?;
    }
    Ok(())
}
