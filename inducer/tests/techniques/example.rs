//! An example numbers its values and remembers applications.

use arc_dsl::{IntoValue, Point, PrimitiveId};
use inducer::example::{Example, ValueId};

use crate::{grid, literal};

fn example() -> Example {
    Example::new(grid("12|34"), None)
}

#[test]
fn equal_values_have_one_number() {
    let mut example = example();
    let input = example.intern_input();
    assert_eq!(example.intern(literal("{12|34}")), input);
    assert_ne!(example.intern(literal("{12|35}")), input);
    let elsewhere = grid("12|34").as_ref().clone().with_offset(Point::new(0, 1));
    assert_ne!(example.intern(elsewhere.into_value()), input, "where a grid was cut from matters");
    assert_eq!(example.value_count(), 3);
    assert_eq!(*example.value(input), literal("{12|34}"));
}

#[test]
fn applications_are_remembered() {
    let mut example = example();
    let transform = PrimitiveId::find("transform").unwrap();
    let arguments = [example.intern_input(), example.intern(literal("rotate90"))];
    let turned = example.apply(transform, &arguments);
    assert_eq!(*example.value(turned), literal("{31|42}"));
    let (ticks, values) = (example.ticks, example.value_count());
    assert!(ticks >= 8, "four cells were read and four made");
    assert_eq!(example.apply(transform, &arguments), turned);
    assert_eq!(example.value_count(), values);
    assert!((1..ticks).contains(&(example.ticks - ticks)), "looking up is work, but less");
}

#[test]
fn what_is_undefined_stays_so() {
    let mut example = example();
    let at = PrimitiveId::find("at").unwrap();
    let arguments = [example.intern_input(), example.intern(literal("(2, 0)"))];
    assert_eq!(example.apply(at, &arguments), ValueId::NONE);
    let ticks = example.ticks;
    assert_eq!(example.apply(at, &arguments), ValueId::NONE);
    assert!((1..ticks).contains(&(example.ticks - ticks)));
}
