//! The files of a crate as a graph: who uses whom.
//!
//! A file uses another if a path in it (`crate::`, `self::`, `super::`, or through a module declared in it) leads there. A
//! path through a re-export leads to the file that is re-exported, and re-exports themselves are no use: a `mod.rs` that only
//! gathers names does not depend on its files. Tests inside a file may use what they like.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use petgraph::algo::tarjan_scc;
use petgraph::graph::DiGraph;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A path of modules from the root of the crate; the root itself is empty.
type Module = Vec<String>;

/// What a file says of others, as paths from the root of the crate.
#[derive(Default)]
struct File {
    /// Its place in the folder, for messages.
    name: String,
    /// Paths that it uses.
    uses: BTreeSet<Module>,
    /// Names that it passes on, and what they stand for.
    passes_on: BTreeMap<String, Module>,
    /// Modules of which it passes on everything.
    passes_on_all: Vec<Module>,
    /// Modules that it declares without `pub`.
    private: BTreeSet<String>,
    /// Modules that it declares with `pub`.
    public: BTreeSet<String>,
    /// Modules that it declares for tests only.
    tests: BTreeSet<String>,
    /// Macros that it exports to the root of the crate.
    macros: BTreeSet<String>,
}

/// The modules of one crate, each of which is a file.
pub struct Crate {
    files: BTreeMap<Module, File>,
}

impl Crate {
    /// Reads all files of a folder `src`.
    pub fn read(src: &Path) -> Crate {
        let mut files = BTreeMap::new();
        for path in crate::files_below(src, &[".rs"]) {
            let name = path.strip_prefix(src).unwrap().with_extension("");
            let mut module: Module = name.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            if matches!(module.last().map(String::as_str), Some("lib" | "main" | "mod")) {
                module.pop();
            }
            let text = fs::read_to_string(&path).unwrap();
            let tokens: TokenStream = text.parse().unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut file = File { name: name.display().to_string() + ".rs", ..File::default() };
            declarations(&tokens, &mut file);
            Reader { module: &module, file: &mut file }.read(tokens);
            assert!(files.insert(module, file).is_none(), "two files for the module {}", name.display());
        }
        let is_test = |module: &Module| {
            (1..=module.len()).any(|length| {
                let file: Option<&File> = files.get(&module[..length - 1]);
                file.is_some_and(|file| file.tests.contains(&module[length - 1]))
            })
        };
        let tests: Vec<Module> = files.keys().filter(|module| is_test(module)).cloned().collect();
        tests.iter().for_each(|module| drop(files.remove(module)));
        Crate { files }
    }

    /// The names of the files, those for tests aside.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.values().map(|file| file.name.as_str())
    }

    /// Modules that everybody outside can see into.
    pub fn public_modules(&self) -> &BTreeSet<String> {
        &self.files[&Module::new()].public
    }

    /// Number of pairs of files of which one uses the other.
    pub fn use_count(&self) -> usize {
        self.graph().edge_count()
    }

    /// Sets of files that use each other in a circle, by their names.
    pub fn circles(&self) -> Vec<Vec<&str>> {
        let graph = self.graph();
        let parts = tarjan_scc(&graph).into_iter().filter(|part| part.len() > 1);
        let mut circles: Vec<Vec<&str>> =
            parts.map(|part| part.into_iter().map(|node| graph[node]).collect()).collect();
        circles.iter_mut().for_each(|circle| circle.sort_unstable());
        circles.sort();
        circles
    }

    /// The files, with an edge from each to those that it uses.
    fn graph(&self) -> DiGraph<&str, ()> {
        let mut graph: DiGraph<&str, ()> = DiGraph::new();
        let nodes: BTreeMap<&Module, _> =
            self.files.iter().map(|(module, file)| (module, graph.add_node(file.name.as_str()))).collect();
        for (module, file) in &self.files {
            for target in file.uses.iter().filter_map(|path| self.target(path, 0)).filter(|target| *target != module) {
                graph.update_edge(nodes[module], nodes[target], ());
            }
        }
        graph
    }

    /// The file in which a path ends.
    fn target(&self, path: &[String], depth: usize) -> Option<&Module> {
        let length = (0..=path.len()).rev().find(|&length| self.files.contains_key(&path[..length]))?;
        let (module, file) = self.files.get_key_value(&path[..length])?;
        let Some(name) = path.get(length).filter(|_| depth < 8) else { return Some(module) };
        if let Some(other) = file.passes_on.get(name) {
            return self.target(&[other, &path[length + 1..]].concat(), depth + 1);
        }
        if module.is_empty() {
            let defines = |(_, file): &(&Module, &File)| file.macros.contains(name);
            if let Some((module, _)) = self.files.iter().find(defines) {
                return Some(module);
            }
        }
        // Which of these modules has the name is not known without its items; to guess one is to allow circles through it.
        match &file.passes_on_all[..] {
            [only] => self.target(only, depth + 1),
            _ => Some(module),
        }
    }
}

