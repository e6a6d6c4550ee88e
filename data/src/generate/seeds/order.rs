//! Seeds about: order.

use crate::seeds;

seeds! {
    group "order";
}
