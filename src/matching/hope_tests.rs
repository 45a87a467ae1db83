//! What estimates and sums say is what exact values say, pair by pair.

use super::*;
use crate::catalog::{Catalog, Context};
use crate::interchange::read_catalog;
use crate::matching::answer::{Importance, Settings};
use crate::matching::brief::{Brief, speech};
use crate::matching::ceiling::Stated;
use crate::matching::contest::SLACK;
use crate::matching::criteria::Pair;
use crate::matching::echoes::Echoes;
use crate::matching::gates;
use crate::matching::index::Index;
use crate::matching::nearness::Nearness;
use crate::matching::rows::OfferRow;
use crate::matching::shelf::{Layout, ROOM};
use crate::matching::side::Slot;
use crate::primitive::{Date, Window};
use crate::vocabulary::Vocabulary;

const CATALOGS: [&[u8]; 3] = [
    include_bytes!("../../tests/graded/catalog-a.json"),
    include_bytes!("../../tests/graded/catalog-b.json"),
    include_bytes!("../../public/samples/seminar.json"),
];

fn index(bytes: &[u8]) -> Index {
    Index::build(&read_catalog(bytes).catalog.unwrap(), Vocabulary::carried())
}

fn settings() -> [Settings; 3] {
    let defaults = Settings::on("2026-11-22".parse::<Date>().unwrap());
    let mut neighbours = defaults;
    neighbours.same_country = true;
    let mut others = defaults;
    for (criterion, importance) in [
        (Criterion::Commitment, Importance::Very),
        (Criterion::Context, Importance::Very),
        (Criterion::Text, Importance::Not),
        (Criterion::Language, Importance::Not),
    ] {
        others.importances = others.importances.with(criterion, importance);
    }
    [defaults, neighbours, others]
}

