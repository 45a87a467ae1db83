//! Workbooks and CSV: what goes out comes back the same, and a row is what somebody made of it.

use std::num::NonZeroU32;

use matriz::catalog::merge::{Outcome, preview};
use matriz::catalog::{Catalog, Offer, RecordKind, Relation};
use matriz::interchange::sheet::{
    Separator, SheetProblem, read_sheets, write_book, write_csv, write_template,
};
use matriz::interchange::{Severity, read_catalog};
use matriz::primitive::{Id, Language, Text};
use matriz::vocabulary::Coded;
use proptest::prelude::*;

use super::support::catalogs::catalogs;
use super::support::workbook::{Book, dictionary, kept, sample};

/// The catalog a file brings, with what was told.
fn read(bytes: &[u8], base: Option<&Catalog>) -> (Option<Catalog>, Vec<SheetProblem>) {
    let (json, problems) = read_sheets(bytes, base, dictionary(), Language::Es);
    (json.and_then(|json| read_catalog(&json).catalog), problems)
}

fn book(catalog: &Catalog, language: Language) -> Vec<u8> {
    write_book(catalog, dictionary(), language, &[]).0
}

fn keys(problems: &[SheetProblem]) -> Vec<&str> {
    problems.iter().map(|problem| problem.said.key.as_str()).collect()
}

/// Whether a catalog brings nothing that another does not have.
fn brings_nothing(mine: &Catalog, read: &Catalog) -> bool {
    preview(mine, read).changes.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_workbook_nobody_touched_changes_nothing(catalog in catalogs(250), which in 0..4_usize) {
        let bytes = book(&catalog, Language::ALL[which]);
        let (read, problems) = read(&bytes, Some(&catalog));
        let read = read.unwrap();
        prop_assert!(brings_nothing(&catalog, &read), "{:?}", preview(&catalog, &read).changes);
        prop_assert!(problems.iter().all(|problem| problem.severity == Severity::Information), "{problems:?}");
    }

    #[test]
    fn a_workbook_carries_whole_records_to_where_there_are_none(catalog in catalogs(250)) {
        let (read, _) = read(&book(&catalog, Language::Pt), None);
        let read = read.unwrap();
        for (id, offer) in &read.offers {
            let original = &catalog.offers[id];
            if offer.head.rev == original.head.rev {
                prop_assert_eq!(offer, original, "a version is never another content");
            } else if !original.head.rev.is_empty() {
                prop_assert_eq!(offer.head.rev.relation(&original.head.rev), Relation::Concurrent);
            }
        }
        for (id, request) in read.requests.iter().filter(|(id, one)| one.head.rev == catalog.requests[*id].head.rev) {
            prop_assert_eq!(request, &catalog.requests[id]);
        }
    }

    #[test]
    fn csv_comes_back_as_it_went(catalog in catalogs(250), which in 0..3_usize) {
        let separator = [Separator::Comma, Separator::Semicolon, Separator::Tab][which];
        for of in [matriz::catalog::RecordKind::Offer, matriz::catalog::RecordKind::Request] {
            let bytes = write_csv(&catalog, of, dictionary(), Language::Fr, separator);
            prop_assert!(bytes.starts_with(b"\xEF\xBB\xBF"));
            let (read, problems) = read(&bytes, Some(&catalog));
            prop_assert!(brings_nothing(&catalog, &read.unwrap()), "{problems:?}");
        }
    }

    #[test]
    fn any_text_survives_a_cell(title in any::<String>(), summary in "\\PC{0,40}") {
        let mut catalog = Catalog::new(Id::from_u128(7), Text::default());
        let owner = sample().institutions.values().next().unwrap().clone();
        let mut offer: Offer = sample().offers.values().next().unwrap().clone();
        offer.title = Text::plain(format!("x{title}"));
        offer.summary = Text::plain(summary);
        (offer.institution, offer.components) = (owner.head.id, Vec::new());
        catalog.institutions.insert(owner.head.id, owner);
        catalog.offers.insert(offer.head.id, offer.clone());
        let (here, _) = read(&book(&catalog, Language::En), Some(&catalog));
        prop_assert!(brings_nothing(&catalog, &here.unwrap()));
        let (there, _) = read(&book(&catalog, Language::En), None);
        let there = &there.unwrap().offers[&offer.head.id];
        // A carriage return alone is the one thing a cell cannot tell from a line break.
        if !title.contains('\r') {
            prop_assert_eq!(there, &offer);
        }
    }

    #[test]
    fn a_damaged_workbook_never_breaks_the_reader(at in 0..100_000_usize, with in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = kept().clone();
        let at = at % bytes.len();
        if cut { bytes.truncate(at) } else { bytes[at] ^= with }
        let (read, problems) = read_sheets(&bytes, Some(sample()), dictionary(), Language::Fr);
        prop_assert!(read.is_some() || problems.iter().any(|problem| problem.severity == Severity::Error));
    }
}

