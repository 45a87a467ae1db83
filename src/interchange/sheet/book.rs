//! The catalog as a workbook: a sheet a list, drop-downs, and in hidden columns what a row was written from.
//!
//! A sheet begins with three rows: the keys of its columns (hidden), their heads, and what to write into them.
//! Its first three columns are hidden: id, base version, mark. The last sheet, hidden as well, holds the lists
//! behind the drop-downs and says which catalog this is.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::apply::Reading;
use super::cells::{Cell, Object, Writing, text_of};
use super::choices::{Lists, validate};
use super::dictionary::Dictionary;
use super::example::example;
use super::find::{HEADS, NO_RECORD, OURS};
use super::grid::EXCEL_EPOCH;
use super::layout::{Column, Kind, columns};
use super::naming::Naming;
use super::protocol::{Plain, PlainTable, SheetProblem};
use super::row::{LONGEST_CELL, Mark, Row, row, shape};
use super::steps::Steps;
use super::words::Words;
use crate::catalog::{Catalog, RecordKind};
use crate::interchange::Severity;
use crate::interchange::write::of_record;
use crate::primitive::{Arg, Id, Language, Said};

/// Hidden columns in front of the fields: id, base, mark.
pub(super) const HIDDEN: u16 = 3;
/// The first row with a record: keys, heads and hints stand above.
pub(super) const FIRST: u32 = 3;
/// Empty rows that are ready to be filled in below the last record.
pub(super) const READY: u32 = 500;

/// The share of the work that is done when all rows are written: what follows, packing them, tells nothing meanwhile.
/// Measured with 20,000 entries.
const ROWS_WRITTEN: f64 = 0.6;

/// The catalog as a workbook in this language, with further tables; problems tell of what a cell cannot hold.
pub fn write_book(
    catalog: &Catalog,
    dictionary: &Dictionary,
    language: Language,
    tables: &[PlainTable],
) -> (Vec<u8>, Vec<SheetProblem>) {
    write_book_heard(catalog, dictionary, language, tables, &mut |_| ())
}

/// The same; `hear` hears the share done, in `[0, 1]`.
pub fn write_book_heard(
    catalog: &Catalog,
    dictionary: &Dictionary,
    language: Language,
    tables: &[PlainTable],
    hear: &mut dyn FnMut(f64),
) -> (Vec<u8>, Vec<SheetProblem>) {
    let kinds = [RecordKind::Institution, RecordKind::Offer, RecordKind::Request, RecordKind::Portfolio];
    let kinds =
        kinds.into_iter().filter(|kind| *kind != RecordKind::Portfolio || !catalog.portfolio.is_empty());
    Writer::new(catalog, dictionary, language, hear).book(&kinds.collect::<Vec<_>>(), tables, false)
}

/// A workbook to be filled in, in this language, for a catalog.
pub fn write_template(catalog: &Catalog, dictionary: &Dictionary, language: Language) -> Vec<u8> {
    let blank = Catalog { extra: catalog.extra.clone(), ..Catalog::new(catalog.id, catalog.title.clone()) };
    let kinds = [RecordKind::Institution, RecordKind::Offer, RecordKind::Request];
    Writer::new(&blank, dictionary, language, &mut |_| ()).book(&kinds, &[], true).0
}

