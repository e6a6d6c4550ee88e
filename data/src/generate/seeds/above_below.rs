//! Seeds about: above and below.

use crate::seeds;

seeds! {
    group "above and below";
}
