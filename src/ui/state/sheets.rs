//! Spreadsheets from the page's side: the desk gives the catalog, the worker of spreadsheets does the rest.

use super::Hands;
use crate::catalog::RecordKind;
use crate::desk::{Fault, FilePreview, GetLabels, ProblemView, ReadFile, SaveFile, Severity, WhatLeaves};
use crate::interchange;
use crate::interchange::sheet::{PlainTable, Separator, SheetAnswer, SheetAsk, SheetProblem, joined};
use crate::primitive::Language;
use crate::ui::widgets::fault_sentence;
use crate::ui::words::{k, reader, said, t};
use crate::worker::sheets_client::{ask, is_running};

/// Everything a workbook is compared with; contacts and private notes stay with the desk.
const ALL_ENTRIES: WhatLeaves = WhatLeaves::Part {
    only_institution: None,
    offers: true,
    requests: true,
    portfolio: true,
    contacts: false,
    private_notes: false,
};

/// A file that was made, with what a person should know of it.
pub struct Made {
    /// Its name without an ending.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What could not be held.
    pub problems: Vec<SheetProblem>,
}

/// What is written.
pub enum Sheet {
    /// A workbook to be filled in.
    Template,
    /// The chosen part of the catalog, with further tables.
    Book(Vec<PlainTable>),
    /// One list of it as CSV.
    Csv(RecordKind, Separator),
    /// A table as CSV.
    PlainCsv(PlainTable, Separator),
}

/// Makes a spreadsheet of what leaves, in this language; the reason in words where it fails.
pub async fn make(hands: Hands, what: WhatLeaves, sheet: Sheet, language: Language) -> Result<Made, String> {
    let (out, catalog) =
        hands.desk.ask_with(SaveFile { what }, None).await.map_err(|fault| fault_sentence(&fault))?;
    let question = match sheet {
        Sheet::Template => SheetAsk::Template(language),
        Sheet::Book(tables) => SheetAsk::Workbook(language, tables),
        Sheet::Csv(of, separator) => SheetAsk::Csv(language, of, separator),
        Sheet::PlainCsv(table, separator) => SheetAsk::PlainCsv(table, separator),
    };
    let (SheetAnswer { problems }, bytes) = asked(hands, question, catalog).await?;
    let name = out.name.strip_suffix(".json").unwrap_or(&out.name).to_owned();
    Ok(Made { name, bytes: bytes.unwrap_or_default(), problems })
}

/// Reads a workbook or CSV file as what it changes in the open catalog; the reason in words where nothing can be
/// read.
pub async fn read_sheet(hands: Hands, name: String, bytes: Vec<u8>) -> Result<FilePreview, String> {
    let base = match hands.desk.ask_with(SaveFile { what: ALL_ENTRIES }, None).await {
        Ok((_, base)) => base.unwrap_or_default(),
        Err(Fault::NoCatalog) => Vec::new(),
        Err(fault) => return Err(fault_sentence(&fault)),
    };
    let attachment = joined(&base, &bytes);
    let (answer, catalog) = asked(hands, SheetAsk::Read(reader()), Some(attachment)).await?;
    let Some(catalog) = catalog else {
        let reasons: Vec<String> = answer.problems.iter().map(|problem| said(&problem.said)).collect();
        return Err(reasons.join(" "));
    };
    let read = hands.desk.ask_with(ReadFile { name, sample: false }, Some(catalog)).await;
    let (mut preview, _) = read.map_err(|fault| fault_sentence(&fault))?;
    // Places in the workbook say more than places in what it was turned into.
    preview.problems.splice(0..0, answer.problems.into_iter().map(view_of));
    preview.problems.sort_by_key(|problem| problem.severity);
    Ok(preview)
}

fn view_of(problem: SheetProblem) -> ProblemView {
    ProblemView {
        severity: match problem.severity {
            interchange::Severity::Error => Severity::Error,
            interchange::Severity::Warning => Severity::Warning,
            interchange::Severity::Information => Severity::Information,
        },
        place: problem.place,
        what: problem.said,
    }
}

/// Asks the worker of spreadsheets; one that was just started learns the vocabulary first.
async fn asked(
    hands: Hands,
    question: SheetAsk,
    attachment: Option<Vec<u8>>,
) -> Result<(SheetAnswer, Option<Vec<u8>>), String> {
    let broken = || t(k::SHEET_BROKEN);
    if !is_running() {
        let mut labels = Vec::new();
        for lang in Language::ALL {
            let answer = hands.desk.ask(GetLabels { lang }).await;
            labels.push(answer.map_err(|fault| fault_sentence(&fault))?);
        }
        ask(SheetAsk::Learn(labels), None).await.map_err(|_| broken())?;
    }
    ask(question, attachment).await.map_err(|_| broken())
}
