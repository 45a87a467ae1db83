//! Which column of a sheet is which field of a record.
//!
//! A column has a key: the path of the field (`window.from`), with the language of a translation behind an `@`
//! (`title@pt`), with `#lang` where a text is in another language than its row, and with the position of a
//! subject in the middle (`subjects.2.topic`). Keys stand in the hidden first row of a sheet, so that a column may
//! be moved and its head be rewritten; where they are missing, a column is known by its head in any language.

use super::dictionary::Dictionary;
use super::words::Words;
use crate::catalog::RecordKind;
use crate::primitive::Language;

/// The subjects of an entry that have columns; a fourth is seldom, an eleventh is never read by anybody.
pub(super) const MOST_SUBJECTS: usize = 10;
/// Columns of subjects that are always there.
pub(super) const FEWEST_SUBJECTS: usize = 3;

/// How a cell is to be understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A text in the language of its row.
    Text,
    /// The translation of a text.
    Translation,
    /// The language of one text, where it is not that of the row.
    TextLanguage,
    /// Plain words.
    Plain,
    /// Texts, one a line.
    Lines,
    /// Plain words, several.
    Words,
    /// The parts of an offer, by title, one a line.
    Parts,
    /// A value of a list.
    Code(&'static str),
    /// Values of a list.
    Codes(&'static str),
    /// A day.
    Date,
    /// A whole number from this one on.
    Number(u64),
    /// Yes or no.
    YesNo,
    /// An institution, by name.
    Institution,
    /// The language of the texts of the row.
    RowLanguage,
    /// The quadrant of a subject.
    Quadrant,
    /// The topic of a subject, or its sub-topic.
    Topic,
    /// Shown, not read.
    View,
}

/// A column of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its key; see the module.
    pub key: String,
    /// The path of the field in a file.
    pub path: &'static str,
    /// How its cells are to be understood.
    pub kind: Kind,
    /// Its width in characters.
    pub width: u16,
    /// Which subject, from 0.
    pub slot: usize,
    /// Which translation.
    pub tag: String,
}

impl Column {
    fn new(field: &Field) -> Self {
        let (path, kind, width) = *field;
        Self { key: path.to_owned(), path, kind, width, slot: 0, tag: String::new() }
    }

    /// The head people read.
    pub(super) fn head(&self, of: RecordKind, dictionary: &Dictionary, language: Language) -> String {
        let words = Words::carried();
        if let (Some(question), Kind::Text) = (self.path.strip_prefix("profile."), self.kind) {
            return dictionary.label("questionnaire", question, language).unwrap_or(question).to_owned();
        }
        let word = format!("{}.{}", of.word(), self.path);
        let own = words.column(&word, language);
        let plain = if own.is_empty() { words.column(self.path, language) } else { own };
        match self.kind {
            Kind::Quadrant | Kind::Topic => format!("{plain} {}", self.slot + 1),
            Kind::Translation => format!("{plain} ({})", self.tag),
            Kind::TextLanguage => format!("{plain} ({})", words.text("language", language)),
            _ if plain.is_empty() => self.path.to_owned(),
            _ => plain.to_owned(),
        }
    }

    /// The word under which the hint for this column stands.
    pub(super) fn hint(&self) -> &'static str {
        match self.kind {
            Kind::Text | Kind::Translation | Kind::Plain => "text",
            Kind::Lines | Kind::Parts => "lines",
            Kind::Words => "words",
            Kind::Codes(_) => "codes",
            Kind::Date => "date",
            Kind::Number(_) => "number",
            Kind::Institution => "institution",
            Kind::View => "view",
            _ => "code",
        }
    }

    /// The list its cells are chosen from, if they are.
    pub(super) fn list(&self) -> Option<&'static str> {
        match self.kind {
            Kind::Code(list) | Kind::Codes(list) => Some(list),
            Kind::YesNo => Some("yes-no"),
            Kind::RowLanguage | Kind::TextLanguage => Some("language"),
            Kind::Quadrant => Some("quadrant"),
            Kind::Topic => Some("topic"),
            _ => None,
        }
    }
}

