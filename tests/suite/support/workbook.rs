//! A workbook as a person edits one: cells changed, rows added, copied and taken away, columns moved.
//!
//! It is read and written with the libraries alone, so that nothing of what is tested has a part in the edit.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::OnceLock;

use calamine::{Data, Reader, Xlsx};
use matriz::catalog::Catalog;
use matriz::interchange::read_catalog;
use matriz::interchange::sheet::{Dictionary, Names, write_book};
use matriz::primitive::Language;
use matriz::vocabulary::{Labels, Vocabulary};
use rust_xlsxwriter::Workbook;

/// The sample that the app carries.
pub fn sample() -> &'static Catalog {
    static SAMPLE: OnceLock<Catalog> = OnceLock::new();
    SAMPLE.get_or_init(|| {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/public/samples/seminar.json");
        read_catalog(&std::fs::read(path).unwrap()).catalog.unwrap()
    })
}

/// The sample as a workbook.
pub fn kept() -> &'static Vec<u8> {
    static KEPT: OnceLock<Vec<u8>> = OnceLock::new();
    KEPT.get_or_init(|| write_book(sample(), dictionary(), Language::Es, &[]).0)
}

/// The dictionary, with a few names of the kind a browser knows.
pub fn dictionary() -> &'static Dictionary {
    static DICTIONARY: OnceLock<Dictionary> = OnceLock::new();
    DICTIONARY.get_or_init(|| {
        let labels: Vec<Labels> =
            Language::ALL.map(|language| Vocabulary::carried().labels(language)).to_vec();
        let mut names = Names::default();
        for (index, all) in [
            ["Chile", "Brazil", "Haiti", "Paraguay", "Spanish", "English", "Portuguese", "French"],
            ["Chile", "Brasil", "Haití", "Paraguay", "español", "inglés", "portugués", "francés"],
            ["Chile", "Brasil", "Haiti", "Paraguai", "espanhol", "inglês", "português", "francês"],
            ["Chili", "Brésil", "Haïti", "Paraguay", "espagnol", "anglais", "portugais", "français"],
        ]
        .into_iter()
        .enumerate()
        {
            let pairs = |codes: [&str; 4], names: &[&str]| -> BTreeMap<String, String> {
                codes.iter().zip(names).map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect()
            };
            names.countries[index] = pairs(["CHL", "BRA", "HTI", "PRY"], &all[..4]);
            names.languages[index] = pairs(["es", "en", "pt", "fr"], &all[4..]);
        }
        Dictionary::new(&labels, &names)
    })
}

type Rows = Vec<Vec<Data>>;

/// A workbook in the hands of a person.
pub struct Book {
    sheets: Vec<(String, Rows)>,
}

impl Book {
    pub fn open(bytes: &[u8]) -> Self {
        let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
        let names = workbook.sheet_names();
        let sheets = names.into_iter().map(|name| {
            let range = workbook.worksheet_range(&name).unwrap();
            let (height, width) = range.end().map_or((0, 0), |(row, column)| (row + 1, column + 1));
            let cell = |row, column| range.get_value((row, column)).cloned().unwrap_or_default();
            let rows = (0..height).map(|row| (0..width).map(|column| cell(row, column)).collect());
            (name, rows.collect())
        });
        Self { sheets: sheets.collect() }
    }

    pub fn save(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        for (name, rows) in &self.sheets {
            let sheet = workbook.add_worksheet();
            sheet.set_name(name).unwrap();
            for (row, line) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(line) {
                    match cell {
                        Data::String(text) => sheet.write_string(row, column, text).map(|_| ()).unwrap(),
                        Data::Float(number) => sheet.write_number(row, column, *number).map(|_| ()).unwrap(),
                        Data::Bool(yes) => sheet.write_boolean(row, column, *yes).map(|_| ()).unwrap(),
                        Data::DateTime(day) => {
                            let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
                            sheet
                                .write_number_with_format(row, column, day.as_f64(), &format)
                                .map(|_| ())
                                .unwrap();
                        }
                        _ => {}
                    }
                }
            }
        }
        workbook.save_to_buffer().unwrap()
    }

    pub fn rows(&mut self, sheet: &str) -> &mut Rows {
        &mut self.sheets.iter_mut().find(|(name, _)| name == sheet).unwrap().1
    }

    fn column(&mut self, sheet: &str, key: &str) -> usize {
        let key = Data::String(key.to_owned());
        self.rows(sheet)[0].iter().position(|cell| *cell == key).unwrap()
    }

    /// The row in which a cell says this.
    pub fn row_of(&mut self, sheet: &str, words: &str) -> usize {
        let words = Data::String(words.to_owned());
        self.rows(sheet).iter().position(|row| row.contains(&words)).unwrap()
    }

    pub fn cell(&mut self, sheet: &str, row: usize, key: &str) -> String {
        let column = self.column(sheet, key);
        self.rows(sheet)[row][column].to_string()
    }

    pub fn set(&mut self, sheet: &str, row: usize, key: &str, words: &str) {
        let column = self.column(sheet, key);
        self.rows(sheet)[row][column] = Data::String(words.to_owned());
    }

    pub fn remove(&mut self, sheet: &str, row: usize) {
        self.rows(sheet)[row].iter_mut().for_each(|cell| *cell = Data::Empty);
    }

    pub fn copy(&mut self, sheet: &str, row: usize) -> usize {
        let line = self.rows(sheet)[row].clone();
        self.rows(sheet).push(line);
        self.rows(sheet).len() - 1
    }

    pub fn append(&mut self, sheet: &str, cells: &[(&str, &str)]) -> usize {
        let width = self.rows(sheet)[0].len();
        self.rows(sheet).push(vec![Data::Empty; width]);
        let row = self.rows(sheet).len() - 1;
        for (key, words) in cells {
            self.set(sheet, row, key, words);
        }
        row
    }

    pub fn reverse_columns(&mut self, sheet: &str) {
        self.rows(sheet).iter_mut().for_each(|row| row.reverse());
    }

    /// A column of somebody's own, in front of the others.
    pub fn add_column(&mut self, sheet: &str, head: &str, words: &str) {
        for (number, row) in self.rows(sheet).iter_mut().enumerate() {
            let cell = match number {
                0 | 2 => Data::Empty,
                1 => Data::String(head.to_owned()),
                _ => Data::String(words.to_owned()),
            };
            row.insert(0, cell);
        }
    }

    /// Takes the hidden row of keys away, with the hidden columns.
    pub fn forget_keys(&mut self, sheet: &str) {
        self.rows(sheet).remove(0);
        self.rows(sheet).iter_mut().for_each(|row| {
            row.drain(..3);
        });
    }
}
