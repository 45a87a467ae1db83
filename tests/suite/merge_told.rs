//! What a person is told of a merge, and what is taken when single fields are chosen: word for word.

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;

use matriz::catalog::merge::{
    Part, combined, differences, merge_selected, part_version, preview, preview_all,
};
use matriz::catalog::{
    AnyRecord, Catalog, Component, Contact, Context, Evidence, Head, Institution, Note, Offer, Office, Party,
    PortfolioItem, Replica, Request, Subject, Version, VersionVector,
};
use matriz::primitive::{Arg, FixedWorld, Id, Text, Window};
use matriz::vocabulary::{Delivery, Kind, PortfolioStatus, Role, Scale, Status, Topic, Visibility};

const RECORD: Id = Id::from_u128(20);
const INSTITUTION: Id = Id::from_u128(10);

fn text(words: &str) -> Arg {
    Arg::Text(words.into())
}

fn label(list: &str, id: &str) -> Arg {
    Arg::Label(list.into(), id.into())
}

/// What differs between a record that states much and one that states little: where, and what is stated there.
fn told(full: impl Into<AnyRecord>, bare: impl Into<AnyRecord>) -> Vec<(String, Vec<Part>, Arg)> {
    let (full, bare) = (full.into(), bare.into());
    let found = differences(&[&full, &bare]);
    let both = found.iter().map(|difference| (difference, &difference.values[..]));
    let stated = both.map(|(difference, values)| {
        let [Some(stated), _] = values else { panic!("not stated: {difference:?}") };
        (difference.field.clone(), difference.part.clone(), stated.clone())
    });
    stated.collect()
}

fn expected(list: &[(&str, &[Part], Arg)]) -> Vec<(String, Vec<Part>, Arg)> {
    list.iter().map(|(field, part, arg)| ((*field).to_owned(), part.to_vec(), arg.clone())).collect()
}

fn key(name: &str) -> Part {
    Part::Key(name.into())
}

fn bare_offer() -> Offer {
    Offer::new(Head::new(RECORD), INSTITUTION, Text::plain("Puente"))
}

fn full_offer() -> Offer {
    let mut offer = bare_offer();
    offer.status = Status::Paused;
    let mut subject = Subject { topic: Some(Topic::Disability.into()), ..Subject::default() };
    subject.extra.insert("depth".into(), 3.into());
    offer.subjects = vec![subject.clone()];
    subject.extra.clear();
    let mut component = Component {
        id: Some(Id::from_u128(30)),
        title: Text::plain("Course"),
        summary: Text::default(),
        subjects: vec![subject],
        extra: Default::default(),
    };
    component.extra.insert("hours".into(), 8.into());
    offer.components = vec![component];
    offer.delivery = vec![Delivery::Remote.into()];
    offer.languages = vec!["es".into()];
    offer.window =
        Window::new(Some("2027-01-01".parse().unwrap()), Some("2027-06-30".parse().unwrap())).unwrap();
    offer.capacity = NonZeroU32::new(2);
    offer.evidence = Evidence {
        evaluated: Some(true),
        documented: Some(false),
        transferred_to: vec!["PRY".into()],
        ..Evidence::default()
    };
    offer.context =
        Context { scale: Some(Scale::National.into()), people: Some(4_000), ..Context::default() };
    offer.confirmed_on = Some("2026-11-22".parse().unwrap());
    offer
}

