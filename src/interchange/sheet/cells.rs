//! A field of a record as what stands in a cell.
//!
//! Records are handled as the JSON of the file format here: that is what a sheet is read into, and the reader
//! of that format has the last word on every value.

use serde_json::{Map, Value};

use super::dictionary::{Dictionary, STEP};
use super::layout::{Column, Kind};
use crate::primitive::{Date, Id, Language};

/// A record as the file format writes it.
pub(super) type Object = Map<String, Value>;

/// Between the values of a cell that holds several.
const BETWEEN: &str = "; ";
/// Begins an item, where items have several lines.
pub(super) const BULLET: &str = "• ";
/// Begins an id that is in none of our lists.
pub(super) const UNKNOWN: char = '#';
/// Stands for a text of which no language is stated, in a row whose other texts have one.
pub(super) const NO_LANGUAGE: &str = "–";

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Empty,
    Text(String),
    Number(f64),
    Date(Date),
}

/// The value at a path of a record.
pub(super) fn at<'a>(object: &'a Object, path: &str) -> Option<&'a Value> {
    match path.split_once('.') {
        None => object.get(path),
        Some((first, rest)) => at(object.get(first)?.as_object()?, rest),
    }
}

/// Puts a value at a path; nothing takes it away, with an object that is then empty.
pub(super) fn put(object: &mut Object, path: &str, value: Option<Value>) {
    match path.split_once('.') {
        None => match value {
            Some(value) => {
                object.insert(path.to_owned(), value);
            }
            None => {
                object.shift_remove(path);
            }
        },
        Some((first, rest)) => {
            let inner = object.entry(first.to_owned()).or_insert_with(|| Object::new().into());
            if !inner.is_object() {
                *inner = Object::new().into();
            }
            let Some(members) = inner.as_object_mut() else { return };
            put(members, rest, value);
            if members.is_empty() {
                object.shift_remove(first);
            }
        }
    }
}

/// A text of a record, taken apart.
pub(super) struct TextOf<'a> {
    pub text: &'a str,
    pub lang: Option<&'a str>,
    pub translations: Option<&'a Object>,
}

pub(super) fn text_of(value: Option<&Value>) -> TextOf<'_> {
    match value {
        Some(Value::String(text)) => TextOf { text, lang: None, translations: None },
        Some(Value::Object(object)) => TextOf {
            text: object.get("text").and_then(Value::as_str).unwrap_or_default(),
            lang: object.get("lang").and_then(Value::as_str),
            translations: object.get("translations").and_then(Value::as_object),
        },
        _ => TextOf { text: "", lang: None, translations: None },
    }
}

/// The language of the texts of a record: that of its name or title.
pub(super) fn row_language(object: &Object) -> Option<&str> {
    let first = object.get("title").or_else(|| object.get("name"));
    text_of(first).lang
}

/// What writing a cell needs to know.
pub(super) struct Writing<'a> {
    pub dictionary: &'a Dictionary,
    pub language: Language,
    /// What a record is called, for columns that name one.
    pub name_of: &'a dyn Fn(Id) -> String,
}

