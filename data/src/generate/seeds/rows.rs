//! Seeds about: one-dimensional rows.

use crate::seeds;

seeds! {
    group "one-dimensional rows";
}
