//! How each type of field is read.
//!
//! Every reading of a value either gives it or tells why not; nothing here gives up on a record.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroU32;

use super::super::Severity;
use super::super::json::{Json, Members};
use super::reader::{Object, Reader, Step};
use crate::catalog::{
    Commitment, Component, Context, Evidence, Office, Party, Subject, VersionVector, with_objects,
};
use crate::primitive::{Arg, Date, Id, Said, Text, Window, digest};
use crate::vocabulary::{Code, Coded, PortfolioStatus, Status, Visibility};

/// A value that a file can hold.
pub(super) trait Value: Sized {
    /// Reads it; none where it cannot be read, which has then been told.
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self>;
}

/// A value that a field of an object can hold or leave unstated.
pub(super) trait Field: Value {
    /// What an absent key means.
    fn absent() -> Self;
}

impl<T: Value + Default> Field for T {
    fn absent() -> Self {
        T::default()
    }
}

impl Field for Id {
    fn absent() -> Self {
        Self::NIL
    }
}

impl Field for Status {
    /// *Not stated* passes the gate, so an entry without a status is open.
    fn absent() -> Self {
        Self::Open
    }
}

impl Field for PortfolioStatus {
    fn absent() -> Self {
        Self::Proposed
    }
}

impl Field for Visibility {
    /// A note that does not say it may travel stays at home.
    fn absent() -> Self {
        Self::Private
    }
}

impl Object<'_> {
    /// Reads the field with this key.
    pub(super) fn field<T: Field>(&mut self, key: &'static str, reader: &mut Reader) -> T {
        match self.take(key) {
            None | Some(Json::Null) => T::absent(),
            Some(json) => {
                let read = reader.inside(Step::Key(Cow::Borrowed(key)), |reader| T::read(json, reader));
                read.unwrap_or_else(T::absent)
            }
        }
    }
}

impl Value for String {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::String(text) => Some(text.into_owned()),
            other => {
                reader.lose("problem.expected.text", &other);
                None
            }
        }
    }
}

impl Value for Option<String> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        String::read(json, reader).map(|text| Some(text).filter(|text| !text.is_empty()))
    }
}

impl Value for bool {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::Bool(value) => Some(value),
            other => {
                reader.lose("problem.expected.yes-no", &other);
                None
            }
        }
    }
}

/// The whole number from 0 that stands here.
fn whole_number(json: &Json<'_>) -> Option<u64> {
    /// Above this a floating-point number no longer names one whole number (2^53).
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let Json::Number(number) = json else { return None };
    number.as_u64().or_else(|| {
        let value = number.as_f64()?;
        (value.fract() == 0.0 && (0.0..=EXACT).contains(&value)).then_some(value as u64)
    })
}

impl Value for u64 {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let number = whole_number(&json);
        if number.is_none() {
            reader.lose("problem.expected.whole-number", &json);
        }
        number
    }
}

impl Value for NonZeroU32 {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let number = whole_number(&json).and_then(|n| u32::try_from(n).ok()).and_then(Self::new);
        if number.is_none() {
            reader.lose("problem.expected.positive-number", &json);
        }
        number
    }
}

impl Value for Date {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let date = json.as_str().and_then(|text| text.parse().ok());
        if date.is_none() {
            reader.lose("problem.expected.date", &json);
        }
        date
    }
}

macro_rules! optional {
    ($($value:ty),+) => {$(
        impl Value for Option<$value> {
            fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
                <$value>::read(json, reader).map(Some)
            }
        }
    )+};
}

optional!(bool, u64, NonZeroU32, Date);

impl Value for Option<Id> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        Id::read(json, reader).map(|id| Some(id).filter(|id| !id.is_nil()))
    }
}

impl<T: Coded> Value for Option<Code<T>> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        if json.as_str() == Some("") {
            return Some(None);
        }
        <Code<T> as Value>::read(json, reader).map(Some)
    }
}

impl<T: Coded> Value for Code<T> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Some(id) = json.as_str() else {
            reader.lose("problem.expected.code", &json);
            return None;
        };
        let code = Code::<T>::read(id);
        if code.known().is_none() {
            reader.count_unknown_value(T::LIST, id);
        }
        Some(code)
    }
}

/// Reads a value of a list that has no place for values it does not know.
fn closed<T: Coded>(json: &Json<'_>, reader: &mut Reader) -> Option<T> {
    let value = json.as_str().and_then(T::from_id);
    if value.is_none() {
        reader.lose("problem.expected.status", json);
    }
    value
}

impl Value for Status {
    /// A status we do not know may mean anything, so the entry becomes a draft: it takes part in nothing
    /// until somebody has looked.
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        closed(&json, reader).or(Some(Self::Draft))
    }
}

impl Value for PortfolioStatus {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        closed(&json, reader)
    }
}

impl Value for Visibility {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        closed(&json, reader)
    }
}

