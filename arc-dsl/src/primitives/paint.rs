//! Objects painted back: recolored, moved, replaced, erased.

use std::sync::Arc;

use crate::color::Color;
use crate::matrix::Grid;
use crate::object::Object;
use crate::space::Point;
use crate::value::Each;

primitives! {
    family "paint";

    /// An object painted onto a grid at its position.
    #[example = "paint_object({000|000}, moved(first(objects({110|000}, mono4)), (1, 1))) = {000|011}"]
    #[cost = 4]
    fn paint_object(grid: &Grid, object: &Object) -> Grid {
        let mut grid = grid.clone();
        object.paint_on(&mut grid);
        grid
    }

    /// Objects painted onto a grid in order, later ones above.
    #[example = "paint_objects({000}, objects({102}, mono4)) = {102}"]
    #[cost = 4]
    fn paint_objects(grid: &Grid, objects: Vec<&Object>) -> Grid {
        let mut grid = grid.clone();
        objects.iter().for_each(|object| object.paint_on(&mut grid));
        grid
    }

    /// An object alone on a background of the size of its scene.
    #[example = "draw_object(first(objects({102}, mono4))) = {100}"]
    #[cost = 4]
    fn draw_object(object: &Object) -> Option<Grid> {
        let mut grid = canvas(object)?;
        object.paint_on(&mut grid);
        Some(grid)
    }

    /// Objects alone on a background of the size of their scene.
    #[example = "draw_objects(filter(objects({102}, mono4), o -> equal(color(o), red))) = {002}"]
    #[cost = 3]
    fn draw_objects(objects: Vec<&Object>) -> Option<Grid> {
        let mut grid = canvas(objects.first()?)?;
        objects.iter().for_each(|object| object.paint_on(&mut grid));
        Some(grid)
    }

    /// A grid with background in the place of an object.
    #[example = "erase_object({102}, first(objects({102}, mono4))) = {002}"]
    #[cost = 4]
    fn erase_object(grid: &Grid, object: &Object) -> Grid {
        let mut grid = grid.clone();
        object.erase_from(&mut grid);
        grid
    }

    /// A grid with background in the place of objects.
    #[example = "erase_objects({102}, objects({102}, mono4)) = {000}"]
    #[cost = 4]
    fn erase_objects(grid: &Grid, objects: Vec<&Object>) -> Option<Grid> {
        objects.first()?;
        Some(without(grid, &objects))
    }

    /// A grid with each object painted in the color that a function gives.
    #[example = "recolor_by({1022}, objects({1022}, mono4), o -> if is_dot(o) then green else red) = {3022}"]
    #[cost = 3]
    fn recolor_by(grid: &Grid, objects: Vec<&Object>, color: Each<&Object, Color>) -> Option<Grid> {
        objects.first()?;
        let mut grid = grid.clone();
        for (object, &color) in objects.iter().zip(color.iter()) {
            object.points().for_each(|(point, _)| grid.set(point, color));
        }
        Some(grid)
    }

    /// A grid with each object moved by the displacement that a function gives; all are erased before any is painted.
    #[example = "move_by({100|020}, objects({100|020}, mono4), o -> (0, 1)) = {010|002}"]
    #[cost = 3]
    fn move_by(grid: &Grid, objects: Vec<&Object>, displacement: Each<&Object, Point>) -> Option<Grid> {
        objects.first()?;
        let mut grid = without(grid, &objects);
        for (object, &by) in objects.iter().zip(displacement.iter()) {
            object.points().for_each(|(point, color)| grid.set(point + by, color));
        }
        Some(grid)
    }

    /// A grid with each object replaced by the object that a function gives; all are erased before any is painted.
    #[example = "replace_by({102}, objects({102}, mono4), o -> recolor(o, green)) = {303}"]
    #[cost = 4]
    fn replace_by(grid: &Grid, objects: Vec<&Object>, replacement: Each<&Object, &Object>) -> Option<Grid> {
        objects.first()?;
        let mut grid = without(grid, &objects);
        replacement.iter().for_each(|object| object.paint_on(&mut grid));
        Some(grid)
    }

    /// A grid without the objects for which a condition holds.
    #[example = "erase_where({1022}, objects({1022}, mono4), o -> is_dot(o)) = {0022}"]
    #[cost = 4]
    fn erase_where(grid: &Grid, objects: Vec<&Object>, condition: Each<&Object, bool>) -> Option<Grid> {
        if !condition.contains(&true) {
            return None;
        }
        let mut grid = grid.clone();
        let chosen = objects.iter().zip(condition.iter()).filter(|&(_, &is_chosen)| is_chosen);
        chosen.for_each(|(object, _)| object.erase_from(&mut grid));
        Some(grid)
    }

    /// An object in one color.
    #[example = "recolor(first(objects({110}, mono4)), red) = first(objects({220}, mono4))"]
    #[cost = 3]
    fn recolor(object: Arc<Object>, color: Color) -> Arc<Object> {
        if object.cells().cells().iter().flatten().all(|&own| own == color) {
            return object;
        }
        Arc::new(object.recolored(|_| color))
    }
}

/// The empty scene of an object.
fn canvas(object: &Object) -> Option<Grid> {
    Grid::filled(object.frame().height as usize, object.frame().width as usize, object.background())
}

fn without(grid: &Grid, objects: &[&Object]) -> Grid {
    let mut grid = grid.clone();
    objects.iter().for_each(|object| object.erase_from(&mut grid));
    grid
}
