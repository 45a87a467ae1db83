//! What several tests need: catalogs of every shape, a table of scores.

pub mod catalogs;
pub mod choices;
pub mod table;
pub mod two;
pub mod workbook;
