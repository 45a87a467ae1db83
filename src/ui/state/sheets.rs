//! Spreadsheets from the page's side: the desk gives the catalog, the worker of spreadsheets does the rest.

use super::Hands;
use crate::catalog::RecordKind;
use crate::desk::{Fault, FilePreview, GetLabels, ProblemView, ReadFile, SaveFile, Severity, WhatLeaves};
use crate::interchange;
use crate::interchange::sheet::{PlainTable, Separator, SheetAnswer, SheetAsk, SheetProblem};
use crate::platform::Bytes;
use crate::primitive::{Arrange, Language};
use crate::ui::widgets::fault_sentence;
use crate::ui::words::{k, reader, said, t};
use crate::worker::sheets_client::{Hear, Trouble, ask, is_running};

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
    pub bytes: Bytes,
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

/// Why there is nothing: the reason in words, or none where the person stopped it.
pub type Reason = Option<String>;

/// Makes a spreadsheet of what leaves, in this language; `hear` hears the share done.
pub async fn make(
    hands: Hands,
    what: WhatLeaves,
    sheet: Sheet,
    language: Language,
    hear: Hear,
) -> Result<Made, Reason> {
    let (out, catalog) = hands.desk.ask_with(SaveFile { what }, None).await.map_err(of_fault)?;
    let question = match sheet {
        Sheet::Template => SheetAsk::Template(language),
        Sheet::Book(tables) => SheetAsk::Workbook(language, tables),
        Sheet::Csv(of, separator) => SheetAsk::Csv(language, of, separator),
        Sheet::PlainCsv(table, separator) => SheetAsk::PlainCsv(table, separator),
    };
    let (SheetAnswer { problems }, bytes) =
        asked(hands, question, catalog.into_iter().collect(), hear).await?;
    let name = out.name.strip_suffix(".json").unwrap_or(&out.name).to_owned();
    Ok(Made { name, bytes: bytes.unwrap_or_else(no_bytes), problems })
}

/// Reads a workbook or CSV file as what it changes in the open catalog; `hear` hears the share done.
pub async fn read_sheet(hands: Hands, name: String, bytes: Bytes, hear: Hear) -> Result<FilePreview, Reason> {
    let base = match hands.desk.ask_with(SaveFile { what: ALL_ENTRIES }, None).await {
        Ok((_, base)) => base.unwrap_or_else(no_bytes),
        Err(Fault::NoCatalog) => no_bytes(),
        Err(fault) => return Err(of_fault(fault)),
    };
    let (answer, catalog) = asked(hands, SheetAsk::Read(reader()), vec![base, bytes], hear).await?;
    let Some(catalog) = catalog else {
        let reasons: Vec<String> = answer.problems.iter().map(|problem| said(&problem.said)).collect();
        return Err(Some(reasons.join(" ")));
    };
    let read = hands.desk.ask_with(ReadFile { name, sample: false }, Some(catalog)).await;
    let (mut preview, _) = read.map_err(of_fault)?;
    // Places in the workbook say more than places in what it was turned into.
    preview.problems.splice(0..0, answer.problems.into_iter().map(view_of));
    preview.problems.arrange_by_key(|problem| problem.severity);
    Ok(preview)
}

fn no_bytes() -> Bytes {
    Bytes::new_with_length(0)
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

fn of_fault(fault: Fault) -> Reason {
    Some(fault_sentence(&fault))
}

fn of_trouble(trouble: Trouble) -> Reason {
    match trouble {
        Trouble::NotLoaded => Some(t(k::SHEET_NOT_LOADED)),
        Trouble::BrokenDown => Some(t(k::SHEET_BROKEN)),
        Trouble::Stopped => None,
    }
}

/// Asks the worker of spreadsheets; one that was just started learns the vocabulary first.
async fn asked(
    hands: Hands,
    question: SheetAsk,
    attachments: Vec<Bytes>,
    hear: Hear,
) -> Result<(SheetAnswer, Option<Bytes>), Reason> {
    if !is_running() {
        let mut labels = Vec::new();
        for lang in Language::ALL {
            labels.push(hands.desk.ask(GetLabels { lang }).await.map_err(of_fault)?);
        }
        ask(SheetAsk::Learn(labels), Vec::new(), None).await.map_err(of_trouble)?;
    }
    ask(question, attachments, Some(hear)).await.map_err(of_trouble)
}
