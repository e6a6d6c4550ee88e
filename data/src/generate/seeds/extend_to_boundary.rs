//! Seeds about: extend to boundary.

use crate::seeds;

seeds! {
    group "extend to boundary";
}