impl Writing<'_> {
    /// The cell of a record in this column.
    pub(super) fn cell(&self, column: &Column, object: &Object) -> Cell {
        let value = at(object, column.path);
        let words = |text: &str| if text.is_empty() { Cell::Empty } else { Cell::Text(text.to_owned()) };
        let string = || value.and_then(Value::as_str).unwrap_or_default();
        match column.kind {
            Kind::Text => words(text_of(value).text),
            Kind::Translation => {
                let translation = text_of(value).translations.and_then(|all| all.get(&column.tag));
                words(translation.and_then(Value::as_str).unwrap_or_default())
            }
            Kind::TextLanguage => self.own_language(object, value),
            Kind::RowLanguage => row_language(object).map_or(Cell::Empty, |tag| self.code("language", tag)),
            Kind::Plain => words(string()),
            Kind::Code(list) if !string().is_empty() => self.code(list, string()),
            Kind::Codes(list) => {
                let items = strings(value).into_iter().map(|id| self.named(list, id));
                words(&items.collect::<Vec<_>>().join(BETWEEN))
            }
            Kind::Lines => words(&lines(&texts(value, |item| text_of(Some(item)).text))),
            Kind::Parts => words(&lines(&texts(value, title_of_part))),
            Kind::Words => words(&several(&strings(value))),
            Kind::Date => match string().parse::<Date>() {
                Ok(day) => Cell::Date(day),
                Err(_) => words(string()),
            },
            Kind::Number(_) => value.and_then(Value::as_u64).map_or(Cell::Empty, number),
            Kind::YesNo => value
                .and_then(Value::as_bool)
                .map_or(Cell::Empty, |yes| self.code("yes-no", if yes { "yes" } else { "no" })),
            Kind::Institution => match string().parse() {
                Ok(id) => words(&(self.name_of)(id)),
                Err(_) => words(string()),
            },
            Kind::Quadrant | Kind::Topic => words(&self.subject(column, object)),
            Kind::View => words(&self.view(value)),
            Kind::Code(_) => Cell::Empty,
        }
    }

    fn named(&self, list: &str, id: &str) -> String {
        let label = self.dictionary.label(list, id, self.language);
        // A name with the separator in it would fall apart on the way back.
        let label = label.filter(|label| !label.contains(';'));
        label.map_or_else(|| format!("{UNKNOWN}{id}"), str::to_owned)
    }

    fn code(&self, list: &str, id: &str) -> Cell {
        Cell::Text(self.named(list, id))
    }

    /// The language of one text, where it says something and is in another language than its row.
    fn own_language(&self, object: &Object, value: Option<&Value>) -> Cell {
        let text = text_of(value);
        if value.is_none() || text.lang == row_language(object) {
            return Cell::Empty;
        }
        text.lang.map_or_else(|| Cell::Text(NO_LANGUAGE.to_owned()), |tag| self.code("language", tag))
    }

    fn subject(&self, column: &Column, object: &Object) -> String {
        let subject = object.get("subjects").and_then(|all| all.get(column.slot));
        let part = |key: &str| subject.and_then(|subject| subject.get(key)).and_then(Value::as_str);
        if column.kind == Kind::Quadrant {
            return part("quadrant").map_or_else(String::new, |id| self.named("quadrant", id));
        }
        let topic = part("topic").map(|id| self.named("topic", id)).unwrap_or_default();
        match part("subtopic") {
            None => topic,
            Some(id) => format!("{topic}{STEP}{}", self.named("subtopic", id)).trim_start().to_owned(),
        }
    }

    /// What a portfolio item refers to, in words.
    fn view(&self, value: Option<&Value>) -> String {
        let name = |value: &Value| {
            let id = value.as_str().and_then(|id| id.parse().ok());
            id.map(|id| (self.name_of)(id)).unwrap_or_default()
        };
        let party = |object: &Object| {
            let roles = strings(object.get("roles")).into_iter().map(|role| self.named("roles", role));
            let roles: Vec<String> = roles.collect();
            let who = object.get("institution").map(name).unwrap_or_default();
            if roles.is_empty() { who } else { format!("{who} ({})", roles.join(", ")) }
        };
        let one = |value: &Value| value.as_object().map_or_else(|| name(value), party);
        match value {
            Some(Value::Array(items)) => items.iter().map(one).collect::<Vec<_>>().join("\n"),
            Some(value) => one(value),
            None => String::new(),
        }
    }
}

fn number(value: u64) -> Cell {
    /// Above this a floating-point number no longer names one whole number (2^53).
    const EXACT: u64 = 1 << 53;
    if value <= EXACT { Cell::Number(value as f64) } else { Cell::Text(value.to_string()) }
}

fn strings(value: Option<&Value>) -> Vec<&str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
}

fn texts<'a>(value: Option<&'a Value>, text: impl Fn(&'a Value) -> &'a str) -> Vec<&'a str> {
    value.and_then(Value::as_array).into_iter().flatten().map(text).collect()
}

/// The title of a part of an offer.
pub(super) fn title_of_part(part: &Value) -> &str {
    text_of(part.get("title")).text
}

/// Texts one a line; where one has several lines itself, each begins with a bullet.
fn lines(items: &[&str]) -> String {
    let plain = |item: &&str| !item.trim().is_empty() && !item.contains(['\n', '\r']) && item.trim() == *item;
    if items.iter().all(plain) && !items.iter().any(|item| item.starts_with(BULLET)) {
        return items.join("\n");
    }
    let bulleted = items.iter().map(|item| format!("{BULLET}{}", item.replace('\n', "\n  ")));
    bulleted.collect::<Vec<_>>().join("\n")
}

/// Words separated by semicolons; where one has a semicolon itself, one a line.
fn several(items: &[&str]) -> String {
    let plain = |item: &&str| {
        !item.is_empty()
            && item.trim() == *item
            && !item.contains([';', '\n', '\r'])
            && !item.starts_with(BULLET)
    };
    if items.iter().all(plain) {
        return items.join(BETWEEN);
    }
    items.iter().map(|item| format!("{BULLET}{}", item.replace('\n', "\n  "))).collect::<Vec<_>>().join("\n")
}
