//! What differs between versions of a record, field by field, as values a page can put into words.

use std::collections::BTreeMap;
use std::num::NonZeroU32;

use serde::{Deserialize, Serialize};

use crate::catalog::{
    AnyRecord, Commitment, Component, Contact, Context, Evidence, Extra, Institution, Join, Note, Offer,
    Office, Party, PortfolioItem, Request, Subject, with_records,
};
use crate::primitive::{Arg, Arrange, Date, Id, Text, Window};
use crate::vocabulary::{Code, Coded, PortfolioStatus, Status, Visibility};

/// A value that is not the same in all versions of a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldDifference {
    /// The field, by its key in the file: what is chosen when a conflict is resolved.
    pub field: String,
    /// Where in the field; empty where the field is one value.
    pub part: Vec<Part>,
    /// The value in each version compared, in their order; none where not stated.
    pub values: Vec<Option<Arg>>,
}

/// A step into a field.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// The language a text is written in.
    Language,
    /// The translation of a text into a language (BCP 47 tag).
    Translation(String),
    /// An item of a list, by position from 0.
    Item(usize),
    /// A part with a name, by its key in the file.
    Key(String),
}

/// Compares versions of one record: every value that is not the same in all of them, in the order of the format.
pub fn differences(versions: &[&AnyRecord]) -> Vec<FieldDifference> {
    let mut places: Vec<(usize, &str, Vec<Part>)> = Vec::new();
    let mut values: BTreeMap<(String, Vec<Part>), Vec<Option<Arg>>> = BTreeMap::new();
    let leaves: Vec<Vec<Leaf>> = versions.iter().map(|version| leaves_of(version)).collect();
    for (version, leaves) in leaves.iter().enumerate() {
        for leaf in leaves {
            let slot = values.entry((leaf.field.clone(), leaf.part.clone())).or_insert_with(|| {
                places.push((leaf.order, &leaf.field, leaf.part.clone()));
                vec![None; versions.len()]
            });
            slot[version] = Some(leaf.value.clone());
        }
    }
    places.arrange();
    let mut found = Vec::new();
    for (_, field, part) in places {
        let Some(values) = values.remove(&(field.to_owned(), part.clone())) else { continue };
        if values.iter().any(|value| *value != values[0]) {
            found.push(FieldDifference { field: field.to_owned(), part, values });
        }
    }
    found
}

/// The record with these fields taken from another version of it.
///
/// A field is named by its key in the file; an unknown key of the file is a field too. Fields of a version of
/// another kind cannot be taken.
pub(super) fn with_field(record: &mut AnyRecord, field: &str, from: &AnyRecord) {
    if !take_known(record, field, from) && record.kind() == from.kind() {
        let extra = &mut record.head_mut().extra;
        match from.head().extra.get(field) {
            Some(value) => {
                extra.insert(field.to_owned(), value.clone());
                extra.sort_keys();
            }
            None => {
                extra.shift_remove(field);
            }
        }
    }
}

/// A value of a record that is compared on its own.
struct Leaf {
    order: usize,
    field: String,
    part: Vec<Part>,
    value: Arg,
}

/// Collects the leaves of a record.
struct Leaves {
    order: usize,
    field: String,
    part: Vec<Part>,
    found: Vec<Leaf>,
}

impl Leaves {
    fn inside(&mut self, part: Part, visit: impl FnOnce(&mut Self)) {
        self.part.push(part);
        visit(self);
        self.part.pop();
    }

    fn key(&mut self, key: &str, value: &impl Compared) {
        self.inside(Part::Key(key.to_owned()), |leaves| value.compare(leaves));
    }

    fn add(&mut self, value: Option<Arg>) {
        if let Some(value) = value {
            let (order, field, part) = (self.order, self.field.clone(), self.part.clone());
            let value = self.typed(value);
            self.found.push(Leaf { order, field, part, value });
        }
    }

    /// Codes that are plain strings in a record, as what they are.
    fn typed(&self, value: Arg) -> Arg {
        let name = match self.part.last() {
            Some(Part::Key(key)) => key,
            _ => &self.field,
        };
        match (name.as_str(), value) {
            ("country" | "transferred_to", Arg::Text(code)) => Arg::Country(code),
            ("languages", Arg::Text(tag)) => Arg::Language(tag),
            (_, Arg::List(items)) => Arg::List(items.into_iter().map(|item| self.typed(item)).collect()),
            (_, other) => other,
        }
    }

    fn unknown(&mut self, extra: &Extra) {
        for (key, value) in extra {
            self.inside(Part::Key(key.clone()), |leaves| leaves.add(Some(Arg::Text(value.to_string()))));
        }
    }
}

macro_rules! records {
    ($($kind:ident: $name:ident { $($field:ident),+ })+) => {
        fn leaves_of(record: &AnyRecord) -> Vec<Leaf> {
            let mut leaves = Leaves { order: 0, field: String::new(), part: Vec::new(), found: Vec::new() };
            match record {
                $(AnyRecord::$kind(record) => {
                    $(
                        leaves.order += 1;
                        stringify!($field).clone_into(&mut leaves.field);
                        record.$field.compare(&mut leaves);
                    )+
                })+
            }
            for (key, value) in &record.head().extra {
                leaves.order += 1;
                leaves.field.clone_from(key);
                leaves.add(Some(Arg::Text(value.to_string())));
            }
            leaves.found
        }

        /// Takes a field of the format from another version; false where the format has no such field.
        fn take_known(record: &mut AnyRecord, field: &str, from: &AnyRecord) -> bool {
            match (record, from) {
                $((AnyRecord::$kind(record), AnyRecord::$kind(from)) => match field {
                    $(stringify!($field) => record.$field.clone_from(&from.$field),)+
                    _ => return false,
                },)+
                _ => return false,
            }
            true
        }

        // Every struct named in the list is a record; the alias keeps the list's own names in use.
        $(const _: fn($name) -> AnyRecord = AnyRecord::$kind;)+
    };
}

