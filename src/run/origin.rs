//! What a result depends on, by which a later run knows whether it may go on with it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Everything a result depends on. A result file of the same origin need not be computed again.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// Version of this program.
    pub version: String,
    /// Fingerprint of the program file.
    pub program: Option<String>,
    /// Fingerprint of the task.
    pub task: String,
    /// Budget in ticks.
    pub ticks: u64,
    /// Limit of CPU time in seconds, if there is one.
    pub seconds: Option<f64>,
    /// Limit of memory in bytes.
    pub memory: u64,
    /// Techniques that were switched off.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without: Vec<String>,
    /// Whether programs were searched for.
    #[serde(default = "yes")]
    pub searches: bool,
    /// The options of the networks; none without networks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// Fingerprint of the file that the network was read from; none for the built-in one, which is a part of the program.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checkpoint: Option<String>,
    /// The same for the guide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub guide: Option<String>,
}

fn yes() -> bool {
    true
}

impl Origin {
    /// In what another origin differs, in words; empty if in nothing.
    pub fn differences(&self, other: &Origin) -> Vec<String> {
        let fields = |origin: &Origin| match serde_json::to_value(origin) {
            Ok(Value::Object(fields)) => fields,
            _ => serde_json::Map::new(),
        };
        let (ours, theirs) = (fields(self), fields(other));
        let names: BTreeSet<&String> = ours.keys().chain(theirs.keys()).collect();
        let differing = names.into_iter().filter(|name| ours.get(*name) != theirs.get(*name));
        let words = differing.map(|name| match name.as_str() {
            "program" => "another build of arc".to_owned(),
            "task" => "another task of this name".to_owned(),
            _ => {
                let (one, other) = apart(&in_words(ours.get(name)), &in_words(theirs.get(name)));
                format!("{name} {one} instead of {other}")
            }
        });
        words.collect()
    }
}

fn in_words(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}

/// Two lists of options without what they have in common.
fn apart(one: &str, other: &str) -> (String, String) {
    let without = |list: &str, other: &str| {
        let parts = list.split(", ").filter(|part| !other.split(", ").any(|known| known == *part));
        let parts: Vec<&str> = parts.collect();
        if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }
    };
    (without(one, other), without(other, one))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_say_in_what_they_differ() {
        let origin = Origin {
            version: "1".to_string(),
            program: None,
            task: "a".to_string(),
            ticks: 70,
            seconds: None,
            memory: 5,
            without: vec![],
            searches: true,
            network: Some("Models { time: None, device: Cpu }".to_string()),
            checkpoint: None,
            guide: None,
        };
        assert!(origin.differences(&origin).is_empty());
        let network = Some("Models { time: Some(5s), device: Cpu }".to_string());
        let other = Origin { ticks: 20, seconds: Some(0.5), task: "b".to_string(), network, ..origin.clone() };
        let expected = [
            "network Models { time: None instead of Models { time: Some(5s)",
            "seconds none instead of 0.5",
            "another task of this name",
            "ticks 70 instead of 20",
        ];
        assert_eq!(origin.differences(&other), expected);
    }
}
