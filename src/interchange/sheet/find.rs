//! Which sheet is which list, and which column which field.

use std::collections::BTreeMap;

use super::dictionary::Dictionary;
use super::findings::Findings;
use super::grid::{Grid, Line};
use super::layout::{Column, Kind, MOST_SUBJECTS, SHEETS, Shape, by_key, columns};
use super::meaning::{canonical, quoted};
use super::words::Words;
use crate::catalog::RecordKind;
use crate::interchange::Severity;
use crate::primitive::{Arg, Arrange, Language, Said};
use crate::words::fold;

/// Begins the keys that are not those of a field.
pub(super) const OURS: &str = "matriz:";
/// Begins the first cell of a row that is no record.
pub(super) const NO_RECORD: char = '#';
/// Marks the row of heads.
pub(super) const HEADS: &str = "#heads";
/// Rows in which the head of a list is looked for; people put titles and notes above.
const ROWS_LOOKED_AT: usize = 20;
/// Heads that must be known before a sheet without keys is taken for a list of ours.
const HEADS_NEEDED: usize = 2;

/// A list found in a sheet.
pub(super) struct Table<'a> {
    pub of: RecordKind,
    pub grid: &'a Grid,
    pub id: Option<u32>,
    pub base: Option<u32>,
    pub mark: Option<u32>,
    /// Fields by column of the sheet.
    pub columns: BTreeMap<u32, Column>,
    /// Heads as they stand in the sheet.
    pub heads: Line,
    /// The first row that may be a record.
    pub first: u32,
}

impl Table<'_> {
    /// The head of a column, as it stands in the sheet.
    pub(super) fn head(&self, column: u32) -> &str {
        self.heads.get(&column).map_or("", String::as_str)
    }

    /// Rows that may be records, by number.
    pub(super) fn rows(&self) -> impl Iterator<Item = (u32, &Line)> {
        let is_record = |line: &Line| {
            let id = self.id.and_then(|id| line.get(&id));
            !id.is_some_and(|id| id.starts_with(NO_RECORD))
        };
        let rows = self.grid.rows.range(self.first..).map(|(row, line)| (*row, line));
        rows.filter(move |(_, line)| is_record(line))
    }
}

/// Heads of all lists in all languages, folded.
pub(super) struct Heads {
    of: BTreeMap<RecordKind, BTreeMap<String, String>>,
    language_word: Vec<String>,
}

impl Heads {
    pub(super) fn new(dictionary: &Dictionary) -> Self {
        let shape = Shape { subjects: MOST_SUBJECTS, ..Shape::default() };
        let mut of: BTreeMap<RecordKind, BTreeMap<String, String>> = BTreeMap::new();
        for kind in SHEETS {
            let names = of.entry(kind).or_default();
            for column in columns(kind, &shape) {
                names.entry(fold(&column.key)).or_insert_with(|| column.key.clone());
                for language in Language::ALL {
                    let head = column.head(kind, dictionary, language);
                    names.entry(fold(&head)).or_insert_with(|| column.key.clone());
                }
            }
        }
        let words = Words::carried();
        let language_word = Language::ALL.map(|language| fold(words.text("language", language))).to_vec();
        Self { of, language_word }
    }

    /// The column with this head.
    fn column(&self, of: RecordKind, head: &str) -> Option<Column> {
        let names = self.of.get(&of)?;
        if let Some(key) = names.get(&fold(head)) {
            return by_key(of, key);
        }
        let (plain, tag) = head.trim().strip_suffix(')')?.rsplit_once(" (")?;
        let key = names.get(&fold(plain))?;
        if self.language_word.contains(&fold(tag)) {
            return by_key(of, &format!("{key}#lang"));
        }
        by_key(of, &format!("{key}@{tag}"))
    }

    fn known(&self, of: RecordKind, line: &Line) -> usize {
        line.values().filter(|head| self.column(of, head).is_some()).count()
    }
}