impl Value for Id {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Some(text) = json.as_str() else {
            reader.lose("problem.expected.id", &json);
            return None;
        };
        Some(id_of(text))
    }
}

/// The id a text names: the UUID it is, or, for ids of another form, one derived from the text alone, so that
/// every reference to it and every other device arrives at the same.
pub(super) fn id_of(text: &str) -> Id {
    if text.is_empty() {
        return Id::NIL;
    }
    text.parse().unwrap_or_else(|_| derived_id(text.as_bytes()))
}

/// An id derived from bytes: a UUID of version 8 (RFC 9562) over their 128-bit FNV-1a hash.
pub(in crate::interchange) fn derived_id(bytes: &[u8]) -> Id {
    const VERSION_8: u128 = 8 << 76;
    const VARIANT: u128 = 2 << 62;
    const FREE: u128 = !((15 << 76) | (3 << 62));
    Id::from_u128(digest(bytes) & FREE | VERSION_8 | VARIANT)
}

impl<T: Value> Value for Vec<T> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Json::List(items) = json else {
            reader.lose("problem.expected.list", &json);
            return None;
        };
        let mut values = Self::with_capacity(items.len().min(64));
        for (index, item) in items.into_iter().enumerate() {
            values.extend(reader.inside(Step::Index(index), |reader| T::read(item, reader)));
        }
        Some(values)
    }
}

/// Members that state something: `null` means *not stated*.
fn stated(members: Members<'_>) -> impl Iterator<Item = (Cow<'_, str>, Json<'_>)> {
    members.into_iter().filter(|(_, value)| *value != Json::Null)
}

impl Value for BTreeMap<String, Text> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Json::Object(members) = json else {
            reader.lose("problem.expected.object", &json);
            return None;
        };
        let mut texts = Self::new();
        for (key, value) in stated(members) {
            let step = Step::Key(Cow::Owned(key.to_string()));
            let text = reader.inside(step, |reader| Text::read(value, reader));
            texts.extend(text.filter(|text| *text != Text::default()).map(|text| (key.into_owned(), text)));
        }
        Some(texts)
    }
}

impl Value for BTreeMap<String, String> {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Json::Object(members) = json else {
            reader.lose("problem.expected.object", &json);
            return None;
        };
        let mut texts = Self::new();
        for (key, value) in stated(members) {
            let step = Step::Key(Cow::Owned(key.to_string()));
            let text = reader.inside(step, |reader| String::read(value, reader));
            texts.extend(text.filter(|text| !text.is_empty()).map(|text| (key.into_owned(), text)));
        }
        Some(texts)
    }
}

impl Value for Text {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        match json {
            Json::String(text) => Some(Self::plain(text)),
            Json::Object(members) => {
                let mut object = Object::new(members);
                let lang = object.field("lang", reader);
                let text = object.field("text", reader);
                let translations = object.field("translations", reader);
                object.leave_over(&["lang", "text", "translations"], reader);
                Some(Self { lang, text, translations })
            }
            other => {
                reader.lose("problem.expected.text", &other);
                None
            }
        }
    }
}

impl Value for Window {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Json::Object(members) = json else {
            reader.lose("problem.expected.window", &json);
            return None;
        };
        let mut object = Object::new(members);
        let from: Option<Date> = object.field("from", reader);
        let to: Option<Date> = object.field("to", reader);
        object.leave_over(&["from", "to"], reader);
        Self::new(from, to).ok().or_else(|| {
            let (Some(from), Some(to)) = (from, to) else { return None };
            reader.in_part = true;
            let said = Said::new("problem.window-reversed");
            reader.tell(Severity::Warning, said.with("from", Arg::Date(from)).with("to", Arg::Date(to)));
            reader.keep_aside(format!("{{\"from\":\"{from}\",\"to\":\"{to}\"}}"));
            None
        })
    }
}

impl Value for VersionVector {
    fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let Json::Object(members) = json else {
            reader.lose("problem.expected.version", &json);
            return None;
        };
        let mut counts = BTreeMap::new();
        for (key, value) in stated(members) {
            let step = Step::Key(Cow::Owned(key.to_string()));
            let count = reader.inside(step, |reader| u64::read(value, reader));
            counts.extend(count.map(|count| (key.into_owned(), count)));
        }
        Some(Self::from_counts(counts))
    }
}

macro_rules! objects {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Value for $name {
            fn read(json: Json<'_>, reader: &mut Reader) -> Option<Self> {
                let Json::Object(members) = json else {
                    reader.lose("problem.expected.object", &json);
                    return None;
                };
                let mut object = Object::new(members);
                $(let $field = object.field(stringify!($field), reader);)+
                let extra = object.rest(&[$(stringify!($field)),+], reader);
                Some(Self { $($field,)+ extra })
            }
        }
    )+};
}

with_objects!(objects);
