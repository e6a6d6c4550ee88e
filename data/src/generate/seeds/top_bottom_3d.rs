//! Seeds about: top and bottom, in layers.

use crate::seeds;

seeds! {
    group "top and bottom, in layers";
}
