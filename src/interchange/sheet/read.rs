//! A workbook or CSV file into a catalog file: what its rows change in the catalog that is open, and nothing else.
//!
//! The result goes the way of every file: read, shown, merged. What it brings is versions of records (`settle`),
//! so that the merge keeps all promises; what could not be understood is told by sheet, row and column.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::apply::{Found, Reading, applied};
use super::cells::{Object, Writing, at, put, row_language, text_of};
use super::dictionary::Dictionary;
use super::find::{Heads, OURS, Table, table};
use super::findings::Findings;
use super::grid::{Grid, grids};
use super::layout::{Column, SHEETS};
use super::meaning::canonical;
use super::naming::{Naming, id_of_new};
use super::protocol::SheetProblem;
use super::row::{Cells, text_of_cell};
use super::rows::{RowIn, rows};
use super::settle::{Claim, Here, Rev, Take, Tell, Verdict, first_version, settled, version_in_part};
use super::steps::Steps;
use crate::catalog::{Catalog, RecordKind, Version, VersionVector};
use crate::interchange::read::derived_id;
use crate::interchange::write::of_record;
use crate::interchange::{FILE_TYPE, FILE_VERSION, Severity};
use crate::primitive::{Arg, Date, Id, Language, Said};

/// Reads a file; `base` is the catalog that is open. Gives the bytes of a catalog file, or none where nothing of
/// the file is ours.
pub fn read_sheets(
    bytes: &[u8],
    base: Option<&Catalog>,
    dictionary: &Dictionary,
    language: Language,
) -> (Option<Vec<u8>>, Vec<SheetProblem>) {
    read_sheets_heard(bytes, base, dictionary, language, &mut |_| ())
}

/// The same; `hear` hears the share done, in `[0, 1]`.
pub fn read_sheets_heard(
    bytes: &[u8],
    base: Option<&Catalog>,
    dictionary: &Dictionary,
    language: Language,
    hear: &mut dyn FnMut(f64),
) -> (Option<Vec<u8>>, Vec<SheetProblem>) {
    let mut findings = Findings::new(language);
    let mut steps = Steps::new(hear);
    let Some(grids) = grids(bytes, &mut findings, &mut steps) else { return (None, findings.finish()) };
    let heads = Heads::new(dictionary);
    let mut tables: Vec<Table<'_>> = Vec::new();
    for grid in &grids {
        tables.extend(table(grid, &heads, dictionary, &mut findings));
    }
    if tables.is_empty() {
        findings.of_file(Severity::Error, Said::new("problem.sheet-no-list"));
        return (None, findings.finish());
    }
    let header = Header::of(&grids, base, bytes);
    let empty = Catalog::new(header.id, crate::primitive::Text::default());
    let base = base.unwrap_or(&empty);
    // Each row is taken apart first and compared with what is here then.
    steps.begin(tables.iter().map(|table| 2 * table.rows().count()).sum(), 1.0);
    let mut session = Session {
        base,
        dictionary,
        naming: Naming::new(base),
        findings,
        taken: BTreeMap::new(),
        used: BTreeSet::new(),
        unchanged: 0,
        steps,
    };
    for of in SHEETS {
        for table in tables.iter().filter(|table| table.of == of) {
            session.sheet(table);
        }
    }
    let document = session.document(&header);
    (Some(document.to_string().into_bytes()), session.findings.finish())
}

/// Which catalog a workbook says it belongs to.
struct Header {
    id: Id,
    title: Value,
}

impl Header {
    fn of(grids: &[Grid], base: Option<&Catalog>, bytes: &[u8]) -> Self {
        let key = format!("{OURS}catalog");
        let stated = grids.iter().find_map(|grid| {
            let line = grid.rows.get(&0).filter(|line| line.get(&0) == Some(&key))?;
            let title = line.get(&2).and_then(|title| serde_json::from_str(title).ok());
            Some(Self { id: line.get(&1)?.parse().ok()?, title: title.unwrap_or_default() })
        });
        stated.unwrap_or_else(|| {
            let id = base.map_or_else(|| derived_id(bytes), |base| base.id);
            Self { id, title: Value::Null }
        })
    }
}

