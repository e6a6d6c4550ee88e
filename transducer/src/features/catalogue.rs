//! The catalogue of columns: every cheap application of the language to one grid, and the choice of those that tell most
//! about what happens to cells.

use std::collections::BTreeMap;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use arc_dsl::{
    BackgroundRule, Color, Direction, Expression, Grid, PrimitiveId, Program, Segmentation, Transform, Type, Value,
};
use data::{Augmentation, Pair};
use rayon::prelude::*;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use crate::features::balance::{Balance, KEPT, LABELS};
use crate::features::column::{Column, ColumnKind, Perception};

/// Highest cost of a candidate, in bits of description length.
const MAX_COST: u32 = 19;
/// Highest cost of a color that is read from the grid, in bits.
const MAX_ROLE_COST: u32 = 9;
/// Share of grids, in percent, on which a column must be defined.
const MIN_DEFINED: usize = 60;
/// Weight of the best, second best, ... column for a task.
const RANKS: [f32; 5] = [1.0, 0.6, 0.4, 0.3, 0.2];

/// Every application of one or two primitives to the grid and constants that could give a value per cell.
pub fn candidates() -> Vec<Arc<Expression>> {
    let input = Arc::new(Expression::Input);
    let literal = |value: Value| Expression::constant(value);
    let mut options: FxHashMap<Type, Vec<Arc<Expression>>> = FxHashMap::default();
    options.insert(Type::Grid, vec![input]);
    options.insert(Type::Direction, Direction::ALL.map(|way| literal(Value::Direction(way))).to_vec());
    options.insert(Type::Transform, Transform::ALL[1..].iter().map(|&by| literal(Value::Transform(by))).collect());
    options.insert(Type::Int, (0..=3).map(|number| literal(Value::Int(number))).collect());
    options.insert(Type::Bool, [true, false].map(|yes| literal(Value::Bool(yes))).to_vec());
    let is_usual = |segmentation: &&Segmentation| segmentation.background != BackgroundRule::Border;
    let segmentations = Segmentation::ALL.iter().filter(is_usual);
    options.insert(Type::Segmentation, segmentations.map(|&by| literal(Value::Segmentation(by))).collect());
    options.insert(Type::Color, vec![literal(Value::Color(Color::Black))]);
    let ways = Type::list(Type::Direction);
    let made = applications(&options, std::slice::from_ref(&ways), MAX_ROLE_COST);
    options.insert(ways, made);
    let roles = applications(&options, &[Type::Color], MAX_ROLE_COST);
    options.entry(Type::Color).or_default().extend(roles);
    let masks: Vec<_> = ["figure(input)", "cells_of(input, minor_color(input))", "cells_of(input, main_color(input))"]
        .into_iter()
        .map(|text| Program::parse_expression(text).expect("these primitives exist").body().clone())
        .collect();
    options.insert(Type::Mask, masks);
    applications(&options, &[Type::Plane, Type::Mask, Type::Grid], MAX_COST)
}

/// Applications of one primitive to options that give one of some types within a cost.
fn applications(
    options: &FxHashMap<Type, Vec<Arc<Expression>>>,
    results: &[Type],
    max_cost: u32,
) -> Vec<Arc<Expression>> {
    let mut made = Vec::new();
    for id in PrimitiveId::all().filter(|id| results.contains(&id.get().result)) {
        let parameters = &id.get().parameters;
        let is_pictured = |ty: &Type| matches!(ty, Type::Grid | Type::Mask);
        if parameters.iter().filter(|parameter| is_pictured(&parameter.ty)).count() > 1 {
            continue;
        }
        let rows = id.get().arguments_from(|ty| options.get(ty).map_or(&[][..], Vec::as_slice));
        let calls = rows.into_iter().map(|row| Arc::new(Expression::Call(id, row)));
        made.extend(calls.filter(|call| call.cost() <= max_cost));
    }
    made
}

