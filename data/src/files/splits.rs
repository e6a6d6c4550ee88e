//! The parts of a data set: folders, competition files and the entries of a file of splits, and which of them a name means.
//!
//! A task is in the parts that its *qualifier* lists, `folder/file/entry`. A name means the parts that are called just so;
//! short forms count only where there is none, and never for two parts at once.

use std::collections::BTreeSet;

/// Which qualifiers a name stands for.
///
/// # Errors
/// With the names that could be meant: several if the name is short for each of them, all there are if it is for none.
pub(crate) fn chosen<'a>(qualifiers: &BTreeSet<&'a str>, name: &str) -> Result<BTreeSet<&'a str>, Unclear> {
    let name = name.to_lowercase();
    let shared = shared_folders(qualifiers);
    for (level, fits) in LEVELS.iter().enumerate() {
        let is_loose = level >= FIRST_LOOSE;
        let found: Vec<(&str, &str)> = qualifiers
            .iter()
            .filter_map(|&qualifier| {
                // What the parts have in common tells nothing apart, unless it is called just so.
                let parts = qualifier.split('/').skip(if is_loose { shared } else { 0 });
                let part = parts.into_iter().find(|part| fits(&part.to_lowercase(), &name))?;
                Some((qualifier, split_of(part)))
            })
            .collect();
        let names: BTreeSet<&str> = found.iter().map(|(_, part)| *part).collect();
        if names.len() > 1 && level > 0 {
            return Err(Unclear::Several(names.into_iter().map(str::to_owned).collect()));
        }
        if !found.is_empty() {
            return Ok(found.into_iter().map(|(qualifier, _)| qualifier).collect());
        }
    }
    let all = qualifiers.iter().filter(|qualifier| !qualifier.is_empty()).map(|qualifier| label(qualifier));
    Err(Unclear::Nothing(all.collect::<BTreeSet<_>>().into_iter().collect()))
}

/// Why a name does not choose a part.
pub(crate) enum Unclear {
    /// It is short for several names.
    Several(Vec<String>),
    /// It is none of the names.
    Nothing(Vec<String>),
}

/// Whether a part is meant by a name, both in lower case.
type Fit = fn(&str, &str) -> bool;

/// Ways to be meant, the strictest first.
const LEVELS: [Fit; 6] = [
    |part, name| part == name,
    |part, name| split_of(part) == name,
    |part, name| full(split_of(part)) == full(name),
    |part, name| words(part).any(|word| word == name),
    |part, name| words(part).any(|word| full(word) == full(name)),
    |part, name| words(part).any(|word| is_short_for(word, name) || is_short_for(name, word)),
];

/// The first level that looks at words within a name.
const FIRST_LOOSE: usize = 3;

fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
}

fn is_short_for(one: &str, other: &str) -> bool {
    const SHORTEST: usize = 4;
    one.len() >= SHORTEST && other.starts_with(one)
}

/// The full form of the usual names.
fn full(name: &str) -> &str {
    match name {
        "train" => "training",
        "eval" => "evaluation",
        other => other,
    }
}

/// What a part is called: `training` for the file `arc-agi_training_challenges`, anything else as it is.
pub(crate) fn split_of(part: &str) -> &str {
    competition_split(part).unwrap_or(part)
}

/// The split in the name of a competition file of challenges, without its ending.
pub(crate) fn competition_split(stem: &str) -> Option<&str> {
    let split = stem.strip_suffix("challenges")?.strip_suffix(['_', '-'])?;
    let split = match split.strip_prefix("arc-agi") {
        Some(rest) => {
            let rest = rest.trim_start_matches(['_', '-']);
            // The number of the competition.
            rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).strip_prefix(['_', '-']).unwrap_or(rest)
        }
        None => split,
    };
    (!split.is_empty()).then_some(split)
}

/// A qualifier as it is listed: its last part stands for itself if that is a competition file.
fn label(qualifier: &str) -> String {
    let (folders, last) = qualifier.rsplit_once('/').unwrap_or(("", qualifier));
    if folders.is_empty() { split_of(last).to_owned() } else { format!("{folders}/{}", split_of(last)) }
}