type Field = (&'static str, Kind, u16);

const INSTITUTION: &[Field] = &[
    ("name", Kind::Text, 40),
    ("acronym", Kind::Plain, 12),
    ("country", Kind::Code("country"), 18),
    ("kind", Kind::Code("kind"), 24),
    ("level", Kind::Code("level"), 16),
    ("languages", Kind::Codes("language"), 20),
    ("website", Kind::Plain, 28),
    ("office.email", Kind::Plain, 28),
    ("office.phone", Kind::Plain, 18),
    ("networks", Kind::Words, 28),
    ("verified", Kind::Date, 13),
    ("profile.q01", Kind::Text, 30),
    ("profile.q02", Kind::Text, 30),
    ("profile.q03", Kind::Text, 30),
    ("profile.q04", Kind::Text, 30),
    ("profile.q05", Kind::Text, 30),
    ("profile.q06", Kind::Text, 30),
    ("profile.q07", Kind::Text, 30),
    ("profile.q08", Kind::Text, 30),
    ("profile.q09", Kind::Text, 30),
    ("profile.q10", Kind::Text, 30),
    ("profile.q11", Kind::Text, 30),
    ("profile.q12", Kind::Text, 30),
    ("profile.q13", Kind::Text, 30),
    ("lang", Kind::RowLanguage, 14),
];

// What offers and requests have in common, in the runs in which it stands in their sheets.
const WHOSE: &[Field] = &[("institution", Kind::Institution, 28), ("title", Kind::Text, 44)];
const SUBJECTS: &[Field] = &[("subjects", Kind::Quadrant, 26), ("sectors", Kind::Codes("sector"), 24)];
const HOW_AND_WHEN: &[Field] = &[
    ("modalities", Kind::Codes("modality"), 30),
    ("delivery", Kind::Codes("delivery"), 16),
    ("languages", Kind::Codes("language"), 18),
    ("window.from", Kind::Date, 13),
    ("window.to", Kind::Date, 13),
    ("min_duration_days", Kind::Number(1), 12),
];
const PEOPLE_AND_COSTS: &[Field] = &[
    ("profiles", Kind::Codes("profiles"), 24),
    ("covers", Kind::Codes("cost_items"), 26),
    ("asks_cover", Kind::Codes("cost_items"), 26),
];
const SETTING: &[Field] = &[
    ("types", Kind::Codes("types"), 18),
    ("context.scale", Kind::Code("scale"), 14),
    ("context.people", Kind::Number(0), 13),
    ("context.settings", Kind::Codes("settings"), 20),
];
const KEEPING: &[Field] = &[
    ("tags", Kind::Words, 20),
    ("source", Kind::Plain, 20),
    ("confirmed_on", Kind::Date, 13),
    ("status", Kind::Code("status"), 12),
    ("lang", Kind::RowLanguage, 14),
];

const OFFER: &[&[Field]] = &[
    WHOSE,
    &[("summary", Kind::Text, 60)],
    SUBJECTS,
    &[("components", Kind::Parts, 36)],
    HOW_AND_WHEN,
    &[("capacity", Kind::Number(1), 12)],
    PEOPLE_AND_COSTS,
    &[
        ("evidence.evaluated", Kind::YesNo, 12),
        ("evidence.documented", Kind::YesNo, 12),
        ("evidence.transferred_to", Kind::Codes("country"), 22),
        ("evidence.links", Kind::Words, 30),
        ("agreement_needed", Kind::Code("agreement_needed"), 20),
        ("preconditions", Kind::Text, 30),
    ],
    SETTING,
    &[("apply", Kind::Code("apply"), 22)],
    KEEPING,
];

const REQUEST: &[&[Field]] = &[
    WHOSE,
    &[("need", Kind::Text, 60), ("objectives", Kind::Lines, 44), ("results", Kind::Lines, 44)],
    SUBJECTS,
    HOW_AND_WHEN,
    &[("providers_needed", Kind::Number(1), 12), ("priority", Kind::Code("priority"), 12)],
    PEOPLE_AND_COSTS,
    &[
        ("commitment.counterpart_team", Kind::YesNo, 12),
        ("commitment.political_backing", Kind::YesNo, 12),
        ("commitment.agency_informed", Kind::YesNo, 12),
    ],
    SETTING,
    KEEPING,
];

const PORTFOLIO: &[Field] = &[
    ("request", Kind::View, 44),
    ("offers", Kind::View, 44),
    ("parties", Kind::View, 44),
    ("status", Kind::Code("portfolio_status"), 20),
];

/// The lists that have a sheet, in the order of the sheets.
pub(super) const SHEETS: [RecordKind; 4] =
    [RecordKind::Institution, RecordKind::Offer, RecordKind::Request, RecordKind::Portfolio];

fn fields(kind: RecordKind) -> impl Iterator<Item = &'static Field> {
    let runs: &[&[Field]] = match kind {
        RecordKind::Institution => &[INSTITUTION],
        RecordKind::Offer => OFFER,
        RecordKind::Request => REQUEST,
        RecordKind::Portfolio => &[PORTFOLIO],
        _ => &[],
    };
    runs.iter().copied().flatten()
}

