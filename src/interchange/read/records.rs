//! How a record is read, and what becomes of one that can only be read in part.

use std::borrow::Cow;

use super::super::Severity;
use super::super::json::Json;
use super::reader::{Current, Object, Reader, Step, quoted};
use super::values::{derived_id, id_of};
use crate::catalog::merge::part_version;
use crate::catalog::{
    AnyRecord, Contact, Deletion, Head, Institution, Join, Note, Offer, PortfolioItem, RecordKind, Request,
    VersionVector, with_records,
};
use crate::primitive::{Arg, Id, Said, digest};

macro_rules! records {
    ($($kind:ident: $name:ident { $($field:ident),+ })+) => {
        /// Reads the fields of a record of this kind, and keeps its unknown keys.
        fn fields(kind: RecordKind, head: Head, mut object: Object<'_>, reader: &mut Reader) -> AnyRecord {
            match kind {$(
                RecordKind::$kind => {
                    $(let $field = object.field(stringify!($field), reader);)+
                    let known = ["id", "rev", $(stringify!($field)),+];
                    let extra = object.rest(&known, reader);
                    $name { head: Head { extra, ..head }, $($field),+ }.into()
                }
            )+}
        }
    };
}

with_records!(records);

/// Reads one record of a list; none where it cannot be read at all, which has then been told.
///
/// A record of which some part could not be read gets a version of its own (see
/// [`part_version`]): it must not pass for the whole one it came from.
pub(super) fn record(kind: RecordKind, json: Json<'_>, reader: &mut Reader) -> Option<AnyRecord> {
    let Json::Object(members) = json else {
        set_aside("problem.expected.record", &json, reader);
        return None;
    };
    let mut object = Object::new(members);
    begin(Some(kind), &object, reader);
    let id = id(&mut object, reader);
    let rev: VersionVector = object.field("rev", reader);
    let mut record = fields(kind, Head { rev, ..Head::new(id) }, object, reader);
    check(&record, reader);
    if let AnyRecord::Join(join) = &record
        && (join.from.is_nil() || join.to.is_nil())
    {
        let raw = serde_json::to_string(join).unwrap_or_default();
        reader.tell(Severity::Error, Said::new("problem.join-open"));
        reader.keep_aside(raw);
        reader.current = Current::default();
        return None;
    }
    if reader.in_part {
        let content = serde_json::to_string(&record).unwrap_or_default();
        record.head_mut().rev = part_version(digest(content.as_bytes()));
        reader.tell(Severity::Warning, Said::new("problem.read-in-part"));
    }
    reader.current = Current::default();
    Some(record)
}

/// Reads what is left of a deleted record.
pub(super) fn deletion(json: Json<'_>, reader: &mut Reader) -> Option<Deletion> {
    let Json::Object(members) = json else {
        set_aside("problem.expected.record", &json, reader);
        return None;
    };
    let mut object = Object::new(members);
    begin(None, &object, reader);
    let id = id_of(object.take("id").as_ref().and_then(Json::as_str).unwrap_or_default());
    let of = object.take("of");
    let kind = of.as_ref().and_then(Json::as_str).and_then(RecordKind::from_word);
    let rev: VersionVector = object.field("rev", reader);
    let extra = object.rest(&["id", "of", "rev"], reader);
    let deletion = kind.map(|of| Deletion { head: Head { id, rev, extra }, of, others: Vec::new() });
    let whole = deletion.filter(|_| !id.is_nil() && !reader.in_part);
    if whole.is_none() {
        // A deletion under a wrong version could delete what it never knew: better none at all.
        reader.tell(Severity::Error, Said::new("problem.deletion-unclear"));
    }
    reader.current = Current::default();
    whole
}

/// Reads a version that waits for a person to choose.
pub(super) fn conflict(json: Json<'_>, reader: &mut Reader) -> Option<AnyRecord> {
    let Json::Object(members) = json else {
        set_aside("problem.expected.record", &json, reader);
        return None;
    };
    let mut object = Object::new(members);
    let of = object.take("of");
    let kind = of.as_ref().and_then(Json::as_str).and_then(RecordKind::from_word);
    let (Some(kind), Some(version)) = (kind, object.take("record")) else {
        reader.tell(Severity::Error, Said::new("problem.conflict-unclear"));
        return None;
    };
    for (key, value) in object.left() {
        reader.inside(Step::Key(Cow::Owned(key.into_owned())), |reader| {
            reader.lose("problem.not-kept", &value)
        });
    }
    reader.inside(Step::Key(Cow::Borrowed("record")), |reader| record(kind, version, reader))
}

/// Notes which record is being read, so that every problem can name it.
fn begin(kind: Option<RecordKind>, object: &Object<'_>, reader: &mut Reader) {
    let words = |json: &Json<'_>| match json {
        Json::Object(members) => {
            members.iter().find(|(key, _)| key == "text").and_then(|(_, text)| text.as_str().map(quoted))
        }
        other => other.as_str().map(quoted),
    };
    let title = ["title", "name", "text"].into_iter().find_map(|key| object.peek(key).and_then(words));
    let id = object.peek("id").and_then(Json::as_str).map(id_of);
    reader.current = Current { kind, id, title: title.unwrap_or_default(), depth: reader.depth() };
    reader.in_part = false;
}

/// The id of a record; where there is none, one derived from its content.
fn id(object: &mut Object<'_>, reader: &mut Reader) -> Id {
    let json = object.take("id");
    let text = json.as_ref().and_then(Json::as_str).unwrap_or_default();
    let id = id_of(text);
    if id.is_nil() {
        reader.in_part = true;
        let id = derived_id(object.content().as_bytes());
        reader.current.id = Some(id);
        reader.tell(Severity::Warning, Said::new("problem.id-missing"));
        return id;
    }
    if text.parse::<Id>().is_err() {
        let said = Said::new("problem.id-not-uuid").with("found", Arg::Text(quoted(text)));
        reader.tell(Severity::Information, said);
    }
    id
}

fn set_aside(key: &str, json: &Json<'_>, reader: &mut Reader) {
    let raw = json.to_value().to_string();
    reader.tell(Severity::Error, Said::new(key).with("found", Arg::Text(quoted(&raw))));
    reader.keep_aside(raw);
}

/// Tells of codes that have not the form their standard gives them; they are kept.
fn check(record: &AnyRecord, reader: &mut Reader) {
    let (countries, languages): (Vec<&String>, &[String]) = match record {
        AnyRecord::Institution(institution) => (institution.country.iter().collect(), &institution.languages),
        AnyRecord::Offer(offer) => (offer.evidence.transferred_to.iter().collect(), &offer.languages),
        AnyRecord::Request(request) => (Vec::new(), &request.languages),
        _ => return,
    };
    let is_alpha_3 = |code: &str| code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    for code in countries.into_iter().filter(|code| !is_alpha_3(code)) {
        let said = Said::new("problem.country-code").with("found", Arg::Text(quoted(code)));
        reader.tell(Severity::Information, said);
    }
    let is_tag = |tag: &str| {
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
        let short =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        (2..=3).contains(&primary.len()) && letters(primary) && parts.all(short)
    };
    for tag in languages.iter().filter(|tag| !is_tag(tag)) {
        let said = Said::new("problem.language-code").with("found", Arg::Text(quoted(tag)));
        reader.tell(Severity::Information, said);
    }
}
