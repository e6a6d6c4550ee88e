//! Seeds about: panels and logic.

use crate::generate::Recipe;
use crate::generate::parts::panels;
use crate::seeds;

seeds! {
    group "panels and logic";

    /// Two panels are laid over each other: where both are filled, a color marks it.
    fn panels_both(task) {
        let [line, left, right, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_and(figure(first(p)), figure(last(p))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 50, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }

    /// Two panels are laid over each other: where just one is filled, a color marks it.
    fn panels_one_of_two(task) {
        let [line, left, right, mark] = task.palette();
        let program = format!(
            "let p = panels(input) in \
             mask_to_grid(mask_xor(figure(first(p)), figure(last(p))), {mark}, black)"
        );
        let is_beside = task.chance(50);
        Recipe::new(program, move |pair| {
            let size = pair.size(3..=7);
            let pictures = panels::random(pair, size, 50, &[left, right]);
            panels::join(&pictures, if is_beside { 2 } else { 1 }, line)
        })
    }
}
