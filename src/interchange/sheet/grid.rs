//! The bytes of a workbook or of CSV as rows of texts; nothing is known about their meaning here.
//!
//! Everything a file can be large in has a limit: what it unpacks to is counted before it is read, cells, rows,
//! columns and letters while it is read. Formulas are not computed: what counts is the result the file holds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use calamine::{DataRef, Reader as _, Xlsx};

use super::findings::Findings;
use super::steps::Steps;
use crate::interchange::{FILE_LIMIT, Severity};
use crate::primitive::{Arg, Date, Said};

/// What all parts of a workbook may unpack to. The largest catalogs (20,000 entries) unpack to about 60 MB.
const UNPACKED_LIMIT: u64 = 128 << 20;
/// Parts a workbook may have; ours have about fifteen.
const PARTS_LIMIT: usize = 2_000;
/// Cells that are read. 20,000 entries with 45 columns have 900,000.
const CELLS_LIMIT: usize = 2_000_000;
/// Letters of all cells together, in bytes: a text that a million cells share is copied for each.
const LETTERS_LIMIT: usize = 128 << 20;
/// Rows and columns beyond these are not looked at.
const LAST_ROW: u32 = 200_000;
const LAST_COLUMN: u32 = 500;

/// Bytes a cell takes in a sheet, about: `<c r="AB1234" s="1" t="s"><v>12345</v></c>`. How far reading is, is judged
/// by it, and nothing else.
const CELL_SIZE: u64 = 42;
/// The share of the work that is done when all cells are read. Measured with 20,000 entries.
const CELLS_READ: f64 = 0.5;

/// One row: texts by column, counted from 0; empty cells are not there.
pub(super) type Line = BTreeMap<u32, String>;

/// One sheet.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// Its name; empty for CSV.
    pub name: String,
    /// Rows by number, counted from 0; empty rows are not there.
    pub rows: BTreeMap<u32, Line>,
    /// Cells that show an error instead of a value.
    pub errors: BTreeSet<(u32, u32)>,
    /// How many cells have a formula.
    pub formulas: usize,
    /// First cells of merged areas, with how many cells each swallows.
    pub merged: Vec<(u32, u32)>,
}

/// The sheets of a file; none where it cannot be read, which has been told.
pub(super) fn grids(bytes: &[u8], findings: &mut Findings, steps: &mut Steps<'_>) -> Option<Vec<Grid>> {
    if bytes.len() > FILE_LIMIT {
        let megabytes = |bytes: usize| Arg::Number((bytes as f64 / f64::from(1 << 20)).ceil());
        let said = Said::new("problem.too-large").with("size", megabytes(bytes.len()));
        findings.of_file(Severity::Error, said.with("limit", megabytes(FILE_LIMIT)));
        return None;
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        findings.of_file(Severity::Error, Said::new("problem.sheet-old-excel"));
        return None;
    }
    if !bytes.starts_with(b"PK") {
        return Some(vec![super::csv_in::grid(bytes, findings)]);
    }
    match workbook(bytes, steps) {
        Ok(grids) => Some(grids),
        Err(said) => {
            findings.of_file(Severity::Error, said);
            None
        }
    }
}

/// Refuses a workbook whose parts say that they unpack to more than the limit; then unpacks every part without
/// keeping it, because a part that says it is small is not believed either. Answers with the size of the sheets.
fn unpacked_size(bytes: &[u8]) -> Result<u64, Said> {
    let broken = || Said::new("problem.sheet-broken");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    let too_much =
        || Said::new("problem.sheet-too-much").with("limit", Arg::Number((UNPACKED_LIMIT >> 20) as f64));
    if archive.len() > PARTS_LIMIT {
        return Err(too_much());
    }
    let mut stated = 0_u64;
    for index in 0..archive.len() {
        stated = stated.saturating_add(archive.by_index_raw(index).map_err(|_| broken())?.size());
    }
    if stated > UNPACKED_LIMIT {
        return Err(too_much());
    }
    let (mut total, mut sheets) = (0, 0);
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| broken())?;
        let is_sheet = part.name().is_ok_and(|name| name.starts_with("xl/worksheets/"));
        let room = UNPACKED_LIMIT - total;
        let size = std::io::copy(&mut part.take(room + 1), &mut std::io::sink()).map_err(|_| broken())?;
        total += size;
        sheets += if is_sheet { size } else { 0 };
        if total > UNPACKED_LIMIT {
            return Err(too_much());
        }
    }
    Ok(sheets)
}

