//! What the page and the worker of spreadsheets say to each other.

use serde::{Deserialize, Serialize};

use crate::catalog::RecordKind;
use crate::interchange::Severity;
use crate::primitive::{Language, Said};
use crate::vocabulary::Labels;

/// What stands between two cells of a CSV file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Separator {
    /// A comma, as in English.
    #[default]
    Comma,
    /// A semicolon: spreadsheets set to a language that writes 1,5 expect it.
    Semicolon,
    /// A tab, for pasting.
    Tab,
}

/// A cell that is only shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Plain {
    /// Words.
    Text(String),
    /// A number.
    Number(f64),
}

/// A table that is only shown and never read back, for example ranked matches.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlainTable {
    /// Name of its sheet.
    pub name: String,
    /// Heads of its columns.
    pub head: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Plain>>,
}

/// A question to the worker of spreadsheets; the catalog it is about, as a catalog file, is the attachment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SheetAsk {
    /// The vocabulary in every language, once; countries and languages are named by the browser itself.
    Learn(Vec<Labels>),
    /// A workbook to be filled in, for the catalog or for none.
    Template(Language),
    /// The catalog as a workbook, with further tables behind its own.
    Workbook(Language, Vec<PlainTable>),
    /// One list of the catalog as CSV.
    Csv(Language, RecordKind, Separator),
    /// A table that is only shown, as CSV.
    PlainCsv(PlainTable, Separator),
    /// Reads a workbook or CSV file, the second attachment, beside the catalog that is open (empty where none is);
    /// problems name places in words of this language.
    Read(Language),
}

/// What the worker answers; the file is the attachment: a workbook, CSV, or a catalog file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SheetAnswer {
    /// What was found, errors first.
    pub problems: Vec<SheetProblem>,
}

/// A finding in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SheetProblem {
    /// How much it matters.
    pub severity: Severity,
    /// Sheet, cell or row, and head of the column, as they stand in the file; empty for the file as a whole.
    pub place: String,
    /// What to say.
    pub said: Said,
}

/// What the page sends: a question under a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToSheets(pub u32, pub SheetAsk);

/// What the worker sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum FromSheets {
    /// The worker's code runs and listens.
    Ready,
    /// The answer to the question of this number.
    Answer(u32, SheetAnswer),
    /// How far the question of this number is: the share done, in `[0, 1]`.
    Progress(u32, f64),
}

/// How many of the first bytes of a file tell what it is: a head of a list has room in them, in two bytes a letter too.
pub const TELLING: u32 = 8 << 10;

/// Whether these bytes begin a workbook or CSV, by what is in them ([`TELLING`]); the name of a file says little.
pub fn is_spreadsheet(name: &str, bytes: &[u8]) -> bool {
    /// Separators a line of prose seldom has, and the head of a list always has.
    const SEPARATORS: usize = 3;
    let old_excel = bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if bytes.starts_with(b"PK\x03\x04") || old_excel {
        return true;
    }
    let wide = bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]);
    let text: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).take(4096).collect();
    let text = text.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&text);
    let text = if wide { text.get(2..).unwrap_or_default() } else { text };
    let first = text.iter().find(|byte| !byte.is_ascii_whitespace());
    if matches!(first, None | Some(b'{' | b'[')) {
        return false;
    }
    let line = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let many = |separator: u8| line.iter().filter(|byte| **byte == separator).count() >= SEPARATORS;
    let name = name.to_ascii_lowercase();
    let named = name.ends_with(".csv") || name.ends_with(".tsv");
    named || [b';', b',', b'\t'].into_iter().any(many)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreadsheets_are_known_by_their_content() {
        assert!(is_spreadsheet("x.json", b"PK\x03\x04..."));
        assert!(is_spreadsheet("x", "\u{FEFF}a;b;c;d\n1;2;3;4".as_bytes()));
        assert!(is_spreadsheet("a.csv", b"Name"));
        assert!(is_spreadsheet("x.txt", b"\xFF\xFEa\0\t\0b\0\t\0c\0\t\0d\0\n\0"));
        assert!(!is_spreadsheet("a.csv", b" {\"a\": 1, \"b\": 2, \"c\": 3, \"d\": 4}"));
        assert!(!is_spreadsheet("letter", b"this is a letter, not a catalog"));
        assert!(!is_spreadsheet("empty.csv", b""));
    }
}
