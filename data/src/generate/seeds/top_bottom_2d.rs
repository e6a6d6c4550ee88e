//! Seeds about: top and bottom, side by side.

use crate::seeds;

seeds! {
    group "top and bottom, side by side";
}
