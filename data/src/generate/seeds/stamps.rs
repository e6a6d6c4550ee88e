//! Seeds about: stamps and templates.

use crate::seeds;

seeds! {
    group "stamps and templates";
}
