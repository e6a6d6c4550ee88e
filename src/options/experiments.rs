//! Knobs that change the method, to measure the worth of its parts. Nobody needs them to solve tasks.

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use ensemble::Technique;

/// What to leave out, as it is typed.
#[derive(Args, Debug)]
#[command(next_help_heading = "Experiments, to measure what a part is worth")]
pub struct ExperimentArguments {
    /// Leave out a technique of the search; may be given several times. ARCHITECTURE.md explains them
    #[arg(long, value_name = "TECHNIQUE", value_parser = techniques())]
    pub without: Vec<&'static Technique>,
    /// Search without the guide, the network that orders the search
    #[arg(long)]
    pub no_guide: bool,
    /// Let the network answer without first learning from the pairs of the task
    #[arg(long, conflicts_with = "no_network")]
    pub no_adaptation: bool,
    /// How many of the eight turned and mirrored copies of a task the network sees
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    pub orientations: u8,
}

/// The techniques that can be left out, each with what it does.
fn techniques() -> impl TypedValueParser<Value = &'static Technique> {
    let values = Technique::optional().map(|technique| PossibleValue::new(technique.name).help(technique.summary));
    PossibleValuesParser::new(values).map(|name| Technique::named(&name).expect("only names are let through"))
}
