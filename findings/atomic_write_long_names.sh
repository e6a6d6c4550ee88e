#!/usr/bin/env bash
# The crate atomic-write-file replaces a file as a whole: it writes to a temporary one beside it and renames that.
#
# One would guess: any name that the file system takes (255 bytes on ext4, tmpfs and most others) can be written.
#
# What happens: the temporary file is called like the file itself with eight more letters, so names of 248 to 255 bytes end with
# ENAMETOOLONG (36), although `std::fs::write` writes them. tempfile, whose temporary names are short whatever the target's, has no
# such limit.
#
# What follows: names made of people's words (a task of 80 Chinese letters has 240 bytes, and an ending) come close to that limit;
# write through a temporary name of fixed length.
#
# Seen 2026-11-30 with atomic-write-file 0.3.1 and tempfile 3.27.0 on ext4, https://crates.io/crates/atomic-write-file:
#   247 bytes: fs::write ok, atomic-write-file ok, tempfile ok
#   248 bytes: fs::write ok, atomic-write-file errno 36, tempfile ok
#   255 bytes: fs::write ok, atomic-write-file errno 36, tempfile ok
set -euo pipefail

T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
mkdir "$T/src" "$T/out"
cat >"$T/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.1.0"
edition = "2021"

[dependencies]
atomic-write-file = "=0.3.1"
tempfile = "=3.27.0"
TOML
cat >"$T/src/main.rs" <<'RUST'
use std::io::{Result, Write};
use std::path::Path;

use atomic_write_file::AtomicWriteFile;
use tempfile::NamedTempFile;

fn replace(path: &Path) -> Result<()> {
    let mut file = AtomicWriteFile::open(path)?;
    file.write_all(b"text")?;
    file.commit()
}

fn persist(path: &Path) -> Result<()> {
    let mut file = NamedTempFile::new_in(path.parent().unwrap())?;
    file.write_all(b"text")?;
    file.persist(path).map(|_| ()).map_err(|error| error.error)
}

fn told(result: Result<()>) -> String {
    result.map_or_else(|error| format!("errno {}", error.raw_os_error().unwrap_or(0)), |()| "ok".to_string())
}

fn main() {
    for length in [247, 248, 255] {
        let path = Path::new("out").join("n".repeat(length));
        let plain = told(std::fs::write(&path, "text"));
        println!(
            "{length} bytes: fs::write {plain}, atomic-write-file {}, tempfile {}",
            told(replace(&path)),
            told(persist(&path))
        );
    }
}
RUST
seen=$(cd "$T" && cargo run --quiet)
echo "$seen"
expected=$(sed -n 's/^#   \([0-9]* bytes: .*\)/\1/p' "$0")
[ "$seen" = "$expected" ] || { printf 'changed; it was\n%s\n' "$expected"; exit 1; }
