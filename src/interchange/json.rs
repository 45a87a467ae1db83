//! A JSON document as it stands, before anything is known about its meaning.
//!
//! `serde_json` does the parsing; the tree is our own because it borrows its strings from the document and
//! keeps keys that stand twice, which `serde_json::Value` would drop without a word.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Number, Value};

use crate::primitive::Arrange;

/// How deep a document may be nested; the parser's own limit, which keeps hostile files off the stack.
pub(super) const DEPTH_LIMIT: usize = 127;

/// Members of an object, in the order of the document.
pub(super) type Members<'a> = Vec<(Cow<'a, str>, Json<'a>)>;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json<'a> {
    Null,
    Bool(bool),
    Number(Number),
    String(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Members<'a>),
}

/// Why a document is no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fault {
    pub kind: FaultKind,
    /// Line, from 1.
    pub line: usize,
    /// Column in bytes, from 1; 0 where the line is empty.
    pub column: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FaultKind {
    /// The document ends in the middle.
    Truncated,
    /// Something stands where it cannot stand.
    Syntax,
    /// Nested deeper than [`DEPTH_LIMIT`].
    TooDeep,
}

/// Parses a document.
pub(super) fn parse(text: &str) -> Result<Json<'_>, Fault> {
    serde_json::from_str(text).map_err(|error| {
        let kind = if error.is_eof() {
            FaultKind::Truncated
        } else if depth(text) > DEPTH_LIMIT {
            FaultKind::TooDeep
        } else {
            FaultKind::Syntax
        };
        Fault { kind, line: error.line(), column: error.column() }
    })
}

/// The deepest nesting of a document, strings left out.
fn depth(text: &str) -> usize {
    let (mut open, mut deepest) = (0_usize, 0);
    each_bracket(text.as_bytes(), |_, byte| {
        if matches!(byte, b'{' | b'[') {
            open += 1;
            deepest = deepest.max(open);
        } else {
            open = open.saturating_sub(1);
        }
    });
    deepest
}

/// Calls back for every bracket that stands outside a string.
fn each_bracket(bytes: &[u8], mut found: impl FnMut(usize, u8)) {
    let (mut in_string, mut escaped) = (false, false);
    for (position, byte) in bytes.iter().copied().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' | b'}' | b']' if !in_string => found(position, byte),
            _ => {}
        }
    }
}

/// What stands before a fault, as a document of its own: everything up to the last record that is whole.
///
/// None where no record of any list is whole.
pub(super) fn before(text: &str, fault: Fault) -> Option<String> {
    let line_start: usize = text.split_inclusive('\n').take(fault.line.saturating_sub(1)).map(str::len).sum();
    let end = (line_start + fault.column).min(text.len());
    let mut open = Vec::new();
    let mut cut = None;
    each_bracket(&text.as_bytes()[..end], |position, byte| match byte {
        b'{' | b'[' => open.push(byte),
        _ => {
            let closed = open.pop();
            // A record is an object in a list of the document's own object.
            if closed == Some(b'{') && open == [b'{', b'['] {
                cut = Some(position + 1);
            }
        }
    });
    let whole = text.get(..cut?)?;
    Some(format!("{whole}]}}"))
}

impl Json<'_> {
    /// The same value, owned, with the keys of objects in order of the alphabet (a later key of the same
    /// name wins, as in every browser).
    pub(super) fn to_value(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(value) => Value::Bool(*value),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) => Value::String(text.to_string()),
            Self::List(items) => Value::Array(items.iter().map(Json::to_value).collect()),
            Self::Object(members) => {
                let mut sorted: Vec<_> = members.iter().collect();
                sorted.arrange_by(|left, right| left.0.cmp(&right.0));
                Value::Object(
                    sorted.into_iter().map(|(key, value)| (key.to_string(), value.to_value())).collect(),
                )
            }
        }
    }

    /// The text, if this is one.
    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
        Ok(Json::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
        Ok(Number::from_f64(value).map_or(Json::Null, Json::Number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(text.to_owned())))
    }

    fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
        Ok(Json::String(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = list.next_element()? {
            items.push(item);
        }
        Ok(Json::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((Key(key), value)) = map.next_entry()? {
            members.push((key, value));
        }
        Ok(Json::Object(members))
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

/// A key, borrowed where it can be.
struct Key<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct KeyVisitor;
        impl<'de> Visitor<'de> for KeyVisitor {
            type Value = Key<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Key(Cow::Owned(text.to_owned())))
            }
        }
        deserializer.deserialize_str(KeyVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_says_what_it_is_and_where() {
        let fault = |text| parse(text).unwrap_err();
        assert_eq!(fault("{\"a\": [1,"), Fault { kind: FaultKind::Truncated, line: 1, column: 9 });
        assert_eq!(fault("{\n\"a\": ]}").kind, FaultKind::Syntax);
        assert_eq!(fault("{\n\"a\": ]}").line, 2);
        let bomb = "[".repeat(200) + &"]".repeat(200);
        assert_eq!(fault(&bomb).kind, FaultKind::TooDeep);
        let deep = "[".repeat(DEPTH_LIMIT) + &"]".repeat(DEPTH_LIMIT);
        assert!(parse(&deep).is_ok());
    }

    #[test]
    fn the_records_before_a_fault_are_a_document() {
        let text = r#"{"type": "x", "offers": [{"id": "1", "t": "a ] } b"}, {"id": "2", "t"#;
        let fault = parse(text).unwrap_err();
        assert_eq!(
            before(text, fault).as_deref(),
            Some(r#"{"type": "x", "offers": [{"id": "1", "t": "a ] } b"}]}"#)
        );
        assert_eq!(before("{\"a\": 1", parse("{\"a\": 1").unwrap_err()), None);
    }
}
