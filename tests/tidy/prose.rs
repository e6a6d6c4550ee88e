//! How the house writes.

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
