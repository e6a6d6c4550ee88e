//! Evaluating programs and cutting grids into objects.

use std::hint::black_box;
use std::sync::Arc;

use arc_dsl::{BackgroundRule, Grid, Program, Segmentation};
use criterion::{BenchmarkId, Criterion, Throughput};
use data::Dataset;

use crate::task;

/// A program of each kind, with a task whose first input it runs on: a map over cells, a choice among objects, a change of
/// each object, a table over columns.
const PROGRAMS: [(&str, &str, &str); 4] = [
    ("cells", "swap_two_colors", "paint_by(input, p -> if equal(at(input, p), red) then blue else at(input, p))"),
    ("choice", "largest_object_crop", "subgrid(input, arg_max(objects(input, mono8), o -> area(o)))"),
    (
        "objects",
        "recolor_by_size",
        "replace_by(input, objects(input, mono4), o -> if equal(area(o), 1) then recolor(o, red) else o)",
    ),
    (
        "table",
        "fill_enclosed",
        "choose(look_up([color_index(input), col_modulo(input, 2)], [[0, 1, 1], [1, 0, 2]], 0), \
         [input, fill_like(input, red), fill_like(input, blue)])",
    ),
];

pub fn evaluation(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let mut group = criterion.benchmark_group("evaluation");
    for (name, id, text) in PROGRAMS {
        let input = &task(&dataset, id).train[0].input;
        let program = Program::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        program.run(input).unwrap_or_else(|stop| panic!("{text}: {stop:?}"));
        group.throughput(Throughput::Elements(input.area() as u64));
        group.bench_function(BenchmarkId::new("fast", name), |bencher| bencher.iter(|| program.run(black_box(input))));
        group.bench_function(BenchmarkId::new("reference", name), |bencher| {
            bencher.iter(|| program.run_reference(black_box(input)))
        });
        group.bench_function(BenchmarkId::new("parse", name), |bencher| {
            bencher.iter(|| Program::parse(black_box(text)))
        });
    }
}

pub fn segmentation(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let inputs: Vec<Arc<Grid>> =
        dataset.tasks.iter().flat_map(|task| task.train.iter().map(|pair| pair.input.clone())).collect();
    let mut group = criterion.benchmark_group("segmentation");
    group.throughput(Throughput::Elements(inputs.iter().map(|input| input.area() as u64).sum()));
    let on_black = |segmentation: &Segmentation| segmentation.background == BackgroundRule::Black;
    for segmentation in Segmentation::ALL.into_iter().filter(on_black) {
        group.bench_function(segmentation.name(), |bencher| {
            bencher.iter(|| inputs.iter().map(|input| segmentation.objects(black_box(input)).len()).sum::<usize>())
        });
    }
}
