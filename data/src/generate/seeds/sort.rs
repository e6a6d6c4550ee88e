//! Seeds about: sort and serialise.

use crate::seeds;

seeds! {
    group "sort and serialise";
}
