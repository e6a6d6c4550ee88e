//! Names that were once spelled the British way. Both spellings are understood wherever a name is looked up: on the command
//! line, in a data set that was exported before, in the submission of an older version.

/// Each renamed task and concept: the name of today, and the one it had before.
const RENAMED: [(&str, &str); 21] = [
    // Built-in tasks.
    ("color_histogram", "colour_histogram"),
    ("erase_key_color", "erase_key_colour"),
    ("header_colors_column", "header_colours_column"),
    ("keep_most_common_color", "keep_most_common_colour"),
    ("largest_object_color_cell", "largest_object_colour_cell"),
    ("recolor_border_touching", "recolour_border_touching"),
    ("recolor_by_hole_count", "recolour_by_hole_count"),
    ("recolor_by_nearest_wall", "recolour_by_nearest_wall"),
    ("recolor_by_size", "recolour_by_size"),
    ("summarize_noisy_boxes", "summarise_noisy_boxes"),
    ("swap_two_colors", "swap_two_colours"),
    ("unique_color_crop", "unique_colour_crop"),
    // Concepts.
    ("complete_around_center", "complete_around_centre"),
    ("mark_center_of_boxes", "mark_centre_of_boxes"),
    ("move_into_center_of_box", "move_into_centre_of_box"),
    ("move_object_to_center_of_picture", "move_object_to_centre_of_picture"),
    ("nest_with_common_center", "nest_with_common_centre"),
    ("rays_from_block_centers", "rays_from_block_centres"),
    ("recolor_like_center", "recolor_like_centre"),
    // Groups of concepts.
    ("center", "centre"),
    ("sort and serialize", "sort and serialise"),
];

/// The other spelling of a renamed name, from new to old or from old to new.
pub(crate) fn other_spelling(name: &str) -> Option<&'static str> {
    RENAMED.iter().find_map(|&(new, old)| match name {
        _ if name == new => Some(old),
        _ if name == old => Some(new),
        _ => None,
    })
}

/// The name that was used first. Choices that are made by a hash of a name take this one, so that a new spelling changes no
/// choice.
pub(crate) fn first_spelling(name: &str) -> &str {
    RENAMED.iter().find(|(new, _)| *new == name).map_or(name, |(_, old)| old)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Concept, Dataset};

    #[test]
    fn every_renamed_thing_is_there_under_its_new_name_alone() {
        let tasks = Dataset::built_in().tasks;
        let ids = tasks.iter().map(|task| task.id.as_str());
        let concepts = Concept::all().iter().flat_map(|concept| [concept.name, concept.group]);
        let names: Vec<&str> = ids.chain(concepts).collect();
        for (new, old) in RENAMED {
            assert!(names.contains(&new) && !names.contains(&old), "{old} -> {new}");
            assert_eq!((other_spelling(new), other_spelling(old)), (Some(old), Some(new)));
        }
        assert_eq!(other_spelling("gravity_down"), None);
    }

    #[test]
    fn names_are_in_american_spelling() {
        let british = ["colour", "centre", "grey", "neighbour", "behaviour", "ise_", "isation"];
        let ids: Vec<String> = Dataset::built_in().tasks.into_iter().map(|task| task.id).collect();
        let concepts = Concept::all().iter().flat_map(|concept| [concept.name, concept.group, concept.description]);
        for name in concepts.chain(ids.iter().map(String::as_str)) {
            // Noise is spelled alike on both sides.
            let name = name.replace("noise", "");
            assert!(british.iter().all(|part| !name.contains(part)), "{name}");
        }
    }
}
