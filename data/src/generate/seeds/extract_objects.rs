//! Seeds about: extract objects.

use crate::seeds;

seeds! {
    group "extract objects";
}
