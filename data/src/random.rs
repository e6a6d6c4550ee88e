//! Draws at random: numbers, colors, directions, sizes.
//!
//! The generator is PCG (O'Neill 2014), whose stream never changes. What is made of the stream is written here and not
//! left to a library that may change it, so that task *i* of seed *S* stays the same.

use std::ops::RangeInclusive;

use arc_dsl::{Color, Direction, Point, Size, Transform};
use rand_pcg::Pcg64Mcg;
use rand_pcg::rand_core::{Rng, SeedableRng};

/// A source of random choices.
#[derive(Clone, Debug)]
pub struct Sampler {
    rng: Pcg64Mcg,
    /// What the next size is drawn from instead.
    size_seed: Option<u64>,
}

impl Sampler {
    /// The sampler of a seed.
    pub fn new(seed: u64) -> Sampler {
        Sampler { rng: Pcg64Mcg::seed_from_u64(seed), size_seed: None }
    }

    /// The sampler of one index under a seed: any two are unrelated.
    pub fn at(seed: u64, index: u64) -> Sampler {
        let mut rng = Pcg64Mcg::seed_from_u64(seed);
        let mixed = rng.next_u64() ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        Sampler::new(mixed)
    }

    /// A sampler of its own, so that what it draws does not move what this one draws next.
    pub fn fork(&mut self) -> Sampler {
        Sampler::new(self.number())
    }

    /// Any number.
    pub fn number(&mut self) -> u64 {
        self.rng.next_u64()
    }

    /// A number below a bound; 0 if the bound is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        // Lemire's multiplication; the bias of 2^-64 is nothing here.
        ((u128::from(self.rng.next_u64()) * bound as u128) >> 64) as usize
    }

    /// A number of a range; the start if the range is empty.
    pub fn int(&mut self, range: RangeInclusive<usize>) -> usize {
        let (low, high) = (*range.start(), *range.end());
        low + self.below((high + 1).saturating_sub(low))
    }

    /// Yes in `percent` of the cases.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    /// One of some values.
    ///
    /// # Panics
    /// If there are none.
    pub fn pick<T: Copy>(&mut self, options: &[T]) -> T {
        options[self.below(options.len())]
    }

    /// Some of some values, each at most once, in random order.
    pub fn picks<T: Copy>(&mut self, options: &[T], count: usize) -> Vec<T> {
        let mut left = options.to_vec();
        self.shuffle(&mut left);
        left.truncate(count);
        left
    }

    /// Puts values in random order.
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.below(end + 1));
        }
    }

    /// Different numbers of a range in random order; all of it if it has fewer.
    pub fn distinct(&mut self, range: RangeInclusive<usize>, count: usize) -> Vec<usize> {
        self.picks(&range.collect::<Vec<_>>(), count)
    }

    /// A color other than black.
    pub fn color(&mut self) -> Color {
        Color::ALL[self.int(1..=9)]
    }

    /// `count` different colors (at most nine), none of them black.
    pub fn colors(&mut self, count: usize) -> Vec<Color> {
        self.picks(&Color::ALL[1..], count)
    }

    /// A fixed number of different colors, none of them black; for `let [wall, mark] = task.palette();`.
    pub fn palette<const COUNT: usize>(&mut self) -> [Color; COUNT] {
        const { assert!(COUNT <= 9, "there are nine colors but black") };
        let colors = self.colors(COUNT);
        std::array::from_fn(|index| colors[index])
    }

    /// `count` different colors, neither black nor among those given.
    pub fn colors_except(&mut self, count: usize, except: &[Color]) -> Vec<Color> {
        let left: Vec<Color> = Color::ALL[1..].iter().copied().filter(|color| !except.contains(color)).collect();
        self.picks(&left, count)
    }

    /// A color that is neither black nor among those given.
    ///
    /// # Panics
    /// If all are given.
    pub fn color_except(&mut self, except: &[Color]) -> Color {
        self.colors_except(1, except)[0]
    }

    /// Up, down, left or right.
    pub fn direction(&mut self) -> Direction {
        self.pick(&Direction::STRAIGHT)
    }

    /// One of the four diagonal directions.
    pub fn diagonal(&mut self) -> Direction {
        self.pick(&Direction::DIAGONAL)
    }

    /// One of the eight symmetries of the square.
    pub fn transform(&mut self) -> Transform {
        self.pick(&Transform::ALL)
    }

    /// One of the seven symmetries of the square that change something.
    pub fn turn(&mut self) -> Transform {
        self.pick(&Transform::ALL[1..])
    }

    /// Makes the next [`Sampler::size`] a function of a number: it is that of an input, and may be the same in all pairs of
    /// a task.
    pub(crate) fn fix_next_size(&mut self, seed: u64) {
        self.size_seed = Some(seed);
    }

    /// A size whose sides are drawn from a range, as often square as not. The first one of an input, which is that of its
    /// grid, is rather small, as in the public sets.
    pub fn size(&mut self, sides: RangeInclusive<usize>) -> Size {
        if let Some(seed) = self.size_seed.take() {
            let mut sampler = Sampler::new(seed);
            let (one, other) = (sampler.size(sides.clone()), sampler.size(sides));
            return if one.area() <= other.area() { one } else { other };
        }
        let height = self.int(sides.clone());
        let width = if self.chance(50) { height } else { self.int(sides) };
        Size::new(height as i32, width as i32)
    }

    /// A cell of a frame.
    pub fn point(&mut self, frame: Size) -> Point {
        Point::new(self.below(frame.height as usize) as i32, self.below(frame.width as usize) as i32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_in_range_and_fixed_for_good() {
        let mut sampler = Sampler::at(7, 3);
        assert!((0..1000).all(|_| (2..=5).contains(&sampler.int(2..=5))));
        assert_eq!(sampler.colors(20).len(), 9);
        assert!(!sampler.colors(9).contains(&Color::Black));
        let mut first = Sampler::new(1);
        let drawn: Vec<usize> = (0..8).map(|_| first.below(10)).collect();
        assert_eq!(drawn, DRAWN);
    }

    const DRAWN: [usize; 8] = [8, 1, 4, 7, 3, 5, 3, 7];

    #[test]
    fn indices_are_unrelated() {
        let mut numbers: Vec<u64> = (0..1000).map(|index| Sampler::at(0, index).number()).collect();
        numbers.sort_unstable();
        numbers.dedup();
        assert_eq!(numbers.len(), 1000);
    }
}
