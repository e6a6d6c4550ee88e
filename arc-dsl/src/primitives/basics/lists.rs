//! Lists: picked, ordered, counted.
//!
//! Elements are compared as `equal` does: where a grid was cut from does not matter. At a tie the first
//! element wins, so that every pick is deterministic.

use rustc_hash::FxHashMap;

use crate::primitives::support::content::Content;
use crate::values::{A, B, Each, MAX_LIST};

/// Of each value, the number of its class of equal values, and of each class its size. Classes count from 0 in order of
/// first occurrence.
fn classes<const NUMBER: u32>(values: &[crate::values::Any<NUMBER>]) -> (Vec<usize>, Vec<usize>) {
    let mut known: FxHashMap<Content, usize> = FxHashMap::default();
    let mut sizes = Vec::new();
    let class_of = values.iter().map(|value| {
        let class = *known.entry(Content(&value.0)).or_insert_with(|| {
            sizes.push(0);
            sizes.len() - 1
        });
        sizes[class] += 1;
        class
    });
    (class_of.collect(), sizes)
}

/// The elements whose class of equal keys has a size that fits.
fn with_class_size(list: Vec<A>, keys: &[B], fits: impl Fn(usize) -> bool) -> Vec<A> {
    let (class_of, sizes) = classes(keys);
    list.into_iter().zip(class_of).filter(|&(_, class)| fits(sizes[class])).map(|(element, _)| element).collect()
}

/// The first element whose class is the best by `rank`; `None` if all classes are equally large.
fn by_frequency(list: &[A], keys: &[B], rank: impl Fn(usize) -> i64) -> Option<A> {
    let (class_of, sizes) = classes(keys);
    let best = sizes.iter().map(|&size| rank(size)).max()?;
    if sizes.len() > 1 && sizes.iter().all(|&size| size == sizes[0]) {
        return None;
    }
    let place = class_of.iter().position(|&class| rank(sizes[class]) == best)?;
    list.get(place).cloned()
}

/// The elements whose key is `wanted`.
fn with_key(list: Vec<A>, keys: &[i32], wanted: Option<i32>) -> Option<Vec<A>> {
    let wanted = wanted?;
    Some(list.into_iter().zip(keys).filter(|&(_, &key)| key == wanted).map(|(element, _)| element).collect())
}

