//! Seeds about: same and different.

use crate::seeds;

seeds! {
    group "same and different";
}
