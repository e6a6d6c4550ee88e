//! First weights at random.

use data::Sampler;

/// A draw from the normal distribution (Box and Muller 1958).
pub(crate) fn normal(sampler: &mut Sampler) -> f32 {
    let mut uniform = || (sampler.number() >> 11) as f64 / (1_u64 << 53) as f64;
    let (radius, angle) = (uniform(), uniform());
    ((-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * angle).cos()) as f32
}
