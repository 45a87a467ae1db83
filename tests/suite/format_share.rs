//! What leaves: parts of a catalog, links, spreadsheets.

use std::collections::BTreeSet;

use matriz::catalog::Catalog;
use matriz::catalog::merge::merge;
use matriz::interchange::{
    Entries, SAFE_LINK, ShareOptions, guarded, is_link, read_catalog, read_link, shared, summary, unguarded,
    write_link,
};
use matriz::primitive::{Arg, Id};
use proptest::prelude::*;

use super::format::EXAMPLE;
use super::support::catalogs::catalogs;
use super::support::choices::choices;

const FOSIS: &str = "0197b3c2-5f6e-7a10-9c11-000000000010";

fn example() -> Catalog {
    read_catalog(EXAMPLE.as_bytes()).catalog.unwrap()
}

/// Offers and requests of half a of the graded catalogs: real texts in four languages.
fn graded() -> Catalog {
    let read = read_catalog(include_bytes!("../graded/catalog-a.json"));
    read.catalog.unwrap()
}

/// The first entries of a catalog, with their institutions.
fn first(catalog: &Catalog, entries: usize) -> Catalog {
    let offers = catalog.offers.keys().copied().take(entries.div_ceil(2));
    let requests = catalog.requests.keys().copied().take(entries / 2);
    let only = offers.chain(requests).collect();
    shared(catalog, &ShareOptions { only: Some(only), ..ShareOptions::default() })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_link_gives_back_the_catalog(catalog in catalogs(200)) {
        let link = write_link(&catalog);
        prop_assert!(is_link(&link));
        prop_assert!(link.ends_with(|last: char| last.is_ascii_alphanumeric()));
        prop_assert_eq!(read_link(&link).unwrap().catalog, Some(catalog.clone()));
        let sent = format!("#{}\n{}).", &link[..link.len() / 2], &link[link.len() / 2..]);
        prop_assert_eq!(read_link(&sent).unwrap().catalog, Some(catalog));
    }

    #[test]
    fn a_link_that_was_cut_says_so(catalog in catalogs(60), at in any::<prop::sample::Index>()) {
        let link = write_link(&catalog);
        // From the first character of the length on; before that nothing tells that it was a link.
        let position = 3 + at.index(link.len() - 3);
        let said = read_link(&link[..position]).unwrap_err();
        prop_assert!(said.key == "link.truncated" || position < 8, "{} at {}", said.key, position);
    }

    #[test]
    fn a_link_that_was_altered_opens_nothing(
        catalog in catalogs(60), at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_-]",
    ) {
        let link = write_link(&catalog);
        let position = 3 + at.index(link.len() - 3);
        if link[position..=position] == to || &link[position..=position] == "." {
            return Ok(());
        }
        let altered = format!("{}{to}{}", &link[..position], &link[position + 1..]);
        // The checksum is read as a number: letters of either case are the same number.
        if altered.eq_ignore_ascii_case(&link) && position > link.len() - 9 {
            return Ok(());
        }
        let said = read_link(&altered).unwrap_err();
        prop_assert!(said.key == "link.altered" || said.key == "link.truncated", "{}", said.key);
    }

    #[test]
    fn no_text_makes_the_link_reader_panic(text in ".{0,60}", tail in "[0-9.A-Za-z]{0,40}") {
        let _ = read_link(&text);
        let _ = read_link(&format!("m1.{tail}"));
    }

    #[test]
    fn what_is_shared_merges_back_without_loss(
        catalog in catalogs(250), contacts: bool, private_notes: bool, which in 0..3_usize, owner in 0..7_u128,
    ) {
        let entries = [Entries::All, Entries::Offers, Entries::Requests][which];
        let of = (owner > 0).then(|| Id::from_u128((1 << 32) | owner));
        let options = ShareOptions { of, entries, only: None, contacts, private_notes };
        let part = shared(&catalog, &options);
        prop_assert_eq!(merge(&catalog, &part), catalog.clone());
        prop_assert_eq!(merge(&part, &catalog), catalog.clone());
        for record in part.records() {
            prop_assert_eq!(catalog.get(record.kind(), record.head().id), Some(record), "whole records");
        }
        let inside = summary(&part);
        prop_assert!(contacts || inside.contacts == 0);
        prop_assert!(private_notes || inside.private_notes == 0);
        prop_assert!(entries != Entries::Offers || inside.requests == 0);
        prop_assert!(entries != Entries::Requests || inside.offers == 0);
        if of.is_none() && entries == Entries::All && contacts && private_notes {
            prop_assert_eq!(inside.offers, catalog.offers.len());
            prop_assert_eq!(inside.contacts, catalog.contacts.len());
            prop_assert_eq!(part.portfolio, catalog.portfolio);
        }
    }

    #[test]
    fn no_cell_is_a_formula_and_every_text_comes_back(mut choices in choices(40)) {
        let text = choices.words();
        let cell = guarded(&text);
        prop_assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']));
        prop_assert_eq!(unguarded(&cell), &text);
    }
}

