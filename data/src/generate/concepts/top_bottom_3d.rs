//! Concepts about: top and bottom, in layers.

use crate::generate::concept::concepts;

concepts! {
    group "top and bottom, in layers";
}
