//! The state of a reading: where it stands, what it found, what it set aside.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::super::json::{Json, Members};
use super::super::{Place, Problem, SetAside, Severity};
use crate::catalog::{Extra, RecordKind};
use crate::primitive::{Arg, Arrange, Id, Said};

/// How many problems of one kind are told one by one; the rest are told as a number. Enough to see what is
/// wrong, few enough to read, and a bound on what a hostile file can make us say.
const TOLD_OF_ONE_KIND: usize = 50;
/// How much of what could not be read is kept to be saved by a person, in bytes of JSON. A bound on memory;
/// the file itself is still there.
const SET_ASIDE_LIMIT: usize = 4 << 20;
/// How much of an unreadable value is quoted to a person, in characters.
const QUOTED: usize = 60;

/// A step from a value to one inside it.
#[derive(Clone, Debug)]
pub(super) enum Step {
    Key(Cow<'static, str>),
    Index(usize),
}

/// The record being read.
#[derive(Clone, Debug, Default)]
pub(super) struct Current {
    pub kind: Option<RecordKind>,
    pub id: Option<Id>,
    pub title: String,
    /// How many steps of the path lead to the record.
    pub depth: usize,
}

#[derive(Default)]
pub(super) struct Reader {
    path: Vec<Step>,
    pub current: Current,
    /// Whether something of the current record could not be read.
    pub in_part: bool,
    /// Unknown members of values that have no place for them (a text, a window), with their path.
    leftovers: Vec<(Vec<Step>, Extra)>,
    problems: Vec<(usize, Problem)>,
    /// Message keys in order of first appearance, each with how often it was told.
    told: Vec<(String, Severity, usize)>,
    unknown_keys: Counted,
    unknown_values: Counted,
    set_aside: Vec<SetAside>,
    set_aside_bytes: usize,
}

impl Reader {
    pub(super) fn step_into(&mut self, step: Step) {
        self.path.push(step);
    }

    pub(super) fn step_out(&mut self) {
        self.path.pop();
    }

    /// Reads something inside the current value.
    pub(super) fn inside<T>(&mut self, step: Step, read: impl FnOnce(&mut Self) -> T) -> T {
        self.step_into(step);
        let value = read(self);
        self.step_out();
        value
    }

    pub(super) fn depth(&self) -> usize {
        self.path.len()
    }