with_records!(records);

/// A value that is shown as one.
trait Single {
    fn arg(&self) -> Option<Arg>;
}

/// A value with leaves.
trait Compared {
    fn compare(&self, leaves: &mut Leaves);
}

impl<T: Single> Compared for T {
    fn compare(&self, leaves: &mut Leaves) {
        leaves.add(self.arg());
    }
}

impl Single for String {
    fn arg(&self) -> Option<Arg> {
        (!self.is_empty()).then(|| Arg::Text(self.clone()))
    }
}

impl Single for bool {
    fn arg(&self) -> Option<Arg> {
        let word = if *self { "yes" } else { "no" };
        Some(Arg::Label("yes-no".into(), word.into()))
    }
}

impl Single for u64 {
    fn arg(&self) -> Option<Arg> {
        Some(Arg::Number(*self as f64))
    }
}

impl Single for NonZeroU32 {
    fn arg(&self) -> Option<Arg> {
        Some(Arg::Number(f64::from(self.get())))
    }
}

impl Single for Date {
    fn arg(&self) -> Option<Arg> {
        Some(Arg::Date(*self))
    }
}

impl Single for Id {
    fn arg(&self) -> Option<Arg> {
        (!self.is_nil()).then_some(Arg::Record(*self))
    }
}

impl<T: Coded> Single for Code<T> {
    fn arg(&self) -> Option<Arg> {
        Some(Arg::Label(T::LIST.into(), self.id().into()))
    }
}

macro_rules! labels {
    ($($list:ty),+) => {$(
        impl Single for $list {
            fn arg(&self) -> Option<Arg> {
                Some(Arg::Label(Self::LIST.into(), self.id().into()))
            }
        }
    )+};
}

labels!(Status, PortfolioStatus, Visibility);

impl<T: Single> Single for Option<T> {
    fn arg(&self) -> Option<Arg> {
        self.as_ref().and_then(Single::arg)
    }
}

impl<T: Single> Single for Vec<T> {
    fn arg(&self) -> Option<Arg> {
        (!self.is_empty()).then(|| Arg::List(self.iter().filter_map(Single::arg).collect()))
    }
}

impl Single for Subject {
    fn arg(&self) -> Option<Arg> {
        let subtopic = self.subtopic.as_ref().map(|id| Arg::Label("concept".into(), id.clone()));
        let unknown = self.extra.iter().map(|(key, value)| Arg::Text(format!("{key}: {value}")));
        let known = [self.quadrant.arg(), self.topic.arg(), subtopic];
        Some(Arg::List(known.into_iter().flatten().chain(unknown).collect()))
    }
}

impl Single for Party {
    fn arg(&self) -> Option<Arg> {
        let roles = self.roles.iter().filter_map(Single::arg);
        let unknown = self.extra.iter().map(|(key, value)| Arg::Text(format!("{key}: {value}")));
        Some(Arg::List(self.institution.arg().into_iter().chain(roles).chain(unknown).collect()))
    }
}

impl Compared for Text {
    fn compare(&self, leaves: &mut Leaves) {
        leaves.add(self.text.arg());
        if let Some(lang) = &self.lang {
            leaves.inside(Part::Language, |leaves| leaves.add(Some(Arg::Language(lang.clone()))));
        }
        for (tag, text) in &self.translations {
            leaves.inside(Part::Translation(tag.clone()), |leaves| leaves.add(text.arg()));
        }
    }
}

impl Compared for Vec<Text> {
    fn compare(&self, leaves: &mut Leaves) {
        for (position, text) in self.iter().enumerate() {
            leaves.inside(Part::Item(position), |leaves| text.compare(leaves));
        }
    }
}

impl Compared for BTreeMap<String, Text> {
    fn compare(&self, leaves: &mut Leaves) {
        self.iter().for_each(|(key, text)| leaves.key(key, text));
    }
}

impl Compared for Window {
    fn compare(&self, leaves: &mut Leaves) {
        leaves.key("from", &self.from());
        leaves.key("to", &self.to());
    }
}

impl Compared for Vec<Component> {
    fn compare(&self, leaves: &mut Leaves) {
        for (position, component) in self.iter().enumerate() {
            leaves.inside(Part::Item(position), |leaves| {
                leaves.key("id", &component.id);
                leaves.key("title", &component.title);
                leaves.key("summary", &component.summary);
                leaves.key("subjects", &component.subjects);
                leaves.unknown(&component.extra);
            });
        }
    }
}

macro_rules! objects {
    ($($name:ident { $($field:ident),+ })+) => {$(
        impl Compared for $name {
            fn compare(&self, leaves: &mut Leaves) {
                $(leaves.key(stringify!($field), &self.$field);)+
                leaves.unknown(&self.extra);
            }
        }
    )+};
}

objects! {
    Evidence { evaluated, documented, transferred_to, links }
    Context { scale, people, settings }
    Commitment { counterpart_team, political_backing, agency_informed }
    Office { email, phone }
}
