//! Spreadsheets: the catalog as a workbook or CSV, a workbook to be filled in, and the way back.
//!
//! In reading order: `layout` (which column is which field), `dictionary` and `words` (what things are called),
//! `cells` and `meaning` (a field as a cell and back), `row` (what a row remembers), `book` with `choices` and
//! `example`, `csv_out`; then `grid` and `csv_in` (bytes to rows), `find` (rows to lists), `rows`, `apply` (what a
//! row makes of a record), `settle` (which version that is), `read` (all of it, to a catalog file); `steps` tells how far either way is.
//!
//! The page knows only the messages ([`SheetAsk`]); the work is done by a worker of its own, which is loaded when
//! a person first needs it.

mod protocol;

#[cfg(feature = "sheet")]
mod apply;
#[cfg(feature = "sheet")]
mod book;
#[cfg(feature = "sheet")]
mod cells;
#[cfg(feature = "sheet")]
mod choices;
#[cfg(feature = "sheet")]
mod csv_in;
#[cfg(feature = "sheet")]
mod csv_out;
#[cfg(feature = "sheet")]
mod dictionary;
#[cfg(feature = "sheet")]
mod example;
#[cfg(feature = "sheet")]
mod find;
#[cfg(feature = "sheet")]
mod findings;
#[cfg(feature = "sheet")]
mod grid;
#[cfg(feature = "sheet")]
mod layout;
#[cfg(feature = "sheet")]
mod meaning;
#[cfg(feature = "sheet")]
mod naming;
#[cfg(feature = "sheet")]
mod read;
#[cfg(feature = "sheet")]
mod row;
#[cfg(feature = "sheet")]
mod rows;
#[cfg(feature = "sheet")]
mod settle;
#[cfg(feature = "sheet")]
mod steps;
#[cfg(feature = "sheet")]
mod words;

#[cfg(feature = "sheet")]
pub use book::{write_book, write_book_heard, write_template};
#[cfg(feature = "sheet")]
pub use csv_out::{write_csv, write_csv_heard, write_plain_csv};
#[cfg(feature = "sheet")]
pub use dictionary::{Dictionary, Names};
pub use protocol::{
    FromSheets, Plain, PlainTable, Separator, SheetAnswer, SheetAsk, SheetProblem, TELLING, ToSheets,
    is_spreadsheet,
};
#[cfg(feature = "sheet")]
pub use read::{read_sheets, read_sheets_heard};
