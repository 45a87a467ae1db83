//! One list as CSV, for programs that calculate: the same columns as in a workbook, and a way back as well.
//!
//! UTF-8 with a byte order mark (without it, Excel takes the text for another encoding), RFC 4180 quoting. A cell
//! that begins like a formula gets an apostrophe in front ([`guarded`]). Id, base version and mark stand last.

use super::book::Writer;
use super::dictionary::Dictionary;
use super::find::OURS;
use super::layout::columns;
use super::protocol::{Plain, PlainTable, Separator};
use super::row::{shape, text_of_cell};
use crate::catalog::{Catalog, RecordKind};
use crate::interchange::guarded;
use crate::primitive::Language;

/// The records of a list as CSV; nothing but a mark for a list that has no sheet.
pub fn write_csv(
    catalog: &Catalog,
    of: RecordKind,
    dictionary: &Dictionary,
    language: Language,
    separator: Separator,
) -> Vec<u8> {
    write_csv_heard(catalog, of, dictionary, (language, separator), &mut |_| ())
}

/// The same; `hear` hears the share done, in `[0, 1]`.
pub fn write_csv_heard(
    catalog: &Catalog,
    of: RecordKind,
    dictionary: &Dictionary,
    (language, separator): (Language, Separator),
    hear: &mut dyn FnMut(f64),
) -> Vec<u8> {
    let mut writer = Writer::new(catalog, dictionary, language, hear);
    let records = writer.records(of);
    writer.steps.begin(records.len(), 1.0);
    let columns = columns(of, &shape(records.iter()));
    let mut head: Vec<String> = columns.iter().map(|column| column.head(of, dictionary, language)).collect();
    head.extend([of.list(), "base", "mark"].map(|word| format!("{OURS}{word}")));
    let mut lines = vec![head];
    for object in &records {
        // A cell of CSV has no limit.
        let row = writer.row(of, &columns, object, usize::MAX);
        let mut line: Vec<String> = row.cells.iter().map(text_of_cell).collect();
        line.extend([row.id, row.base, row.mark.text()]);
        lines.push(line);
    }
    laid_out(lines, separator)
}

/// A table that is only shown, as CSV.
pub fn write_plain_csv(table: &PlainTable, separator: Separator) -> Vec<u8> {
    let text = |cell: &Plain| match cell {
        Plain::Text(text) => text.clone(),
        Plain::Number(number) => number.to_string(),
    };
    let rows = table.rows.iter().map(|row| row.iter().map(text).collect());
    laid_out(std::iter::once(table.head.clone()).chain(rows).collect(), separator)
}

fn laid_out(lines: Vec<Vec<String>>, separator: Separator) -> Vec<u8> {
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for line in lines {
        // Memory takes everything, and all rows are equally long.
        let _ = writer.write_record(line.iter().map(|cell| guarded(cell)));
    }
    writer.into_inner().unwrap_or_default()
}
