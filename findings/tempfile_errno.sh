#!/usr/bin/env bash
# The crate tempfile makes files that are given a name later, the usual way to replace a file as a whole.
#
# One would guess: an error of it is the `io::Error` of the system call, with its number: code that asks
# `error.raw_os_error()` for ENOENT, EROFS or EDQUOT works as with `File::create`.
#
# What happens: a named temporary file or folder that cannot be made gives an error without a number. The crate wraps it to add
# the path (of the temporary file, which nobody asked for); `raw_os_error()` is None and `source()` is None, too, so the number
# cannot be reached. Only `kind()` is left. Unnamed files (`tempfile_in`) and `persist` keep the number.
#
# What follows: ask `kind()`, and name the path that the user gave.
#
# Seen 2026-11-30 with tempfile 3.27.0, https://crates.io/crates/tempfile:
#   create:       errno Some(2)
#   named file:   errno None, source None, kind NotFound
#   folder:       errno None, source None, kind NotFound
#   unnamed file: errno Some(2)
#   persist:      errno Some(2)
set -euo pipefail

T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
mkdir "$T/src"
cat >"$T/Cargo.toml" <<'TOML'
[package]
name = "finding"
version = "0.1.0"
edition = "2021"

[dependencies]
tempfile = "=3.27.0"
TOML
cat >"$T/src/main.rs" <<'RUST'
use std::error::Error;
use std::io;

fn told(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(number) => format!("errno Some({number})"),
        None => format!("errno None, source {:?}, kind {:?}", error.source().map(|_| "some"), error.kind()),
    }
}

fn main() {
    println!("create:       {}", told(&std::fs::File::create("missing/file").unwrap_err()));
    println!("named file:   {}", told(&tempfile::NamedTempFile::new_in("missing").unwrap_err()));
    println!("folder:       {}", told(&tempfile::tempdir_in("missing").unwrap_err()));
    println!("unnamed file: {}", told(&tempfile::tempfile_in("missing").unwrap_err()));
    let file = tempfile::NamedTempFile::new_in(".").unwrap();
    println!("persist:      {}", told(&file.persist("missing/file").unwrap_err().error));
}
RUST
seen=$(cd "$T" && cargo run --quiet)
echo "$seen"
expected=$(sed -n 's/^#   \([a-z ]*: .*\)/\1/p' "$0")
[ "$seen" = "$expected" ] || { printf 'changed; it was\n%s\n' "$expected"; exit 1; }
