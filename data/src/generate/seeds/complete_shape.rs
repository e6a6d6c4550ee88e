//! Seeds about: complete shape.

use crate::seeds;

seeds! {
    group "complete shape";
}