fn workbook(bytes: &[u8], steps: &mut Steps<'_>) -> Result<Vec<Grid>, Said> {
    let sheets = unpacked_size(bytes)?;
    steps.begin(usize::try_from(sheets / CELL_SIZE).unwrap_or(usize::MAX), CELLS_READ);
    let broken = |_| Said::new("problem.sheet-broken");
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let is_1904 = workbook.has_1904_epoch();
    let mut budget = Budget { cells: CELLS_LIMIT, letters: LETTERS_LIMIT };
    let mut grids = Vec::new();
    for name in workbook.sheet_names() {
        let mut grid = Grid { name: name.clone(), ..Grid::default() };
        if let Ok(areas) = workbook.merge_cells_by_sheet_name(&name) {
            let wide = areas.iter().filter(|area| area.start != area.end);
            grid.merged = wide.map(|area| area.start).take(1000).collect();
        }
        // A sheet that holds a chart has no cells.
        if let Ok(mut cells) = workbook.worksheet_cells_reader(&name) {
            while let Some(cell) = cells.next_cell_with_formula_metadata().map_err(broken)? {
                steps.step();
                grid.take_in(cell.pos, &cell.value, cell.formula.is_some(), is_1904, &mut budget)?;
            }
        }
        grids.push(grid);
    }
    Ok(grids)
}

/// What may still be read.
struct Budget {
    cells: usize,
    letters: usize,
}

impl Budget {
    fn spend(&mut self, letters: usize) -> Result<(), Said> {
        let too_many =
            || Said::new("problem.sheet-too-many-cells").with("limit", Arg::Number(CELLS_LIMIT as f64));
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        self.letters = self.letters.checked_sub(letters).ok_or_else(too_many)?;
        Ok(())
    }
}

impl Grid {
    fn take_in(
        &mut self,
        at: (u32, u32),
        value: &DataRef<'_>,
        is_formula: bool,
        is_1904: bool,
        budget: &mut Budget,
    ) -> Result<(), Said> {
        if at.0 > LAST_ROW || at.1 > LAST_COLUMN {
            return Ok(());
        }
        self.formulas += usize::from(is_formula);
        let text = match value {
            DataRef::Empty => return Ok(()),
            DataRef::Error(_) => {
                self.errors.insert(at);
                return Ok(());
            }
            other => text_of(other, is_1904),
        };
        if text.is_empty() {
            return Ok(());
        }
        budget.spend(text.len())?;
        self.rows.entry(at.0).or_default().insert(at.1, text);
        Ok(())
    }
}

fn text_of(value: &DataRef<'_>, is_1904: bool) -> String {
    match value {
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        DataRef::DateTime(instant) if instant.is_datetime() => day_of(instant.as_f64(), is_1904)
            .map_or_else(|| instant.as_f64().to_string(), |day| day.to_string()),
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// Days from the first day of Excel's count to 1970-01-01: that count holds a 29 February 1900 that never was,
/// so it is right from March 1900 on.
pub(super) const EXCEL_EPOCH: i32 = 25_569;
/// How much later the other count begins, that of old Macintoshes.
const MACINTOSH: f64 = 1_462.0;

fn day_of(serial: f64, is_1904: bool) -> Option<Date> {
    /// The last day Excel knows, 9999-12-31.
    const LAST: f64 = 2_958_465.0;
    let serial = if is_1904 { serial + MACINTOSH } else { serial };
    (0.0..=LAST + 1.0).contains(&serial).then(|| {
        let day = serial.floor() as i32;
        // Before March 1900 the count is one too low.
        Date::from_days(if day < 60 { day + 1 } else { day } - EXCEL_EPOCH)
    })
}
