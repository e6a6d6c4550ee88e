//! The bank keeps one expression per behavior, in order of cost.

use arc_dsl::Type;
use inducer::Cancel;
use inducer::bank::{Bank, Entry};

use crate::{add, expression, literal, program, search, task};

#[test]
fn expressions_of_equal_values_are_one() {
    let cancel = Cancel::new();
    let task = task(&[("12|34", "1"), ("56|78", "2")], &["11|22"]);
    let mut search = search(&task, &cancel, &["transform(input, rotate90)"]);
    let before = search.bank.len();
    add(&mut search, &program("transform(transform(input, transpose), transpose)"));
    add(&mut search, &program("transform(transform(input, rotate180), rotate270)"));
    assert_eq!(search.bank.len(), before);
    // On the test input alone the two differ.
    add(&mut search, &program("transform(input, flip_vertical)"));
    assert_eq!(search.bank.len(), before + 1);
}

#[test]
fn types_are_kept_apart_and_the_cheap_come_first() {
    let cancel = Cancel::new();
    let mut search = search(&task(&[("1", "2")], &["3"]), &cancel, &[]);
    let numbers: Vec<_> = ["1", "2", "3"].map(|text| search.examples[0].intern(literal(text))).into();
    let mut bank = Bank::default();
    let (ints, bools) = (bank.type_id(&Type::Int), bank.type_id(&Type::Bool));
    let entry =
        |ty, number: usize, cost| Entry { expression: expression("1"), ty, cost, values: [numbers[number]].into() };
    let dear = bank.insert(entry(ints, 0, 7)).unwrap();
    let cheap = bank.insert(entry(ints, 1, 2)).unwrap();
    let second = bank.insert(entry(ints, 2, 7)).unwrap();
    assert_eq!(bank.insert(entry(ints, 1, 1)), None, "an equal entry is there, even if dearer");
    let other = bank.insert(entry(bools, 1, 2)).unwrap();

    assert_eq!(bank.len(), 4);
    assert_eq!(bank.of_type(ints).collect::<Vec<_>>(), [cheap, dear, second]);
    assert_eq!(bank.of_type(bools).collect::<Vec<_>>(), [other]);
    assert_eq!(bank.shelf(ints, 7), [dear, second]);
    assert_eq!(bank.shelf(ints, 3), []);
    assert_eq!(bank.shelf(ints, 1000), []);
    assert_eq!(bank.find(bools, &[numbers[1]]), Some(other));
    assert_eq!(bank.find(bools, &[numbers[0]]), None);
    assert_eq!((bank.type_id(&Type::Int), bank.ty(bools)), (ints, &Type::Bool));
}
