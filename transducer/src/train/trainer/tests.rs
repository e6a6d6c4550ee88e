use arc_dsl::Program;
use data::{Generator, GeneratorOptions};

use super::*;
use crate::features::{ColumnKind, Frame};
use crate::network::NetworkConfig;
use crate::storage::Stored;
use crate::train::sample::with_tests_as_pairs;
use crate::train::schedule::TrainingPlan;

fn settings(steps: u64) -> TrainingSettings {
    TrainingSettings {
        network: NetworkConfig { width: 8, key: 4, focus: 6 },
        batch: 3,
        pool: 16,
        every: 2,
        plan: TrainingPlan::Steps(steps),
        ..TrainingSettings::default()
    }
}

fn columns() -> Vec<Column> {
    let column = |kind, text: &str| Column { program: Program::parse_expression(text).unwrap(), kind };
    vec![column(ColumnKind::Mask, "figure(input)"), column(ColumnKind::Color, "transform(input, flip_horizontal)")]
}

/// Runs a test with a source of small tasks and two samples to validate on.
fn with_source(test: impl FnOnce(&SampleSource, &[Sample])) {
    let concepts = ["cells_fall", "fill_holes"].map(|name| data::Concept::find(name).unwrap()).to_vec();
    let generator = Generator::new(GeneratorOptions { seed: 3, concepts, ..GeneratorOptions::default() });
    let source = |index| {
        let generated = generator.task(index)?;
        let task = with_tests_as_pairs(&generated.task, &generated.answers);
        Some(Sample { frames: Frame::of_inputs(&task).into_iter().collect(), task })
    };
    let validation: Vec<Sample> = (1000..).filter_map(source).take(2).collect();
    test(&source, &validation);
}

fn begun<'a>(
    settings: TrainingSettings,
    source: &'a SampleSource<'a>,
    validation: &[Sample],
    threads: usize,
) -> Trainer<'a> {
    let origin = TrainingOrigin { command: "test".to_owned(), ..TrainingOrigin::default() };
    let state = TrainingState::begin(settings, columns(), origin);
    Trainer::new(state, source, validation, Workers::new(threads), &Device::flex()).unwrap()
}

fn advance(trainer: &mut Trainer, steps: usize) {
    for _ in 0..steps {
        trainer.step().unwrap();
        trainer.add_seconds(1.0);
        trainer.advance_curve();
    }
}

#[test]
fn a_resumed_run_is_the_same_to_the_bit() {
    with_source(|source, validation| {
        let mut whole = begun(settings(6), source, validation, 2);
        advance(&mut whole, 6);
        let mut first = begun(settings(6), source, validation, 1);
        advance(&mut first, 3);
        let bytes = first.state().unwrap().to_bytes();
        drop(first);
        let state = TrainingState::from_bytes(&bytes).unwrap();
        let mut second = Trainer::new(state, source, validation, Workers::new(1), &Device::flex()).unwrap();
        advance(&mut second, 3);
        assert_eq!(second.progress(), whole.progress());
        assert_eq!(second.progress().curve.len(), 3);
        assert!(second.progress().curve[2].validation.is_some());
        let (one, other) = (second.state().unwrap(), whole.state().unwrap());
        assert_eq!((one.weights, one.average), (other.weights, other.average));
        assert!(second.is_done());
    });
}

#[test]
fn weights_learn() {
    with_source(|source, _| {
        let mut trainer = begun(settings(12), source, &[], 2);
        let before = trainer.checkpoint().weights;
        let first = trainer.step().unwrap();
        advance(&mut trainer, 10);
        let last = trainer.step().unwrap();
        assert_ne!(trainer.checkpoint().weights, before);
        assert!(first.is_finite() && last.is_finite());
        assert!(trainer.progress().curve.iter().all(|point| point.validation.is_none()));
    });
}

#[test]
fn a_source_without_samples_is_told() {
    let mut trainer = begun(settings(5), &|_| None, &[], 1);
    assert_eq!(trainer.step(), Err(NoSamples));
}

#[test]
fn a_damaged_state_is_told() {
    with_source(|source, _| {
        let trainer = begun(settings(6), source, &[], 1);
        let mut state = trainer.state().unwrap();
        state.optimizer = vec![1, 2, 3];
        let error = Trainer::new(state.clone(), source, &[], Workers::new(1), &Device::flex()).err().unwrap();
        assert!(error.to_string().contains("optimizer"), "{error}");
        let mut bytes = state.to_bytes();
        bytes.truncate(100);
        assert!(matches!(TrainingState::from_bytes(&bytes), Err(StoredError::Corrupt(..))));
        let error = TrainingState::from_bytes(&trainer.checkpoint().to_bytes()).unwrap_err();
        assert_eq!(error.to_string(), "this is not a training state");
    });
}