#[test]
fn the_sample_goes_through_every_language_unchanged() {
    for language in Language::ALL {
        let (bytes, problems) = write_book(sample(), dictionary(), language, &[]);
        assert_eq!(problems, Vec::new());
        let (read, problems) = read(&bytes, Some(sample()));
        assert!(brings_nothing(sample(), &read.unwrap()));
        assert_eq!(keys(&problems), ["problem.sheet-unchanged"], "{problems:?}");
    }
}

#[test]
fn one_changed_cell_is_one_edit_of_one_field() {
    let mut edited = Book::open(&book(sample(), Language::Es));
    let row = edited.row_of("Ofertas", &sample().offers.values().nth(3).unwrap().title.text);
    edited.set("Ofertas", row, "capacity", "5");
    let (read, problems) = read(&edited.save(), Some(sample()));
    let preview = preview(sample(), &read.unwrap());
    assert_eq!(preview.changes.len(), 1, "{problems:?}");
    let change = &preview.changes[0];
    assert_eq!(change.outcome, Outcome::Updated);
    let fields: Vec<&str> = change.differences.iter().map(|difference| difference.field.as_str()).collect();
    assert_eq!(fields, ["capacity"]);
}

#[test]
fn the_same_workbook_twice_is_one_edit() {
    let mut edited = Book::open(&book(sample(), Language::Fr));
    let title = sample().requests.values().next().unwrap().title.text.clone();
    let row = edited.row_of("Demandes", &title);
    edited.set("Demandes", row, "title", "Un autre titre");
    let bytes = edited.save();
    let (first, _) = read(&bytes, Some(sample()));
    let once = matriz::catalog::merge::merge(sample(), &first.unwrap());
    let (second, problems) = read(&bytes, Some(&once));
    assert!(brings_nothing(&once, &second.unwrap()));
    assert_eq!(keys(&problems), ["problem.sheet-unchanged"]);
    // Elsewhere, the same workbook makes the same version.
    let (elsewhere, _) = read(&bytes, Some(sample()));
    assert!(brings_nothing(&once, &elsewhere.unwrap()));
}

#[test]
fn a_change_on_an_old_base_is_a_conflict_and_an_unchanged_row_is_not() {
    let bytes = book(sample(), Language::Es);
    let mut now = sample().clone();
    let (first, second) = {
        let mut ids = now.offers.keys().copied();
        (ids.next().unwrap(), ids.next().unwrap())
    };
    for id in [first, second] {
        let offer = now.offers.get_mut(&id).unwrap();
        offer.capacity = NonZeroU32::new(9);
        offer.head.rev = offer.head.rev.bumped("here", 1);
    }
    let mut edited = Book::open(&bytes);
    let row = edited.row_of("Ofertas", &sample().offers[&first].title.text);
    edited.set("Ofertas", row, "tags", "sequía; costa");
    let (read, problems) = read(&edited.save(), Some(&now));
    let preview = preview(&now, &read.unwrap());
    assert_eq!(preview.changes.len(), 1);
    assert_eq!((preview.changes[0].id, preview.changes[0].outcome), (first, Outcome::Conflict));
    assert!(keys(&problems).contains(&"problem.sheet-old-base"));
}

#[test]
fn a_row_without_an_id_is_new_and_a_missing_row_deletes_nothing() {
    let mut edited = Book::open(&book(sample(), Language::Pt));
    let offer = sample().offers.values().next().unwrap();
    let row = edited.row_of("Ofertas", &offer.title.text);
    edited.remove("Ofertas", row);
    let owner = edited.cell("Ofertas", row + 1, "institution");
    let cells = [
        ("institution", owner.as_str()),
        ("title", "Oferta nova"),
        ("status", "rascunho"),
        ("modalities", "internship; Assistência técnica"),
        ("window.from", "31/12/2027"),
        ("evidence.evaluated", "SIM"),
        ("context.people", "225.000"),
    ];
    edited.append("Ofertas", &cells);
    let (read, problems) = read(&edited.save(), Some(sample()));
    let read = read.unwrap();
    let preview = preview(sample(), &read);
    assert_eq!(preview.changes.len(), 1, "{problems:?}");
    assert_eq!(preview.changes[0].outcome, Outcome::New);
    let new = &read.offers[&preview.changes[0].id];
    assert_eq!(new.title.text, "Oferta nova");
    assert_eq!(new.status.id(), "draft");
    assert_eq!(
        new.modalities.iter().map(|one| one.id()).collect::<Vec<_>>(),
        ["internship", "technical-assistance"]
    );
    assert_eq!(new.window.from().unwrap().to_string(), "2027-12-31");
    assert_eq!((new.evidence.evaluated, new.context.people), (Some(true), Some(225_000)));
    assert!(sample().institutions.contains_key(&new.institution));
}

