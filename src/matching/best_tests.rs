//! The best few are those of looking at every pair, however offers are laid out and whatever they say.

use super::*;
use crate::catalog::Catalog;
use crate::interchange::read_catalog;
use crate::primitive::{Date, Text};
use crate::vocabulary::Vocabulary;

fn are_those_of_all_pairs(ranker: &mut Ranker<'_>, k: usize) {
    for (request, found) in ranker.rank_all(k) {
        let mut all = ranker.index.all_matches(request, ranker.settings);
        all.truncate(k);
        assert_eq!(found, all, "the best {k}");
    }
}

fn graded() -> Catalog {
    read_catalog(include_bytes!("../../tests/graded/catalog-a.json")).catalog.unwrap()
}

fn today() -> Settings {
    Settings::on("2026-11-22".parse::<Date>().unwrap())
}

#[test]
fn the_best_few_do_not_depend_on_how_much_room_a_shelf_has() {
    let (catalog, settings) = (graded(), today());
    let index = Index::build(&catalog, Vocabulary::carried());
    // Room for hardly an offer (those with parts stand aside), for a few, for less than a block, for all.
    for room in [1, 3, 50, ROOM] {
        let mut ranker = Ranker::with_shelves(&index, &settings, room);
        let (shelves, aside) = (ranker.layout.shelves.len(), ranker.layout.aside.len());
        assert!((shelves > 1) == (room < ROOM) && (aside > 0) == (room == 1), "{room}: {shelves}, {aside}");
        are_those_of_all_pairs(&mut ranker, 5);
    }
}

#[test]
fn the_best_few_may_say_nothing() {
    let mut catalog = graded();
    for offer in catalog.offers.values_mut().step_by(2) {
        (offer.title, offer.summary) = (Text::default(), Text::default());
        offer.components.clear();
    }
    let index = Index::build(&catalog, Vocabulary::carried());
    let with = |criteria: &[Criterion], importance| {
        let mut settings = today();
        for criterion in criteria {
            settings.importances = settings.importances.with(*criterion, importance);
        }
        settings
    };
    for settings in [
        with(&[Criterion::Text], Importance::Not),
        with(&[Criterion::Text, Criterion::Subject], Importance::Not),
        // Where nothing counts the ids decide.
        with(&Criterion::ALL, Importance::Not),
        with(&Criterion::ALL, Importance::Required),
    ] {
        let mut ranker = Ranker::new(&index, &settings);
        assert!(ranker.layout.aside.len() > 20);
        for k in [1, 3, 9] {
            are_those_of_all_pairs(&mut ranker, k);
        }
    }
}

#[test]
fn what_fails_a_requirement_pushes_nothing_out_where_all_is_required() {
    let (catalog, mut settings) = (graded(), today());
    for criterion in Criterion::ALL {
        settings.importances = settings.importances.with(criterion, Importance::Required);
    }
    let index = Index::build(&catalog, Vocabulary::carried());
    for minimum in [0.1, 0.3, 0.5] {
        settings.required_minimum = minimum;
        let mut ranker = Ranker::new(&index, &settings);
        let found = ranker.rank_all(1).into_iter().filter(|(_, found)| !found.is_empty()).count();
        assert!(found > 0, "{minimum}");
        are_those_of_all_pairs(&mut ranker, 1);
        are_those_of_all_pairs(&mut ranker, 3);
    }
}

#[test]
fn the_most_similar_document_may_be_the_eighth_or_the_ninth() {
    let (mut catalog, settings) = (graded(), today());
    let asked: Vec<_> = catalog.requests.values().map(|it| (it.title.clone(), it.need.clone())).collect();
    let part = catalog.offers.values().find_map(|offer| offer.components.first()).unwrap().clone();
    for (offer, (title, summary)) in catalog.offers.values_mut().zip(asked) {
        offer.components = vec![part.clone(); 8];
        for late in &mut offer.components[6..] {
            (late.title, late.summary) = (title.clone(), summary.clone());
        }
    }
    let index = Index::build(&catalog, Vocabulary::carried());
    are_those_of_all_pairs(&mut Ranker::new(&index, &settings), 5);
}