/// The state of a reading.
struct Session<'a> {
    base: &'a Catalog,
    dictionary: &'a Dictionary,
    naming: Naming,
    findings: Findings,
    /// Records that the file brings, by list.
    taken: BTreeMap<RecordKind, Vec<Object>>,
    /// Ids given to new records.
    used: BTreeSet<Id>,
    unchanged: usize,
    steps: Steps<'a>,
}

impl Session<'_> {
    fn sheet(&mut self, table: &Table<'_>) {
        let (rows, examples) = rows(table, self.dictionary, &mut self.findings, &mut self.steps);
        if examples > 0 {
            let said = Said::new("problem.sheet-example").with("n", Arg::Number(examples as f64));
            self.findings.of_sheet(&table.grid.name, Severity::Information, said);
        }
        for row in &rows {
            self.steps.step();
            match row.id {
                Some(id) => self.known_row(table, row, id),
                // What a portfolio item is about is only shown here, so one cannot begin here either.
                None if table.of == RecordKind::Portfolio => {
                    let said = Said::new("problem.sheet-not-begun-here");
                    self.findings.of_row(&table.grid.name, row.number, Severity::Warning, said);
                }
                None => self.new_row(table, row),
            }
        }
    }

    /// The record that a row makes of `start`; none where it could not be one, which is told.
    fn applied(
        &mut self,
        table: &Table<'_>,
        row: &RowIn<'_>,
        start: &Object,
        now: &Cells,
    ) -> Option<(Object, Vec<Found>)> {
        let naming = &self.naming;
        let reading = Reading { dictionary: self.dictionary, resolve: &|name| naming.resolve(name) };
        let (mut record, mut found) = applied(table.of, start, now, &row.cells, &reading);
        check_window(&mut record, start, &mut found);
        let title = if table.of == RecordKind::Institution { "name" } else { "title" };
        let named = table.of == RecordKind::Portfolio || !text_of(record.get(title)).text.trim().is_empty();
        let owned = !matches!(table.of, RecordKind::Offer | RecordKind::Request)
            || at(&record, "institution").is_some();
        self.tell_cells(table, row, &found);
        if !named || !owned {
            let key = if named { "problem.sheet-institution-missing" } else { "problem.sheet-title-missing" };
            self.findings.of_row(&table.grid.name, row.number, Severity::Error, Said::new(key));
            return None;
        }
        Some((record, found))
    }

    fn tell_cells(&mut self, table: &Table<'_>, row: &RowIn<'_>, found: &[Found]) {
        for (key, trouble) in found {
            let column = table.columns.iter().find(|(_, column)| column.key == *key);
            let column = column.map_or(0, |(column, _)| *column);
            let (at, head) = ((row.number, column), table.head(column).to_owned());
            self.findings.of_cell(&table.grid.name, at, &head, trouble.severity, trouble.said.clone());
        }
    }

    fn known_row(&mut self, table: &Table<'_>, row: &RowIn<'_>, id: Id) {
        let here = self.here(id);
        let text = id.to_string();
        let claim = Claim { id: &text, base: row.base.as_ref(), mark: row.mark.as_ref(), print: &row.print };
        let take = match settled(&claim, &here) {
            Verdict::Nothing => {
                self.unchanged += 1;
                return;
            }
            Verdict::Ahead => {
                let said = Said::new("problem.sheet-ahead");
                self.findings.of_row(&table.grid.name, row.number, Severity::Warning, said);
                return;
            }
            Verdict::Take(take) if take.start.is_none() && table.of == RecordKind::Portfolio => {
                let said = Said::new("problem.sheet-ahead");
                self.findings.of_row(&table.grid.name, row.number, Severity::Warning, said);
                return;
            }
            Verdict::Take(take) => take,
        };
        let start = take.start.and_then(|position| here[position].content.clone()).unwrap_or_default();
        let now = if take.start.is_some() { self.now(table, &start) } else { Cells::new() };
        let Some((mut record, found)) = self.applied(table, row, &start, &now) else { return };
        let same = record.iter().all(|(key, value)| start.get(key) == Some(value))
            && start
                .keys()
                .filter(|key| !["id", "rev"].contains(&key.as_str()))
                .all(|key| record.contains_key(key));
        if take.start.is_some() && same {
            self.unchanged += usize::from(found.is_empty());
            return;
        }
        let lost = take.start.is_none() && found.iter().any(|(_, trouble)| !is_only_news(&trouble.said));
        let Take { rev, tell, .. } = take;
        let (rev, tell) = if lost { (Rev::Part, Some(Tell::InPart)) } else { (rev, tell) };
        let rev = match rev {
            Rev::Of(rev) => rev,
            Rev::Part => version_in_part(&record),
        };
        if here.iter().any(|version| version.rev == rev) {
            self.unchanged += 1;
            return;
        }
        if let Some(tell) = tell {
            let key = match tell {
                Tell::OldBase => "problem.sheet-old-base",
                Tell::OtherBase => "problem.sheet-other-base",
                Tell::InPart => "problem.sheet-in-part",
            };
            self.findings.of_row(&table.grid.name, row.number, Severity::Warning, Said::new(key));
        }
        stamp(&mut record, id, &rev);
        self.take(table.of, record, id, &found, row);
    }

    fn new_row(&mut self, table: &Table<'_>, row: &RowIn<'_>) {
        let Some((mut record, found)) = self.applied(table, row, &Object::new(), &Cells::new()) else {
            return;
        };
        let mut id = identity(table.of, &record, 0);
        let mut copies = 0;
        while self.used.contains(&id) {
            copies += 1;
            let same = self.taken.values().flatten().any(|other| {
                other.get("id") == Some(&id.to_string().into())
                    && record.iter().all(|(key, value)| other.get(key) == Some(value))
            });
            if same {
                let said = Said::new("problem.sheet-row-twice");
                self.findings.of_row(&table.grid.name, row.number, Severity::Information, said);
                return;
            }
            id = identity(table.of, &record, copies);
        }
        self.used.insert(id);
        let (edit, rev) = first_version(&id.to_string(), &row.print);
        if table.of == RecordKind::Institution {
            self.naming.learn_row(&record, id);
        }
        if self.here(id).iter().any(|version| version.rev.count_of(&edit) > 0) {
            self.unchanged += 1;
            return;
        }
        stamp(&mut record, id, &rev);
        self.take(table.of, record, id, &found, row);
    }

    /// Takes a record in, with the institution it names where nobody knew that one.
    fn take(&mut self, of: RecordKind, record: Object, id: Id, found: &[Found], row: &RowIn<'_>) {
        if of == RecordKind::Institution {
            self.naming.learn_row(&record, id);
        }
        let is_new = found.iter().any(|(_, trouble)| trouble.said.key == "problem.sheet-institution-new");
        let name =
            row.cells.iter().find(|(column, _)| column.path == "institution").map(|(_, name)| name.trim());
        if let (true, Some(name)) = (is_new, name) {
            let owner = id_of_new(name, "");
            let text = match row_language(&record) {
                Some(tag) => json!({ "lang": tag, "text": name }),
                None => name.into(),
            };
            let mut institution = Object::from_iter([("name".to_owned(), text)]);
            stamp(&mut institution, owner, &first_version(&owner.to_string(), name).1);
            self.naming.learn(name, owner);
            self.taken.entry(RecordKind::Institution).or_default().push(institution);
        }
        self.taken.entry(of).or_default().push(record);
    }

    /// The versions of a record that are here.
    fn here(&self, id: Id) -> Vec<Here> {
        let versions = self.base.versions_of(id).into_iter().map(|version| match version {
            Version::Content(record) => {
                let content = of_record(&record).as_object().cloned();
                Here { rev: record.head().rev.clone(), content }
            }
            Version::Deletion(deletion) => Here { rev: deletion.head.rev, content: None },
        });
        versions.collect()
    }

    /// What the cells of a record would state if it were written now.
    fn now(&self, table: &Table<'_>, start: &Object) -> Cells {
        let writing = Writing {
            dictionary: self.dictionary,
            // What cells state does not depend on the language they are written in.
            language: Language::En,
            name_of: &|id| self.naming.name_of(id),
        };
        let state = |column: &Column| {
            let text = text_of_cell(&writing.cell(column, start));
            (column.key.clone(), canonical(column, &text, self.dictionary))
        };
        table.columns.values().map(state).collect()
    }

    /// The catalog file: what is taken, and the institutions it refers to.
    fn document(&mut self, header: &Header) -> Value {
        if self.unchanged > 0 {
            let said = Said::new("problem.sheet-unchanged").with("n", Arg::Number(self.unchanged as f64));
            self.findings.of_file(Severity::Information, said);
        }
        let mut document = Object::new();
        document.insert("type".into(), FILE_TYPE.into());
        document.insert("version".into(), FILE_VERSION.into());
        document.insert("id".into(), header.id.to_string().into());
        if header.id == self.base.id {
            // A part of the catalog that is open, with what is written on its cover.
            document.extend(self.base.extra.clone());
            document.insert("title".into(), json!(self.base.title));
            document.insert("rev".into(), json!(self.base.rev));
        } else {
            document.insert("title".into(), header.title.clone());
        }
        let owners = self.taken.values().flatten().filter_map(|record| record.get("institution")?.as_str());
        let owners: BTreeSet<Id> = owners.filter_map(|id| id.parse().ok()).collect();
        let institutions = self.taken.entry(RecordKind::Institution).or_default();
        let there: BTreeSet<String> =
            institutions.iter().filter_map(|record| record.get("id")?.as_str().map(str::to_owned)).collect();
        let known = owners.iter().filter(|id| !there.contains(&id.to_string()));
        let known = known.filter_map(|id| self.base.get(RecordKind::Institution, *id));
        institutions.extend(known.filter_map(|record| of_record(&record).as_object().cloned()));
        for (of, records) in &self.taken {
            document.insert(of.list().to_owned(), records.iter().cloned().map(Value::Object).collect());
        }
        Value::Object(document)
    }
}

