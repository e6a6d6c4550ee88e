//! Seeds about: clean up.

use crate::seeds;

seeds! {
    group "clean up";
}
