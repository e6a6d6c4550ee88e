//! Concepts about: top and bottom, side by side.

use crate::generate::concept::concepts;

concepts! {
    group "top and bottom, side by side";
}
