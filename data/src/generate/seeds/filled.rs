//! Seeds about: filled and not filled.

use crate::seeds;

seeds! {
    group "filled and not filled";
}
