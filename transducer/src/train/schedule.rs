//! How long a run is to be, and the learning rate on its way.

use serde::{Deserialize, Serialize};

/// Steps over which the learning rate rises to its full height.
const WARM_UP: f64 = 50.0;
/// What is left of the learning rate at the end.
const FLOOR: f64 = 0.02;

/// How long the whole run is to be, over all its parts.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize, Debug)]
#[serde(rename_all = "snake_case")]
pub enum TrainingPlan {
    /// Optimizer steps.
    Steps(u64),
    /// Minutes of training.
    Minutes(f64),
}

impl TrainingPlan {
    /// The share that is done after some steps and seconds; 1 or more at the end.
    pub fn done(self, steps: u64, seconds: f64) -> f64 {
        match self {
            TrainingPlan::Steps(all) => steps as f64 / all.max(1) as f64,
            TrainingPlan::Minutes(all) => seconds / (60.0 * all.max(f64::MIN_POSITIVE)),
        }
    }

    /// The learning rate as a share of its height: a linear rise, then half a cosine (Loshchilov and Hutter 2017).
    pub fn rate(self, steps: u64, seconds: f64) -> f64 {
        let rise = ((steps + 1) as f64 / WARM_UP).min(1.0);
        let done = self.done(steps, seconds).min(1.0);
        rise * (FLOOR + (1.0 - FLOOR) * 0.5 * (1.0 + (std::f64::consts::PI * done).cos()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_rises_and_falls() {
        let plan = TrainingPlan::Steps(1000);
        assert!(plan.rate(0, 0.0) < plan.rate(20, 0.0) && plan.rate(20, 0.0) < plan.rate(49, 0.0));
        assert!(plan.rate(100, 0.0) > plan.rate(500, 0.0) && plan.rate(500, 0.0) > plan.rate(999, 0.0));
        assert!((plan.rate(2000, 0.0) - FLOOR).abs() < 1e-12);
        assert_eq!(TrainingPlan::Minutes(2.0).done(7, 60.0), 0.5);
    }
}
