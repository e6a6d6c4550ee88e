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
    let mut insert = |entry: Entry| {
        let level = entry.cost;
        bank.insert(entry, level)
    };
    let dear = insert(entry(ints, 0, 7)).unwrap();
    let cheap = insert(entry(ints, 1, 2)).unwrap();
    let second = insert(entry(ints, 2, 7)).unwrap();
    assert_eq!(insert(entry(ints, 1, 1)), None, "an equal entry is there, even if dearer");
    let other = insert(entry(bools, 1, 2)).unwrap();

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

#[test]
fn what_is_delayed_stands_on_a_higher_level_and_stays_there() {
    let cancel = Cancel::new();
    let mut search = search(&task(&[("1", "2")], &["3"]), &cancel, &[]);
    let numbers: Vec<_> = ["1", "2", "3"].map(|text| search.examples[0].intern(literal(text))).into();
    let mut bank = Bank::default();
    let ty = bank.type_id(&Type::Int);
    let entry = |number: usize| Entry { expression: expression("1"), ty, cost: 4, values: [numbers[number]].into() };
    let [one, two, three] =
        [0, 1, 2].map(|number| bank.insert(entry(number), if number == 2 { 6 } else { 4 }).unwrap());
    bank.delay(4, |entry, _| if entry.values[0] == numbers[0] { 2 } else { 0 });
    assert_eq!((bank.shelf(ty, 4), bank.shelf(ty, 6)), (&[two][..], &[three, one][..]));
    assert_eq!([one, two, three].map(|id| (bank.level(id), bank.get(id).cost)), [(6, 4), (4, 4), (6, 4)]);
    bank.delay(6, |_, _| 3);
    assert_eq!((bank.shelf(ty, 6), bank.shelf(ty, 9)), (&[one][..], &[three][..]), "one was moved before");
}