/// Chooses columns that, together, tell most about what happens to the cells of some frames with known outputs.
///
/// A column's score for a task is how much better it predicts, beside the own color, what becomes of each cell of one pair
/// from the other pairs; of all columns, a greedy choice covers the tasks several times over.
pub fn choose_columns(tasks: &[Vec<Pair>], count: usize) -> Vec<Column> {
    let expressions = candidates();
    let measured: Vec<Vec<Option<Measured>>> =
        tasks.par_iter().enumerate().map(|(index, pairs)| measure(&expressions, pairs, index)).collect();
    let mut seen = FxHashSet::default();
    let mut kept: Vec<(usize, ColumnKind, Vec<f32>)> = Vec::new();
    for at in 0..expressions.len() {
        let of_tasks: Vec<Option<&Measured>> = measured.iter().map(|task| task[at].as_ref()).collect();
        let defined = of_tasks.iter().flatten().count();
        let Some(kind) = agreed_kind(&of_tasks) else { continue };
        let mut hasher = FxBuildHasher.build_hasher();
        of_tasks.iter().for_each(|task| task.map(|task| task.hash).hash(&mut hasher));
        if defined * 100 >= tasks.len() * MIN_DEFINED && seen.insert(hasher.finish()) {
            kept.push((at, kind, of_tasks.iter().map(|task| task.map_or(0.0, |task| task.score)).collect()));
        }
    }
    let mut best = vec![[0.0_f32; RANKS.len()]; tasks.len()];
    let mut chosen = Vec::new();
    while chosen.len() < count && !kept.is_empty() {
        let gain = |scores: &[f32]| -> f32 { scores.iter().zip(&best).map(|(&score, best)| gain(score, best)).sum() };
        let gains: Vec<f32> = kept.par_iter().map(|(_, _, scores)| gain(scores)).collect();
        let at = (0..kept.len()).max_by(|&left, &right| gains[left].total_cmp(&gains[right])).expect("not empty");
        let (expression, kind, scores) = kept.swap_remove(at);
        for (&score, best) in scores.iter().zip(&mut best) {
            insert(score, best);
        }
        let program = Program::new(expressions[expression].clone()).expect("candidates are well typed");
        chosen.push(Column { program, kind });
    }
    chosen
}

fn insert(score: f32, best: &mut [f32; RANKS.len()]) {
    let place = best.iter().position(|&known| known < score).unwrap_or(best.len());
    if place < best.len() {
        best[place..].rotate_right(1);
        best[place] = score;
    }
}

fn gain(score: f32, best: &[f32; RANKS.len()]) -> f32 {
    let total = |best: &[f32; RANKS.len()]| best.iter().zip(RANKS).map(|(score, rank)| score * rank).sum::<f32>();
    let mut with = *best;
    insert(score, &mut with);
    total(&with) - total(best)
}

/// What is known of a candidate on one task.
struct Measured {
    hash: u64,
    /// By how much it raises the balanced accuracy, 0 to 1.
    score: f32,
    is_color: bool,
    is_number: bool,
    is_mask: bool,
}

fn agreed_kind(tasks: &[Option<&Measured>]) -> Option<ColumnKind> {
    let all = |is: &dyn Fn(&Measured) -> bool| tasks.iter().flatten().all(|task| is(task));
    match () {
        () if all(&|task| task.is_mask && task.is_number) => Some(ColumnKind::Mask),
        () if all(&|task| task.is_number) => Some(ColumnKind::Number),
        () if all(&|task| task.is_color) => Some(ColumnKind::Color),
        () => None,
    }
}

fn measure(expressions: &[Arc<Expression>], pairs: &[Pair], index: usize) -> Vec<Option<Measured>> {
    // A recoloring that keeps black, since many primitives know it.
    let mut colors = Color::ALL;
    colors[1..].rotate_left(1 + index % 8);
    let recoloring = Augmentation::new(Transform::Identity, colors).expect("a rotation is a permutation");
    let mut perceptions: Vec<Perception> = pairs.iter().map(|pair| Perception::new(pair.input.clone())).collect();
    let recolored: Arc<Grid> = Arc::new(recoloring.grid(&pairs[0].input));
    let mut recolored = Perception::new(recolored);
    let labels: Vec<Vec<u8>> = pairs.iter().map(labels).collect();
    let own: Vec<Vec<i8>> = pairs.iter().map(|pair| own_colors(&pair.input)).collect();
    let baseline = accuracy(&own, &own, &labels);
    let recolor = |code: i8| {
        if (0..10).contains(&code) { recoloring.color(Color::ALL[code as usize]).index() as i8 } else { code }
    };
    expressions
        .iter()
        .map(|expression| {
            let codes: Vec<Vec<i8>> = perceptions.iter_mut().map(|it| it.codes(expression)).collect::<Option<_>>()?;
            let again = recolored.codes(expression)?;
            let cells = || codes.iter().flatten();
            Some(Measured {
                hash: FxBuildHasher.hash_one(&codes),
                score: (accuracy(&own, &codes, &labels) - baseline).max(0.0),
                is_color: cells().all(|code| (-1..10).contains(code))
                    && codes[0].iter().map(|&code| recolor(code)).eq(again.iter().copied()),
                is_number: codes[0] == again,
                is_mask: cells().all(|code| (0..2).contains(code)),
            })
        })
        .collect()
}