    fn pointer(&self) -> String {
        let mut pointer = String::new();
        for step in &self.path {
            pointer.push('/');
            match step {
                Step::Key(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                Step::Index(index) => pointer.push_str(&index.to_string()),
            }
        }
        pointer
    }

    pub(super) fn place(&self) -> Place {
        let field = self.path.get(self.current.depth).and_then(|step| match step {
            Step::Key(key) if self.current.kind.is_some() => Some(key.to_string()),
            _ => None,
        });
        Place {
            pointer: self.pointer(),
            list: self.current.kind,
            record: self.current.id,
            title: self.current.title.clone(),
            field,
        }
    }

    /// Tells of a problem at the current place.
    pub(super) fn tell(&mut self, severity: Severity, said: Said) {
        if let Some(kind) = self.told_one_by_one(severity, &said.key) {
            let place = self.place();
            self.problems.push((kind, Problem { severity, place, said }));
        }
    }

    /// Tells of a problem at a place.
    pub(super) fn tell_at(&mut self, severity: Severity, said: Said, place: Place) {
        if let Some(kind) = self.told_one_by_one(severity, &said.key) {
            self.problems.push((kind, Problem { severity, place, said }));
        }
    }

    /// Counts a problem; gives its kind where it is among the first of it, which are told one by one.
    fn told_one_by_one(&mut self, severity: Severity, key: &str) -> Option<usize> {
        let known = self.told.iter().position(|(told, of, _)| told == key && *of == severity);
        let kind = known.unwrap_or_else(|| {
            self.told.push((key.to_owned(), severity, 0));
            self.told.len() - 1
        });
        self.told[kind].2 += 1;
        (self.told[kind].2 <= TOLD_OF_ONE_KIND).then_some(kind)
    }

    /// Tells that something of the current record could not be read, and keeps what stood there.
    pub(super) fn lose(&mut self, key: &str, json: &Json<'_>) {
        self.in_part = true;
        let raw = json.to_value().to_string();
        self.tell(Severity::Warning, Said::new(key).with("found", Arg::Text(quoted(&raw))));
        self.keep_aside(raw);
    }

    /// Keeps what stood at the current place, for a person to save.
    pub(super) fn keep_aside(&mut self, json: String) {
        self.set_aside_bytes += json.len();
        if self.set_aside_bytes <= SET_ASIDE_LIMIT {
            self.set_aside.push(SetAside { pointer: self.pointer(), json });
        }
    }

    /// Counts a key this version does not know; it is kept.
    pub(super) fn count_unknown_key(&mut self, key: &str) {
        let list = self.current.kind.map_or("", RecordKind::list);
        let mut counted = std::mem::take(&mut self.unknown_keys);
        counted
            .count(list, key, || self.inside(Step::Key(Cow::Owned(key.to_owned())), |reader| reader.place()));
        self.unknown_keys = counted;
    }

    /// Counts a value of a closed list this version does not know; it is kept.
    pub(super) fn count_unknown_value(&mut self, list: &'static str, value: &str) {
        let mut counted = std::mem::take(&mut self.unknown_values);
        counted.count(list, value, || self.place());
        self.unknown_values = counted;
    }

    /// Keeps unknown members of a value that has no place for them; the record's own unknown keys take them.
    pub(super) fn leave_over(&mut self, members: Members<'_>) {
        let mut extra = Extra::new();
        self.sorted_into(members, &mut extra);
        if !extra.is_empty() {
            self.leftovers.push((self.path.clone(), extra));
        }
    }

    /// Keeps unknown members, sorted by key.
    pub(super) fn sorted_into(&mut self, members: Members<'_>, extra: &mut Extra) {
        let mut members = members;
        members.arrange_by(|left, right| left.0.cmp(&right.0));
        for (key, value) in members {
            self.count_unknown_key(&key);
            extra.insert(key.into_owned(), value.to_value());
        }
    }

    /// Gives an object the leftovers of the values inside it.
    pub(super) fn take_leftovers(&mut self, extra: &mut Extra) {
        let depth = self.path.len();
        while let Some((path, _)) = self.leftovers.last() {
            if path.len() <= depth {
                break;
            }
            let Some((path, members)) = self.leftovers.pop() else { break };
            let mut inner = &mut *extra;
            for step in &path[depth..] {
                let key = match step {
                    Step::Key(key) => key.to_string(),
                    Step::Index(index) => index.to_string(),
                };
                let slot = inner.entry(key).or_insert_with(|| Extra::new().into());
                let serde_json::Value::Object(object) = slot else { return };
                inner = object;
            }
            inner.extend(members);
        }
    }

    /// Everything found, errors first, and what was set aside.
    pub(super) fn finish(mut self) -> (Vec<Problem>, Vec<SetAside>) {
        for (key, counted) in [
            ("problem.unknown-key", &mut self.unknown_keys),
            ("problem.unknown-value", &mut self.unknown_values),
        ] {
            for (list, name, count, place) in std::mem::take(counted).into_all() {
                let said = Said::new(key)
                    .with("name", Arg::Text(quoted(&name)))
                    .with("list", Arg::Text(list.to_owned()))
                    .with("n", Arg::Number(count as f64));
                self.told.push((format!("{key} {name}"), Severity::Information, 1));
                let problem = Problem { severity: Severity::Information, place, said };
                self.problems.push((self.told.len() - 1, problem));
            }
        }
        for (kind, (_, severity, count)) in self.told.iter().enumerate() {
            if *count > TOLD_OF_ONE_KIND {
                let more = (count - TOLD_OF_ONE_KIND) as f64;
                let said = Said::new("problem.more").with("n", Arg::Number(more));
                let problem = Problem { severity: *severity, place: Place::default(), said };
                self.problems.push((kind, problem));
            }
        }
        self.problems.arrange_by_key(|(kind, problem)| (problem.severity, *kind));
        let problems = self.problems.into_iter().map(|(_, problem)| problem).collect();
        (problems, self.set_aside)
    }
}

/// What this version does not know, by list and name: how often, and where first.
#[derive(Default)]
struct Counted {
    by_list: BTreeMap<&'static str, BTreeMap<String, (usize, Place)>>,
    names: usize,
}

impl Counted {
    fn count(&mut self, list: &'static str, name: &str, place: impl FnOnce() -> Place) {
        let names = self.by_list.entry(list).or_default();
        if let Some((count, _)) = names.get_mut(name) {
            *count += 1;
        } else if self.names < TOLD_OF_ONE_KIND {
            self.names += 1;
            names.insert(name.to_owned(), (1, place()));
        }
    }

