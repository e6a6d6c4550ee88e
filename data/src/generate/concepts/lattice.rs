//! Concepts about: lattice cells.

use arc_dsl::{Color, Direction, Grid, Point, Size};

use crate::generate::concept::{Recipe, concepts};
use crate::generate::parts::{lines, noise, panels, shapes, textures};
use crate::random::Sampler;

concepts! {
    group "lattice cells";

    /// Each room of the lattice becomes one cell in the color of what is in it.
    fn one_cell_for_each_room(task) {
        let line = task.color();
        let palette = task.colors_except(4, &[line]);
        Recipe::new("panel_summary(input, black)", move |pair| {
            let (counts, room) = (pair.size(2..=5), Size::new(pair.int(1..=4) as i32, pair.int(2..=4) as i32));
            let rooms: Vec<Grid> = (0..counts.area())
                .map(|_| {
                    let color = pair.pick(&palette);
                    match pair.int(0..=2) {
                        0 => shapes::block(room, Color::Black),
                        1 => shapes::block(room, color),
                        _ => textures::sparse(pair, room, 50, color),
                    }
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// The fullest room of the lattice is filled, with a color of its own.
    fn fill_fullest_room(task) {
        let [line, dot, filling] = task.palette();
        let program = format!("paint_mask(input, in_fullest_panel(input), {filling})");
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=4), pair.size(3..=5));
            let most = pair.int(3..=room.area() as usize - 3);
            let count = counts.area() as usize;
            let chosen = pair.below(count);
            let rooms: Vec<Grid> = (0..count)
                .map(|index| {
                    let cells = if index == chosen { most } else { pair.int(0..=most - 1) };
                    let mut picture = shapes::block(room, Color::Black);
                    noise::salt(pair, &mut picture, cells, dot);
                    picture
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Filled rooms of the same color in one row or column of the lattice are linked by rooms of their color.
    fn link_rooms_along_axis(task) {
        let (line, direction) = (task.color(), task.pick(&[Direction::Right, Direction::Down]));
        let palette = task.colors_except(3, &[line]);
        let program = format!("paint_plane(input, panel_between(input, {direction}))");
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(4..=6), pair.size(1..=3));
            let mut colors = vec![Color::Black; counts.area() as usize];
            let is_across = direction == Direction::Right;
            let (lanes, length) = if is_across { (counts.height, counts.width) } else { (counts.width, counts.height) };
            for lane in 0..lanes as usize {
                let filled = pair.pick(&[0, 1, 2, 2]);
                let color = pair.pick(&palette);
                for at in pair.distinct(0..=length as usize - 1, filled) {
                    let (row, col) = if is_across { (lane, at) } else { (at, lane) };
                    colors[row * counts.width as usize + col] = color;
                }
            }
            let rooms: Vec<Grid> = colors.into_iter().map(|color| shapes::block(room, color)).collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Rooms at certain places of the lattice are filled, however large they are.
    fn fill_rooms_by_place(task) {
        let line = task.color();
        let fillings = task.colors_except(3, &[line]);
        let places: Vec<usize> = task.distinct(0..=8, 3);
        let rows: Vec<String> = (0..3).map(|index| format!("[{}, {}]", places[index], index + 1)).collect();
        let options: Vec<String> = fillings.iter().map(|color| format!("fill_like(input, {color})")).collect();
        let program = format!(
            "choose(look_up([panel_number(input)], [{}], 0), [input, {}])",
            rows.join(", "),
            options.join(", ")
        );
        Recipe::new(program, move |pair| {
            let (rows, cols) = ([pair.int(1..=4), pair.int(1..=5)], [pair.int(1..=4), pair.int(1..=5)]);
            let rows = [rows[0], rows[0] + rows[1] + 1];
            let cols = [cols[0], cols[0] + cols[1] + 1];
            let (height, width) = (rows[1] + pair.int(2..=5), cols[1] + pair.int(2..=5));
            let ground = shapes::block(Size::new(height as i32, width as i32), Color::Black);
            Some(lines::streets(&ground, &rows, &cols, line))
        })
    }

    /// The rooms of the lattice are filled like the squares of a checkerboard.
    fn checker_of_rooms(task) {
        let [line, light, dark] = task.palette();
        let program = if task.chance(50) {
            format!("choose(look_up([panel_checker(input)], [[0, 1], [1, 2]], 0), \
                     [input, fill_like(input, {light}), fill_like(input, {dark})])")
        } else {
            format!("choose(look_up([panel_checker(input)], [[1, 1]], 0), [input, fill_like(input, {dark})])")
        };
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=5), pair.size(1..=4));
            panels::lattice(counts, room, line)
        })
    }

    /// The dots in any room are copied to the same place in all rooms.
    fn copy_dots_to_all_rooms(task) {
        let line = task.color();
        let palette = task.colors_except(3, &[line]);
        Recipe::new("paint_plane(input, panel_mate_color(input))", move |pair| {
            let (counts, room) = (Size::new(pair.int(1..=3) as i32, pair.int(2..=4) as i32), pair.size(3..=5));
            let mut grid = panels::lattice(counts, room, line)?;
            let count = pair.int(2..=4);
            for cell in pair.distinct(0..=room.area() as usize - 1, count) {
                let (row, col) = (pair.below(counts.height as usize), pair.below(counts.width as usize));
                let (inner, color) = (cell as i32, pair.pick(&palette));
                let at = panels::corner_of(room, row, col) + Point::new(inner / room.width, inner % room.width);
                grid.set(at, color);
            }
            Some(grid)
        })
    }

    /// The lattice is taken away and its rooms move together.
    fn take_lattice_away(task) {
        let line = task.color();
        let palette = task.colors_except(3, &[line]);
        Recipe::new("drop_separators(input)", move |pair| {
            let (counts, room) = (pair.size(2..=4), pair.size(1..=4));
            let count = pair.int(1..=3);
            let mut shown = pair.picks(&palette, count);
            shown.push(Color::Black);
            let rooms: Vec<Grid> = (0..counts.area()).map(|_| textures::random(pair, room, &shown)).collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Each empty room takes the color of the nearest filled room on one side.
    fn rooms_take_color_from_one_side(task) {
        let (line, side) = (task.color(), task.direction());
        let palette = task.colors_except(4, &[line]);
        let program = format!("paint_plane(input, panel_seen(input, {side}))");
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(3..=6), pair.size(1..=3));
            let mut rooms = vec![shapes::block(room, Color::Black); counts.area() as usize];
            // At most one filled room in each lane, so that none is painted over.
            let is_across = matches!(side, Direction::Left | Direction::Right);
            let (lanes, length) = if is_across { (counts.height, counts.width) } else { (counts.width, counts.height) };
            for lane in 0..lanes as usize {
                if pair.chance(65) {
                    let at = pair.below(length as usize);
                    let (row, col) = if is_across { (lane, at) } else { (at, lane) };
                    rooms[row * counts.width as usize + col] = shapes::block(room, pair.pick(&palette));
                }
            }
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// The crossings of the lattice are marked.
    fn mark_lattice_crossings(task) {
        let [line, mark] = task.palette();
        let others = task.colors_except(2, &[line, mark]);
        let program = format!(
            "let m = cells_of(input, {line}) in paint_mask(input, mask_and(full_rows(m), full_cols(m)), {mark})"
        );
        Recipe::new(program, move |pair| {
            let size = pair.size(8..=18);
            let ground = textures::sparse(pair, size, 8, others[0]);
            let (down, across) = (pair.int(1..=3), pair.int(1..=3));
            let rows = spaced(pair, size.height as usize, down);
            let cols = spaced(pair, size.width as usize, across);
            Some(lines::streets(&ground, &rows, &cols, line))
        })
    }

    /// The one room that is different from all others is cut out.
    fn extract_odd_room(task) {
        let line = task.color();
        let palette = task.colors_except(3, &[line]);
        Recipe::new("unique_by(panels(input), p -> p)", move |pair| {
            let (counts, room) = (Size::new(pair.int(1..=3) as i32, pair.int(3..=4) as i32), pair.size(2..=5));
            let mut shown = pair.picks(&palette, 2);
            shown.push(Color::Black);
            let common = textures::random(pair, room, &shown);
            let mut odd = common.clone();
            let changes = pair.int(1..=3);
            for cell in pair.distinct(0..=odd.area() - 1, changes) {
                let before = odd.cells()[cell];
                let other: Vec<Color> = shown.iter().copied().filter(|&color| color != before).collect();
                odd.cells_mut()[cell] = pair.pick(&other);
            }
            let mut rooms = vec![common; counts.area() as usize];
            let chosen = pair.below(rooms.len());
            rooms[chosen] = odd;
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// The answer has one cell for each room between the lines, in the color of the ground.
    fn size_of_lattice(task) {
        let palette = task.colors(6);
        let program = "canvas(panel_counts(input), most_common_color(input))";
        Recipe::new(program, move |pair| {
            let (size, colors) = (pair.size(9..=20), pair.picks(&palette, 2));
            let (down, across) = (pair.int(1..=4), pair.int(1..=4));
            let rows = spaced(pair, size.height as usize, down);
            let cols = spaced(pair, size.width as usize, across);
            Some(lines::streets(&shapes::block(size, colors[0]), &rows, &cols, colors[1]))
        })
    }

    /// Only the rooms of the lattice with a certain number of dots are filled.
    fn fill_rooms_by_number_of_dots(task) {
        let [line, dot, filling] = task.palette();
        let wanted = task.int(1..=3);
        let program = format!(
            "choose(look_up([panel_cells(input)], [[{wanted}, 1]], 0), [input, fill_like(input, {filling})])"
        );
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=4), pair.size(2..=4));
            let rooms: Vec<Grid> = (0..counts.area())
                .map(|_| {
                    let cells = if pair.chance(35) { wanted } else { pair.int(0..=4) };
                    let mut picture = shapes::block(room, Color::Black);
                    noise::salt(pair, &mut picture, cells.min(room.area() as usize), dot);
                    picture
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Each room is filled with the color of the dots in it.
    fn fill_rooms_with_color_of_dots(task) {
        let line = task.color();
        let palette = task.colors_except(4, &[line]);
        Recipe::new("paint_plane(input, panel_color(input))", move |pair| {
            let (counts, room) = (pair.size(2..=5), pair.size(2..=4));
            let rooms: Vec<Grid> = (0..counts.area())
                .map(|_| {
                    let mut picture = shapes::block(room, Color::Black);
                    let (color, cells) = (pair.pick(&palette), pair.int(1..=2));
                    if pair.chance(55) {
                        noise::salt(pair, &mut picture, cells, color);
                    }
                    picture
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// Each room shows a map of the whole lattice.
    fn rooms_show_map_of_lattice(task) {
        let line = task.color();
        let palette = task.colors_except(4, &[line]);
        let program = format!("paint_plane(keep_color(input, {line}), panel_image(input))");
        Recipe::new(program, move |pair| {
            let side = pair.int(2..=4) as i32;
            let counts = Size::new(side, side);
            let rooms: Vec<Grid> = (0..counts.area())
                .map(|_| match pair.int(0..=2) {
                    0 => shapes::block(counts, pair.pick(&palette)),
                    _ => shapes::block(counts, Color::Black),
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// One cell tells for each room whether it has a certain number of dots.
    fn cells_tell_rooms_with_number_of_dots(task) {
        let [line, dot, yes] = task.palette();
        let wanted = task.int(1..=3);
        let program = format!(
            "plane_to_grid(look_up([panel_values(input, panel_cells(input))], [[{wanted}, {}]], 0))",
            yes.index()
        );
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=4), pair.size(2..=3));
            let rooms: Vec<Grid> = (0..counts.area())
                .map(|_| {
                    let cells = if pair.chance(40) { wanted } else { pair.int(0..=4) };
                    let mut picture = shapes::block(room, Color::Black);
                    noise::salt(pair, &mut picture, cells.min(room.area() as usize), dot);
                    picture
                })
                .collect();
            panels::join(&rooms, counts.width as usize, line)
        })
    }

    /// The same place is marked in every room.
    fn mark_one_place_in_every_room(task) {
        let [line, mark, dot] = task.palette();
        let place = Point::new(task.int(0..=2) as i32, task.int(0..=2) as i32);
        let program = format!(
            "choose(look_up([row_in_panel(input), col_in_panel(input)], [[{}, {}, 1]], 0), \
             [input, fill_like(input, {mark})])",
            place.row, place.col
        );
        Recipe::new(program, move |pair| {
            let (counts, room) = (pair.size(2..=4), Size::new(pair.int(3..=5) as i32, pair.int(3..=5) as i32));
            let mut grid = panels::lattice(counts, room, line)?;
            for _ in 0..pair.int(1..=5) {
                let (row, col) = (pair.below(counts.height as usize), pair.below(counts.width as usize));
                grid.set(panels::corner_of(room, row, col) + pair.point(room), dot);
            }
            Some(grid)
        })
    }
}

/// `count` places on a side with at least one cell before, after and between them; fewer if there is no room.
fn spaced(pair: &mut Sampler, side: usize, count: usize) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::new();
    for place in pair.distinct(1..=side - 2, side) {
        if places.len() < count && places.iter().all(|other| other.abs_diff(place) >= 2) {
            places.push(place);
        }
    }
    places
}
