//! What a program does, as a number: two tasks of the same behavior are one task in disguise.

use std::sync::{Arc, LazyLock};

use arc_dsl::{Code, Color, Grid, Program, Size};

use super::drawn::{Drawn, output};
use super::parts::{Scene, panels, shapes, textures};
use crate::hash::{grid_bytes, stable_hash};
use crate::random::Sampler;

/// A number for the outputs of a program on inputs that are the same for all programs; undefined ones count, too.
pub(super) fn on_probes(program: &Program) -> u64 {
    static PROBES: LazyLock<Vec<Arc<Grid>>> = LazyLock::new(|| probes().into_iter().map(Arc::new).collect());
    let code = Code::compile(program.body());
    let outputs = PROBES.iter().map(|probe| output(&code, probe));
    let bytes: Vec<u8> = outputs.flat_map(|output| grid_bytes(output.as_deref())).collect();
    stable_hash(&bytes)
}

/// A number for the outputs of a task, in any order, together with what the program does on the probes.
pub(super) fn of_task(drawn: &Drawn, on_probes: u64) -> u64 {
    let outputs = drawn.pairs.iter().map(|pair| stable_hash(&grid_bytes(Some(&pair.output))));
    stable_hash(&[on_probes, outputs.fold(0, u64::wrapping_add)].map(u64::to_le_bytes).concat())
}

/// A few small inputs of different kinds: objects, a texture, panels, a frame around something.
fn probes() -> Vec<Grid> {
    let mut sampler = Sampler::new(0);
    let size = Size::new(10, 12);
    let mut objects = Scene::blank(size);
    for color in [Color::Red, Color::Blue, Color::Blue, Color::Green] {
        let sprite = shapes::blob(&mut sampler, 2..=6, color);
        objects.try_scatter(&mut sampler, &sprite);
    }
    let mut framed = Scene::blank(size);
    framed.try_scatter(&mut sampler, &shapes::frame(Size::new(5, 6), Color::Yellow));
    framed.dots(&mut sampler, 4, Color::Gray);
    let texture = textures::random(&mut sampler, Size::new(7, 7), &Color::ALL[..5]);
    let pictures = panels::random(&mut sampler, Size::new(4, 4), 50, &[Color::Sky, Color::Orange]);
    let mut probes = vec![objects.grid().clone(), framed.grid().clone(), texture];
    probes.extend(panels::join(&pictures, 2, Color::Maroon));
    probes
}