/// Notes the modules and macros that a file declares.
fn declarations(tokens: &TokenStream, file: &mut File) {
    let tokens: Vec<TokenTree> = tokens.clone().into_iter().collect();
    for (index, two) in tokens.windows(2).enumerate() {
        if let [TokenTree::Ident(word), TokenTree::Ident(name)] = two
            && word == "mod"
            && matches!(tokens.get(index + 2), Some(TokenTree::Punct(end)) if end.as_char() == ';')
        {
            let is_public = index > 0 && matches!(&tokens[index - 1], TokenTree::Ident(word) if word == "pub");
            if is_public { &mut file.public } else { &mut file.private }.insert(name.to_string());
        }
        if let [TokenTree::Ident(word), TokenTree::Punct(mark)] = two
            && word == "macro_rules"
            && mark.as_char() == '!'
            && let Some(TokenTree::Ident(name)) = tokens.get(index + 2)
        {
            file.macros.insert(name.to_string());
        }
    }
}

/// Walks through the tokens of a file.
struct Reader<'r> {
    module: &'r Module,
    file: &'r mut File,
}

impl Reader<'_> {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            at = match &tokens[at] {
                TokenTree::Punct(mark) if mark.as_char() == '#' && is_test(tokens.get(at + 1)) => {
                    if let [TokenTree::Ident(word), TokenTree::Ident(name), ..] = &tokens[at + 2..]
                        && word == "mod"
                    {
                        self.file.tests.insert(name.to_string());
                    }
                    past_item(&tokens, at + 2)
                }
                TokenTree::Ident(word) if word == "use" => self.import(&tokens, at),
                TokenTree::Ident(_) => self.path(&tokens, at),
                TokenTree::Group(group) => {
                    self.read(group.stream());
                    at + 1
                }
                _ => at + 1,
            }
        }
    }

    /// Reads a path in code; returns the place after it.
    fn path(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let (path, end) = plain_path(tokens, start);
        let is_colon = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ':');
        let is_inside = start > 1 && tokens[start - 2..start].iter().all(is_colon);
        if path.len() > 1 && !is_inside {
            self.file.uses.extend(self.absolute(&path));
        }
        end
    }

    /// Reads a `use` item; returns the place after it.
    fn import(&mut self, tokens: &[TokenTree], start: usize) -> usize {
        let is_end = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
        let end = tokens[start..].iter().position(is_end).map_or(tokens.len(), |length| start + length);
        let passes_on = match &tokens[..start] {
            [.., TokenTree::Ident(word)] => word == "pub",
            [.., TokenTree::Ident(word), TokenTree::Group(_)] => word == "pub",
            _ => false,
        };
        for (path, name) in leaves(&[], &tokens[start + 1..end]) {
            let Some(path) = self.absolute(&path) else { continue };
            match (passes_on, &*name) {
                (true, "*") => self.file.passes_on_all.push(path),
                (true, _) => {
                    self.file.passes_on.insert(name, path);
                }
                (false, _) => {
                    self.file.uses.insert(path);
                }
            }
        }
        end
    }

    /// A path from the root of the crate, if it leads to something of it.
    fn absolute(&self, path: &[String]) -> Option<Module> {
        let mut base = self.module.clone();
        let mut rest = path;
        match &*rest[0] {
            "crate" => base.clear(),
            "self" => {}
            "super" => {
                while rest.first().is_some_and(|word| word == "super") {
                    base.pop()?;
                    rest = &rest[1..];
                }
                return Some([&base, rest].concat());
            }
            name if self.file.private.contains(name) || self.file.public.contains(name) => {
                return Some([&base, rest].concat());
            }
            _ => return None,
        }
        Some([&base, &rest[1..]].concat())
    }
}

/// Words joined by `::`, and the place after them.
fn plain_path(tokens: &[TokenTree], start: usize) -> (Vec<String>, usize) {
    let is_colon = |place: usize| matches!(tokens.get(place), Some(TokenTree::Punct(mark)) if mark.as_char() == ':');
    let mut path = vec![tokens[start].to_string()];
    let mut at = start + 1;
    while is_colon(at) && is_colon(at + 1) {
        let Some(TokenTree::Ident(word)) = tokens.get(at + 2) else { break };
        path.push(word.to_string());
        at += 3;
    }
    (path, at)
}

