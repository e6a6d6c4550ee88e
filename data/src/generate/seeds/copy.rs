//! Seeds about: copy.

use crate::seeds;

seeds! {
    group "copy";
}
