//! Seeds about: period and texture repair.

use crate::seeds;

seeds! {
    group "period and texture repair";
}