primitives! {
    family "lists";

    /// The last element of a list.
    #[example = "last([3, 1, 2]) = 2"]
    #[cost = 7]
    fn last(list: Vec<A>) -> Option<A> {
        list.into_iter().next_back()
    }

    /// The element at a place, counted from 0, or from -1 backwards.
    #[example = "nth([3, 1, 2], -2) = 1"]
    #[cost = 7]
    fn nth(list: Vec<A>, index: i32) -> Option<A> {
        let length = list.len() as i32;
        let place = if index < 0 { index + length } else { index };
        (0..length).contains(&place).then(|| list.into_iter().nth(place as usize)).flatten()
    }

    /// The element in the middle of a list of odd length.
    #[example = "middle([3, 1, 2]) = 1"]
    #[cost = 10]
    fn middle(list: Vec<A>) -> Option<A> {
        let length = list.len();
        (length % 2 == 1).then(|| list.into_iter().nth(length / 2)).flatten()
    }

    /// The element of a list that has just one.
    #[example = "only([red]) = red"]
    #[cost = 8]
    fn only(list: Vec<A>) -> Option<A> {
        (list.len() == 1).then(|| list.into_iter().next()).flatten()
    }

    /// The number of elements.
    #[example = "length([3, 1, 2]) = 3"]
    #[cost = 6]
    fn length(list: Vec<A>) -> i32 {
        list.len() as i32
    }

    /// The elements of one list, then those of another.
    #[example = "concat([1], [2, 3]) = [1, 2, 3]"]
    #[cost = 9]
    fn concat(left: Vec<A>, right: Vec<A>) -> Vec<A> {
        left.into_iter().chain(right).collect()
    }

    /// The elements of all lists of a list.
    #[example = "flatten([[1], [2, 3]]) = [1, 2, 3]"]
    #[cost = 8]
    fn flatten(lists: Vec<Vec<A>>) -> Vec<A> {
        lists.into_iter().flatten().collect()
    }

    /// The elements in the other order.
    #[example = "reverse([1, 2, 3]) = [3, 2, 1]"]
    #[cost = 6]
    fn reverse(list: Vec<A>) -> Vec<A> {
        list.into_iter().rev().collect()
    }

    /// The elements from the lowest key to the highest; equal keys keep their order.
    #[example = "sort_by([3, 1, 2], n -> n) = [1, 2, 3]"]
    #[cost = 7]
    fn sort_by(list: Vec<A>, key: Each<A, i32>) -> Vec<A> {
        let mut order: Vec<usize> = (0..list.len()).collect();
        order.sort_by_key(|&place| key[place]);
        order.into_iter().map(|place| list[place].clone()).collect()
    }

    /// The first element with the highest key.
    #[example = "arg_max([3, 1, 2], n -> n) = 3"]
    #[cost = 5]
    fn arg_max(list: Vec<A>, key: Each<A, i32>) -> Option<A> {
        let best = *key.iter().max()?;
        list.into_iter().zip(key.iter()).find(|&(_, &key)| key == best).map(|(element, _)| element)
    }

    /// The first element with the lowest key.
    #[example = "arg_min([3, 1, 2], n -> n) = 1"]
    #[cost = 6]
    fn arg_min(list: Vec<A>, key: Each<A, i32>) -> Option<A> {
        let best = *key.iter().min()?;
        list.into_iter().zip(key.iter()).find(|&(_, &key)| key == best).map(|(element, _)| element)
    }

    /// All elements with the highest key.
    #[example = "filter_max([[1], [2, 3], [4, 5]], l -> length(l)) = [[2, 3], [4, 5]]"]
    #[cost = 8]
    fn filter_max(list: Vec<A>, key: Each<A, i32>) -> Option<Vec<A>> {
        with_key(list, &key, key.iter().max().copied())
    }

    /// All elements with the lowest key.
    #[example = "filter_min([[1], [2, 3], [4]], l -> length(l)) = [[1], [4]]"]
    #[cost = 9]
    fn filter_min(list: Vec<A>, key: Each<A, i32>) -> Option<Vec<A>> {
        with_key(list, &key, key.iter().min().copied())
    }

    /// The one element whose key no other element has.
    #[example = "unique_by([1, 2, 1], n -> n) = 2"]
    #[cost = 7]
    fn unique_by(list: Vec<A>, key: Each<A, B>) -> Option<A> {
        let mut found = with_class_size(list, &key, |size| size == 1);
        if found.len() == 1 { found.pop() } else { None }
    }

    /// The elements whose key no other element has.
    #[example = "filter_unique([1, 2, 1, 3], n -> n) = [2, 3]"]
    #[cost = 10]
    fn filter_unique(list: Vec<A>, key: Each<A, B>) -> Vec<A> {
        with_class_size(list, &key, |size| size == 1)
    }

    /// The elements that share their key with another element.
    #[example = "filter_shared([1, 2, 1, 3], n -> n) = [1, 1]"]
    #[cost = 10]
    fn filter_shared(list: Vec<A>, key: Each<A, B>) -> Vec<A> {
        with_class_size(list, &key, |size| size > 1)
    }

    /// The first element whose key is the most frequent; undefined if several keys are all equally frequent.
    #[example = "most_common_by([3, 1, 2, 1], n -> n) = 1"]
    #[cost = 7]
    fn most_common_by(list: Vec<A>, key: Each<A, B>) -> Option<A> {
        by_frequency(&list, &key, |size| size as i64)
    }

    /// The first element whose key is the least frequent; undefined if several keys are all equally frequent.
    #[example = "least_common_by([1, 3, 1, 2], n -> n) = 3"]
    #[cost = 9]
    fn least_common_by(list: Vec<A>, key: Each<A, B>) -> Option<A> {
        by_frequency(&list, &key, |size| -(size as i64))
    }

    /// The elements in groups of equal keys, groups in order of their first element.
    #[example = "group_by([3, 1, 2], n -> equal(n, 1)) = [[3, 2], [1]]"]
    #[cost = 10]
    fn group_by(list: Vec<A>, key: Each<A, B>) -> Vec<Vec<A>> {
        let (class_of, sizes) = classes(&key);
        let mut groups = vec![Vec::new(); sizes.len()];
        for (element, class) in list.into_iter().zip(class_of) {
            groups[class].push(element);
        }
        groups
    }

    /// The elements without repetition, each at its first place.
    #[example = "distinct([1, 2, 1]) = [1, 2]"]
    #[cost = 7]
    fn distinct(list: Vec<A>) -> Vec<A> {
        let (class_of, _) = classes(&list);
        let mut next = 0;
        let is_first = class_of.into_iter().map(|class| {
            let is_new = class == next;
            next += usize::from(is_new);
            is_new
        });
        let flags: Vec<bool> = is_first.collect();
        list.into_iter().zip(flags).filter(|&(_, first)| first).map(|(element, _)| element).collect()
    }

    /// Whether all elements are equal; undefined for no element.
    #[example = "all_equal([1, 2, 1]) = false"]
    #[cost = 10]
    fn all_equal(list: Vec<A>) -> Option<bool> {
        let first = list.first()?;
        Some(list.iter().all(|element| Content(&element.0) == Content(&first.0)))
    }

    /// Whether an element is in a list.
    #[example = "contains([1, 2], 2) = true"]
    #[cost = 9]
    fn contains(list: Vec<A>, element: A) -> bool {
        list.iter().any(|other| Content(&other.0) == Content(&element.0))
    }

    /// The place of the first equal element, from 0.
    #[example = "index_of([3, 1, 2], 2) = 2"]
    #[cost = 10]
    fn index_of(list: Vec<A>, element: A) -> Option<i32> {
        list.iter().position(|other| Content(&other.0) == Content(&element.0)).map(|place| place as i32)
    }

    /// How often an element is in a list.
    #[example = "occurrences([1, 2, 1], 1) = 2"]
    #[cost = 10]
    fn occurrences(list: Vec<A>, element: A) -> i32 {
        list.iter().filter(|other| Content(&other.0) == Content(&element.0)).count() as i32
    }

    /// The elements of the first list that are not in the second.
    #[example = "without([1, 2, 3, 2], [2]) = [1, 3]"]
    #[cost = 9]
    fn without(list: Vec<A>, unwanted: Vec<A>) -> Vec<A> {
        let unwanted: rustc_hash::FxHashSet<Content> = unwanted.iter().map(|element| Content(&element.0)).collect();
        list.iter().filter(|element| !unwanted.contains(&Content(&element.0))).cloned().collect()
    }

    /// The elements of the first list that are in the second too.
    #[example = "common([1, 2, 3, 2], [2, 3]) = [2, 3, 2]"]
    #[cost = 10]
    fn common(list: Vec<A>, wanted: Vec<A>) -> Vec<A> {
        let wanted: rustc_hash::FxHashSet<Content> = wanted.iter().map(|element| Content(&element.0)).collect();
        list.iter().filter(|element| wanted.contains(&Content(&element.0))).cloned().collect()
    }

    /// The first `count` elements; undefined unless some are left out.
    #[example = "take([3, 1, 2], 2) = [3, 1]"]
    #[cost = 9]
    fn take(list: Vec<A>, count: i32) -> Option<Vec<A>> {
        (count > 0 && (count as usize) < list.len()).then(|| list.into_iter().take(count as usize).collect())
    }

    /// The elements after the first `count`; undefined if none is left.
    #[example = "skip([3, 1, 2], 1) = [1, 2]"]
    #[cost = 9]
    fn skip(list: Vec<A>, count: i32) -> Option<Vec<A>> {
        (count > 0 && (count as usize) < list.len()).then(|| list.into_iter().skip(count as usize).collect())
    }

    /// The elements in consecutive groups of a size; undefined unless they come out even.
    #[example = "chunks([1, 2, 3, 4], 2) = [[1, 2], [3, 4]]"]
    #[cost = 10]
    fn chunks(list: Vec<A>, size: i32) -> Option<Vec<Vec<A>>> {
        let size = usize::try_from(size).ok().filter(|&size| size > 0 && list.len().is_multiple_of(size))?;
        (!list.is_empty()).then(|| list.chunks(size).map(<[A]>::to_vec).collect())
    }

    /// A list of one element, `count` times.
    #[example = "repeat(red, 2) = [red, red]"]
    #[cost = 10]
    fn repeat(element: A, count: i32) -> Option<Vec<A>> {
        (1..=MAX_LIST as i32).contains(&count).then(|| vec![element; count as usize])
    }

    /// The numbers from 0 up to, not including, a number.
    #[example = "range(3) = [0, 1, 2]"]
    #[cost = 10]
    fn range(end: i32) -> Option<Vec<i32>> {
        (1..=MAX_LIST as i32).contains(&end).then(|| (0..end).collect())
    }

    /// Whether a condition holds for some element.
    #[example = "any([1, 2], n -> equal(n, 2)) = true"]
    #[cost = 8]
    fn any(list: Vec<A>, condition: Each<A, bool>) -> bool {
        let _ = list; // The results are there already.
        condition.contains(&true)
    }

    /// Whether a condition holds for every element; undefined for no element.
    #[example = "all([1, 2], n -> equal(n, 2)) = false"]
    #[cost = 9]
    fn all(list: Vec<A>, condition: Each<A, bool>) -> Option<bool> {
        (!list.is_empty()).then(|| !condition.contains(&false))
    }

    /// The number of elements for which a condition holds.
    #[example = "count_if([1, 2, 1], n -> equal(n, 1)) = 2"]
    #[cost = 7]
    fn count_if(list: Vec<A>, condition: Each<A, bool>) -> i32 {
        let _ = list; // The results are there already.
        condition.iter().filter(|&&holds| holds).count() as i32
    }

    /// The first element for which a condition holds.
    #[example = "find([3, 1, 2], n -> equal(n, 1)) = 1"]
    #[cost = 6]
    fn find(list: Vec<A>, condition: Each<A, bool>) -> Option<A> {
        let place = condition.iter().position(|&holds| holds)?;
        list.into_iter().nth(place)
    }

    /// The sum of numbers; undefined for none.
    #[example = "sum([3, 1, 2]) = 6"]
    #[cost = 9]
    fn sum(numbers: Vec<i32>) -> Option<i32> {
        let total = numbers.iter().map(|&number| i64::from(number)).sum::<i64>();
        if numbers.is_empty() { None } else { i32::try_from(total).ok() }
    }

    /// The highest number.
    #[example = "maximum([3, 1, 2]) = 3"]
    #[cost = 8]
    fn maximum(numbers: Vec<i32>) -> Option<i32> {
        numbers.into_iter().max()
    }

    /// The lowest number.
    #[example = "minimum([3, 1, 2]) = 1"]
    #[cost = 8]
    fn minimum(numbers: Vec<i32>) -> Option<i32> {
        numbers.into_iter().min()
    }
}

#[cfg(test)]
mod tests {
    use crate::syntax::Program;
    use crate::values::Value;

    fn is_undefined(text: &str) -> bool {
        Program::parse_expression(text).unwrap().evaluate_closed().is_err()
    }

    #[test]
    fn senseless_picks_are_undefined() {
        for text in [
            "last([])",
            "nth([1, 2], 2)",
            "nth([1, 2], -3)",
            "only([1, 2])",
            "unique_by([1, 2], n -> n)",
            "unique_by([1, 1], n -> n)",
            "most_common_by([1, 2], n -> n)",
            "take([1, 2], 2)",
            "chunks([1, 2, 3], 2)",
            "maximum([])",
            "range(1000000)",
        ] {
            assert!(is_undefined(text), "{text}");
        }
    }

    #[test]
    fn offsets_do_not_count() {
        let program = Program::parse_expression("length(distinct([{1}, {1}@(3, 3), {2}]))").unwrap();
        assert_eq!(program.evaluate_closed(), Ok(Value::Int(2)));
    }
}
