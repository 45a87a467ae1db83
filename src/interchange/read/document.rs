//! How the document around the records is read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::super::json::Json;
use super::super::{FILE_TYPE, FILE_VERSION, Place, Problem, Severity};
use super::Read;
use super::reader::{Object, Reader, Step, quoted};
use super::records;
use super::references;
use super::values::{derived_id, id_of};
use crate::catalog::{AnyRecord, Catalog, Extra, RecordKind, Version, VersionVector};
use crate::primitive::{Arg, Id, Said, Text};

/// Keys of the document beside its lists of records.
const KNOWN: [&str; 8] = ["type", "version", "generator", "id", "title", "rev", "saved_at", "conflicts"];

/// Reads a document; `text` is what it was parsed from.
pub(super) fn read(json: Json<'_>, text: &str) -> Read {
    let mut reader = Reader::default();
    let refused = |said| {
        let problem = Problem { severity: Severity::Error, place: Place::default(), said };
        Read { problems: vec![problem], ..Read::default() }
    };
    let Json::Object(members) = json else { return refused(Said::new("problem.not-a-catalog")) };
    let mut object = Object::new(members);
    if let Err(said) = is_ours(&mut object, &mut reader) {
        return refused(said);
    }
    let (generator, saved_at) =
        (object.field("generator", &mut reader), object.field("saved_at", &mut reader));
    let mut catalog = header(&mut object, text, &mut reader);
    let mut further = Further::default();
    for kind in RecordKind::ALL {
        list(object.take(kind.list()), kind.list(), &mut reader, |json, reader| {
            if let Some(record) = records::record(kind, json, reader) {
                add(&mut catalog, &mut further, record, reader);
            }
        });
    }
    list(object.take("conflicts"), "conflicts", &mut reader, |json, reader| {
        if let Some(record) = records::conflict(json, reader) {
            further.add(Version::Content(record), reader);
        }
    });
    list(object.take("deletions"), "deletions", &mut reader, |json, reader| {
        if let Some(deletion) = records::deletion(json, reader) {
            further.add(Version::Deletion(deletion), reader);
        }
    });
    catalog.admit_all(further.versions);
    catalog.extra = rest(object, &mut reader);
    references::check(&catalog, &mut reader);
    let (problems, set_aside) = reader.finish();
    Read { catalog: Some(catalog), problems, set_aside, generator, saved_at }
}

fn rest(object: Object<'_>, reader: &mut Reader) -> Extra {
    let mut known = KNOWN.to_vec();
    known.push("deletions");
    known.extend(RecordKind::ALL.map(RecordKind::list));
    object.rest(&known, reader)
}

/// Whether the document says that it is a catalog, of a version we can read.
fn is_ours(object: &mut Object<'_>, reader: &mut Reader) -> Result<(), Said> {
    match object.take("type") {
        Some(json) if json.as_str() == Some(FILE_TYPE) => {}
        None if RecordKind::ALL.iter().any(|kind| object.peek(kind.list()).is_some()) => {
            reader.tell(Severity::Warning, Said::new("problem.type-missing"));
        }
        None => return Err(Said::new("problem.not-a-catalog")),
        Some(other) => {
            let found = quoted(other.as_str().unwrap_or(&other.to_value().to_string()));
            return Err(Said::new("problem.other-type").with("found", Arg::Text(found)));
        }
    }
    match object.take("version") {
        Some(Json::Number(number)) if number.as_f64() == Some(FILE_VERSION as f64) => Ok(()),
        Some(Json::Number(number)) if number.as_f64().is_some_and(|found| found > FILE_VERSION as f64) => {
            let said = Said::new("problem.newer-version");
            let said = said.with("found", Arg::Number(number.as_f64().unwrap_or_default()));
            Err(said.with("known", Arg::Number(FILE_VERSION as f64)))
        }
        _ => {
            reader.tell(Severity::Warning, Said::new("problem.version-missing"));
            Ok(())
        }
    }
}

/// Id and title of the catalog; an id that is missing is derived from the document.
fn header(object: &mut Object<'_>, text: &str, reader: &mut Reader) -> Catalog {
    let json = object.take("id");
    let mut id = id_of(json.as_ref().and_then(Json::as_str).unwrap_or_default());
    if id.is_nil() {
        id = derived_id(text.as_bytes());
        reader.tell(Severity::Warning, Said::new("problem.catalog-id-missing"));
    }
    let title: Text = object.field("title", reader);
    let rev: VersionVector = object.field("rev", reader);
    let mut catalog = Catalog::new(id, title);
    catalog.rev = rev;
    catalog
}

/// Reads the items of a list of the document, one by one.
fn list<'a>(
    json: Option<Json<'a>>,
    key: &'static str,
    reader: &mut Reader,
    mut item: impl FnMut(Json<'a>, &mut Reader),
) {
    reader.step_into(Step::Key(Cow::Borrowed(key)));
    match json {
        None | Some(Json::Null) => {}
        Some(Json::List(items)) => {
            for (index, json) in items.into_iter().enumerate() {
                reader.inside(Step::Index(index), |reader| item(json, reader));
            }
        }
        Some(other) => reader.lose("problem.expected.list", &other),
    }
    reader.step_out();
}

/// The most versions of one record a file may bring beside the one in its list. Forty delegations that all
/// edit one entry make forty; comparing each with each is bearable up to this many.
const VERSIONS_LIMIT: usize = 500;

/// Versions of records beside those in the lists, settled together once the file is read.
#[derive(Default)]
struct Further {
    versions: BTreeMap<Id, Vec<Version>>,
}

impl Further {
    fn add(&mut self, version: Version, reader: &mut Reader) {
        let versions = self.versions.entry(version.head().id).or_default();
        if versions.len() < VERSIONS_LIMIT {
            versions.push(version);
            return;
        }
        let said = Said::new("problem.too-many-versions");
        reader.tell(Severity::Error, said.with("limit", Arg::Number(VERSIONS_LIMIT as f64)));
        reader.keep_aside(serde_json::to_string(&version).unwrap_or_default());
    }
}

/// Puts a record into the catalog; one whose id stands there already is a further version of it.
fn add(catalog: &mut Catalog, further: &mut Further, record: AnyRecord, reader: &mut Reader) {
    let id: Id = record.head().id;
    let Some(kind) = catalog.kind_of(id) else {
        catalog.put(record);
        return;
    };
    let same = catalog.get(kind, id).as_ref() == Some(&record);
    let key = if same { "problem.record-twice" } else { "problem.id-twice" };
    let severity = if same { Severity::Information } else { Severity::Warning };
    let said = Said::new(key).with("record", Arg::Record(id));
    reader.tell(severity, said);
    if !same {
        further.add(Version::Content(record), reader);
    }
}
