//! Seeds about: lattice cells.

use crate::seeds;

seeds! {
    group "lattice cells";
}