/// What writing any kind of sheet needs.
pub(super) struct Writer<'a> {
    catalog: &'a Catalog,
    pub dictionary: &'a Dictionary,
    pub language: Language,
    naming: Naming,
    pub problems: Vec<SheetProblem>,
    pub steps: Steps<'a>,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        dictionary: &'a Dictionary,
        language: Language,
        hear: &'a mut dyn FnMut(f64),
    ) -> Self {
        let (naming, steps) = (Naming::new(catalog), Steps::new(hear));
        Self { catalog, dictionary, language, naming, problems: Vec::new(), steps }
    }

    /// The records of a list, as the file format writes them.
    pub(super) fn records(&self, of: RecordKind) -> Vec<Object> {
        let records = self.catalog.records().filter(|record| record.kind() == of);
        records.filter_map(|record| of_record(&record).as_object().cloned()).collect()
    }

    /// The row of a record; tells of texts that are too long for a cell of `limit` letters.
    pub(super) fn row(&mut self, of: RecordKind, columns: &[Column], object: &Object, limit: usize) -> Row {
        let name_of = |id: Id| self.title_of(id);
        let writing = Writing { dictionary: self.dictionary, language: self.language, name_of: &name_of };
        let reading = Reading { dictionary: self.dictionary, resolve: &|name| self.naming.resolve(name) };
        let row = row(of, columns, object, &writing, &reading, limit);
        for index in &row.cut {
            let title = text_of(object.get("title").or_else(|| object.get("name"))).text;
            let head = columns[*index].head(of, self.dictionary, self.language);
            let place = format!("{} · {} · {head}", self.sheet(of), super::meaning::quoted(title));
            let said = Said::new("problem.sheet-cut").with("limit", Arg::Number(limit as f64));
            self.problems.push(SheetProblem { severity: Severity::Warning, place, said });
        }
        self.steps.step();
        row
    }

    /// What a cell calls a record: institutions so that they are found again, others by their title.
    fn title_of(&self, id: Id) -> String {
        let title = self.catalog.offers.get(&id).map(|offer| &offer.title.text);
        let title = title.or_else(|| self.catalog.requests.get(&id).map(|request| &request.title.text));
        title.map_or_else(|| self.naming.name_of(id), Clone::clone)
    }

    pub(super) fn sheet(&self, of: RecordKind) -> &'static str {
        Words::carried().sheet(of.list(), self.language)
    }

    fn book(
        mut self,
        kinds: &[RecordKind],
        tables: &[PlainTable],
        template: bool,
    ) -> (Vec<u8>, Vec<SheetProblem>) {
        // What the library may refuse (lengths, names of sheets, numbers of rows) is kept within its bounds here.
        let bytes = self.write(kinds, tables, template).unwrap_or_default();
        (bytes, self.problems)
    }

    fn write(
        &mut self,
        kinds: &[RecordKind],
        tables: &[PlainTable],
        template: bool,
    ) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        // The library would ask the clock; the same catalog gives the same bytes.
        let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
        book.set_properties(&DocProperties::new().set_creation_datetime(&day).set_author("Matriz"));
        let lists = Lists::new(self.dictionary, self.language);
        self.steps.begin(self.catalog.records().count(), ROWS_WRITTEN);
        self.instructions(book.add_worksheet())?;
        for of in kinds {
            self.list(*of, &lists, template, book.add_worksheet())?;
        }
        for table in tables {
            plain_sheet(table, book.add_worksheet())?;
        }
        lists.write(book.add_worksheet(), self.catalog)?;
        book.save_to_buffer()
    }

    fn instructions(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        sheet.set_name(Words::carried().sheet("instructions", self.language))?;
        sheet.write_string(0, 0, format!("{OURS}text"))?.set_row_hidden(0)?;
        sheet.set_column_width(0, 100)?;
        for (row, words) in (1..).zip(&Words::carried().instructions) {
            let format = Format::new().set_text_wrap().set_align(FormatAlign::Top);
            let format = if row == 1 { format.set_bold().set_font_size(14) } else { format };
            sheet.write_string_with_format(row, 0, words.get(self.language), &format)?;
        }
        Ok(())
    }

    /// A sheet with the records of a list.
    fn list(
        &mut self,
        of: RecordKind,
        lists: &Lists,
        template: bool,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let records = self.records(of);
        let columns = columns(of, &shape(records.iter()));
        sheet.set_name(self.sheet(of))?;
        self.heads(of, &columns, sheet)?;
        let mut rows: Vec<Row> = Vec::new();
        if template {
            rows.extend(example(of, &columns, self));
        }
        for object in &records {
            rows.push(self.row(of, &columns, object, LONGEST_CELL));
        }
        let formats = Formats::new();
        for (line, row) in (FIRST..).zip(&rows) {
            write_row(line, row, &formats, sheet)?;
        }
        let last = FIRST + READY + u32::try_from(rows.len()).unwrap_or(u32::MAX / 2);
        for (at, column) in (HIDDEN..).zip(&columns) {
            sheet.set_column_width(at, column.width)?;
            sheet.set_column_format(at, formats.of(column))?;
            validate(at, column, last, lists, sheet)?;
        }
        for at in 0..HIDDEN {
            sheet.set_column_hidden(at)?;
        }
        sheet.set_row_hidden(0)?.set_freeze_panes(FIRST, 0)?;
        Ok(())
    }

    /// Keys, heads and hints.
    fn heads(&self, of: RecordKind, columns: &[Column], sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let bold = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_background_color("#DCE6F2")
            .set_align(FormatAlign::Top);
        let faint =
            Format::new().set_italic().set_text_wrap().set_font_color("#595959").set_align(FormatAlign::Top);
        for (at, word) in (0..).zip([of.list(), "base", "mark"]) {
            sheet.write_string(0, at, format!("{OURS}{word}"))?;
        }
        sheet.write_string(1, 0, HEADS)?.write_string(2, 0, format!("{NO_RECORD}hints"))?;
        for (at, column) in (HIDDEN..).zip(columns) {
            sheet.write_string(0, at, &column.key)?;
            sheet.write_string_with_format(1, at, column.head(of, self.dictionary, self.language), &bold)?;
            let hint = Words::carried().hint(column.hint(), self.language);
            sheet.write_string_with_format(2, at, hint, &faint)?;
        }
        Ok(())
    }
}