#[test]
fn every_statement_of_an_offer_is_told_as_what_it_is() {
    let topic = || label("topic", "disability");
    let told = told(full_offer(), bare_offer());
    let item = || Part::Item(0);
    let list = expected(&[
        ("status", &[], label("status", "paused")),
        ("subjects", &[], Arg::List(vec![Arg::List(vec![topic(), text("depth: 3")])])),
        ("components", &[item(), key("hours")], text("8")),
        ("components", &[item(), key("id")], Arg::Record(Id::from_u128(30))),
        ("components", &[item(), key("subjects")], Arg::List(vec![Arg::List(vec![topic()])])),
        ("components", &[item(), key("title")], text("Course")),
        ("delivery", &[], Arg::List(vec![label("delivery", "remote")])),
        ("languages", &[], Arg::List(vec![Arg::Language("es".into())])),
        ("window", &[key("from")], Arg::Date("2027-01-01".parse().unwrap())),
        ("window", &[key("to")], Arg::Date("2027-06-30".parse().unwrap())),
        ("capacity", &[], Arg::Number(2.0)),
        ("evidence", &[key("documented")], label("yes-no", "no")),
        ("evidence", &[key("evaluated")], label("yes-no", "yes")),
        ("evidence", &[key("transferred_to")], Arg::List(vec![Arg::Country("PRY".into())])),
        ("context", &[key("people")], Arg::Number(4_000.0)),
        ("context", &[key("scale")], label("scale", "national")),
        ("confirmed_on", &[], Arg::Date("2026-11-22".parse().unwrap())),
    ]);
    assert_eq!(told, list);
}

#[test]
fn so_is_every_statement_of_the_other_lists() {
    let bare = Institution::new(Head::new(RECORD), Text::plain("Ministerio"));
    let mut full = bare.clone();
    full.country = Some("CHL".into());
    full.kind = Some(Kind::Multilateral.into());
    full.office = Office { email: "a@b.cl".into(), ..Office::default() };
    full.profile = BTreeMap::from([("mission".to_owned(), Text::plain("To help"))]);
    let list = expected(&[
        ("country", &[], Arg::Country("CHL".into())),
        ("kind", &[], label("kind", "multilateral")),
        ("office", &[key("email")], text("a@b.cl")),
        ("profile", &[key("mission")], text("To help")),
    ]);
    assert_eq!(told(full, bare), list);

    let bare = Request::new(Head::new(RECORD), INSTITUTION, Text::plain("Need"));
    let mut full = bare.clone();
    full.objectives = vec![Text::plain("First"), Text::in_language("es", "Segundo")];
    let list = expected(&[
        ("objectives", &[Part::Item(0)], text("First")),
        ("objectives", &[Part::Item(1)], text("Segundo")),
        ("objectives", &[Part::Item(1), Part::Language], Arg::Language("es".into())),
    ]);
    assert_eq!(told(full, bare), list);

    let (status, head) = (PortfolioStatus::Proposed, Head::new(RECORD));
    let bare = PortfolioItem { head, status, request: None, offers: Vec::new(), parties: Vec::new() };
    let mut full = bare.clone();
    let mut party =
        Party { institution: INSTITUTION, roles: vec![Role::Provider.into()], extra: Default::default() };
    party.extra.insert("since".into(), 2025.into());
    full.parties = vec![party];
    let said = vec![Arg::Record(INSTITUTION), label("roles", "provider"), text("since: 2025")];
    assert_eq!(told(full, bare), expected(&[("parties", &[], Arg::List(vec![Arg::List(said)]))]));
}

#[test]
fn a_key_this_version_does_not_know_is_a_field_that_can_be_chosen() {
    let with = |keys: &[(&str, i32)]| {
        let mut offer = bare_offer();
        offer.head.extra = keys.iter().map(|(key, value)| ((*key).to_owned(), (*value).into())).collect();
        AnyRecord::from(offer)
    };
    let versions = [with(&[("b", 1)]), with(&[("a", 2), ("b", 3)])];
    let found = differences(&[&versions[0], &versions[1]]);
    let fields: Vec<&str> = found.iter().map(|difference| difference.field.as_str()).collect();
    assert_eq!(fields, ["a", "b"]);
    let chosen = |version: usize, field: &str, from: usize| {
        combined(&versions, version, &BTreeMap::from([(field.to_owned(), from)])).unwrap()
    };
    assert_eq!(chosen(0, "a", 1), with(&[("a", 2), ("b", 1)]));
    assert_eq!(chosen(1, "a", 0), with(&[("b", 3)]), "what the other does not state goes");
    assert_eq!(chosen(0, "title", 1), versions[0], "a field of the format leaves them alone");
    // A record of another kind has no fields to give.
    let note = Note {
        head: Head { extra: versions[1].head().extra.clone(), ..Head::new(RECORD) },
        about: RECORD,
        visibility: Visibility::Private,
        text: Text::plain("A note"),
    };
    let other_kind = [versions[0].clone(), note.into()];
    let taken = BTreeMap::from([("a".to_owned(), 1), ("text".to_owned(), 1)]);
    assert_eq!(combined(&other_kind, 0, &taken), Some(versions[0].clone()));
}

