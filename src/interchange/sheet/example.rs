//! Example rows of a template: one a list, marked, and not taken in while nobody writes over them.

use serde_json::{Value, json};

use super::book::{Writer, as_example};
use super::cells::Object;
use super::layout::Column;
use super::row::{LONGEST_CELL, Row};
use super::words::Words;
use crate::catalog::RecordKind;
use crate::primitive::Id;

/// Whom the example offer belongs to: the example institution, by its name, which no catalog has.
const NOBODY: Id = Id::from_u128(0x6d61_7472_697a_8000_8000_0000_0000_0001);

/// The example row of a list.
pub(super) fn example(of: RecordKind, columns: &[Column], writer: &mut Writer<'_>) -> Option<Row> {
    let record = match of {
        RecordKind::Institution => institution(writer),
        RecordKind::Offer => offer(writer),
        RecordKind::Request => request(writer),
        _ => return None,
    };
    let Value::Object(record) = record else { return None };
    Some(as_example(with_owner(writer.row(of, columns, &record, LONGEST_CELL), columns, writer)))
}

fn words(writer: &Writer<'_>, key: &str) -> String {
    Words::carried().example.get(key).map(|words| words.get(writer.language).to_owned()).unwrap_or_default()
}

/// A title that says that this is an example.
fn marked(writer: &Writer<'_>, key: &str) -> Value {
    let mark = Words::carried().text("example-mark", writer.language);
    json!({ "lang": writer.language.code(), "text": format!("{mark} {}", words(writer, key)) })
}

fn text(writer: &Writer<'_>, key: &str) -> Value {
    json!({ "lang": writer.language.code(), "text": words(writer, key) })
}

/// The owner is written by name: the example institution is in no catalog, so that it has no other.
fn with_owner(mut row: Row, columns: &[Column], writer: &Writer<'_>) -> Row {
    let at = columns.iter().position(|column| column.path == "institution");
    if let Some(cell) = at.and_then(|at| row.cells.get_mut(at)) {
        let name = marked(writer, "institutions.name");
        let name = name.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
        *cell = super::cells::Cell::Text(name);
        let texts: Vec<String> = row.cells.iter().map(super::row::text_of_cell).collect();
        let cells = columns.iter().zip(texts.iter().map(String::as_str));
        let reading = super::apply::Reading {
            dictionary: writer.dictionary,
            resolve: &|_| super::apply::Named::Several,
        };
        row.mark = super::row::Mark::Part(super::row::fingerprint(cells, &reading));
    }
    row
}

fn institution(writer: &Writer<'_>) -> Value {
    let fields: Object = Object::from_iter([
        ("name".to_owned(), marked(writer, "institutions.name")),
        ("acronym".to_owned(), words(writer, "institutions.acronym").into()),
        ("country".to_owned(), "CHL".into()),
        ("kind".to_owned(), "government".into()),
        ("level".to_owned(), "national".into()),
        ("languages".to_owned(), json!(["es", "en"])),
        ("office".to_owned(), json!({ "email": "cooperacion@example.org" })),
    ]);
    fields.into()
}

fn offer(writer: &Writer<'_>) -> Value {
    json!({
        "institution": NOBODY.to_string(),
        "status": "open",
        "title": marked(writer, "offers.title"),
        "summary": text(writer, "offers.summary"),
        "subjects": [
            { "quadrant": "programme-implementation-and-evaluation", "topic": "complementary-family-actions" }
        ],
        "modalities": ["technical-assistance", "internship"],
        "delivery": ["on-site", "remote"],
        "languages": ["es", "en"],
        "window": { "from": "2027-03-01", "to": "2028-11-30" },
        "min_duration_days": 180,
        "capacity": 2,
        "covers": ["expert-time"],
        "asks_cover": ["travel", "lodging-meals"],
        "evidence": { "evaluated": true, "transferred_to": ["PRY"] },
        "context": { "scale": "national", "people": 225_000, "settings": ["urban", "rural"] },
    })
}

fn request(writer: &Writer<'_>) -> Value {
    json!({
        "institution": NOBODY.to_string(),
        "status": "open",
        "title": marked(writer, "requests.title"),
        "need": text(writer, "requests.need"),
        "subjects": [
            { "quadrant": "institutional-strengthening-and-tools", "topic": "single-beneficiary-registry" }
        ],
        "modalities": ["technical-assistance", "knowledge-exchange"],
        "delivery": ["mixed"],
        "languages": ["es"],
        "window": { "from": "2027-03-01", "to": "2027-11-30" },
        "providers_needed": 1,
        "priority": "high",
        "covers": ["counterpart-team", "office-space"],
        "commitment": { "counterpart_team": true, "political_backing": true },
    })
}
