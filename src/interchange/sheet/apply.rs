//! What a row makes of a record: the fields whose cells were changed, the others as they were.

use serde_json::{Value, json};

use super::cells::{NO_LANGUAGE, Object, at, put, row_language, text_of, title_of_part};
use super::dictionary::Dictionary;
use super::layout::{Column, Kind, MOST_SUBJECTS};
use super::meaning::{Trouble, canonical, value};
use super::row::{Cells, is_cut};
use crate::catalog::RecordKind;
use crate::interchange::Severity;
use crate::primitive::{Id, Said};

/// What reading a row needs to know.
pub(super) struct Reading<'a> {
    pub dictionary: &'a Dictionary,
    /// The institution of a name.
    pub resolve: &'a dyn Fn(&str) -> Named,
}

/// Whom a name may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    One(Id),
    /// Nobody by that name is known; the id it will have from now on.
    New(Id),
    Several,
}

/// A column, and what is wrong in its cell.
pub(super) type Found = (String, Trouble);

/// The record that a row makes of `start`, of which the cells would state `now` (canonical, by key).
///
/// A cell that says what it said leaves its field alone, with everything a cell cannot hold; so does a column
/// that is not there, and a cell that cannot be understood, which is told.
pub(super) fn applied(
    of: RecordKind,
    start: &Object,
    now: &Cells,
    row: &[(&Column, &str)],
    reading: &Reading<'_>,
) -> (Object, Vec<Found>) {
    let mut record = start.clone();
    for key in ["id", "rev"] {
        record.shift_remove(key);
    }
    let mut applying = Applying { of, start, now, row, reading, found: Vec::new() };
    for (column, text) in row {
        if applying.is_changed(column, text) {
            applying.field(&mut record, column, text);
        }
    }
    applying.subjects(&mut record);
    applying.languages(&mut record);
    (record, applying.found)
}

struct Applying<'a> {
    of: RecordKind,
    start: &'a Object,
    now: &'a Cells,
    row: &'a [(&'a Column, &'a str)],
    reading: &'a Reading<'a>,
    found: Vec<Found>,
}

