//! From a task to candidates, with a small network that has learned nothing before.

use std::sync::Arc;

use arc_dsl::{Color, Grid, Program};
use data::{Budget, Frame, Pair, Task};
use transducer::{
    Column, ColumnKind, Device, Model, NetworkConfig, PREDICTORS, PredictionOptions, Predictor, PredictorSet,
    Transduction, transduce,
};

fn grid(rows: &str) -> Arc<Grid> {
    Arc::new(rows.parse().unwrap())
}

/// Holes turn green.
fn task() -> Task {
    let pairs = [
        ("11100|10100|11100", "11100|13100|11100"),
        ("02220|02020|02220", "02220|02320|02220"),
        ("00000|04440|04040|04440", "00000|04440|04340|04440"),
    ];
    let train = pairs.map(|(input, output)| Pair { input: grid(input), output: grid(output) });
    Task { id: "holes".to_owned(), train: train.to_vec(), tests: vec![grid("55500|50500|55500|00000")] }
}

fn model() -> Model {
    let column = |(text, kind): (&str, ColumnKind)| Column { program: Program::parse_expression(text).unwrap(), kind };
    let columns = [
        ("input", ColumnKind::Color),
        ("enclosed(figure(input), false)", ColumnKind::Mask),
        ("same_sides(input)", ColumnKind::Number),
        ("row_index(input)", ColumnKind::Number),
    ];
    let config = NetworkConfig { width: 16, key: 8, focus: 6 };
    Model::untrained(config, columns.map(column).to_vec(), 1, &Device::flex())
}

/// All predictors, in few views.
const ALL: PredictionOptions =
    PredictionOptions { learns: true, orientations: 2, renamings: 1, seed: 3, predictors: PredictorSet::ALL };

/// One predictor, in few views.
fn alone(name: &str) -> PredictionOptions {
    PredictionOptions { predictors: Predictor::named(name).unwrap().into(), ..ALL }
}

fn budget(ticks: u64) -> Budget {
    Budget::new(ticks, u64::MAX)
}

fn answer(options: &PredictionOptions, ticks: u64) -> Transduction {
    let task = task();
    let frame = Frame::of_inputs(&task).unwrap();
    transduce(&task, &[frame], &model(), options, &budget(ticks), &Device::flex())
}

fn shown(transduction: &Transduction) -> String {
    format!("{:?} {}", transduction.candidates, transduction.steps)
}

#[test]
fn it_learns_a_rule_from_the_pairs() {
    let transduction = answer(&alone("network"), 20_000_000);
    assert!(transduction.steps > 20, "only {} steps", transduction.steps);
    let best = &transduction.candidates[0][0];
    assert!(best.grid.same_cells(&grid("55500|53500|55500|00000")), "{best:?}");
    assert!((0.0..=1.0).contains(&best.confidence()) && best.left_out[1] == 1.0);
}

/// Several holes turn green; and the right answer.
fn rings() -> (Task, Arc<Grid>) {
    const RINGS: &str = "xxx0xxx|xhx0xhx|xxx0xxx|0000000|00xxx00|00xhx00|00xxx00";
    let turned: String = RINGS.chars().rev().collect();
    let drawn = |color: &str, hole: &str| grid(&RINGS.replace('x', color).replace('h', hole));
    // Forests know nothing of colors that they have not seen.
    let asked = |hole: &str| grid(&turned.replace('x', "2").replace('h', hole));
    let pair = |color: &str| Pair { input: drawn(color, "0"), output: drawn(color, "3") };
    let train = ["1", "2", "4"].map(pair).to_vec();
    (Task { id: "rings".to_owned(), train, tests: vec![asked("0")] }, asked("3"))
}

#[test]
fn columns_of_the_search_are_learned_at_test_time() {
    let (task, right) = rings();
    let column = Column { program: Program::parse_expression("input").unwrap(), kind: ColumnKind::Color };
    let config = NetworkConfig { width: 16, key: 8, focus: 6 };
    let model = Model::untrained(config, vec![column], 1, &Device::flex());
    let best = |frame: &Frame| {
        let frames = std::slice::from_ref(frame);
        let transduction = transduce(&task, frames, &model, &alone("network"), &budget(60_000_000), &Device::flex());
        transduction.candidates[0].first().map(|candidate| candidate.grid.same_cells(&right))
    };
    let mut frame = Frame::of_inputs(&task).unwrap();
    assert_eq!(best(&frame), Some(false), "colors alone do not tell what a hole is");
    let outputs = task.train.iter().map(|pair| &pair.output).chain([&right]);
    let holes = |grid: &Arc<Grid>| grid.cells().iter().map(|&color| i8::from(color == Color::Green)).collect();
    frame.columns = vec![outputs.map(holes).collect()];
    assert_eq!(best(&frame), Some(true));
    frame.columns[0][0].pop();
    assert_eq!(best(&frame), None, "a column without a number for each cell does not fit");
}

#[test]
fn the_forest_answers_alone_or_confirms_the_network() {
    let (task, right) = rings();
    let answer = |options: &PredictionOptions| {
        let frame = Frame::of_inputs(&task).unwrap();
        transduce(&task, &[frame], &model(), options, &budget(60_000_000), &Device::flex())
    };
    let forest = answer(&alone("forest"));
    assert_eq!(forest.steps, 0);
    let [candidate] = &forest.candidates[0][..] else { panic!("{forest:?}") };
    assert!(candidate.predictor.name == "forest" && !candidate.is_confirmed);
    assert!(candidate.grid.same_cells(&right), "{candidate:?}");
    assert_eq!(candidate.left_out, [1.0, 1.0]);
    let both = answer(&ALL);
    let best = &both.candidates[0][0];
    assert!(best.is_confirmed && best.grid.same_cells(&right), "{best:?}");
    assert!(best.confidence() > answer(&alone("network")).candidates[0][0].confidence());
}

#[test]
fn each_predictor_can_be_asked_alone() {
    for predictor in PREDICTORS {
        let transduction = answer(&alone(predictor.name), 20_000_000);
        let candidates = &transduction.candidates[0];
        assert!(!candidates.is_empty(), "{predictor} has nothing to say");
        for candidate in candidates {
            assert!(candidate.predictor == predictor && !candidate.is_confirmed, "{candidate:?}");
            assert!((0.0..=1.0).contains(&candidate.confidence()), "{candidate:?}");
        }
    }
}

#[test]
fn the_same_options_give_the_same_answers() {
    let (few, network) = (4_000_000, alone("network"));
    assert_eq!(shown(&answer(&network, few)), shown(&answer(&network, few)));
    assert_eq!(answer(&PredictionOptions { learns: false, ..network }, few).steps, 0);
}

#[test]
fn frames_that_do_not_fit_and_cancelled_tasks_get_no_candidates() {
    let task = task();
    let ask = |frames: &[Frame], is_cancelled: bool| {
        let budget = budget(20_000_000);
        if is_cancelled {
            budget.cancel.cancel();
        }
        transduce(&task, frames, &model(), &alone("network"), &budget, &Device::flex()).candidates
    };
    let frame = Frame::of_inputs(&task).unwrap();
    assert!(ask(std::slice::from_ref(&frame), true)[0].is_empty());
    let mut short = frame.clone();
    short.layers[0].pop();
    let mut narrow = frame;
    narrow.layers[0][0] = grid("12|34");
    assert!(ask(&[short, narrow, Frame::new(vec![])], false)[0].is_empty());
}
