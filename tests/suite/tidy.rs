//! What a reader of the tree would stumble over: arrows that point upwards, files and functions that have
//! grown too long, words that do not belong.

use std::fs;
use std::path::{Path, PathBuf};

/// Lines a file may have. Beyond it there is usually a second subject inside.
const LONGEST_FILE: usize = 400;
/// Lines a function may have: what fits a screen.
const LONGEST_FUNCTION: usize = 60;

/// Modules in the order of the crate's map; each may use those before it. Below the line nothing knows a browser.
const LAYERS: [&str; 12] = [
    "primitive",
    "vocabulary",
    "words",
    "catalog",
    "matching",
    "planning",
    "interchange",
    "desk",
    "platform",
    "store",
    "worker",
    "ui",
];
/// The last layer that must not know a browser.
const LAST_PURE: &str = "desk";

/// What a layer that knows no browser must not name.
const BROWSER: [&str; 6] = ["leptos", "web_sys", "js_sys", "gloo_storage", "wasm_bindgen", "idb::"];
/// What nothing below the page's one fetching function must name.
const FETCHING: [&str; 4] = ["fetch_with", "XmlHttpRequest", "WebSocket::new", "EventSource::new"];
/// Words that mark unfinished work.
const UNFINISHED: [&str; 6] = ["todo!(", "unimplemented!(", "dbg!(", "FIXME", "XXX", "#[ignore"];

struct Source {
    path: String,
    text: String,
}

impl Source {
    /// Lines of code without comments, up to the unit tests at the end of the file; none of a file of unit tests.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let code = if self.path.ends_with("_tests.rs") { "" } else { &self.text };
        code.lines()
            .take_while(|line| line.trim() != "#[cfg(test)]")
            .enumerate()
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(index, line)| (index + 1, line))
    }

    /// The module under `src` this file belongs to.
    fn layer(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let layer = inside.split('/').next()?.trim_end_matches(".rs");
        LAYERS.contains(&layer).then_some(layer)
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        let Ok(entries) = fs::read_dir(folder) else { continue };
        for entry in entries {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "target", "dist", "results", "report"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let files = folders.iter().flat_map(|folder| files_below(folder, endings));
    let sources: Vec<Source> = files
        .map(|path| Source {
            path: path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/"),
            text: fs::read_to_string(&path).unwrap(),
        })
        .collect();
    assert!(!sources.is_empty());
    sources
}

fn rust() -> Vec<Source> {
    sources(&["src", "tests/suite", "examples", "benches"], &[".rs"])
}

fn complain(found: Vec<String>) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

#[test]
fn arrows_point_downwards() {
    let mut found = Vec::new();
    for source in rust() {
        let Some(layer) = source.layer() else { continue };
        let own = LAYERS.iter().position(|name| *name == layer).unwrap();
        for (line, text) in source.code() {
            for above in &LAYERS[own + 1..] {
                if text.contains(&format!("crate::{above}")) {
                    found.push(format!("{}:{line} uses {above}, which stands above {layer}", source.path));
                }
            }
        }
    }
    complain(found);
}

#[test]
fn the_core_knows_no_browser() {
    let last = LAYERS.iter().position(|name| *name == LAST_PURE).unwrap();
    let mut found = Vec::new();
    for source in rust() {
        let Some(layer) = source.layer() else { continue };
        if !LAYERS[..=last].contains(&layer) {
            continue;
        }
        for (line, text) in source.code() {
            for name in BROWSER {
                if text.contains(name) {
                    found.push(format!("{}:{line} names {name}", source.path));
                }
            }
        }
    }
    complain(found);
}

#[test]
fn only_the_page_fetches_and_only_in_one_place() {
    let mut found = Vec::new();
    for source in sources(&["src"], &[".rs"]) {
        if source.path == "src/platform/fetch.rs" {
            continue;
        }
        for (line, text) in source.code() {
            for name in FETCHING {
                if text.contains(name) {
                    found.push(format!("{}:{line} names {name}", source.path));
                }
            }
        }
    }
    complain(found);
}

#[test]
fn files_fit_a_reader() {
    let long = sources(&["src", "tests", "examples", "benches", "style"], &[".rs", ".mjs", ".css"]);
    complain(
        long.iter()
            .map(|source| (source, source.text.lines().count()))
            .filter(|(_, lines)| *lines > LONGEST_FILE)
            .map(|(source, lines)| format!("{} has {lines} lines (at most {LONGEST_FILE})", source.path))
            .collect(),
    );
}

#[test]
fn functions_fit_a_screen() {
    let mut found = Vec::new();
    for source in rust() {
        // Formatted code closes a function in the column in which it opened.
        let mut open: Option<(usize, usize, String)> = None;
        for (index, line) in source.text.lines().enumerate() {
            let indent = line.len() - line.trim_start().len();
            let text = line.trim_start();
            let starts = [
                "fn ",
                "pub fn ",
                "pub(crate) fn ",
                "pub(super) fn ",
                "async fn ",
                "pub async fn ",
                "const fn ",
                "pub const fn ",
            ];
            if open.is_none()
                && starts.iter().any(|start| text.starts_with(start))
                && !text.ends_with(';')
                && !text.ends_with('}')
            {
                open = Some((index, indent, text.to_owned()));
            } else if let Some((start, column, name)) = &open
                && indent == *column
                && text.starts_with('}')
            {
                let lines = index - start + 1;
                if lines > LONGEST_FUNCTION {
                    found.push(format!(
                        "{}:{} {name} has {lines} lines (at most {LONGEST_FUNCTION})",
                        source.path,
                        start + 1
                    ));
                }
                open = None;
            }
        }
    }
    complain(found);
}

#[test]
fn nothing_is_left_open() {
    let mut found = Vec::new();
    for source in rust() {
        if source.path == "tests/suite/tidy.rs" {
            continue;
        }
        for (index, line) in source.text.lines().enumerate() {
            for word in UNFINISHED {
                if line.contains(word) {
                    found.push(format!("{}:{} {word}", source.path, index + 1));
                }
            }
            if line.trim_start().starts_with("#[allow(") || line.trim_start().starts_with("#![allow(") {
                found.push(format!("{}:{} silences a lint", source.path, index + 1));
            }
        }
    }
    complain(found);
}

#[test]
fn no_style_stands_in_the_markup() {
    // A strict Content-Security-Policy blocks style attributes.
    let mut found = Vec::new();
    for source in sources(&["src/ui"], &[".rs"]) {
        for (line, text) in source.code() {
            if text.contains(" style=\"") || text.contains("inner_html") {
                found.push(format!("{}:{line} {}", source.path, text.trim()));
            }
        }
    }
    complain(found);
}
