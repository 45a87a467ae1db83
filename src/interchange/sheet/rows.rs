//! The rows of a list as they stand in a sheet, before anything is made of them.

use std::collections::{BTreeMap, BTreeSet};

use super::apply::{Named, Reading};
use super::dictionary::Dictionary;
use super::find::Table;
use super::findings::Findings;
use super::layout::Column;
use super::row::{Mark, fingerprint, is_blank};
use super::steps::Steps;
use super::words::Words;
use crate::catalog::{RecordKind, VersionVector};
use crate::interchange::Severity;
use crate::primitive::{Arg, Id, Language, Said};

/// A row that states something.
pub(super) struct RowIn<'a> {
    /// Its number in the sheet, from 0.
    pub number: u32,
    pub id: Option<Id>,
    pub base: Option<VersionVector>,
    pub mark: Option<Mark>,
    /// One cell a column that is there; empty ones too.
    pub cells: Vec<(&'a Column, &'a str)>,
    /// The fingerprint of the cells.
    pub print: String,
}

/// The rows of a table, and how many examples were left out.
pub(super) fn rows<'a>(
    table: &'a Table<'_>,
    dictionary: &Dictionary,
    findings: &mut Findings,
    steps: &mut Steps<'_>,
) -> (Vec<RowIn<'a>>, usize) {
    tell_of_cells(table, findings);
    let reading = Reading { dictionary, resolve: &|_| Named::Several };
    let mut found = Vec::new();
    let mut examples = 0;
    for (number, line) in table.rows() {
        steps.step();
        let hidden = |column: Option<u32>| column.and_then(|column| line.get(&column));
        // A cell that shows an error says nothing, not even that its field is empty.
        let cells: Vec<(&Column, &str)> = table
            .columns
            .iter()
            .filter(|(at, _)| !table.grid.errors.contains(&(number, **at)))
            .map(|(at, column)| (column, line.get(at).map_or("", String::as_str)))
            .collect();
        if is_blank(&cells) {
            continue;
        }
        let print = fingerprint(cells.iter().copied(), &reading);
        let mark = hidden(table.mark).and_then(|mark| Mark::read(mark));
        if is_example(table.of, mark.as_ref(), &print, &cells) {
            examples += 1;
            continue;
        }
        let is_record = !matches!(mark, Some(Mark::Example(_)));
        let id = hidden(table.id).filter(|_| is_record).and_then(|id| id.trim().parse().ok());
        let base = hidden(table.base).and_then(|base| serde_json::from_str(base).ok());
        found.push(RowIn { number, id: id.filter(|id: &Id| !id.is_nil()), base, mark, cells, print });
    }
    let copies = settle_copies(table, &mut found, findings);
    found.retain(|row| !copies.contains(&row.number));
    (found, examples)
}

/// Whether a row shows how to fill in: it is one of ours, untouched, or says so where its mark was lost.
fn is_example(of: RecordKind, mark: Option<&Mark>, print: &str, cells: &[(&Column, &str)]) -> bool {
    match mark {
        Some(Mark::Example(own)) => own == print,
        Some(_) => false,
        None => {
            let path = if of == RecordKind::Institution { "name" } else { "title" };
            let title = cells.iter().find(|(column, _)| column.key == path).map_or("", |(_, text)| text);
            let words = Words::carried();
            Language::ALL.into_iter().any(|l| title.starts_with(words.text("example-mark", l)))
        }
    }
}

/// A row that was copied with its hidden columns is a new record; the row nobody changed is the old one. Gives
/// the rows that say nothing of their own, being exact copies.
fn settle_copies(table: &Table<'_>, rows: &mut [RowIn<'_>], findings: &mut Findings) -> BTreeSet<u32> {
    let mut exact = BTreeSet::new();
    let mut by_id: BTreeMap<Id, Vec<usize>> = BTreeMap::new();
    for (position, row) in rows.iter().enumerate() {
        if let Some(id) = row.id {
            by_id.entry(id).or_default().push(position);
        }
    }
    for positions in by_id.into_values().filter(|positions| positions.len() > 1) {
        let untouched = |row: &RowIn<'_>| row.mark.as_ref().is_some_and(|mark| mark.print() == row.print);
        let original = positions.iter().copied().find(|at| untouched(&rows[*at])).unwrap_or(positions[0]);
        let (print, line) = (rows[original].print.clone(), rows[original].number + 1);
        for copy in positions.into_iter().filter(|at| *at != original) {
            let row = &mut rows[copy];
            if row.print == print {
                let said = Said::new("problem.sheet-row-twice");
                findings.of_row(&table.grid.name, row.number, Severity::Information, said);
                exact.insert(row.number);
                continue;
            }
            row.id = None;
            (row.base, row.mark) = (None, None);
            let said = Said::new("problem.sheet-row-copied").with("row", Arg::Number(f64::from(line)));
            findings.of_row(&table.grid.name, row.number, Severity::Warning, said);
        }
    }
    exact
}

/// Tells of what a sheet has that ours have not: merged cells, formulas, errors.
fn tell_of_cells(table: &Table<'_>, findings: &mut Findings) {
    let grid = table.grid;
    for at in grid.merged.iter().filter(|at| at.0 >= table.first) {
        let said = Said::new("problem.sheet-merged");
        findings.of_cell(&grid.name, *at, table.head(at.1), Severity::Warning, said);
    }
    for at in grid.errors.iter().filter(|at| at.0 >= table.first && table.columns.contains_key(&at.1)) {
        let said = Said::new("problem.sheet-cell-error");
        findings.of_cell(&grid.name, *at, table.head(at.1), Severity::Warning, said);
    }
    if grid.formulas > 0 {
        let said = Said::new("problem.sheet-formulas").with("n", Arg::Number(grid.formulas as f64));
        findings.of_sheet(&grid.name, Severity::Information, said);
    }
}
