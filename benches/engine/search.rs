//! The search for programs, and for frames.

use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput};
use data::{Budget, Dataset};
use ensemble::{Models, SolveOptions, solve};
use inducer::{FrameRequest, Guidance, Request, find_frames};

use crate::{MEMORY, task};

/// One task for each way to solve one, and one beyond the budget.
const TASKS: [&str; 5] =
    ["rotate_clockwise", "largest_object_crop", "recolor_by_size", "fill_enclosed", "sort_columns_by_height"];
/// Ticks of a search.
const TICKS: u64 = 1_000_000;
/// Ticks for the columns of each frame.
const COLUMN_TICKS: u64 = 300_000;

/// The whole search, without models.
pub fn programs(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let mut group = criterion.benchmark_group("search");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for id in TASKS {
        let task = task(&dataset, id);
        let options = SolveOptions::new(Budget::new(TICKS, MEMORY));
        let spent = solve(task, &options, &Models::default()).statistics.ticks;
        group.throughput(Throughput::Elements(spent));
        group.bench_function(id, |bencher| bencher.iter(|| solve(black_box(task), &options, &Models::default())));
    }
}

/// The search for frames, and the choice of their layers and columns.
pub fn frames(criterion: &mut Criterion) {
    let dataset = Dataset::built_in();
    let guidance = Guidance::default();
    let request = Request {
        frames: Some(FrameRequest { column_ticks: COLUMN_TICKS }),
        ..Request::new(Budget::new(TICKS, MEMORY), &guidance)
    };
    let mut group = criterion.benchmark_group("frames");
    group.sample_size(10).measurement_time(Duration::from_secs(3));
    for id in ["fill_enclosed", "largest_object_crop"] {
        let task = task(&dataset, id);
        group.throughput(Throughput::Elements(find_frames(task, &request).statistics.ticks));
        group.bench_function(id, |bencher| bencher.iter(|| find_frames(black_box(task), &request)));
    }
}
