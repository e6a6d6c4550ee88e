//! How the house writes.

use std::collections::HashSet;
use std::path::PathBuf;

use crate::{files, read, relative, root};

/// Parts of words in British spelling, put together here so that this file does not offend.
const BRITISH: [(&str, &str); 6] =
    [("col", "our"), ("gr", "ey"), ("cent", "re"), ("neighb", "our"), ("behavi", "our"), ("normal", "ise")];

/// The file of the names that were once spelled otherwise, and the test of them.
const OLD_NAMES: [&str; 2] = ["data/src/spelling.rs", "tests/end_to_end/names.rs"];

/// Names that were once spelled otherwise and stay readable; short ones are words like others.
fn old_names() -> Vec<String> {
    let text = read(&root().join(OLD_NAMES[0]));
    text.split('"').skip(1).step_by(2).filter(|name| name.contains('_')).map(str::to_owned).collect()
}

#[test]
fn spelling_is_american() {
    let words = BRITISH.map(|(start, end)| format!("{start}{end}"));
    let old_names = old_names();
    let mut offending = Vec::new();
    for path in files(".", &[".rs", ".md", ".toml"]) {
        let name = relative(&path);
        if OLD_NAMES.contains(&&*name) {
            continue;
        }
        for (index, line) in read(&path).lines().enumerate() {
            let plain = old_names.iter().fold(line.to_lowercase(), |line, name| line.replace(name, ""));
            if words.iter().any(|word| plain.contains(word.as_str())) {
                offending.push(format!("{name}:{}: {}", index + 1, line.trim()));
            }
        }
    }
    assert!(offending.is_empty(), "{} lines are British:\n{}", offending.len(), offending.join("\n"));
}

/// Names with a capital letter inside that stand in prose.
const PROPER_NAMES: [&str; 10] = [
    "AdamW",
    "CaDiCaL",
    "CodeIt",
    "DeepCoder",
    "Direct3D",
    "FlashMeta",
    "HyperQueue",
    "MacIver",
    "SplitMix64",
    "TabPFN",
];

/// Words in backticks that are names of something outside of this repository, beside those of `sysexits.h`.
const OTHERS_NAMES: [&str; 6] = ["WxH", "clippy::iter_over_hash_type", "iB", "ms", "nohup", "pthread_getcpuclockid"];

/// The code of a line and its comment, markers and all. A line with `//` inside a string has no comment.
fn code_and_comment(line: &str) -> (&str, &str) {
    match line.find("//") {
        Some(at) if line[..at].matches('"').count().is_multiple_of(2) => line.split_at(at),
        _ => (line, ""),
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

/// Camel case, which only code has.
fn is_name_of_type(word: &str) -> bool {
    let inner = word.chars().skip(1).any(char::is_uppercase);
    inner && word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase)
}

/// A name, a path or a call without arguments: what should be found in the code.
fn is_identifier(text: &str) -> bool {
    let text = text.strip_suffix("()").unwrap_or(text);
    text.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_' || letter == ':')
}

/// What a rename left behind in comments is found here: a name of the code stands in backticks, and there is such a name.
#[test]
fn comments_name_what_there_is() {
    let texts: Vec<(String, String)> = files(".", &[".rs"]).iter().map(|path| (relative(path), read(path))).collect();
    let known: HashSet<&str> =
        texts.iter().flat_map(|(_, text)| text.lines()).flat_map(|line| words(code_and_comment(line).0)).collect();
    let mut offending = Vec::new();
    for (name, text) in &texts {
        let mut is_example = false;
        for (index, line) in text.lines().enumerate() {
            let comment = code_and_comment(line).1;
            is_example ^= comment.contains("```");
            if is_example {
                continue;
            }
            let (prose, code): (Vec<_>, Vec<_>) = comment.split('`').enumerate().partition(|(place, _)| place % 2 == 0);
            let prose = prose.iter().map(|(_, text)| if text.starts_with("](") { "" } else { *text });
            let bare = prose.flat_map(words).filter(|word| is_name_of_type(word) && !PROPER_NAMES.contains(word));
            let is_unknown = |text: &&str| words(text).any(|word| !known.contains(word));
            let of_code = code.iter().map(|(_, text)| *text).filter(|text| is_identifier(text));
            let unknown =
                of_code.filter(|text| !OTHERS_NAMES.contains(text) && !text.starts_with("EX_")).filter(is_unknown);
            offending.extend(bare.chain(unknown).map(|word| format!("{name}:{}: {word}", index + 1)));
        }
    }
    assert!(
        offending.is_empty(),
        "names in comments that the code does not have, or without backticks:\n{}",
        offending.join("\n")
    );
}

/// `let f = |value| value;` is what is left of a function that once did something.
#[test]
fn no_closure_is_named_that_gives_back_what_it_gets() {
    let is_identity = |line: &str| {
        let closure = line.split_once("= |").filter(|(start, _)| start.contains("let "));
        let parts = closure.and_then(|(_, closure)| closure.split_once('|'));
        parts.is_some_and(|(parameter, body)| {
            parameter.split(':').next().unwrap_or("").trim() == body.trim().trim_end_matches(';')
        })
    };
    let lines = |path: &PathBuf| {
        let text = read(path);
        let found = text.lines().enumerate().filter(|(_, line)| is_identity(line));
        found.map(|(index, line)| format!("{}:{}: {}", relative(path), index + 1, line.trim())).collect::<Vec<_>>()
    };
    let offending: Vec<String> = files(".", &[".rs"]).iter().flat_map(lines).collect();
    assert!(offending.is_empty(), "closures that do nothing:\n{}", offending.join("\n"));
}