/// How cells look: texts wrap, days are days in every language.
pub(super) struct Formats {
    text: Format,
    date: Format,
    shown: Format,
}

impl Formats {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top).set_text_wrap();
        Self {
            date: top.clone().set_num_format("yyyy-mm-dd"),
            shown: top.clone().set_font_color("#595959"),
            text: top,
        }
    }

    fn of(&self, column: &Column) -> &Format {
        match column.kind {
            Kind::Date => &self.date,
            Kind::View => &self.shown,
            _ => &self.text,
        }
    }
}

fn write_row(line: u32, row: &Row, formats: &Formats, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.write_string(line, 0, &row.id)?;
    if row.base.encode_utf16().count() <= LONGEST_CELL {
        sheet.write_string(line, 1, &row.base)?;
    }
    sheet.write_string(line, 2, row.mark.text())?;
    for (at, cell) in (HIDDEN..).zip(&row.cells) {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                sheet.write_string_with_format(line, at, text, &formats.text)?;
            }
            Cell::Number(number) => {
                sheet.write_number_with_format(line, at, *number, &formats.text)?;
            }
            Cell::Date(day) => {
                let serial = i64::from(day.days()) + i64::from(EXCEL_EPOCH);
                // Days before March 1900, and after the year 9999, are words to a spreadsheet.
                if (61..=2_958_465).contains(&serial) {
                    sheet.write_number_with_format(line, at, serial as f64, &formats.date)?;
                } else {
                    sheet.write_string_with_format(line, at, day.to_string(), &formats.text)?;
                }
            }
        }
    }
    Ok(())
}

/// A table that is only shown.
fn plain_sheet(table: &PlainTable, sheet: &mut Worksheet) -> Result<(), XlsxError> {
    /// The longest name of a sheet.
    const NAME: usize = 31;
    let name: String = table.name.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME).collect();
    sheet.set_name(name)?;
    sheet.write_string(0, 0, format!("{OURS}table"))?.set_row_hidden(0)?;
    let bold = Format::new().set_bold().set_text_wrap().set_background_color("#DCE6F2");
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, head) in (0..).zip(&table.head) {
        sheet.write_string_with_format(1, at, head, &bold)?.set_column_width(at, 28)?;
    }
    for (line, row) in (2..).zip(&table.rows) {
        for (at, cell) in (0..).zip(row) {
            match cell {
                Plain::Number(number) => sheet.write_number_with_format(line, at, *number, &wrap)?,
                Plain::Text(text) => {
                    let text: String = text.chars().take(LONGEST_CELL / 2).collect();
                    sheet.write_string_with_format(line, at, text, &wrap)?
                }
            };
        }
    }
    sheet.set_freeze_panes(2, 0)?;
    Ok(())
}

/// The mark of an example.
pub(super) fn as_example(row: Row) -> Row {
    Row { id: String::new(), base: String::new(), mark: Mark::Example(row.mark.print().to_owned()), ..row }
}
