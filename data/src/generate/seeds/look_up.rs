//! Seeds about: look up and label.

use crate::seeds;

seeds! {
    group "look up and label";
}