    fn into_all(self) -> impl Iterator<Item = (&'static str, String, usize, Place)> {
        self.by_list.into_iter().flat_map(|(list, names)| {
            names.into_iter().map(move |(name, (count, place))| (list, name, count, place))
        })
    }
}

/// The beginning of a value, as far as a person needs it to find it again.
pub(super) fn quoted(raw: &str) -> String {
    let mut characters = raw.chars();
    let mut quote: String = characters.by_ref().take(QUOTED).collect();
    if characters.next().is_some() {
        quote.push('…');
    }
    quote
}

/// An object whose members are taken one by one.
pub(super) struct Object<'a> {
    members: Vec<Option<(Cow<'a, str>, Json<'a>)>>,
    /// Where the next member is looked for first: files mostly follow the order of the format.
    next: usize,
    /// Where each key stands first, of an object with more members than [`FEW_MEMBERS`].
    places: Option<HashMap<Cow<'a, str>, usize>>,
}

/// Up to so many members are gone through for every key that is looked for. A hostile object has a million, and a
/// record of the format three dozen keys to look for.
const FEW_MEMBERS: usize = 128;

impl<'a> Object<'a> {
    pub(super) fn new(members: Members<'a>) -> Self {
        let places = (members.len() > FEW_MEMBERS).then(|| {
            let mut places = HashMap::with_capacity(members.len());
            for (at, (key, _)) in members.iter().enumerate() {
                places.entry(key.clone()).or_insert(at);
            }
            places
        });
        Self { members: members.into_iter().map(Some).collect(), next: 0, places }
    }

    /// Takes the member with this key.
    pub(super) fn take(&mut self, key: &str) -> Option<Json<'a>> {
        if let Some(places) = &self.places {
            let position = *places.get(key)?;
            return self.members[position].take().map(|(_, value)| value);
        }
        let has = |member: &Option<(Cow<'a, str>, Json<'a>)>| member.as_ref().is_some_and(|(k, _)| k == key);
        let after = self.members[self.next.min(self.members.len())..].iter().position(has);
        let position = match after {
            Some(offset) => self.next + offset,
            None => self.members[..self.next.min(self.members.len())].iter().position(has)?,
        };
        self.next = position + 1;
        self.members[position].take().map(|(_, value)| value)
    }

    /// The member with this key, left where it is.
    pub(super) fn peek(&self, key: &str) -> Option<&Json<'a>> {
        if let Some(places) = &self.places {
            return self.members[*places.get(key)?].as_ref().map(|(_, value)| value);
        }
        self.members.iter().flatten().find(|(k, _)| k == key).map(|(_, value)| value)
    }

    /// Members nobody took.
    pub(super) fn left(self) -> impl Iterator<Item = (Cow<'a, str>, Json<'a>)> {
        self.members.into_iter().flatten()
    }

    /// What stands here as JSON, keys sorted; for an id derived from the content.
    pub(super) fn content(&self) -> String {
        Json::Object(self.members.iter().flatten().cloned().collect()).to_value().to_string()
    }

    /// Unknown keys of a value that has no place for them, left to the record; see [`Reader::leave_over`].
    pub(super) fn leave_over(self, known: &[&str], reader: &mut Reader) {
        let unknown = self.unknown(known, reader);
        reader.leave_over(unknown);
    }

    /// Members nobody took; a known key that stands twice is told.
    fn unknown(self, known: &[&str], reader: &mut Reader) -> Members<'a> {
        let mut unknown = Vec::new();
        for (key, value) in self.left() {
            if known.contains(&key.as_ref()) {
                reader.inside(Step::Key(Cow::Owned(key.into_owned())), |reader| {
                    reader.lose("problem.key-twice", &value);
                });
            } else {
                unknown.push((key, value));
            }
        }
        unknown
    }

    /// Unknown keys, kept; a known key that stands twice is told.
    pub(super) fn rest(self, known: &[&str], reader: &mut Reader) -> Extra {
        let unknown = self.unknown(known, reader);
        let mut extra = Extra::with_capacity(unknown.len());
        reader.sorted_into(unknown, &mut extra);
        reader.take_leftovers(&mut extra);
        extra
    }
}