/// Whether something told of a cell took nothing away.
fn is_only_news(said: &Said) -> bool {
    said.key == "problem.sheet-institution-new"
}

fn stamp(record: &mut Object, id: Id, rev: &VersionVector) {
    record.insert("id".into(), id.to_string().into());
    record.insert("rev".into(), json!(rev));
}

/// The id of a record that a row states for the first time: the same wherever the same is stated.
fn identity(of: RecordKind, record: &Object, copy: usize) -> Id {
    let string = |key: &str| record.get(key).and_then(Value::as_str).unwrap_or_default();
    let copy = if copy == 0 { String::new() } else { format!("\u{0}{copy}") };
    if of == RecordKind::Institution && copy.is_empty() {
        return id_of_new(text_of(record.get("name")).text, string("country"));
    }
    let title = crate::words::fold(text_of(record.get("title").or_else(|| record.get("name"))).text);
    derived_id([of.word(), string("institution"), &title, &copy].join("\u{0}").as_bytes())
}

/// A window that ends before it begins is left as it was, and told.
fn check_window(record: &mut Object, start: &Object, found: &mut Vec<Found>) {
    let day = |record: &Object, key: &str| {
        at(record, key).and_then(Value::as_str).and_then(|d| d.parse::<Date>().ok())
    };
    let (Some(from), Some(to)) = (day(record, "window.from"), day(record, "window.to")) else { return };
    if to < from {
        put(record, "window", start.get("window").cloned());
        let said =
            Said::new("problem.window-reversed").with("from", Arg::Date(from)).with("to", Arg::Date(to));
        found.push(("window.to".into(), super::meaning::Trouble { severity: Severity::Warning, said }));
    }
}
