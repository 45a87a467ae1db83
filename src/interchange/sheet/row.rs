//! A row of a sheet: the cells of a record, and in hidden columns who it is, which version, and what was written.
//!
//! The *mark* tells later whether a person changed the row: it is a fingerprint of what the cells state, so that
//! another spreadsheet program, another language or another order of columns leave it as it is. It also says
//! whether the row holds the record *whole*: whether reading its cells gives the record again, to the last
//! letter. Only such a row may speak for the version it was written from (see `settle`).

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Reading, applied};
use super::cells::{Cell, Object, Writing, row_language, text_of};
use super::layout::{Column, Kind, Shape};
use super::meaning::canonical;
use super::words::Words;
use crate::catalog::RecordKind;
use crate::primitive::{Arrange, Language, short_digest};

/// The longest text a cell of Excel holds, in UTF-16 units.
pub(super) const LONGEST_CELL: usize = 32_767;

/// What stands in the cells of a row as text, by key of the column.
pub(super) type Cells = BTreeMap<String, String>;

/// A mark of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// The cells hold the record whole.
    Whole(String),
    /// The record has more than the cells hold.
    Part(String),
    /// The row is an example.
    Example(String),
}

impl Mark {
    pub(super) fn read(text: &str) -> Option<Self> {
        let (kind, print) = text.trim().split_once(':')?;
        match kind {
            "whole" => Some(Self::Whole(print.to_owned())),
            "part" => Some(Self::Part(print.to_owned())),
            "example" => Some(Self::Example(print.to_owned())),
            _ => None,
        }
    }

    pub(super) fn text(&self) -> String {
        match self {
            Self::Whole(print) => format!("whole:{print}"),
            Self::Part(print) => format!("part:{print}"),
            Self::Example(print) => format!("example:{print}"),
        }
    }

    pub(super) fn print(&self) -> &str {
        match self {
            Self::Whole(print) | Self::Part(print) | Self::Example(print) => print,
        }
    }
}

/// A row to be written.
pub(super) struct Row {
    /// The record.
    pub id: String,
    /// Its version, as JSON.
    pub base: String,
    pub mark: Mark,
    /// One cell a column.
    pub cells: Vec<Cell>,
    /// Columns whose text is too long for a cell.
    pub cut: Vec<usize>,
}

/// What a cell says when it is read back.
pub(super) fn text_of_cell(cell: &Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string(),
        Cell::Date(day) => day.to_string(),
    }
}

/// The fingerprint of what the cells of a row state; columns that are only shown have no part in it.
pub(super) fn fingerprint<'a>(
    cells: impl Iterator<Item = (&'a Column, &'a str)>,
    reading: &Reading<'_>,
) -> String {
    let mut stated: Vec<(&str, String)> = cells
        .filter(|(column, _)| column.kind != Kind::View)
        .map(|(column, text)| (column.key.as_str(), canonical(column, text, reading.dictionary)))
        .filter(|(_, text)| !text.is_empty())
        .collect();
    stated.arrange();
    let mut bytes = Vec::new();
    for (key, text) in stated {
        bytes.extend_from_slice(key.as_bytes());
        bytes.push(0);
        bytes.extend_from_slice(text.as_bytes());
        bytes.push(0);
    }
    // 64 bits: two of a million rows share one in one catalog of thirty million.
    short_digest(&bytes)
}

/// The row of a record.
pub(super) fn row(
    of: RecordKind,
    columns: &[Column],
    object: &Object,
    writing: &Writing<'_>,
    reading: &Reading<'_>,
    limit: usize,
) -> Row {
    let mut cells: Vec<Cell> = columns.iter().map(|column| writing.cell(column, object)).collect();
    let mut cut = Vec::new();
    for (index, cell) in cells.iter_mut().enumerate() {
        if let Cell::Text(text) = cell
            && text.encode_utf16().count() > limit
        {
            *text = shortened(text, limit, writing.language);
            cut.push(index);
        }
    }
    let texts: Vec<String> = cells.iter().map(text_of_cell).collect();
    let print = fingerprint(columns.iter().zip(texts.iter().map(String::as_str)), reading);
    let read: Vec<(&Column, &str)> = columns.iter().zip(texts.iter().map(String::as_str)).collect();
    let (again, troubles) = applied(of, &Object::new(), &Cells::new(), &read, reading);
    let mut content = object.clone();
    let take = |content: &mut Object, key: &str| content.shift_remove(key).map(|value| value.to_string());
    let id = object.get("id").and_then(|id| id.as_str()).unwrap_or_default().to_owned();
    take(&mut content, "id");
    let base = take(&mut content, "rev").unwrap_or_default();
    let whole = troubles.is_empty() && again == content && base.len() <= LONGEST_CELL;
    let mark = if whole { Mark::Whole(print) } else { Mark::Part(print) };
    Row { id, base, mark, cells, cut }
}

/// The beginning of a text that is too long for a cell, and that it is only the beginning.
fn shortened(text: &str, limit: usize, language: Language) -> String {
    let note = Words::carried().text("cut", language);
    let room = limit.saturating_sub(note.encode_utf16().count() + 1);
    let mut used = 0;
    let mut short = String::new();
    for letter in text.chars() {
        used += letter.len_utf16();
        if used > room {
            break;
        }
        short.push(letter);
    }
    short.push('\n');
    short.push_str(note);
    short
}

/// Whether a cell holds only the beginning of its text.
pub(super) fn is_cut(text: &str) -> bool {
    let words = Words::carried();
    Language::ALL.into_iter().any(|language| text.ends_with(words.text("cut", language)))
}

/// The columns that these records need.
pub(super) fn shape<'a>(records: impl Iterator<Item = &'a Object>) -> Shape {
    let mut shape = Shape::default();
    for object in records {
        let subjects = object.get("subjects").and_then(|all| all.as_array()).map_or(0, Vec::len);
        shape.subjects = shape.subjects.max(subjects);
        let language = row_language(object);
        let mut look = |path: String, value: &serde_json::Value| {
            let text = text_of(Some(value));
            let tags = text.translations.into_iter().flat_map(|all| all.keys());
            shape.translations.extend(tags.map(|tag| (path.clone(), tag.clone())));
            if text.lang != language && !text.text.is_empty() {
                shape.languages.insert(path);
            }
        };
        for (key, value) in object {
            match (key.as_str(), value.as_object()) {
                ("profile", Some(answers)) => {
                    answers.iter().for_each(|(question, answer)| look(format!("profile.{question}"), answer));
                }
                ("name" | "title" | "summary" | "need" | "preconditions", _) => look(key.clone(), value),
                _ => {}
            }
        }
    }
    shape
}

/// The carried columns of a row that says nothing at all.
pub(super) fn is_blank(cells: &[(&Column, &str)]) -> bool {
    let said: BTreeSet<&str> = cells.iter().map(|(_, text)| text.trim()).collect();
    said.iter().all(|text| text.is_empty())
}