#[test]
fn a_link_of_another_kind_says_what_it_is() {
    let link = write_link(&example());
    let key = |text: &str| read_link(text).unwrap_err().key;
    assert_eq!(key(""), "link.not-a-link");
    assert_eq!(key("section-2"), "link.not-a-link");
    assert_eq!(key(&link.replacen("m1.", "m2.", 1)), "link.newer-version");
    assert_eq!(key("m1"), "link.truncated");
    assert_eq!(key(&link[..40]), "link.truncated");
    assert!(!is_link("map") && !is_link("m") && is_link("m2.x"));
}

#[test]
fn a_bomb_opens_nothing() {
    // 17 MB of spaces in a link of some 30 kB.
    let mut catalog = example();
    catalog.title.text = " ".repeat(17 << 20);
    let link = write_link(&catalog);
    assert!(link.len() < 100_000, "{}", link.len());
    let said = read_link(&link).unwrap_err();
    assert_eq!(said.key, "link.too-large");
    assert_eq!(said.args, [("limit".to_owned(), Arg::Number(16.0))]);
}

#[test]
fn a_note_of_a_hundred_thousand_characters_goes_by_link() {
    let mut catalog = example();
    let note = catalog.notes.values_mut().next().unwrap();
    note.text.text = (0..20_000).map(|n| format!("ñ{:04}", n * 7_919 % 10_000)).collect();
    let back = read_link(&write_link(&catalog)).unwrap();
    assert!(back.catalog == Some(catalog), "{:?}", back.problems);
}

#[test]
fn links_of_a_seminar_stay_short() {
    let graded = graded();
    let sizes: Vec<(usize, usize)> = [5, 20, 100]
        .into_iter()
        .map(|entries| {
            let part = first(&graded, entries);
            assert_eq!(
                part.offers.len() + part.requests.len(),
                entries.min(part.offers.len() + part.requests.len())
            );
            (part.offers.len() + part.requests.len(), write_link(&part).len())
        })
        .collect();
    println!("entries and characters of a link: {sizes:?}");
    assert!(sizes[0].1 < SAFE_LINK, "five entries fit a chat: {sizes:?}");
    assert!(sizes.windows(2).all(|pair| pair[0].1 < pair[1].1));
}

#[test]
fn what_belongs_to_one_institution_leaves_alone() {
    let catalog = example();
    let mine = ShareOptions { of: FOSIS.parse().ok(), ..ShareOptions::default() };
    let inside = summary(&shared(&catalog, &mine));
    assert_eq!((inside.institutions, inside.offers, inside.requests), (1, 1, 0));
    assert_eq!((inside.portfolio, inside.contacts, inside.shared_notes, inside.in_conflict), (1, 0, 1, 1));
    let with_contacts = shared(&catalog, &ShareOptions { contacts: true, ..mine });
    assert_eq!(summary(&with_contacts).contacts, 1);
    let requests = ShareOptions { entries: Entries::Requests, ..ShareOptions::default() };
    let inside = summary(&shared(&catalog, &requests));
    assert_eq!((inside.institutions, inside.offers, inside.requests, inside.portfolio), (1, 0, 1, 0));
    let one: BTreeSet<Id> = catalog.requests.keys().copied().collect();
    let selection = shared(&catalog, &ShareOptions { only: Some(one), ..ShareOptions::default() });
    let inside = summary(&selection);
    assert_eq!((inside.institutions, inside.offers, inside.requests, inside.deletions), (1, 0, 1, 0));
}