/// A catalog with these records, as one device wrote them.
fn written(seed: u64, records: Vec<AnyRecord>) -> Catalog {
    let mut replica = Replica::new(&mut FixedWorld::seeded(0, seed));
    let mut catalog = Catalog::new(Id::from_u128(1), Text::plain("Seminar"));
    for mut record in records {
        record.head_mut().rev = replica.edit(&VersionVector::default());
        catalog.put(record);
    }
    catalog
}

#[test]
fn the_preview_calls_every_record_by_its_name_and_counts_what_stays() {
    let head = |id: u128| Head::new(Id::from_u128(id));
    let words = Text::plain("Remember the bridge");
    let about = Id::from_u128(41);
    let contact = Contact {
        head: head(43),
        institution: INSTITUTION,
        name: "Ana".into(),
        email: String::new(),
        phone: String::new(),
    };
    let theirs = written(
        1,
        vec![
            Institution::new(head(40), Text::plain("Ministerio")).into(),
            Offer::new(head(41), INSTITUTION, Text::plain("Puente")).into(),
            Request::new(head(42), INSTITUTION, Text::plain("Necesidad")).into(),
            contact.into(),
            Note { head: head(44), about, visibility: Visibility::Shared, text: words }.into(),
        ],
    );
    let found = preview(&written(2, Vec::new()), &theirs);
    let mut names: Vec<&str> = found.changes.iter().map(|change| change.title.text.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["Ana", "Ministerio", "Necesidad", "Puente", "Remember the bridge"]);
    let whose: Vec<Option<Id>> = found.changes.iter().map(|change| change.institution).collect();
    assert_eq!(whose.iter().filter(|it| **it == Some(INSTITUTION)).count(), 3);
    assert!(found.changes.iter().all(|change| !change.is_here && change.differences.is_empty()));
    assert_eq!((preview(&theirs, &theirs).unchanged, preview(&theirs, &theirs).changes.len()), (5, 0));
}

#[test]
fn what_was_read_in_part_is_no_new_device() {
    let mut offer = bare_offer();
    offer.head.rev = part_version(7);
    let mut theirs = Catalog::new(Id::from_u128(1), Text::plain("Seminar"));
    theirs.admit(Version::Content(offer.into()));
    let found = preview(&written(1, vec![bare_offer().into()]), &theirs);
    assert_eq!((found.changes.len(), found.new_devices.len()), (1, 0));
    assert!(!found.changes[0].from_new_device);
}

#[test]
fn the_title_of_a_copy_is_told_only_where_it_would_stand() {
    let titled = |edits: u64, title: &str| {
        let mut catalog = Catalog::new(Id::from_u128(1), Text::plain(title));
        catalog.rev = VersionVector::from_counts([("ana".to_owned(), edits)]);
        catalog
    };
    let mine = titled(2, "Seminar");
    let told = |theirs: &[&Catalog]| preview_all(&mine, theirs).title;
    assert_eq!(told(&[&titled(1, "An older title")]), None);
    assert_eq!(told(&[&titled(3, "Seminar")]), None, "the same words are no news");
    let other = Catalog::new(Id::from_u128(2), Text::plain("Another catalog"));
    let change = told(&[&other, &titled(3, "Later"), &titled(4, "Latest")]).unwrap();
    assert_eq!((change.mine.text.as_str(), change.theirs.text.as_str()), ("Seminar", "Latest"));
    assert_eq!((change.concurrent, change.source), (false, 2));
    // It is taken where the catalog is ticked, and nowhere else.
    let taken = merge_selected(&mine, &titled(3, "Later"), &BTreeSet::from([mine.id]));
    assert_eq!((taken.title.text.as_str(), taken.rev), ("Later", titled(3, "").rev));
    let left = merge_selected(&mine, &titled(3, "Later"), &BTreeSet::new());
    assert_eq!((left.title.text.as_str(), left.rev), ("Seminar", mine.rev.clone()));
}
