//! Objects painted back: recolored, moved, replaced, erased.

use std::sync::Arc;

use crate::primitives::support::colors::background_of;
use crate::primitives::support::objects::box_points;
use crate::primitives::support::objects::enclosed;
use crate::values::{Color, Direction, Each, Grid, Mask, Object, Plane, Point, Transform};

primitives! {
    family "paint";

    /// An object painted onto a grid at its position.
    #[example = "paint_object({000|000}, moved(first(objects({110|000}, mono4)), (1, 1))) = {000|011}"]
    #[cost = 8]
    fn paint_object(grid: &Grid, object: &Object) -> Grid {
        let mut grid = grid.clone();
        object.paint_on(&mut grid);
        grid
    }

    /// Objects painted onto a grid in order, later ones above.
    #[example = "paint_objects({000}, objects({102}, mono4)) = {102}"]
    #[cost = 8]
    fn paint_objects(grid: &Grid, objects: Vec<&Object>) -> Grid {
        let mut grid = grid.clone();
        objects.iter().for_each(|object| object.paint_on(&mut grid));
        grid
    }

    /// An object alone on a background of the size of its scene.
    #[example = "draw_object(first(objects({102}, mono4))) = {100}"]
    #[cost = 6]
    fn draw_object(object: &Object) -> Option<Grid> {
        let mut grid = canvas(object)?;
        object.paint_on(&mut grid);
        Some(grid)
    }

    /// Objects alone on a background of the size of their scene.
    #[example = "draw_objects(filter(objects({102}, mono4), o -> equal(color(o), red))) = {002}"]
    #[cost = 7]
    fn draw_objects(objects: Vec<&Object>) -> Option<Grid> {
        let mut grid = canvas(objects.first()?)?;
        objects.iter().for_each(|object| object.paint_on(&mut grid));
        Some(grid)
    }

    /// A grid with background in the place of an object.
    #[example = "erase_object({102}, first(objects({102}, mono4))) = {002}"]
    #[cost = 6]
    fn erase_object(grid: &Grid, object: &Object) -> Grid {
        let mut grid = grid.clone();
        object.erase_from(&mut grid);
        grid
    }

    /// A grid with background in the place of objects.
    #[example = "erase_objects({102}, objects({102}, mono4)) = {000}"]
    #[cost = 8]
    fn erase_objects(grid: &Grid, objects: Vec<&Object>) -> Grid {
        without(grid, &objects)
    }

    /// A grid with each object painted in the color that a function gives.
    #[example = "recolor_by({1022}, objects({1022}, mono4), o -> if is_dot(o) then green else red) = {3022}"]
    #[cost = 6]
    fn recolor_by(grid: &Grid, objects: Vec<&Object>, color: Each<&Object, Color>) -> Grid {
        let mut grid = grid.clone();
        for (object, &color) in objects.iter().zip(color.iter()) {
            object.points().for_each(|(point, _)| grid.set(point, color));
        }
        grid
    }

    /// A grid with each object moved by the displacement that a function gives; all are erased before any is painted.
    #[example = "move_by({100|020}, objects({100|020}, mono4), o -> (0, 1)) = {010|002}"]
    #[cost = 6]
    fn move_by(grid: &Grid, objects: Vec<&Object>, displacement: Each<&Object, Point>) -> Grid {
        let mut grid = without(grid, &objects);
        for (object, &by) in objects.iter().zip(displacement.iter()) {
            object.points().for_each(|(point, color)| grid.set(point + by, color));
        }
        grid
    }

    /// A grid with the cells of a color moved by a displacement over the others, and background where they were;
    /// undefined if the color is the background.
    #[example = "move_color({200|111}, red, (0, 1)) = {020|111}"]
    #[cost = 8]
    fn move_color(grid: &Grid, color: Color, by: Point) -> Option<Grid> {
        let background = background_of(grid);
        (color != background).then(|| {
            grid.like(|row, col| match grid[(row, col)] {
                _ if grid.get(Point::at(row, col) - by) == Some(color) => color,
                own if own == color => background,
                own => own,
            })
        })
    }

    /// A grid with each object replaced by the object that a function gives; all are erased before any is painted.
    #[example = "replace_by({102}, objects({102}, mono4), o -> recolor(o, green)) = {303}"]
    #[cost = 6]
    fn replace_by(grid: &Grid, objects: Vec<&Object>, replacement: Each<&Object, &Object>) -> Grid {
        let mut grid = without(grid, &objects);
        replacement.iter().for_each(|object| object.paint_on(&mut grid));
        grid
    }

    /// A grid without the objects for which a condition holds.
    #[example = "erase_where({1022}, objects({1022}, mono4), o -> is_dot(o)) = {0022}"]
    #[cost = 7]
    fn erase_where(grid: &Grid, objects: Vec<&Object>, condition: Each<&Object, bool>) -> Grid {
        let mut grid = grid.clone();
        let chosen = objects.iter().zip(condition.iter()).filter(|&(_, &is_chosen)| is_chosen);
        chosen.for_each(|(object, _)| object.erase_from(&mut grid));
        grid
    }

    /// A grid with the objects that a function gives painted over it.
    #[example = "add_by({100}, objects({100}, mono4), o -> moved(o, (0, 1))) = {110}"]
    #[cost = 8]
    fn add_by(grid: &Grid, objects: Vec<&Object>, addition: Each<&Object, &Object>) -> Grid {
        let _ = objects; // The results are there already.
        let mut grid = grid.clone();
        addition.iter().for_each(|object| object.paint_on(&mut grid));
        grid
    }

    /// A grid with the objects that a function gives painted where it has background.
    #[example = "add_behind_by({120}, objects({120}, mono4), o -> moved(o, (0, 1))) = {122}"]
    #[cost = 9]
    fn add_behind_by(grid: &Grid, objects: Vec<&Object>, addition: Each<&Object, &Object>) -> Grid {
        let _ = objects; // The results are there already.
        let mut grid = grid.clone();
        addition.iter().for_each(|object| paint_behind_on(&mut grid, object));
        grid
    }

    /// An object painted onto a grid where it has background.
    #[example = "paint_behind({020}, first(objects({111}, mono4))) = {121}"]
    #[cost = 9]
    fn paint_behind(grid: &Grid, object: &Object) -> Grid {
        let mut grid = grid.clone();
        paint_behind_on(&mut grid, object);
        grid
    }

    /// A grid with the background inside each object's holes in the color that a function gives.
    #[example = "fill_holes_by({111|101|111}, objects({111|101|111}, mono4), o -> red) = {111|121|111}"]
    #[cost = 7]
    fn fill_holes_by(grid: &Grid, objects: Vec<&Object>, color: Each<&Object, Color>) -> Grid {
        fill_by(grid, &objects, &color, |object| {
            let points = enclosed(object).map(|mask| mask.points().collect::<Vec<Point>>());
            points.unwrap_or_default().into_iter().map(|point| point + object.position())
        })
    }

    /// A grid with the background inside each object's bounding box in the color that a function gives.
    #[example = "fill_boxes_by({110|100}, objects({110|100}, mono4), o -> red) = {110|120}"]
    #[cost = 8]
    fn fill_boxes_by(grid: &Grid, objects: Vec<&Object>, color: Each<&Object, Color>) -> Grid {
        fill_by(grid, &objects, &color, box_points)
    }

    /// A grid with the background around each object, corners included, in the color that a function gives.
    #[example = "outline_by({000|010|000}, objects({000|010|000}, mono4), o -> red) = {222|212|222}"]
    #[cost = 8]
    fn outline_by(grid: &Grid, objects: Vec<&Object>, color: Each<&Object, Color>) -> Grid {
        fill_by(grid, &objects, &color, |object| {
            object.points().flat_map(|(point, _)| Direction::ALL.map(|step| point + step.delta()))
        })
    }

    /// A grid with each object turned or mirrored in its place.
    #[example = "turn_each({110|100}, objects({110|100}, mono4), rotate180) = {010|110}"]
    #[cost = 7]
    fn turn_each(grid: &Grid, objects: Vec<&Object>, by: Transform) -> Grid {
        let mut turned = without(grid, &objects);
        for object in &objects {
            for ((row, col), color) in object.cells().transform(by).indexed() {
                if let Some(color) = color {
                    turned.set(object.position() + Point::at(row, col), color);
                }
            }
        }
        turned
    }

    /// The cells of the objects for which a condition holds.
    #[example = "mask_by({1022}, objects({1022}, mono4), o -> is_dot(o)) = mask{#...}"]
    #[cost = 8]
    fn mask_by(grid: &Grid, objects: Vec<&Object>, condition: Each<&Object, bool>) -> Mask {
        let mut mask = grid.map(|_| false);
        for (object, _) in objects.iter().zip(condition.iter()).filter(|&(_, &is_chosen)| is_chosen) {
            object.points().for_each(|(point, _)| mask.set(point, true));
        }
        mask
    }

    /// A plane with the number that a function gives on each object's cells, and 0 elsewhere.
    #[example = "plane_by({1022}, objects({1022}, mono4), o -> area(o)) = plane{1 0 2 2}"]
    #[cost = 8]
    fn plane_by(grid: &Grid, objects: Vec<&Object>, number: Each<&Object, i32>) -> Plane {
        let mut plane = grid.map(|_| 0);
        for (object, &number) in objects.iter().zip(number.iter()) {
            object.points().for_each(|(point, _)| plane.set(point, number));
        }
        plane
    }

    /// An object in one color.
    #[example = "recolor(first(objects({110}, mono4)), red) = first(objects({220}, mono4))"]
    #[cost = 7]
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

fn paint_behind_on(grid: &mut Grid, object: &Object) {
    for (point, color) in object.points() {
        if grid.get(point) == Some(object.background()) {
            grid.set(point, color);
        }
    }
}

/// The grid with background painted in each object's color at the points that belong to the object.
fn fill_by<'a, I: Iterator<Item = Point>>(
    grid: &Grid,
    objects: &[&'a Object],
    colors: &[Color],
    points: impl Fn(&'a Object) -> I,
) -> Grid {
    let mut filled = grid.clone();
    for (&object, &color) in objects.iter().zip(colors) {
        for point in points(object) {
            if grid.get(point) == Some(object.background()) {
                filled.set(point, color);
            }
        }
    }
    filled
}
