//! Seeds about: centre.

use crate::seeds;

seeds! {
    group "centre";
}