#[test]
fn a_copied_row_is_a_new_entry() {
    let mut edited = Book::open(&book(sample(), Language::En));
    let title = sample().offers.values().next().unwrap().title.text.clone();
    let row = edited.row_of("Offers", &title);
    let copy = edited.copy("Offers", row);
    edited.set("Offers", copy, "title", "A copy, changed");
    let (read, problems) = read(&edited.save(), Some(sample()));
    let preview = preview(sample(), &read.unwrap());
    assert_eq!(preview.changes.len(), 1);
    assert_eq!(preview.changes[0].outcome, Outcome::New);
    assert!(keys(&problems).contains(&"problem.sheet-row-copied"));
}

#[test]
fn columns_may_move_lose_their_keys_and_be_joined_by_others() {
    let mut edited = Book::open(&book(sample(), Language::Es));
    let title = sample().offers.values().nth(1).unwrap().title.text.clone();
    let row = edited.row_of("Ofertas", &title);
    edited.set("Ofertas", row, "summary", "Otro resumen");
    edited.reverse_columns("Ofertas");
    edited.add_column("Ofertas", "Notas de la mesa", "hola");
    let (read, problems) = read(&edited.save(), Some(sample()));
    assert_eq!(preview(sample(), &read.unwrap()).changes.len(), 1);
    assert!(keys(&problems).contains(&"problem.sheet-column-unknown"));
}

#[test]
fn a_text_too_long_for_a_cell_is_told_and_stays_whole() {
    let mut catalog = sample().clone();
    let id = *catalog.offers.keys().next().unwrap();
    let offer = catalog.offers.get_mut(&id).unwrap();
    offer.summary.text = "ñ👩".repeat(20_000);
    let (bytes, problems) = write_book(&catalog, dictionary(), Language::Es, &[]);
    assert_eq!(keys(&problems), ["problem.sheet-cut"]);
    let (here, _) = read(&bytes, Some(&catalog));
    assert!(brings_nothing(&catalog, &here.unwrap()));
    let mut edited = Book::open(&bytes);
    let row = edited.row_of("Ofertas", &catalog.offers[&id].title.text);
    edited.set("Ofertas", row, "capacity", "7");
    let (here, _) = read(&edited.save(), Some(&catalog));
    let here = &here.unwrap().offers[&id];
    assert_eq!(here.summary, catalog.offers[&id].summary);
    assert_eq!(here.capacity.map(NonZeroU32::get), Some(7));
}

#[test]
fn csv_has_no_longest_text() {
    let mut catalog = sample().clone();
    let id = *catalog.offers.keys().next().unwrap();
    let title = catalog.offers[&id].title.text.clone();
    let long = "=ñ;\n\"👩\" ".repeat(10_000);
    assert!(long.encode_utf16().count() > 60_000);
    catalog.offers.get_mut(&id).unwrap().summary.text = long.clone();
    let csv = write_csv(&catalog, RecordKind::Offer, dictionary(), Language::Es, Separator::Semicolon);
    let (here, problems) = read(&csv, Some(&catalog));
    assert!(brings_nothing(&catalog, &here.unwrap()), "{problems:?}");
    let edited = String::from_utf8(csv).unwrap().replace(&title, "Otro nombre");
    let (here, _) = read(edited.as_bytes(), Some(&catalog));
    let here = &here.unwrap().offers[&id];
    assert_eq!((here.title.text.as_str(), here.summary.text == long), ("Otro nombre", true));
}

#[test]
fn a_template_is_empty_until_somebody_writes_into_it() {
    for language in Language::ALL {
        let bytes = write_template(sample(), dictionary(), language);
        let (nothing, problems) = read(&bytes, Some(sample()));
        let nothing = nothing.unwrap();
        assert_eq!(nothing.id, sample().id);
        assert_eq!(nothing.institutions.len() + nothing.offers.len() + nothing.requests.len(), 0);
        assert_eq!(keys(&problems), ["problem.sheet-example"; 3]);
    }
    let mut filled = Book::open(&write_template(
        &Catalog::new(Id::from_u128(5), Text::default()),
        dictionary(),
        Language::Es,
    ));
    filled.append("Instituciones", &[("name", "Ministerio de Desarrollo"), ("country", "paraguay")]);
    filled.append("Ofertas", &[("institution", "ministerio de desarrollo"), ("title", "Censo de barrios")]);
    filled.append("Solicitudes", &[("institution", "Alcaldía de Ñemby"), ("title", "Registro único")]);
    let (read, problems) = read(&filled.save(), None);
    let read = read.unwrap();
    let offer = read.offers.values().next().unwrap();
    assert_eq!(read.institutions[&offer.institution].country.as_deref(), Some("PRY"));
    let request = read.requests.values().next().unwrap();
    assert_eq!(read.institutions[&request.institution].name.text, "Alcaldía de Ñemby");
    assert!(keys(&problems).contains(&"problem.sheet-institution-new"));
}
