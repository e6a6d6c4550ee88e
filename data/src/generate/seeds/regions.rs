//! Seeds about: region fill.

use crate::seeds;

seeds! {
    group "region fill";
}
