//! Catalogs in which every field of the format is stated somewhere.

use std::num::NonZeroU32;

use matriz::catalog::{
    AnyRecord, Catalog, Commitment, Component, Contact, Context, Deletion, Evidence, Extra, Head,
    Institution, Join, Note, Offer, Office, Party, PortfolioItem, RecordKind, Request, Subject, Version,
    VersionVector,
};
use matriz::primitive::{Date, Id, Text, Window};
use matriz::vocabulary::{Code, Coded, PortfolioStatus, Status, Visibility};
use proptest::prelude::*;

use super::choices::{Choices, choices};

/// Any catalog of about this size.
pub fn catalogs(size: usize) -> impl Strategy<Value = Catalog> {
    choices(size).prop_map(|mut choices| catalog(&mut choices))
}

/// A catalog built from choices.
pub fn catalog(choices: &mut Choices) -> Catalog {
    let mut catalog = Catalog::new(Id::from_u128(1 + choices.below(3) as u128), text(choices));
    catalog.rev = rev(choices);
    catalog.extra = extra(choices);
    while !choices.has_run_out() {
        if choices.below(8) == 7 {
            catalog.admit(Version::Deletion(deletion(choices)));
        } else {
            catalog.admit(Version::Content(record(choices)));
        }
    }
    catalog
}

/// An id of a small pool: the kind is part of it, so that no id stands in two lists.
fn id(choices: &mut Choices, kind: RecordKind) -> Id {
    Id::from_u128(((kind as u128 + 1) << 32) | (1 + choices.below(6) as u128))
}

pub fn deletion(choices: &mut Choices) -> Deletion {
    let of = *choices.one(&RecordKind::ALL);
    Deletion::new(of, id(choices, of), rev(choices))
}

/// A record of any kind.
pub fn record(choices: &mut Choices) -> AnyRecord {
    let kind = *choices.one(&RecordKind::ALL);
    let head = Head { id: id(choices, kind), rev: rev(choices), extra: extra(choices) };
    match kind {
        RecordKind::Institution => institution(choices, head).into(),
        RecordKind::Offer => offer(choices, head).into(),
        RecordKind::Request => request(choices, head).into(),
        RecordKind::Portfolio => portfolio(choices, head).into(),
        RecordKind::Contact => Contact {
            head,
            institution: id(choices, RecordKind::Institution),
            name: choices.words(),
            email: choices.words(),
            phone: choices.words(),
        }
        .into(),
        RecordKind::Note => Note {
            head,
            about: id(choices, RecordKind::Offer),
            visibility: *choices.one(Visibility::ALL),
            text: text(choices),
        }
        .into(),
        RecordKind::Join => Join {
            head,
            from: id(choices, RecordKind::Institution),
            to: id(choices, RecordKind::Institution),
        }
        .into(),
    }
}

fn institution(choices: &mut Choices, head: Head) -> Institution {
    let questions = choices.several(3, |c| (format!("q{:02}", 1 + c.below(13)), stated(c)));
    Institution {
        head,
        name: text(choices),
        acronym: choices.words(),
        country: choices.maybe(country),
        kind: choices.maybe(code),
        level: choices.maybe(code),
        languages: choices.several(3, tag),
        website: choices.words(),
        office: Office { email: choices.words(), phone: choices.words(), extra: extra(choices) },
        networks: choices.several(2, Choices::words),
        profile: questions.into_iter().collect(),
        verified: choices.maybe(date),
    }
}

fn offer(choices: &mut Choices, head: Head) -> Offer {
    Offer {
        head,
        institution: id(choices, RecordKind::Institution),
        status: *choices.one(Status::ALL),
        title: text(choices),
        summary: text(choices),
        subjects: choices.several(3, subject),
        sectors: choices.several(3, code),
        components: choices.several(2, component),
        modalities: choices.several(4, code),
        delivery: choices.several(2, code),
        types: choices.several(2, code),
        languages: choices.several(3, tag),
        window: window(choices),
        min_duration_days: choices.maybe(positive),
        capacity: choices.maybe(positive),
        profiles: choices.several(2, code),
        covers: choices.several(3, code),
        asks_cover: choices.several(3, code),
        evidence: Evidence {
            evaluated: choices.maybe(Choices::flip),
            documented: choices.maybe(Choices::flip),
            transferred_to: choices.several(3, country),
            links: choices.several(2, Choices::words),
            extra: extra(choices),
        },
        agreement_needed: choices.maybe(code),
        preconditions: text(choices),
        context: context(choices),
        apply: choices.maybe(code),
        tags: choices.several(2, Choices::words),
        source: choices.maybe(filled),
        confirmed_on: choices.maybe(date),
    }
}

