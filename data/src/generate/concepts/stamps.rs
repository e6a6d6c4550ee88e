//! Concepts about: stamps and templates.

use crate::generate::concept::concepts;

concepts! {
    group "stamps and templates";
}