impl Applying<'_> {
    fn is_changed(&self, column: &Column, text: &str) -> bool {
        let said = self.now.get(&column.key).map_or("", String::as_str);
        column.kind != Kind::View && !is_cut(text) && canonical(column, text, self.reading.dictionary) != said
    }

    fn field(&mut self, record: &mut Object, column: &Column, text: &str) {
        let value = match value(column, text, self.reading.dictionary) {
            Ok(value) => value,
            Err(trouble) => {
                // Subjects and languages are read, and told, further down.
                if !matches!(column.kind, Kind::Quadrant | Kind::Topic) {
                    self.found.push((column.key.clone(), trouble));
                }
                return;
            }
        };
        match column.kind {
            Kind::Text => edit_text(record, column.path, |text| {
                text.insert("text".into(), value.unwrap_or_else(|| "".into()));
            }),
            Kind::Translation => edit_text(record, column.path, |text| {
                let all = text.entry("translations").or_insert_with(|| Object::new().into());
                let Some(all) = all.as_object_mut() else { return };
                match value {
                    Some(value) => {
                        all.insert(column.tag.clone(), value);
                    }
                    None => {
                        all.shift_remove(&column.tag);
                    }
                }
                if all.is_empty() {
                    text.shift_remove("translations");
                }
            }),
            Kind::Lines => self.lines(record, column, value, false),
            Kind::Parts => self.lines(record, column, value, true),
            Kind::Institution => self.institution(record, column, value),
            Kind::Quadrant | Kind::Topic | Kind::RowLanguage | Kind::TextLanguage | Kind::View => {}
            _ => put(record, column.path, value),
        }
    }

    /// Lists of texts: an item that was there stays with all it has; a new one begins in the row's language.
    fn lines(&self, record: &mut Object, column: &Column, value: Option<Value>, parts: bool) {
        let words = |item: &Value| {
            if parts { title_of_part(item).to_owned() } else { text_of(Some(item)).text.to_owned() }
        };
        let before = at(self.start, column.path).and_then(Value::as_array);
        let mut before: Vec<&Value> = before.into_iter().flatten().collect();
        let language = self.row_language();
        let items = value.as_ref().and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let items = items.map(|text| {
            if let Some(position) = before.iter().position(|item| words(item) == text) {
                return before.remove(position).clone();
            }
            let text = match &language {
                Some(tag) => json!({ "lang": tag, "text": text }),
                None => text.into(),
            };
            if parts { json!({ "title": text }) } else { text }
        });
        let items: Vec<Value> = items.collect();
        put(record, column.path, (!items.is_empty()).then(|| items.into()));
    }

    fn institution(&mut self, record: &mut Object, column: &Column, value: Option<Value>) {
        let Some(name) = value.as_ref().and_then(Value::as_str) else {
            let said = Said::new("problem.sheet-institution-missing");
            self.found.push((column.key.clone(), Trouble { severity: Severity::Warning, said }));
            return;
        };
        match (self.reading.resolve)(name) {
            Named::One(id) => put(record, column.path, Some(id.to_string().into())),
            Named::New(id) => {
                put(record, column.path, Some(id.to_string().into()));
                self.found.push((column.key.clone(), Trouble::new("problem.sheet-institution-new", name)));
            }
            Named::Several => {
                self.found
                    .push((column.key.clone(), Trouble::new("problem.sheet-institution-several", name)));
            }
        }
    }

    /// Subjects, position by position: what is left alone keeps all it has, and what has no column stays.
    fn subjects(&mut self, record: &mut Object) {
        let columns = self.row.iter().filter(|(column, _)| column.path.starts_with("subjects."));
        let changed = columns.clone().any(|(column, text)| self.is_changed(column, text));
        if !changed || !matches!(self.of, RecordKind::Offer | RecordKind::Request) {
            return;
        }
        let before = self.start.get("subjects").and_then(Value::as_array).cloned().unwrap_or_default();
        let mut subjects = Vec::new();
        for slot in 0..MOST_SUBJECTS.max(before.len()) {
            let mut subject = before.get(slot).and_then(Value::as_object).cloned().unwrap_or_default();
            for (column, text) in columns.clone().filter(|(column, _)| column.slot == slot) {
                if !self.is_changed(column, text) {
                    continue;
                }
                match value(column, text, self.reading.dictionary) {
                    Ok(value) if column.kind == Kind::Quadrant => put(&mut subject, "quadrant", value),
                    Ok(value) => {
                        let part = |key: &str| value.as_ref().and_then(|value| value.get(key)).cloned();
                        put(&mut subject, "topic", part("topic"));
                        put(&mut subject, "subtopic", part("subtopic"));
                    }
                    Err(trouble) => self.found.push((column.key.clone(), trouble)),
                }
            }
            if !subject.is_empty() {
                subjects.push(Value::Object(subject));
            }
        }
        put(record, "subjects", (!subjects.is_empty()).then(|| subjects.into()));
    }

    /// The language of the row's texts, as its cell says or as it was.
    fn row_language(&self) -> Option<String> {
        let cell = self.row.iter().find(|(column, _)| column.kind == Kind::RowLanguage);
        let before = || row_language(self.start).map(str::to_owned);
        match cell {
            None => before(),
            Some((column, text)) => match value(column, text, self.reading.dictionary) {
                Ok(tag) => tag.and_then(|tag| tag.as_str().map(str::to_owned)),
                Err(_) => before(),
            },
        }
    }

    /// Gives every text its language.
    fn languages(&self, record: &mut Object) {
        let language = self.row_language();
        let former = row_language(self.start).map(str::to_owned);
        for (column, _) in self.row.iter().filter(|(column, _)| column.kind == Kind::Text) {
            let Some(text) = at(record, column.path) else { continue };
            let has = text_of(Some(text)).lang.map(str::to_owned);
            let before = at(self.start, column.path).map(|text| text_of(Some(text)).lang.map(str::to_owned));
            let own =
                self.row.iter().find(|(own, _)| own.kind == Kind::TextLanguage && own.path == column.path);
            let own = own.and_then(|(own, text)| value(own, text, self.reading.dictionary).ok().flatten());
            let wanted = match (own.as_ref().and_then(Value::as_str), before) {
                (Some(NO_LANGUAGE), _) => None,
                (Some(tag), _) => Some(tag.to_owned()),
                // A text in a language of its own keeps it where the column of its language is not there.
                (None, Some(before)) if before != former => before,
                (None, _) => language.clone(),
            };
            if has != wanted {
                edit_text(record, column.path, |text| put(text, "lang", wanted.map(Value::from)));
            }
        }
    }
}

/// Changes a text in place; what is left of it is written as the format writes it.
fn edit_text(record: &mut Object, path: &str, edit: impl FnOnce(&mut Object)) {
    let mut text = match at(record, path) {
        Some(Value::Object(text)) => text.clone(),
        Some(Value::String(text)) => Object::from_iter([("text".to_owned(), text.as_str().into())]),
        _ => Object::new(),
    };
    edit(&mut text);
    let words = text.get("text").and_then(Value::as_str).unwrap_or_default().to_owned();
    let value = match text.keys().all(|key| key == "text") {
        true if words.is_empty() => None,
        true => Some(words.into()),
        false if words.is_empty() && text.keys().all(|key| key == "text" || key == "lang") => None,
        false => {
            text.insert("text".into(), words.into());
            Some(Value::Object(text))
        }
    };
    put(record, path, value);
}