/// All pairs of a live request and a live offer, under each of the settings.
fn for_each_pair(mut check: impl FnMut(&Index, &Wanted<'_>, &Nearness, Slot, &OfferRow)) {
    for bytes in CATALOGS {
        let index = index(bytes);
        for settings in settings() {
            let mut nearness = Nearness::default();
            for (slot, _) in index.requests.rows() {
                let wanted = Wanted::at(&index, &settings, slot).unwrap();
                if !gates::is_live(&wanted.row.row, settings.as_of) {
                    continue;
                }
                nearness.turn_to(&wanted, &index, &mut Layout::default());
                for (slot, offer) in index.offers.rows() {
                    if index.briefs.at(slot).is_live(settings.as_of.days()) {
                        check(&index, &wanted, &nearness, slot, offer);
                    }
                }
            }
        }
    }
}

#[test]
fn an_estimate_is_the_score() {
    let mut pairs = 0;
    for_each_pair(|index, wanted, nearness, slot, offer| {
        let (hope, brief) = (Hope::of(wanted), index.briefs.at(slot));
        let values = wanted.values(offer, index.offers.docs(slot));
        let exact = wanted.weights.score(&values) as f32;
        let spoken = hope.language(speech(&offer.row));
        let stated = Stated::by(brief);
        let (plain, intricate) = (hope.plain(brief), hope.intricate(brief));
        let text = hope.text(values.of(Criterion::Text).1 as f32);
        let known = hope.subject(nearness.of(brief.kind)) + spoken + plain + intricate;
        assert!((known + text - exact).abs() < SLACK / 10.0, "{} and {exact}", known + text);
        assert!(intricate <= hope.ceilings.highest_intricate() + SLACK / 10.0);
        assert!(plain <= hope.ceilings.plain(stated) + SLACK / 10.0);
        assert!(intricate <= hope.ceilings.intricate(stated) + SLACK / 10.0);
        assert!(hope.ceilings.intricate(stated) <= hope.ceilings.highest_intricate() + SLACK / 10.0);
        assert!(plain + intricate + spoken <= hope.highest_rest + SLACK / 10.0);
        // As low as it can be: with everything perfect but what the request itself leaves open.
        assert!(hope.highest_rest + hope.share[SUBJECT] + hope.share[TEXT] < 1.0 + SLACK);
        pairs += 1;
    });
    assert!(pairs > 10_000, "{pairs}");
}

#[test]
fn gates_in_brief_are_the_gates() {
    let mut failing = [0; 3];
    for_each_pair(|index, wanted, _, slot, offer| {
        let (hope, brief) = (Hope::of(wanted), index.briefs.at(slot));
        let pair: Pair<'_> = wanted.pair(offer);
        assert_eq!(hope.fits(brief), gates::form(pair));
        assert_eq!(hope.shares_subject(brief), gates::shares_subject(pair));
        let is_own = pair.request.row.institution == offer.row.institution;
        assert_eq!(hope.may_be_own(brief), is_own);
        // Of one's own institution only the rows tell.
        let passes = gates::parties(pair, wanted.settings) && gates::time(&index.facts, pair);
        assert!(is_own || hope.passes(&index.facts, brief) == passes);
        failing[0] += usize::from(!hope.fits(brief));
        failing[1] += usize::from(!hope.shares_subject(brief));
        failing[2] += usize::from(!hope.passes(&index.facts, brief));
    });
    assert!(failing.iter().all(|many| *many > 100), "{failing:?}");
}

#[test]
fn what_sums_tell_of_a_text_holds() {
    let mut widest = 0.0_f64;
    let mut echoes = Echoes::new();
    for bytes in CATALOGS {
        let index = index(bytes);
        let settings = &settings()[0];
        let mut layout = Layout::of(&index, settings.as_of.days(), ROOM);
        let shelf = &mut layout.shelves[0];
        let stands = |(slot, _): &(Slot, _)| {
            index.briefs.at(*slot).is_live(settings.as_of.days()) && !layout.aside.contains(slot)
        };
        let offers: Vec<Slot> = index.offers.rows().filter(stands).map(|(slot, _)| slot).collect();
        for (slot, _) in index.requests.rows() {
            let wanted = Wanted::at(&index, settings, slot).unwrap();
            shelf.lay_out(&index, &wanted);
            echoes.read(shelf, &wanted);
            let mut next = 0;
            for offer in &offers {
                let card = shelf.card(next);
                assert_eq!(card.slot, *offer);
                for (number, doc) in card.documents().numbers().zip(index.offers.docs(*offer)) {
                    let exact = wanted.similarity(*doc);
                    let most = f64::from(echoes.text(number)) + 1e-6;
                    let least = f64::from(echoes.text(number) - echoes.spread()) - 1e-6;
                    assert!((least..=most).contains(&exact), "{exact} is not in {least}..={most}");
                    widest = widest.max(most - exact);
                }
                next = card.documents().numbers().end;
            }
            let terms = wanted.concepts.kept.len() + wanted.words.kept.len();
            assert!(echoes.spread() <= 0.00043 * terms as f32, "few units a term are no more");
        }
    }
    assert!(widest < 0.01, "sums tell {widest} too much");
}

/// All requests of a catalog, with the brief of every live offer.
fn for_each_brief(catalog: &Catalog, settings: &Settings, mut check: impl FnMut(&Wanted<'_>, &Hope, &Brief)) {
    let index = Index::build(catalog, Vocabulary::carried());
    for (slot, _) in index.requests.rows() {
        let wanted = Wanted::at(&index, settings, slot).unwrap();
        let hope = Hope::of(&wanted);
        for (_, brief) in index.briefs.live(settings.as_of.days()) {
            check(&wanted, &hope, brief);
        }
    }
}

#[test]
fn what_an_offer_leaves_unsaid_bounds_what_it_can_add() {
    let mut catalog = read_catalog(CATALOGS[0]).catalog.unwrap();
    for offer in catalog.offers.values_mut() {
        offer.modalities.clear();
        offer.profiles.clear();
        (offer.window, offer.context) = (Window::default(), Context::default());
        offer.covers.clear();
        offer.asks_cover.clear();
    }
    let mut pairs = 0;
    for_each_brief(&catalog, &settings()[0], |wanted, hope, brief| {
        let parts = [!wanted.row.secured.is_nan(), wanted.row.row.asks_cover != 0];
        let parts = parts.map(f32::from).iter().sum::<f32>();
        let stated = Stated::by(brief);
        // Evidence is told in sevenths; forms, profiles and quadrants exactly.
        let (plain, seventh) = (hope.plain(brief), hope.share[EVIDENCE] / 7.0);
        let most = hope.ceilings.plain(stated);
        assert!((plain - SLACK..plain + seventh + SLACK).contains(&most), "{most} for {plain}");
        // Of time and context nothing is left open; of commitment one part more: what the offer may ask for.
        let (intricate, commitment) = (hope.intricate(brief), hope.commitment(brief));
        let (most, all) = (hope.ceilings.intricate(stated), hope.share[COMMITMENT]);
        let open = (commitment * parts + all) / (parts + 1.0) - commitment;
        let highest = intricate + open;
        assert!((intricate - SLACK..highest + SLACK).contains(&most), "{most} for {intricate} to {highest}");
        pairs += 1;
    });
    assert!(pairs > 1_000, "{pairs}");
}

#[test]
fn a_context_that_is_asked_for_in_one_respect_and_met_in_it_is_no_more_than_the_bound() {
    for context in [
        r#"{"scale":"national","settings":[]}"#,
        r#"{"people":20000,"settings":[]}"#,
        r#"{"settings":["rural"]}"#,
    ] {
        let context: Context = serde_json::from_str(context).unwrap();
        let mut catalog = read_catalog(CATALOGS[0]).catalog.unwrap();
        for offer in catalog.offers.values_mut() {
            offer.context = context.clone();
        }
        for request in catalog.requests.values_mut() {
            request.context = context.clone();
        }
        let mut nearly_all = 0;
        for_each_brief(&catalog, &settings()[2], |_, hope, brief| {
            let (intricate, most) = (hope.intricate(brief), hope.ceilings.intricate(Stated::by(brief)));
            assert!(intricate <= most + SLACK / 10.0, "{intricate} of {most} for {context:?}");
            nearly_all += usize::from(most - intricate < hope.share[CONTEXT] / 10.0);
        });
        assert!(nearly_all > 0, "a bound far away shows nothing");
    }
}