fn own_colors(grid: &Grid) -> Vec<i8> {
    grid.cells().iter().map(|color| color.index() as i8).collect()
}

/// What becomes of each cell: its new color, or 10 if it keeps its own.
fn labels(pair: &Pair) -> Vec<u8> {
    let cells = pair.input.cells().iter().zip(pair.output.cells());
    cells.map(|(before, after)| if before == after { KEPT as u8 } else { after.index() as u8 }).collect()
}

/// Accuracy, balanced between cells that change and cells that do not, of predicting each pair's labels from the other
/// pairs' cells of equal color and code.
fn accuracy(own: &[Vec<i8>], codes: &[Vec<i8>], labels: &[Vec<u8>]) -> f32 {
    let mut counts: BTreeMap<(i8, i8), Vec<[u32; LABELS]>> = BTreeMap::new();
    for (pair, ((own, codes), labels_of_pair)) in own.iter().zip(codes).zip(labels).enumerate() {
        for ((&own, &code), &label) in own.iter().zip(codes).zip(labels_of_pair) {
            let rows = counts.entry((own, code)).or_insert_with(|| vec![[0; LABELS]; labels.len()]);
            rows[pair][label as usize] += 1;
        }
    }
    let mut balance = Balance::default();
    for rows in counts.values() {
        for (pair, row) in rows.iter().enumerate() {
            let mut others = [0_u32; LABELS];
            for (_, row) in rows.iter().enumerate().filter(|(other, _)| *other != pair || rows.len() == 1) {
                others.iter_mut().zip(row).for_each(|(sum, count)| *sum += count);
            }
            balance.add(row, &others);
        }
    }
    balance.mean()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &str) -> Arc<Grid> {
        Arc::new(rows.parse().unwrap())
    }

    fn pair(input: &str, output: &str) -> Pair {
        Pair { input: grid(input), output: grid(output) }
    }

    #[test]
    fn the_column_that_explains_the_change_comes_first() {
        // What is enclosed turns red; the position is of no use.
        let tasks = [
            vec![pair("11100|10100|11100", "11100|12100|11100"), pair("00111|00101|00111", "00111|00121|00111")],
            vec![
                pair("33330|30030|33330", "33330|32230|33330"),
                pair("00000|03330|03030|03330", "00000|03330|03230|03330"),
            ],
        ];
        let chosen = choose_columns(&tasks, 8);
        assert_eq!(chosen.len(), 8);
        let tells = |column: &Column| {
            let tell = |pairs: &Vec<Pair>| {
                let codes = |pair: &Pair| Perception::new(pair.input.clone()).codes(column.program.body()).unwrap();
                let codes: Vec<Vec<i8>> = pairs.iter().map(codes).collect();
                let own: Vec<Vec<i8>> = pairs.iter().map(|pair| own_colors(&pair.input)).collect();
                accuracy(&own, &codes, &pairs.iter().map(labels).collect::<Vec<_>>())
            };
            tasks.iter().all(|pairs| tell(pairs) > 0.9)
        };
        assert!(tells(&chosen[0]), "{}", chosen[0].program);
    }

    #[test]
    fn kinds_are_told_by_recoloring() {
        let task = vec![pair("110|002|030", "110|002|030"), pair("120|402|130", "120|402|131")];
        let expressions: Vec<Arc<Expression>> = ["input", "row_index(input)", "figure(input)", "same_sides(input)"]
            .map(|text| Program::parse_expression(text).unwrap().body().clone())
            .to_vec();
        let kinds: Vec<Option<ColumnKind>> =
            measure(&expressions, &task, 0).iter().map(|measured| agreed_kind(&[measured.as_ref()])).collect();
        assert_eq!(kinds, [ColumnKind::Color, ColumnKind::Number, ColumnKind::Mask, ColumnKind::Number].map(Some));
    }

    #[test]
    fn accuracy_is_measured_from_pair_to_pair() {
        let own = [vec![0, 0, 0, 0], vec![0, 0, 0, 0]];
        let labels = [vec![10, 10, 3, 3], vec![10, 10, 3, 10]];
        assert_eq!(accuracy(&own, &[vec![0, 0, 1, 1], vec![0, 0, 1, 2]], &labels), (1.0 + 0.8) / 2.0);
        let alike = [vec![0, 1, 2, 3], vec![4, 5, 6, 7]];
        assert_eq!(accuracy(&own, &alike, &labels), 0.0, "codes that no other pair has tell nothing");
    }
}
