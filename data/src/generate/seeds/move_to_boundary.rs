//! Seeds about: move to boundary.

use crate::seeds;

seeds! {
    group "move to boundary";
}