fn request(choices: &mut Choices, head: Head) -> Request {
    Request {
        head,
        institution: id(choices, RecordKind::Institution),
        status: *choices.one(Status::ALL),
        title: text(choices),
        need: text(choices),
        objectives: choices.several(3, text),
        results: choices.several(3, text),
        subjects: choices.several(3, subject),
        sectors: choices.several(3, code),
        modalities: choices.several(4, code),
        delivery: choices.several(2, code),
        types: choices.several(2, code),
        languages: choices.several(3, tag),
        window: window(choices),
        min_duration_days: choices.maybe(positive),
        providers_needed: choices.maybe(positive),
        priority: choices.maybe(code),
        profiles: choices.several(2, code),
        covers: choices.several(3, code),
        asks_cover: choices.several(3, code),
        commitment: Commitment {
            counterpart_team: choices.maybe(Choices::flip),
            political_backing: choices.maybe(Choices::flip),
            agency_informed: choices.maybe(Choices::flip),
            extra: extra(choices),
        },
        context: context(choices),
        tags: choices.several(2, Choices::words),
        source: choices.maybe(filled),
        confirmed_on: choices.maybe(date),
    }
}

fn portfolio(choices: &mut Choices, head: Head) -> PortfolioItem {
    PortfolioItem {
        head,
        status: *choices.one(PortfolioStatus::ALL),
        request: choices.maybe(|c| id(c, RecordKind::Request)),
        offers: choices.several(2, |c| id(c, RecordKind::Offer)),
        parties: choices.several(2, |c| Party {
            institution: id(c, RecordKind::Institution),
            roles: c.several(2, code),
            extra: extra(c),
        }),
    }
}

fn subject(choices: &mut Choices) -> Subject {
    Subject {
        quadrant: choices.maybe(code),
        topic: choices.maybe(code),
        subtopic: choices.maybe(|c| format!("sub-topic-{}", c.below(9))),
        extra: extra(choices),
    }
}

fn component(choices: &mut Choices) -> Component {
    Component {
        id: choices.maybe(|c| Id::from_u128((99 << 32) | c.below(9) as u128)),
        title: text(choices),
        summary: text(choices),
        subjects: choices.several(2, subject),
        extra: extra(choices),
    }
}

fn context(choices: &mut Choices) -> Context {
    Context {
        scale: choices.maybe(code),
        people: choices.maybe(|c| c.below(3_000_000) as u64),
        settings: choices.several(2, code),
        extra: extra(choices),
    }
}

pub fn text(choices: &mut Choices) -> Text {
    let mut text = Text { lang: choices.maybe(tag), text: choices.words(), ..Text::default() };
    for _ in 0..choices.below(3) {
        text.translations.insert(tag(choices), filled(choices));
    }
    text
}

/// A text that says something: the answer to a question is left out where it says nothing.
fn stated(choices: &mut Choices) -> Text {
    Text { text: filled(choices), ..text(choices) }
}

fn filled(choices: &mut Choices) -> String {
    format!("x{}", choices.words())
}

fn rev(choices: &mut Choices) -> VersionVector {
    let counts = choices.several(2, |c| ((*c.one(&["r4k9", "p2d7", "zz"])).to_owned(), c.below(3) as u64));
    VersionVector::from_counts(counts)
}

/// Unknown keys, which no version of the format uses.
fn extra(choices: &mut Choices) -> Extra {
    let mut extra = Extra::new();
    if choices.below(6) == 5 {
        extra.insert("x_list".into(), serde_json::json!([1, null, {"a": choices.words()}]));
        extra.insert("x_word".into(), choices.words().into());
    }
    extra
}

fn window(choices: &mut Choices) -> Window {
    let from = choices.maybe(date);
    let to = choices.maybe(|c| from.unwrap_or(Date::from_days(20_000)).plus_days(c.below(900) as i32));
    Window::new(from, to).unwrap()
}

fn date(choices: &mut Choices) -> Date {
    Date::from_days(20_000 + choices.below(2000) as i32)
}

fn positive(choices: &mut Choices) -> NonZeroU32 {
    NonZeroU32::new(1 + choices.below(1000) as u32).unwrap()
}

fn tag(choices: &mut Choices) -> String {
    (*choices.one(&["es", "en", "pt-BR", "fr", "gn"])).to_owned()
}

fn country(choices: &mut Choices) -> String {
    (*choices.one(&["CHL", "BRA", "HTI", "XKX"])).to_owned()
}

/// A value of a closed list, now and then one of a later version.
fn code<T: Coded>(choices: &mut Choices) -> Code<T> {
    if choices.below(9) == 8 {
        return Code::Unknown(format!("later-{}", choices.below(3)));
    }
    Code::Known(*choices.one(T::ALL))
}
