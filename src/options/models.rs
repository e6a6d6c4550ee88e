//! Networks and forest, as said on the command line.

use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Result;
use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use data::TICKS_PER_SECOND;
use ensemble::{Models, PREDICTION_SHARE, Predictors, SearchGuide};
use transducer::{Checkpoint, DeviceChoice, Guide, Model, PredictionOptions, StoredError, Voice};

use crate::exit::{bad_data, no_input};
use crate::options::units;

/// Which networks take part, and what they may take.
#[derive(Args, Debug)]
pub struct NetworkArguments {
    /// Do without networks and forest; programs answer alone
    #[arg(long, conflicts_with_all = ["network_time", "checkpoint", "device", "voices", "guide"])]
    no_network: bool,
    /// Do without the search for programs; network and forest answer alone
    #[arg(long, conflicts_with = "no_network")]
    no_search: bool,
    /// Do without the guide, a network that foresees which primitives the programs of a task use; where the beginning of the
    /// search finds no short program, the rest goes by its advice, and so does the search for what network and forest look at
    #[arg(long, conflicts_with = "guide")]
    no_guide: bool,
    /// A trained guide instead of the built-in one
    #[arg(long, value_name = "FILE")]
    guide: Option<PathBuf>,
    /// CPU time for network and forest in each task that no program fits; without it, twice what the search may take
    #[arg(long, value_name = "TIME", value_parser = units::duration)]
    network_time: Option<Duration>,
    /// A trained network instead of the built-in one
    #[arg(long, value_name = "FILE")]
    checkpoint: Option<PathBuf>,
    /// Where the network runs: cpu, wgpu, cuda or cuda:N
    #[arg(long, value_name = "DEVICE", default_value = "cpu")]
    device: DeviceChoice,
    /// Let the network answer without learning from the task first
    #[arg(long, conflicts_with = "no_network")]
    no_adaptation: bool,
    /// Who answers where no program fits: the network, a forest fitted to the task's own pairs, or both
    #[arg(long, value_name = "VOICE", value_delimiter = ',', default_value = "network,forest", value_parser = voice())]
    voices: Vec<Voice>,
    /// Orientations in which the network sees a task
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u8).range(1..=8))]
    orientations: u8,
}

fn voice() -> impl TypedValueParser<Value = Voice> {
    PossibleValuesParser::new(Voice::ALL.map(Voice::name))
        .map(|name| Voice::ALL.into_iter().find(|voice| voice.name() == name).expect("only names are let through"))
}

impl NetworkArguments {
    /// Whether programs are searched for.
    pub fn searches(&self) -> bool {
        !self.no_search
    }

    /// The CPU time that network and forest may take, given the search's.
    pub fn time(&self, of_search: Duration) -> Duration {
        if self.no_network {
            Duration::ZERO
        } else {
            self.network_time.unwrap_or(of_search * PREDICTION_SHARE as u32 / 1000)
        }
    }

    /// Everything said here that an answer depends on; none without a network.
    pub fn description(&self) -> Option<String> {
        (!self.no_network).then(|| format!("{self:?}"))
    }

    /// The file that the network is read from, unless it is the built-in one.
    pub fn checkpoint(&self) -> Option<&Path> {
        self.checkpoint.as_deref()
    }

    /// The file that the guide is read from, unless it is the built-in one.
    pub fn guide(&self) -> Option<&Path> {
        self.guide.as_deref()
    }

    /// Ticks of network and forest, if something is said of them.
    pub fn ticks(&self) -> Option<u64> {
        self.network_time.map(|time| (time.as_secs_f64() * TICKS_PER_SECOND as f64) as u64)
    }

    /// The models that are to be asked.
    ///
    /// # Errors
    /// If there is no such device, or a file cannot be used.
    pub fn models(&self) -> Result<Models> {
        if self.no_network {
            return Ok(Models::default());
        }
        let guide = || read(self.guide(), "guide", Guide::load, Guide::built_in);
        let guide = (!self.no_guide).then(guide).transpose()?.map(SearchGuide::new);
        Ok(Models { guide, predictors: Some(self.predictors()?) })
    }

    fn predictors(&self) -> Result<Predictors> {
        let device = self.device.open().map_err(no_input)?;
        let model = |checkpoint: Checkpoint| Model::of(checkpoint, &device);
        let load = |path: &Path| Checkpoint::load(path).and_then(model);
        let model = read(self.checkpoint(), "checkpoint", load, || Checkpoint::built_in().and_then(model))?;
        let options = PredictionOptions {
            learns: !self.no_adaptation,
            network: self.voices.contains(&Voice::Network),
            forest: self.voices.contains(&Voice::Forest),
            orientations: usize::from(self.orientations),
            ..PredictionOptions::default()
        };
        Ok(Predictors { model, options, device })
    }
}

/// Something from a file or, without one, what this program carries.
fn read<T>(
    path: Option<&Path>,
    what: &str,
    load: impl FnOnce(&Path) -> Result<T, StoredError>,
    built_in: impl FnOnce() -> Result<T, StoredError>,
) -> Result<T> {
    match path {
        Some(path) => load(path).map_err(|error| bad_data(format_args!("{}: {error}", path.display()))),
        None => built_in().map_err(|error| bad_data(format_args!("the built-in {what}: {error}"))),
    }
}
