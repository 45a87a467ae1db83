//! What was found in a spreadsheet, with its place in words of the file.

use std::collections::BTreeMap;

use super::protocol::SheetProblem;
use super::words::Words;
use crate::interchange::Severity;
use crate::primitive::{Arg, Arrange, Language, Said};

/// How many findings of one kind are told one by one; the others are told as a number.
const TOLD_OF_ONE_KIND: usize = 50;

/// Findings on the way.
pub(super) struct Findings {
    language: Language,
    found: Vec<SheetProblem>,
    told: BTreeMap<(Severity, String), usize>,
}

impl Findings {
    pub(super) fn new(language: Language) -> Self {
        Self { language, found: Vec::new(), told: BTreeMap::new() }
    }

    /// Something about the file as a whole.
    pub(super) fn of_file(&mut self, severity: Severity, said: Said) {
        self.tell(severity, String::new(), said);
    }

    /// Something about a sheet.
    pub(super) fn of_sheet(&mut self, sheet: &str, severity: Severity, said: Said) {
        self.tell(severity, sheet.to_owned(), said);
    }

    /// Something about a row, counted from 0.
    pub(super) fn of_row(&mut self, sheet: &str, row: u32, severity: Severity, said: Said) {
        let word = Words::carried().text("row", self.language);
        self.tell(severity, joined(&[sheet, &format!("{word} {}", row + 1)]), said);
    }

    /// Something about a cell, with the head of its column.
    pub(super) fn of_cell(
        &mut self,
        sheet: &str,
        at: (u32, u32),
        head: &str,
        severity: Severity,
        said: Said,
    ) {
        let cell = format!("{}{}", letters(at.1), at.0 + 1);
        self.tell(severity, joined(&[sheet, &cell, head]), said);
    }

    fn tell(&mut self, severity: Severity, place: String, said: Said) {
        let count = self.told.entry((severity, said.key.clone())).or_insert(0);
        *count += 1;
        if *count <= TOLD_OF_ONE_KIND {
            self.found.push(SheetProblem { severity, place, said });
        }
    }

    /// Everything found, errors first, in the order of the file.
    pub(super) fn finish(mut self) -> Vec<SheetProblem> {
        for ((severity, _), count) in self.told {
            if let Some(more) = count.checked_sub(TOLD_OF_ONE_KIND).filter(|more| *more > 0) {
                let said = Said::new("problem.more").with("n", Arg::Number(more as f64));
                self.found.push(SheetProblem { severity, place: String::new(), said });
            }
        }
        self.found.arrange_by_key(|problem| problem.severity);
        self.found
    }
}

fn joined(steps: &[&str]) -> String {
    steps.iter().filter(|step| !step.is_empty()).copied().collect::<Vec<_>>().join(" · ")
}

/// The letters of a column, counted from 0, as spreadsheets name it.
fn letters(column: u32) -> String {
    let mut rest = column + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        letters.push(char::from(b'A' + ((rest - 1) % 26) as u8));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_spreadsheets_name_them() {
        let names: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].map(letters).to_vec();
        assert_eq!(names, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }

    #[test]
    fn what_is_found_a_thousand_times_is_told_fifty_times() {
        let mut findings = Findings::new(Language::Es);
        for row in 0..1000 {
            findings.of_row("Ofertas", row, Severity::Warning, Said::new("x"));
        }
        findings.of_cell("Ofertas", (6, 5), "Título", Severity::Error, Said::new("y"));
        let found = findings.finish();
        assert_eq!(found.len(), 52);
        assert_eq!(found[0].place, "Ofertas · F7 · Título");
        assert_eq!(found[1].place, "Ofertas · fila 1");
        assert_eq!(found[51].said.args[0].1, Arg::Number(950.0));
    }
}
