//! The corpus of the fuzzers, small as it is, replayed: what they found once, and a few inputs that reach far; and some thousand
//! changed copies of these, as a fuzzer makes them, for whoever has none.

#[path = "../arc-dsl/tests/common/mod.rs"]
mod common;
#[path = "laws/request.rs"]
mod request;
#[allow(dead_code)]
#[path = "../src/run"]
mod run {
    pub mod fingerprint;
    pub mod fit;
    pub mod origin;
    pub mod record;
    pub mod verify;
}
#[path = "../fuzz/src/solving.rs"]
mod solving;
#[path = "../fuzz/src/texts.rs"]
mod texts;
#[allow(dead_code)]
#[path = "../src/words.rs"]
mod words;

use std::fs;
use std::path::{Path, PathBuf};

use data::Sampler;
use rayon::prelude::*;

fn targets() -> impl Iterator<Item = (&'static str, texts::Target)> {
    texts::TARGETS.into_iter().chain(solving::TARGETS)
}

/// What is put into files: ends of what a number, a text or a file may be, and what breaks JSON.
const PIECES: [&[u8]; 24] = [
    b"[[[[[[[[[[[[[[[[",
    b"]]]]",
    b"{",
    b"}",
    b",",
    b":",
    b"\"",
    b"\\ud800",
    b"\\u0000",
    b"null",
    b"true",
    b"NaN",
    b"-0",
    b"1.0",
    b"1e0",
    b"1e400",
    b"-1",
    b"10",
    b"99999999999999999999999",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\0\0\0\0\0\0\0\0",
    b"\xff\xff\xff\xff\xff\xff\xff\x7f",
    b"\xed\xa0\x80",
];

/// Changed copies of the inputs, by target.
const CHANGED: [(&str, usize); 7] = [
    ("tasks", 3000),
    ("submissions", 3000),
    ("results", 2000),
    ("stored", 1000),
    ("text", 1500),
    ("programs", 300),
    ("solve", 30),
];

/// The inputs of a target, by path.
fn inputs(target: &str) -> Vec<(PathBuf, Vec<u8>)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let entries = fs::read_dir(corpus.join(target)).unwrap_or_else(|error| panic!("{target}: {error}"));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), fs::read(path).unwrap())).collect()
}

/// A copy with some changes, which may take parts of another one.
fn changed(mut bytes: Vec<u8>, other: &[u8], sampler: &mut Sampler) -> Vec<u8> {
    for _ in 0..1 + sampler.below(4) {
        let start = sampler.below(bytes.len() + 1);
        let end = (start + sampler.below(16)).min(bytes.len());
        let piece = match sampler.below(7) {
            0 => PIECES[sampler.below(PIECES.len())].to_vec(),
            1 => vec![sampler.below(256) as u8],
            2 => bytes[start..end].iter().map(|byte| byte ^ 1 << sampler.below(8)).collect(),
            3 => bytes[start..end].repeat(2 + sampler.below(100)),
            4 => {
                let from = sampler.below(other.len() + 1);
                other[from..(from + sampler.below(200)).min(other.len())].to_vec()
            }
            5 => Vec::new(),
            _ => {
                bytes.truncate(end);
                continue;
            }
        };
        bytes.splice(start..end, piece);
    }
    bytes
}

#[test]
fn changed_inputs_are_survived() {
    for (name, count) in CHANGED {
        let (_, target) = targets().find(|(other, _)| *other == name).unwrap();
        let inputs = inputs(name);
        (0..count).into_par_iter().for_each(|number| {
            let mut sampler = Sampler::at(7, number as u64);
            let [one, other] = [(); 2].map(|()| sampler.below(inputs.len()));
            let bytes = changed(inputs[one].1.clone(), &inputs[other].1, &mut sampler);
            let survived = std::panic::catch_unwind(|| target(&bytes));
            assert!(
                survived.is_ok(),
                "{name} no. {number}, from {}: {}",
                inputs[one].0.display(),
                bytes.escape_ascii()
            );
        });
    }
}

#[test]
fn the_corpus_of_every_target_is_survived() {
    for (name, target) in targets() {
        let inputs = inputs(name);
        assert!(inputs.len() >= 3, "{name} has hardly any inputs");
        inputs.par_iter().for_each(|(path, bytes)| {
            println!("{}", path.display()); // Shown if it panics.
            target(bytes);
        });
    }
}

/// Every target has its program in `fuzz/`, and a folder of inputs, and there are no others.
#[test]
fn targets_are_those_of_the_folder() {
    let fuzz = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz");
    let names = |folder: &str| {
        let entries = fs::read_dir(fuzz.join(folder)).unwrap();
        let stem = |entry: fs::DirEntry| entry.path().file_stem().unwrap().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| stem(entry.unwrap())).collect();
        names.sort();
        names
    };
    let mut targets: Vec<String> = targets().map(|(name, _)| name.to_owned()).collect();
    targets.sort();
    assert_eq!(names("fuzz_targets"), targets);
    assert_eq!(names("corpus"), targets);
}
