//! The trained models: advice of the guide, steps of learning at test time, and answers without learning.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use data::{Budget, Dataset, Frame, Meter, Task};
use ensemble::{Predictors, SearchGuide};
use transducer::{Checkpoint, DeviceChoice, Guide, Model, PREDICTORS, PredictionOptions};

use crate::{MEMORY, task};

/// Tasks of small and of large grids, whose outputs have their inputs' sizes.
const TASKS: [&str; 2] = ["swap_two_colors", "fill_enclosed"];
/// Ticks of an answer; most of them go into steps of learning.
const TICKS: u64 = 30_000_000;

/// What the guide says of a task.
pub fn guide(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let guide = SearchGuide::new(Guide::built_in().expect("the built-in guide can be read"));
    let mut group = criterion.benchmark_group("guide");
    for id in TASKS {
        let task = task(&dataset, id);
        group.bench_function(id, |bencher| {
            bencher.iter(|| guide.advise(black_box(task), &mut Meter::unlimited()).after(&[]))
        });
    }
}

/// The network, with its steps of learning and without; the time of one step is about the difference over their number.
pub fn network(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let device = DeviceChoice::Cpu.open().expect("the processor is always there");
    let checkpoint = Checkpoint::built_in().expect("the built-in network can be read");
    let model = Model::of(checkpoint, &device).expect("its weights fit");
    let mut group = criterion.benchmark_group("network");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for id in TASKS {
        let task = task(&dataset, id);
        let frames = [Frame::of_inputs(task).expect("the sizes are kept")];
        for (name, learns) in [("learning", true), ("answering", false)] {
            let options =
                PredictionOptions { learns, predictors: (&PREDICTORS[0]).into(), ..PredictionOptions::default() };
            let predictors = Predictors { model: model.clone(), options, device: device.clone() };
            let predict = |task: &Task| predictors.predict(task, &frames, &Budget::new(TICKS, MEMORY));
            group.throughput(Throughput::Elements(predict(task).steps.max(1) as u64));
            group.bench_function(format!("{name} {id}"), |bencher| bencher.iter(|| predict(black_box(task))));
        }
    }
}