/// Which columns a sheet needs beyond the fixed ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Subjects of the entry that has most.
    pub subjects: usize,
    /// Paths of texts with the languages they are translated into, in order.
    pub translations: std::collections::BTreeSet<(String, String)>,
    /// Paths of texts that are in another language than their row.
    pub languages: std::collections::BTreeSet<String>,
}

/// The columns of a sheet.
pub(super) fn columns(of: RecordKind, shape: &Shape) -> Vec<Column> {
    let mut columns = Vec::new();
    for field in fields(of) {
        let column = Column::new(field);
        if column.kind == Kind::Quadrant {
            let slots = shape.subjects.clamp(FEWEST_SUBJECTS, MOST_SUBJECTS);
            columns.extend((0..slots).flat_map(subject));
            continue;
        }
        let tags = shape.translations.iter().filter(|(path, _)| path == column.path);
        let tags: Vec<&String> = tags.map(|(_, tag)| tag).collect();
        let language = shape.languages.contains(column.path);
        let text = column.clone();
        columns.push(column);
        columns.extend(tags.into_iter().map(|tag| translation(&text, tag)));
        columns.extend(language.then(|| text_language(&text)));
    }
    columns
}

fn subject(slot: usize) -> [Column; 2] {
    let column = |path: &'static str, kind, part: &str, width| Column {
        key: format!("subjects.{}.{part}", slot + 1),
        path,
        kind,
        width,
        slot,
        tag: String::new(),
    };
    [
        column("subjects.quadrant", Kind::Quadrant, "quadrant", 26),
        column("subjects.topic", Kind::Topic, "topic", 34),
    ]
}

fn translation(text: &Column, tag: &str) -> Column {
    Column {
        key: format!("{}@{tag}", text.path),
        kind: Kind::Translation,
        tag: tag.to_owned(),
        ..text.clone()
    }
}

fn text_language(text: &Column) -> Column {
    Column { key: format!("{}#lang", text.path), kind: Kind::TextLanguage, width: 14, ..text.clone() }
}

/// The column with this key.
pub(super) fn by_key(of: RecordKind, key: &str) -> Option<Column> {
    let text = |path: &str| {
        let field = fields(of).find(|(known, kind, _)| *known == path && *kind == Kind::Text)?;
        Some(Column::new(field))
    };
    if let Some((path, tag)) = key.split_once('@') {
        return text(path).filter(|_| !tag.is_empty()).map(|column| translation(&column, tag));
    }
    if let Some(path) = key.strip_suffix("#lang") {
        return text(path).map(|column| text_language(&column));
    }
    let shape = Shape { subjects: MOST_SUBJECTS, ..Shape::default() };
    columns(of, &shape).into_iter().find(|column| column.key == key)
}