/// The paths of a tree of imports, each with the name under which it is known.
fn leaves(base: &[String], tokens: &[TokenTree]) -> Vec<(Vec<String>, String)> {
    let is_comma = |token: &TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ',');
    let mut found = Vec::new();
    for branch in tokens.split(is_comma).filter(|branch| !branch.is_empty()) {
        let mut path = base.to_vec();
        let mut name = None;
        let mut branches = None;
        let mut is_alias = false;
        for token in branch {
            match token {
                TokenTree::Ident(word) if word == "as" => is_alias = true,
                TokenTree::Ident(word) if is_alias => name = Some(word.to_string()),
                TokenTree::Ident(word) if word == "self" && !path.is_empty() => {}
                TokenTree::Ident(word) => path.push(word.to_string()),
                TokenTree::Punct(mark) if mark.as_char() == '*' => name = Some("*".to_owned()),
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => branches = Some(group.stream()),
                _ => {}
            }
        }
        match branches {
            Some(branches) => found.extend(leaves(&path, &branches.into_iter().collect::<Vec<_>>())),
            None => {
                let name = name.or_else(|| path.last().cloned()).unwrap_or_default();
                found.push((path, name));
            }
        }
    }
    found
}

/// Whether the brackets of an attribute make what follows a test.
fn is_test(brackets: Option<&TokenTree>) -> bool {
    let Some(TokenTree::Group(group)) = brackets else { return false };
    let condition = group.stream().to_string().replace(' ', "");
    condition == "cfg(test)" || condition.starts_with("cfg(all(test,")
}

/// The place after the item that begins somewhere.
fn past_item(tokens: &[TokenTree], start: usize) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Punct(mark) => mark.as_char() == ';',
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        _ => false,
    };
    tokens[start..].iter().position(is_end).map_or(tokens.len(), |length| start + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A crate of files by name and text.
    fn of_files(files: &[(&str, &str)]) -> Vec<Vec<String>> {
        let folder = tempfile::TempDir::new().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let read = Crate::read(folder.path());
        read.circles().into_iter().map(|circle| circle.into_iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn files_that_use_each_other_are_a_circle() {
        let root = ("lib.rs", "mod a; mod b; mod c; pub use a::A;");
        let (a, c) = (("a.rs", "use crate::b::{B, X as Y};"), ("c.rs", "fn c() { crate::a::f() }"));
        assert_eq!(of_files(&[root, a, ("b.rs", "struct B;"), c]), [[""; 0]; 0]);
        assert_eq!(of_files(&[root, a, ("b.rs", "struct B(super::a::A);"), c]), [["a.rs", "b.rs"]]);
        assert_eq!(of_files(&[root, a, ("b.rs", "fn b() { super::c::c() }"), c]), [["a.rs", "b.rs", "c.rs"]]);
        let test = "#[cfg(test)] mod tests { use crate::a::A; } // crate::a::A\nfn b() -> &str { \"crate::a\" }";
        assert_eq!(of_files(&[root, a, ("b.rs", test), c]), [[""; 0]; 0]);
    }

    #[test]
    fn re_exports_lead_on_and_are_no_use() {
        let room = ("room/mod.rs", "mod a; mod b; pub use a::{A, f}; pub use self::b::*;");
        let root = ("lib.rs", "mod room; pub use room::A;");
        let (a, b) = (("room/a.rs", "use super::B; use crate::A;"), ("room/b.rs", "struct B;"));
        assert_eq!(of_files(&[root, room, a, b]), [[""; 0]; 0]);
        let back = ("room/b.rs", "use crate::room::f;");
        assert_eq!(of_files(&[root, room, a, back]), [["room/a.rs", "room/b.rs"]]);
        let used = ("lib.rs", "mod room; fn all() { room::f() }");
        let up = ("room/a.rs", "fn f() { crate::all() }");
        assert_eq!(of_files(&[used, room, up, b]), [["lib.rs", "room/a.rs"]]);
    }

    #[test]
    fn macros_are_used_where_they_are_defined() {
        let root = ("lib.rs", "mod a; mod b;");
        let a = ("a.rs", "#[macro_export] macro_rules! make { () => { $crate::b::B } }");
        assert_eq!(of_files(&[root, a, ("b.rs", "crate::make!();")]), [["a.rs", "b.rs"]]);
    }
}
