//! The families of primitives as files: none is forgotten, and none leans on another.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use arc_dsl::Primitive;

/// The files in the folders of families, with their texts.
fn files() -> Vec<(PathBuf, String)> {
    let room = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/primitives");
    let entries = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
    let folders = entries(&room).into_iter().filter(|path| path.is_dir() && !path.ends_with("support"));
    let paths = folders.flat_map(|folder| entries(&folder));
    paths.map(|path| (path.clone(), fs::read_to_string(&path).unwrap())).collect()
}

#[test]
fn every_file_is_a_family_of_the_language() {
    let mut primitives: BTreeMap<&str, usize> = BTreeMap::new();
    Primitive::all().iter().for_each(|primitive| *primitives.entry(primitive.family).or_default() += 1);
    for (path, text) in files() {
        let name = text.lines().find_map(|line| line.trim().strip_prefix("family \"")?.strip_suffix("\";"));
        let name = name.unwrap_or_else(|| panic!("{} declares no family", path.display()));
        let declared = text.lines().filter(|line| line.trim().starts_with("#[cost = ")).count();
        assert_eq!(primitives.remove(name), Some(declared), "{}", path.display());
    }
    assert!(primitives.is_empty(), "families without a file: {primitives:?}");
}

#[test]
fn families_use_only_what_is_shared() {
    for (path, text) in files() {
        let uses = text.split("crate::primitives::").skip(1);
        let others: Vec<&str> = uses.filter(|rest| !rest.starts_with("support::")).collect();
        let others = others.iter().map(|rest| rest.lines().next().unwrap_or_default()).collect::<Vec<_>>();
        assert!(others.is_empty() && !text.contains("super::super"), "{} uses {others:?}", path.display());
    }
}
