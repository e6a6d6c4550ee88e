//! The types whose values a search keeps, and of which a value model knows features.

use arc_dsl::Type;

/// The types that take part in the search.
pub fn searched_types() -> Vec<Type> {
    let simple = [
        Type::Grid,
        Type::Object,
        Type::Mask,
        Type::Plane,
        Type::Color,
        Type::Int,
        Type::Bool,
        Type::Point,
        Type::Size,
        Type::Direction,
        Type::Transform,
        Type::Segmentation,
    ];
    let lists = [Type::Grid, Type::Object, Type::Color, Type::Int, Type::Mask, Type::Point, Type::Direction];
    simple.into_iter().chain(lists.into_iter().map(Type::list)).collect()
}
