//! Institutions, offers and requests as CSV, for programs that calculate.
//!
//! UTF-8 with a byte order mark (without it, Excel takes the text for another encoding), RFC 4180 quoting, one
//! record a row, one field a column. It is a way out, not a way back: what a cell cannot hold (components,
//! questionnaires) is there by its title only.
//!
//! A cell that begins like a formula would be executed by a spreadsheet. Such a cell gets an apostrophe in
//! front, and so does one that begins with an apostrophe: taking one apostrophe away where there is one gives
//! the text back, whatever it was ([`unguarded`]).

use std::collections::BTreeSet;

use serde_json::Value;

use super::write::of_record;
use crate::catalog::{AnyRecord, Catalog, RecordKind};

/// What stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Separator {
    /// A comma, as in English.
    #[default]
    Comma,
    /// A semicolon: spreadsheets set to a language that writes 1,5 expect it.
    Semicolon,
    /// A tab, for pasting.
    Tab,
}

/// Between the values of a list in one cell.
const BETWEEN_CODES: &str = "; ";
/// Between the texts of a list in one cell.
const BETWEEN_TEXTS: &str = "\n";

/// The fields that hold several texts.
const LISTS_OF_TEXTS: [&str; 3] = ["objectives", "results", "components.title"];

const INSTITUTION: &[&str] = &[
    "id",
    "name",
    "acronym",
    "country",
    "kind",
    "level",
    "languages",
    "website",
    "office.email",
    "office.phone",
    "networks",
    "verified",
];
const OFFER: &[&str] = &[
    "id",
    "institution",
    "institution.name",
    "status",
    "title",
    "summary",
    "subjects.quadrant",
    "subjects.topic",
    "subjects.subtopic",
    "sectors",
    "components.title",
    "modalities",
    "delivery",
    "types",
    "languages",
    "window.from",
    "window.to",
    "min_duration_days",
    "capacity",
    "profiles",
    "covers",
    "asks_cover",
    "evidence.evaluated",
    "evidence.documented",
    "evidence.transferred_to",
    "evidence.links",
    "agreement_needed",
    "preconditions",
    "context.scale",
    "context.people",
    "context.settings",
    "apply",
    "tags",
    "source",
    "confirmed_on",
];
const REQUEST: &[&str] = &[
    "id",
    "institution",
    "institution.name",
    "status",
    "title",
    "need",
    "objectives",
    "results",
    "subjects.quadrant",
    "subjects.topic",
    "subjects.subtopic",
    "sectors",
    "modalities",
    "delivery",
    "types",
    "languages",
    "window.from",
    "window.to",
    "min_duration_days",
    "providers_needed",
    "priority",
    "profiles",
    "covers",
    "asks_cover",
    "commitment.counterpart_team",
    "commitment.political_backing",
    "commitment.agency_informed",
    "context.scale",
    "context.people",
    "context.settings",
    "tags",
    "source",
    "confirmed_on",
];

/// Writes a list of the catalog; none for a list that is not exported.
///
/// `heading` gives the head of a column from its key (`window.from`, or `title (es)` for a translation).
pub fn write_csv(
    catalog: &Catalog,
    kind: RecordKind,
    separator: Separator,
    heading: impl Fn(&str) -> String,
) -> Option<Vec<u8>> {
    let fields = match kind {
        RecordKind::Institution => INSTITUTION,
        RecordKind::Offer => OFFER,
        RecordKind::Request => REQUEST,
        _ => return None,
    };
    let rows: Vec<Value> = catalog
        .records()
        .filter(|record| record.kind() == kind)
        .map(|record| with_institution(catalog, &record))
        .collect();
    let columns = columns(fields, &rows);
    let delimiter = match separator {
        Separator::Comma => b',',
        Separator::Semicolon => b';',
        Separator::Tab => b'\t',
    };
    let mut writer = csv::WriterBuilder::new()
        .delimiter(delimiter)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    let heads = columns.iter().map(|column| guarded(&heading(&column.key())));
    writer.write_record(heads).ok()?;
    for row in &rows {
        let cells = columns.iter().map(|column| guarded(&column.cell(row)));
        writer.write_record(cells).ok()?;
    }
    writer.into_inner().ok()
}

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    // ＝ and the like are the wide forms East Asian spreadsheets accept as well.
    let is_dangerous = |first: char| {
        matches!(first, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '\'' | '＝' | '＋' | '－' | '＠')
    };
    if text.starts_with(is_dangerous) { format!("'{text}") } else { text.to_owned() }
}

/// The text a guarded one was made from.
pub fn unguarded(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

/// A column: a field, or its translation into a language.
struct Column {
    path: &'static str,
    language: Option<String>,
}

impl Column {
    fn key(&self) -> String {
        match &self.language {
            Some(language) => format!("{} ({language})", self.path),
            None => self.path.to_owned(),
        }
    }

    fn cell(&self, row: &Value) -> String {
        let mut found = Vec::new();
        at(row, self.path, &mut found);
        let texts: Vec<String> = found.iter().map(|value| words(value, self.language.as_deref())).collect();
        let between = if LISTS_OF_TEXTS.contains(&self.path) { BETWEEN_TEXTS } else { BETWEEN_CODES };
        if texts.iter().all(String::is_empty) { String::new() } else { texts.join(between) }
    }
}

/// The columns of these fields, each followed by the languages it is translated into.
fn columns(fields: &'static [&'static str], rows: &[Value]) -> Vec<Column> {
    let mut columns = Vec::new();
    for path in fields {
        columns.push(Column { path, language: None });
        let mut languages = BTreeSet::new();
        for row in rows {
            let mut found = Vec::new();
            at(row, path, &mut found);
            let translations = found.iter().filter_map(|value| value.get("translations")?.as_object());
            languages.extend(translations.flat_map(|translations| translations.keys().cloned()));
        }
        columns.extend(languages.into_iter().map(|language| Column { path, language: Some(language) }));
    }
    columns
}

/// A record as a tree, with the name of its institution.
fn with_institution(catalog: &Catalog, record: &AnyRecord) -> Value {
    let mut value = of_record(record);
    let owner = match record {
        AnyRecord::Offer(offer) => offer.institution,
        AnyRecord::Request(request) => request.institution,
        _ => return value,
    };
    let name = catalog.institution_of(owner).map(|institution| institution.short_name().to_owned());
    value["institution.name"] = name.unwrap_or_default().into();
    value
}

/// Every value at a path; a list on the way is gone through.
fn at<'a>(value: &'a Value, path: &str, found: &mut Vec<&'a Value>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| at(item, path, found)),
        _ if path.is_empty() => found.push(value),
        Value::Object(object) => {
            let direct = object.get(path).map(|inner| (inner, ""));
            let (first, rest) = path.split_once('.').unwrap_or((path, ""));
            if let Some((inner, rest)) = direct.or_else(|| object.get(first).map(|inner| (inner, rest))) {
                at(inner, rest, found);
            }
        }
        _ => {}
    }
}

/// The words of a value: of a text the original, or its translation.
fn words(value: &Value, language: Option<&str>) -> String {
    let text = match language {
        Some(language) => value.get("translations").and_then(|translations| translations.get(language)),
        None => Some(value.get("text").unwrap_or(value)),
    };
    match text {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(other) => other.to_string(),
    }
}
