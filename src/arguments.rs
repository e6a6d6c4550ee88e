//! The command line.

use clap::{Args, Parser, Subcommand};

use crate::commands::{
    completions, dsl, explain, generate, guide, man, merge, run, score, show, solve, train, validate, verify,
};
use crate::console::{ColorChoice, Console};

/// What the list of commands does not tell.
const AFTER_HELP: &str = "\
Resuming: `arc solve --results DIR` keeps one result file per task; the same command goes on where it was stopped.
Clusters: `arc solve --shard I/N` solves one share, in a Slurm array the one of the job; `arc merge` joins the answers.
Scripts:  `--json` of solve, score and dsl prints JSON that names the version of its schema.
Manuals:  `arc man COMMAND` and `arc COMMAND --help`; `arc completions SHELL`.";

/// Solves tasks of the Abstraction and Reasoning Corpus: searches for programs, lets networks help, and gives two answers
///
/// Data goes to standard output, everything else to standard error. Exit codes: 0 the command finished (an unsolved task
/// is no error), 1 `arc verify` found a false claim, 2 wrong usage, 65 bad data, 66 no such input, 69 no such
/// device, 70 a defect, 73 an output cannot be written, 75 cut short by a signal with the partial result saved.
#[derive(Parser, Debug)]
#[command(name = "arc", version, max_term_width = 100, after_help = AFTER_HELP)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    #[command(flatten)]
    console: ConsoleArguments,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Options of all commands")]
struct ConsoleArguments {
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value = "auto")]
    color: ColorChoice,
    /// Say less; twice: only errors
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "verbose")]
    quiet: u8,
    /// Say more
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    verbose: u8,
}

/// The subcommands.
#[derive(Subcommand, Debug)]
#[command(disable_help_subcommand = true)]
pub enum Command {
    /// Solve tasks and write a submission
    Solve(solve::Arguments),
    /// Score a submission under the four rules in use
    Score(score::Arguments),
    /// Check that a submission is complete and well formed
    Validate(validate::Arguments),
    /// Check the results of a run: every answer of a program again, by the slow evaluator
    Verify(verify::Arguments),
    /// Join the submissions of several shares (`--shard`) into one
    Merge(merge::Arguments),
    /// Show a task
    Show(show::Arguments),
    /// Run a program on a task
    Run(run::Arguments),
    /// Solve one task and show how
    Explain(explain::Arguments),
    /// Generate new tasks with known programs
    Generate(generate::Arguments),
    /// Train the network that predicts grids
    Train(train::Arguments),
    /// Train the guide of the search for programs
    Guide(guide::Arguments),
    /// Look up the language
    Dsl(dsl::Arguments),
    /// Write completions for a shell
    Completions(completions::Arguments),
    /// Write the manual page
    Man(man::Arguments),
}

impl CommandLine {
    /// The console of these arguments.
    pub fn console(&self) -> Console {
        let level = i16::from(self.console.verbose) - i16::from(self.console.quiet);
        Console::new(self.console.color, level.clamp(-2, 2) as i8)
    }
}