/// The list in a sheet; none where it is none of ours, which is told unless we put it there ourselves.
pub(super) fn table<'a>(
    grid: &'a Grid,
    heads: &Heads,
    dictionary: &Dictionary,
    findings: &mut Findings,
) -> Option<Table<'a>> {
    for (row, line) in grid.rows.iter().take(ROWS_LOOKED_AT) {
        let mut keys = line.values().filter_map(|text| text.strip_prefix(OURS)).peekable();
        if keys.peek().is_some() {
            // A sheet of ours: a list, or one that is only there to be read by people.
            let of = keys.find_map(|key| SHEETS.into_iter().find(|kind| kind.list() == key))?;
            return Some(laid_out(of, grid, *row, heads, dictionary, findings));
        }
    }
    let mut best: Option<(usize, bool, RecordKind, u32)> = None;
    for (row, line) in grid.rows.iter().take(ROWS_LOOKED_AT) {
        for of in SHEETS {
            let known = heads.known(of, line);
            let better = best.is_none_or(|(most, named, _, _)| (known, is_named(grid, of)) > (most, named));
            if known >= HEADS_NEEDED && better {
                best = Some((known, is_named(grid, of), of, *row));
            }
        }
    }
    let Some((_, _, of, row)) = best else {
        if !grid.rows.is_empty() {
            let said = Said::new("problem.sheet-unknown").with("name", Arg::Text(quoted(&grid.name)));
            findings.of_sheet(&grid.name, Severity::Information, said);
        }
        return None;
    };
    Some(laid_out(of, grid, row, heads, dictionary, findings))
}

fn is_named(grid: &Grid, of: RecordKind) -> bool {
    let words = Words::carried();
    Language::ALL.into_iter().any(|language| fold(words.sheet(of.list(), language)) == fold(&grid.name))
}

/// The columns of a list whose keys or heads stand in this row.
fn laid_out<'a>(
    of: RecordKind,
    grid: &'a Grid,
    row: u32,
    heads: &Heads,
    dictionary: &Dictionary,
    findings: &mut Findings,
) -> Table<'a> {
    let keys = grid.rows.get(&row).cloned().unwrap_or_default();
    let marked = |word: &str| {
        let key = format!("{OURS}{word}");
        keys.iter().find(|(_, text)| **text == key).map(|(column, _)| *column)
    };
    let (id, base, mark) = (marked(of.list()), marked("base"), marked("mark"));
    let below = grid.rows.range(row + 1..).next();
    let own_heads =
        below.filter(|(_, line)| id.and_then(|id| line.get(&id)).is_some_and(|text| text == HEADS));
    let shown = own_heads.map_or_else(|| keys.clone(), |(_, line)| line.clone());
    let mut table =
        Table { of, grid, id, base, mark, columns: BTreeMap::new(), heads: shown.clone(), first: row + 1 };
    let mut all: Vec<u32> = keys.keys().chain(shown.keys()).copied().collect();
    all.arrange();
    all.dedup();
    for column in all.into_iter().filter(|column| ![id, base, mark].contains(&Some(*column))) {
        let head = table.head(column).to_owned();
        let key = keys.get(&column).map_or("", String::as_str);
        let found = by_key(of, key).or_else(|| heads.column(of, key)).or_else(|| heads.column(of, &head));
        let told = match &found {
            None => Some((Severity::Information, "problem.sheet-column-unknown")),
            Some(known) if table.columns.values().any(|other| other.key == known.key) => {
                Some((Severity::Warning, "problem.sheet-column-twice"))
            }
            Some(_) => None,
        };
        if let Some((severity, key)) = told {
            let said = Said::new(key).with("name", Arg::Text(quoted(&head)));
            findings.of_cell(&grid.name, (row, column), "", severity, said);
        } else if let Some(found) = found {
            table.columns.insert(column, found);
        }
    }
    if id.is_none() {
        table.first = after_hints(&table, row + 1, dictionary);
    }
    table
}

/// Where the records of a list begin whose keys were lost: behind the row of hints, if there is one.
fn after_hints(table: &Table<'_>, row: u32, dictionary: &Dictionary) -> u32 {
    let words = Words::carried();
    let is_hint = |column: &u32, text: &String| {
        let Some(column) = table.columns.get(column).filter(|column| column.kind != Kind::View) else {
            return false;
        };
        let hint = |language| canonical(column, words.hint(column.hint(), language), dictionary);
        Language::ALL.into_iter().any(|language| canonical(column, text, dictionary) == hint(language))
    };
    let line = table.grid.rows.get(&row);
    let hints = line.into_iter().flatten().filter(|(column, text)| is_hint(column, text)).count();
    if hints >= HEADS_NEEDED { row + 1 } else { row }
}