/// How many leading parts all qualifiers have in common, the last part of each aside.
fn shared_folders(qualifiers: &BTreeSet<&str>) -> usize {
    let parts: Vec<Vec<&str>> = qualifiers.iter().map(|qualifier| qualifier.split('/').collect()).collect();
    let most = parts.iter().map(|parts| parts.len() - 1).min().unwrap_or(0);
    (0..most).take_while(|&at| parts.iter().all(|other| other[at] == parts[0][at])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The parts that a name chooses, joined by blanks; `? ` before those that it could mean, `- ` before those there are.
    fn choose(qualifiers: &[&str], name: &str) -> String {
        match chosen(&qualifiers.iter().copied().collect(), name) {
            Ok(found) => found.into_iter().collect::<Vec<_>>().join(" "),
            Err(Unclear::Several(names)) => format!("? {}", names.join(" ")),
            Err(Unclear::Nothing(names)) => format!("- {}", names.join(" ")),
        }
    }

    #[test]
    fn an_exact_name_comes_first() {
        let kaggle = [
            "arc-agi_training_challenges",
            "arc-agi_training2_challenges",
            "arc-agi_evaluation_challenges",
            "arc-agi_evaluation2_challenges",
        ];
        for (name, expected) in [
            ("training", "arc-agi_training_challenges"),
            ("train", "arc-agi_training_challenges"),
            ("Training", "arc-agi_training_challenges"),
            ("training2", "arc-agi_training2_challenges"),
            ("evaluation", "arc-agi_evaluation_challenges"),
            ("eval", "arc-agi_evaluation_challenges"),
            ("evaluation2", "arc-agi_evaluation2_challenges"),
            ("arc-agi_evaluation2_challenges", "arc-agi_evaluation2_challenges"),
            ("test", "- evaluation evaluation2 training training2"),
        ] {
            assert_eq!(choose(&kaggle, name), expected, "{name}");
        }
        assert_eq!(choose(&["test", "testdata"], "test"), "test");
        assert_eq!(choose(&["evaluations_old", "eval"], "eval"), "eval");
        assert_eq!(choose(&["evaluations_old", "eval"], "evaluation"), "eval");
        for name in ["train", "train_augmented", "training-extra"] {
            assert_eq!(choose(&["train", "train_augmented", "training-extra"], name), name);
        }
        assert_eq!(choose(&["train_augmented", "training"], "train"), "training");
    }

    #[test]
    fn short_forms_do_not_mix_parts() {
        assert_eq!(choose(&["evaluation1", "evaluation2", "training"], "eval"), "? evaluation1 evaluation2");
        assert_eq!(choose(&["train_augmented", "train_small", "test"], "train"), "? train_augmented train_small");
        assert_eq!(choose(&["concepts", "training"], "concept"), "concepts");
        assert_eq!(choose(&["concepts", "training"], "con"), "- concepts training");
    }

    #[test]
    fn a_folder_around_all_parts_is_none_of_them() {
        let parts = ["test_run_2025/training", "test_run_2025/evaluation"];
        assert_eq!(choose(&parts, "test"), "- test_run_2025/evaluation test_run_2025/training");
        assert_eq!(choose(&parts, "training"), "test_run_2025/training");
        assert_eq!(choose(&parts, "test_run_2025").split(' ').count(), 2);
        let parts = ["test_run_2025/arc-agi_test_challenges", "test_run_2025/arc-agi_training_challenges"];
        assert_eq!(choose(&parts, "test"), "test_run_2025/arc-agi_test_challenges");
    }

    #[test]
    fn the_same_part_may_be_in_several_places() {
        assert_eq!(choose(&["one/training", "two/training", "two/test"], "training"), "one/training two/training");
        assert_eq!(choose(&["one/train", "two/train", "two/eval"], "training"), "one/train two/train");
        assert_eq!(choose(&["a/train", "b/train", "b/eval"], "eval"), "b/eval");
    }

    #[test]
    fn competition_files_name_their_split() {
        for (stem, split) in [
            ("arc-agi_training_challenges", Some("training")),
            ("arc-agi_training-challenges", Some("training")),
            ("arc-agi-2_test_challenges", Some("test")),
            ("arc-agi2_test_challenges", Some("test")),
            ("arc-agi_2020_challenges", Some("2020")),
            ("x_challenges", Some("x")),
            ("my_own_challenges", Some("my_own")),
            ("challenges", None),
            ("training", None),
        ] {
            assert_eq!(competition_split(stem), split, "{stem}");
        }
    }
}
