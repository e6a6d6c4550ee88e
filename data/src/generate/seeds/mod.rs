//! The seeds, one file for each group of concepts.

use std::sync::LazyLock;

use super::seed::Seed;

mod above_below;
mod centre;
mod clean_up;
mod complete_shape;
mod copy;
mod count;
mod crop;
mod denoise;
mod extend_to_boundary;
mod extract_objects;
mod filled;
mod gravity;
mod horizontal_vertical;
mod inside_outside;
mod lattice;
mod look_up;
mod move_to_boundary;
mod order;
mod panels;
mod period;
mod rays;
mod recolor;
mod regions;
mod rows;
mod rows_and_columns;
mod same_different;
mod sort;
mod stamps;
mod symmetry;
mod tiling;
mod top_bottom_2d;
mod top_bottom_3d;

const GROUPS: &[fn() -> Vec<Seed>] = &[
    above_below::seeds,
    centre::seeds,
    clean_up::seeds,
    complete_shape::seeds,
    copy::seeds,
    count::seeds,
    crop::seeds,
    denoise::seeds,
    extend_to_boundary::seeds,
    extract_objects::seeds,
    filled::seeds,
    gravity::seeds,
    horizontal_vertical::seeds,
    inside_outside::seeds,
    lattice::seeds,
    look_up::seeds,
    move_to_boundary::seeds,
    order::seeds,
    panels::seeds,
    period::seeds,
    rays::seeds,
    recolor::seeds,
    regions::seeds,
    rows::seeds,
    rows_and_columns::seeds,
    same_different::seeds,
    sort::seeds,
    stamps::seeds,
    symmetry::seeds,
    tiling::seeds,
    top_bottom_2d::seeds,
    top_bottom_3d::seeds,
];

/// Every seed, sorted by name.
pub fn all() -> &'static [Seed] {
    static TABLE: LazyLock<Vec<Seed>> = LazyLock::new(|| {
        let mut table: Vec<Seed> = GROUPS.iter().flat_map(|group| group()).collect();
        table.sort_by_key(|seed| seed.name);
        table
    });
    &TABLE
}

/// The seed of a name.
pub fn find(name: &str) -> Option<&'static Seed> {
    all().binary_search_by_key(&name, |seed| seed.name).ok().map(|index| &all()[index])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::generate::{Draft, Sampler, draw};

    /// Tasks drawn of each seed.
    const TASKS: usize = 20;
    /// At least one of so many drafts must become a task.
    const DRAFTS_PER_TASK: usize = 5;

    #[test]
    fn names_are_unique() {
        assert!(all().windows(2).all(|pair| pair[0].name < pair[1].name), "two seeds have the same name");
        assert!(all().iter().all(|seed| find(seed.name).is_some() && seed.description.ends_with('.')));
    }

    /// `SEEDS=name,name` in the environment tests these alone.
    #[test]
    fn seeds_give_well_posed_tasks() {
        let chosen = std::env::var("SEEDS").unwrap_or_default();
        let is_chosen = |seed: &&Seed| chosen.is_empty() || chosen.split(',').any(|name| name == seed.name);
        let failures: Vec<String> = all().iter().filter(is_chosen).filter_map(|seed| failure(seed).err()).collect();
        assert!(failures.is_empty(), "{} seeds fail:\n{}", failures.len(), failures.join("\n"));
    }

    fn failure(seed: &Seed) -> Result<(), String> {
        let mut rejected: BTreeMap<String, usize> = BTreeMap::new();
        let mut made = 0;
        let mut last = String::new();
        for number in 0..(TASKS * DRAFTS_PER_TASK) as u64 {
            let mut sampler = Sampler::at(1, number);
            let draft = Draft::new((seed.recipe)(&mut sampler)).map_err(|error| format!("{}: {error}", seed.name))?;
            match draw(&draft, &mut sampler) {
                Ok(drawn) => {
                    made += 1;
                    for pair in &drawn.pairs {
                        let replayed = draft.program.run_reference(&pair.input);
                        assert!(
                            replayed.is_ok_and(|grid| grid.same_cells(&pair.output)),
                            "{} does not replay",
                            seed.name
                        );
                    }
                }
                Err(reason) => {
                    *rejected.entry(reason.to_string()).or_default() += 1;
                    last = draft.program.to_string();
                }
            }
            if made == TASKS {
                return Ok(());
            }
        }
        Err(format!("{}: only {made} of {TASKS} tasks; rejected: {rejected:?}; the last one: {last}", seed.name))
    }
}
