//! How each type of field is written.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde_json::{Map, Value};

use super::with_unknown;
use crate::catalog::{
    Commitment, Component, Context, Evidence, Office, Party, Subject, VersionVector, with_objects,
};
use crate::primitive::{Date, Id, Text, Window};
use crate::vocabulary::{Code, Coded, PortfolioStatus, Status, Visibility};

/// A value that a file can hold.
pub(super) trait Written {
    /// Whether it is left out of an object as *not stated*.
    fn is_unstated(&self) -> bool {
        false
    }
    /// Its JSON.
    fn value(&self) -> Value;
}

/// Writes a field where it states something.
pub(super) fn put(object: &mut Map<String, Value>, key: &str, field: &impl Written) {
    if !field.is_unstated() {
        object.insert(key.to_owned(), field.value());
    }
}

impl Written for String {
    fn is_unstated(&self) -> bool {
        self.is_empty()
    }
    fn value(&self) -> Value {
        self.as_str().into()
    }
}

impl Written for bool {
    fn value(&self) -> Value {
        (*self).into()
    }
}

impl Written for u64 {
    fn value(&self) -> Value {
        (*self).into()
    }
}

impl Written for NonZeroU32 {
    fn value(&self) -> Value {
        self.get().into()
    }
}

impl Written for Date {
    fn value(&self) -> Value {
        self.to_string().into()
    }
}

impl Written for Id {
    fn is_unstated(&self) -> bool {
        self.is_nil()
    }
    fn value(&self) -> Value {
        self.to_string().into()
    }
}

impl<T: Coded> Written for Code<T> {
    fn value(&self) -> Value {
        self.id().into()
    }
}

macro_rules! always {
    ($($list:ty),+) => {$(
        impl Written for $list {
            fn value(&self) -> Value {
                self.id().into()
            }
        }
    )+};
}

always!(Status, PortfolioStatus, Visibility);

impl<T: Written> Written for Option<T> {
    fn is_unstated(&self) -> bool {
        self.as_ref().is_none_or(Written::is_unstated)
    }
    fn value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Written::value)
    }
}

impl<T: Written> Written for Vec<T> {
    fn is_unstated(&self) -> bool {
        self.is_empty()
    }
    fn value(&self) -> Value {
        self.iter().map(Written::value).collect()
    }
}

impl<T: Written> Written for BTreeMap<String, T> {
    fn is_unstated(&self) -> bool {
        self.values().all(Written::is_unstated)
    }
    fn value(&self) -> Value {
        let mut object = Map::new();
        self.iter().for_each(|(key, value)| put(&mut object, key, value));
        Value::Object(object)
    }
}

impl Written for VersionVector {
    fn value(&self) -> Value {
        self.counts().map(|(replica, count)| (replica.to_owned(), Value::from(count))).collect()
    }
}

impl Written for Text {
    fn is_unstated(&self) -> bool {
        self.text.is_empty() && self.lang.is_unstated() && self.translations.is_unstated()
    }
    fn value(&self) -> Value {
        if self.lang.is_unstated() && self.translations.is_unstated() {
            return self.text.as_str().into();
        }
        let mut object = Map::new();
        put(&mut object, "lang", &self.lang);
        object.insert("text".into(), self.text.as_str().into());
        put(&mut object, "translations", &self.translations);
        Value::Object(object)
    }
}

impl Written for Window {
    fn is_unstated(&self) -> bool {
        Self::is_unstated(*self)
    }
    fn value(&self) -> Value {
        let mut object = Map::new();
        put(&mut object, "from", &self.from());
        put(&mut object, "to", &self.to());
        Value::Object(object)
    }
}

macro_rules! objects {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Written for $name {
            fn is_unstated(&self) -> bool {
                $(self.$field.is_unstated())&&+ && self.extra.is_empty()
            }
            fn value(&self) -> Value {
                let mut object = Map::new();
                $(put(&mut object, stringify!($field), &self.$field);)+
                with_unknown(&mut object, &self.extra);
                Value::Object(object)
            }
        }
    )+};
}

with_objects!(objects);

/// Puts unknown keys back into a value that had no place for them: an object, a text, or items of a list,
/// which are named by their position. What no longer fits (the list has become shorter) is dropped.
pub(super) fn overlay(value: &mut Value, unknown: &Value) {
    let Value::Object(members) = unknown else { return };
    match value {
        Value::Object(object) => {
            for (key, member) in members {
                match object.get_mut(key) {
                    Some(inner) => overlay(inner, member),
                    None => {
                        object.insert(key.clone(), member.clone());
                    }
                }
            }
        }
        Value::String(text) => {
            let text = std::mem::take(text);
            let mut object = Map::new();
            object.insert("text".into(), text.into());
            object.extend(members.iter().map(|(key, member)| (key.clone(), member.clone())));
            *value = Value::Object(object);
        }
        Value::Array(items) => {
            for (index, member) in members {
                let item = index.parse::<usize>().ok().and_then(|index| items.get_mut(index));
                item.into_iter().for_each(|item| overlay(item, member));
            }
        }
        _ => {}
    }
}
