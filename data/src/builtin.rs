//! The tasks that come with the program. They are our own; each shows one concept.

macro_rules! embed {
    ($($name:literal)*) => {
        /// Name and text of each task file.
        pub(crate) const TASKS: &[(&str, &str)] =
            &[$(($name, include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/builtin/", $name, ".json")))),*];
    };
}

embed! {
    "append_mirror_below"
    "checkerboard_fill_frames"
    "color_histogram"
    "connect_matching_dots"
    "content_bbox_crop"
    "count_objects_bar"
    "denoise_single_cells"
    "densest_compartment"
    "diagonal_rays"
    "erase_key_color"
    "extract_framed_picture"
    "fill_bounding_boxes"
    "fill_enclosed"
    "flood_rooms_from_seed"
    "gravity_down"
    "header_colors_column"
    "hollow_rectangles"
    "kaleidoscope_tile"
    "keep_most_common_color"
    "largest_object_color_cell"
    "largest_object_crop"
    "mark_line_crossings"
    "most_holes_crop"
    "most_repeated_shape"
    "odd_panel_out"
    "outline_objects"
    "panels_and"
    "panels_or_overlay"
    "panels_xor"
    "periodic_pattern_completion"
    "plus_around_dots"
    "rays_right_to_edge"
    "recolor_border_touching"
    "recolor_by_hole_count"
    "recolor_by_nearest_wall"
    "recolor_by_size"
    "reflect_across_line"
    "reverse_nested_rings"
    "rotate_clockwise"
    "shrink_uniform_blocks"
    "slide_to_wall_contact"
    "sort_columns_by_height"
    "summarize_noisy_boxes"
    "swap_two_colors"
    "symmetry_completion"
    "tile_two_down_three_across"
    "unique_color_crop"
    "upscale_triple"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::TASKS;
    use crate::Dataset;

    #[test]
    fn every_file_of_the_folder_is_embedded() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/builtin");
        let files: BTreeSet<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap().replace(".json", ""))
            .collect();
        assert_eq!(files, TASKS.iter().map(|(name, _)| name.to_string()).collect());
    }

    #[test]
    fn all_are_valid_and_have_answers() {
        let dataset = Dataset::built_in();
        assert_eq!(dataset.problems, []);
        assert_eq!(dataset.tasks.len(), TASKS.len());
        assert!(dataset.tasks.iter().all(|task| dataset.answers.is_complete(task)));
    }
}
