//! The concepts, one file for each group of concepts.

use std::sync::LazyLock;

use super::concept::Concept;
use crate::spelling::other_spelling;

mod above_below;
mod center;
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
mod symmetry;
mod tiling;

const GROUPS: &[fn() -> Vec<Concept>] = &[
    above_below::concepts,
    center::concepts,
    clean_up::concepts,
    complete_shape::concepts,
    copy::concepts,
    count::concepts,
    crop::concepts,
    denoise::concepts,
    extend_to_boundary::concepts,
    extract_objects::concepts,
    filled::concepts,
    gravity::concepts,
    horizontal_vertical::concepts,
    inside_outside::concepts,
    lattice::concepts,
    look_up::concepts,
    move_to_boundary::concepts,
    order::concepts,
    panels::concepts,
    period::concepts,
    rays::concepts,
    recolor::concepts,
    regions::concepts,
    rows::concepts,
    rows_and_columns::concepts,
    same_different::concepts,
    sort::concepts,
    symmetry::concepts,
    tiling::concepts,
];

impl Concept {
    /// Every concept, sorted by name.
    pub fn all() -> &'static [Concept] {
        static TABLE: LazyLock<Vec<Concept>> = LazyLock::new(|| {
            let mut table: Vec<Concept> = GROUPS.iter().flat_map(|group| group()).collect();
            table.sort_by_key(|concept| concept.name);
            table
        });
        &TABLE
    }

    /// The concept of a name, in either spelling of a renamed one.
    pub fn find(name: &str) -> Option<&'static Concept> {
        let all = Concept::all();
        let find = |name: &str| all.binary_search_by_key(&name, |concept| concept.name).ok();
        find(name).or_else(|| find(other_spelling(name)?)).map(|index| &all[index])
    }

    /// The concepts of a group, in either spelling of a renamed one; none if there is no such group.
    pub fn of_group(name: &str) -> Vec<&'static Concept> {
        let is_meant = |group| group == name || Some(group) == other_spelling(name);
        Concept::all().iter().filter(|concept| is_meant(concept.group)).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::generate::draw::{Draft, draw};
    use crate::random::Sampler;

    /// Tasks drawn of each concept.
    const TASKS: usize = 20;
    /// One draft of this number must become a task, on average.
    const DRAFTS_PER_TASK: usize = 5;

    #[test]
    fn names_are_unique() {
        assert!(Concept::all().windows(2).all(|pair| pair[0].name < pair[1].name), "two concepts have the same name");
        assert!(
            Concept::all()
                .iter()
                .all(|concept| Concept::find(concept.name).is_some() && concept.description.ends_with('.'))
        );
    }

    #[test]
    fn a_new_spelling_moves_no_concept_between_the_held_out_ones_and_the_others() {
        let percentile = |name: &str| Concept::find(name).unwrap().percentile();
        assert_eq!(percentile("complete_around_center"), 66);
        assert_eq!(percentile("move_into_centre_of_box"), 44);
    }

    /// `CONCEPTS=name,name` in the environment tests these alone.
    #[test]
    fn concepts_give_well_posed_tasks() {
        let chosen = std::env::var("CONCEPTS").unwrap_or_default();
        let is_chosen = |concept: &&Concept| chosen.is_empty() || chosen.split(',').any(|name| name == concept.name);
        let failures: Vec<String> =
            Concept::all().iter().filter(is_chosen).filter_map(|concept| failure(concept).err()).collect();
        assert!(failures.is_empty(), "{} concepts fail:\n{}", failures.len(), failures.join("\n"));
    }

    fn failure(concept: &Concept) -> Result<(), String> {
        let mut rejected: BTreeMap<String, usize> = BTreeMap::new();
        let mut made = 0;
        let mut last = String::new();
        for number in 0..(TASKS * DRAFTS_PER_TASK) as u64 {
            let mut sampler = Sampler::at(1, number);
            let draft =
                Draft::new((concept.recipe)(&mut sampler)).map_err(|error| format!("{}: {error}", concept.name))?;
            match draw(&draft, &mut sampler) {
                Ok(drawn) => {
                    made += 1;
                    for pair in &drawn.pairs {
                        let replayed = draft.program.run_reference(&pair.input);
                        assert!(
                            replayed.is_ok_and(|grid| grid.same_cells(&pair.output)),
                            "{} does not replay",
                            concept.name
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
        Err(format!("{}: only {made} of {TASKS} tasks; rejected: {rejected:?}; the last one: {last}", concept.name))
    }
}
