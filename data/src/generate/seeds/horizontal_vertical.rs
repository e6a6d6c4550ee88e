//! Seeds about: horizontal and vertical.

use crate::seeds;

seeds! {
    group "horizontal and vertical";
}
