//! Networks and forest.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use ensemble::{Models, Predictors, SearchGuide};
use transducer::{
    Checkpoint, DeviceChoice, Guide, Model, PREDICTORS, PredictionOptions, Predictor, Stored, StoredError,
};

use crate::exit::unavailable;
use crate::options::experiments::ExperimentArguments;
use crate::options::units;
use crate::run::stored::{stored, unusable};

/// Which networks take part and what they may take, as it is typed.
#[derive(Args, Debug)]
#[command(next_help_heading = "Programs, networks and forest")]
pub struct ModelArguments {
    /// Programs alone, without the networks and the random forest
    #[arg(long, conflicts_with_all = ["network_time", "checkpoint", "device", "predictors", "guide"])]
    pub no_network: bool,
    /// Network and forest alone, without the search for programs
    #[arg(long, conflicts_with = "no_network")]
    pub no_search: bool,
    /// Who predicts the output, cell by cell, where no short program fits [default: all]
    #[arg(long, alias = "voices", value_name = "NAME", value_delimiter = ',', value_parser = predictors(),
        default_values = PREDICTORS.iter().map(|predictor| predictor.name), hide_default_value = true)]
    predictors: Vec<&'static Predictor>,
    /// CPU time for network and forest in each task that no short program fits; without it, twice the search's
    #[arg(long, value_name = "TIME", value_parser = units::duration)]
    pub network_time: Option<Duration>,
    /// A network trained by `arc train`, instead of the built-in one
    #[arg(long, value_name = "FILE")]
    pub checkpoint: Option<PathBuf>,
    /// A guide trained by `arc guide`, instead of the built-in one; it foresees which primitives (operations of the language)
    /// the programs of a task use
    #[arg(long, value_name = "FILE", conflicts_with = "no_guide")]
    pub guide: Option<PathBuf>,
    /// Where the network runs: cpu or, if this `arc` was built with the feature, wgpu, cuda or cuda:N
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: DeviceChoice,
}

/// The predictors, each with what it does.
fn predictors() -> impl TypedValueParser<Value = &'static Predictor> {
    let values = PREDICTORS.iter().map(|predictor| PossibleValue::new(predictor.name).help(predictor.summary));
    PossibleValuesParser::new(values).map(|name| Predictor::named(&name).expect("only names are let through"))
}

impl ModelArguments {
    /// The models to ask; what experiments leave out is left out.
    ///
    /// # Errors
    /// If there is no such device, or a file cannot be used.
    pub fn build(&self, experiments: &ExperimentArguments) -> Result<Models> {
        if self.no_network {
            return Ok(Models::default());
        }
        let guide = || read(self.guide.as_deref(), Guide::built_in);
        let guide = (!experiments.no_guide).then(guide).transpose()?.map(SearchGuide::new);
        Ok(Models { guide, predictors: Some(self.predictors(experiments)?) })
    }

    fn predictors(&self, experiments: &ExperimentArguments) -> Result<Predictors> {
        let device = self.device.open().map_err(unavailable)?;
        let path = self.checkpoint.as_deref();
        let model = Model::of(read(path, Checkpoint::built_in)?, &device).map_err(|error| unusable(path, error))?;
        let options = PredictionOptions {
            learns: !experiments.no_adaptation,
            predictors: self.predictors.iter().copied().collect(),
            orientations: usize::from(experiments.orientations),
            ..PredictionOptions::default()
        };
        Ok(Predictors { model, options, device })
    }
}

/// What a file holds or, without one, what this program carries.
fn read<T: Stored>(path: Option<&Path>, built_in: impl FnOnce() -> Result<T, StoredError>) -> Result<T> {
    path.map_or_else(|| built_in().map_err(|error| unusable(path, error)), stored)
}
