//! What planners ask of a request, and how often a match stays on top: worked out by hand.

use matriz::catalog::{Head, Offer, Subject};
use matriz::matching::answer::{Band, Criterion, Importance, Robustness};
use matriz::primitive::{Id, Text};
use matriz::vocabulary::{Delivery, Priority, Profile, Status, Topic};

use super::support::two::{OFFER, REQUEST, Two, two};

fn about(topics: &[Topic]) -> Vec<Subject> {
    topics.iter().map(|topic| Subject { topic: Some((*topic).into()), ..Subject::default() }).collect()
}

/// The gates the offer fails, asked for it alone and for all.
fn failed(edit: impl FnOnce(&mut Two)) -> u8 {
    let two = two(edit);
    let (_, index) = two.index();
    let outlook = index.outlook(REQUEST, &two.settings).unwrap();
    let failed = outlook.failed_by(OFFER).unwrap();
    assert_eq!(outlook.failed().collect::<Vec<_>>(), [(OFFER, failed)]);
    assert_eq!(outlook.failed_by(REQUEST), None, "no offer");
    failed
}

#[test]
fn the_gates_an_offer_fails_are_bits() {
    const TIME: u8 = 1 << 1;
    const FORM: u8 = 1 << 2;
    const SUBJECT: u8 = 1 << 3;
    const REQUIRED: u8 = 1 << 5;
    assert_eq!(failed(|_| ()), 0);
    let closed_and_far = |two: &mut Two| {
        two.offer.status = Status::Paused;
        (two.offer.delivery, two.request.delivery) =
            (vec![Delivery::OnSite.into()], vec![Delivery::Remote.into()]);
    };
    assert_eq!(failed(closed_and_far), TIME | FORM);
    let apart = |two: &mut Two| {
        two.request.subjects = about(&[Topic::Disability]);
        two.offer.subjects = about(&[Topic::StaffEvaluation]);
        two.request.title = Text::in_language("es", "Canguros");
    };
    assert_eq!(failed(apart), SUBJECT);
    // Texts alone open the gate of subjects.
    let speaking = |two: &mut Two| {
        apart(two);
        two.offer.title = Text::in_language("es", "Canguros");
    };
    assert_eq!(failed(speaking), 0);
    // Where the text is required it counts beside subjects that are shared.
    let required = |two: &mut Two| {
        two.request.title = Text::in_language("es", "Canguros");
        two.offer.title = Text::in_language("es", "Bongos");
        two.settings.importances = two.settings.importances.with(Criterion::Text, Importance::Required);
    };
    assert_eq!(failed(required), REQUIRED);
}

#[test]
fn a_provider_scores_the_request_it_is_asked_about() {
    let two = two(|two| two.request.priority = Some(Priority::Urgent.into()));
    let (_, index) = two.index();
    let outlook = index.outlook(REQUEST, &two.settings).unwrap();
    let score = outlook.provider_score(OFFER).unwrap();
    assert!((score - (0.4 + 0.25 * 0.6)).abs() < 1e-9, "{score}");
    assert_eq!(outlook.provider_score(REQUEST), None, "no offer");
}

#[test]
fn whoever_fails_what_is_required_reaches_no_band() {
    let reached = |word: Importance, least: Band| {
        let two = two(|two| {
            (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["en".into()]);
            let all = two.settings.importances;
            two.settings.importances = Criterion::ALL.into_iter().fold(all, |all, one| all.with(one, word));
        });
        let (_, index) = two.index();
        index.outlook(REQUEST, &two.settings).unwrap().reaches(OFFER, least)
    };
    // Without a language in common: 9 at 0.15 and 4 at 0.3 of 13.
    assert!(reached(Importance::Somewhat, Band::Weak) && !reached(Importance::Somewhat, Band::Possible));
    assert!(!reached(Importance::Required, Band::Weak));
}

/// Offers that all share their language with the request, and are edited one by one.
fn robust(count: u128, edit: impl Fn(u128, &mut Offer)) -> Vec<Robustness> {
    let two = two(|two| {
        (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]);
        let other = |at: u128| Offer { head: Head::new(Id::from_u128(100 + at)), ..two.offer.clone() };
        two.others = (1..count).map(other).collect();
        edit(0, &mut two.offer);
        (1..).zip(&mut two.others).for_each(|(at, offer)| edit(at, offer));
    });
    two.index().1.robustness(REQUEST, &two.settings)
}

fn shares(robust: &[Robustness]) -> Vec<(f64, f64)> {
    robust.iter().map(|share| (share.first, share.top_three)).collect()
}

#[test]
fn of_equals_the_first_three_stay_on_top_whatever_the_weights() {
    let equal = robust(6, |_, _| ());
    let mut ids: Vec<Id> = vec![OFFER];
    ids.extend((1..6).map(|at| Id::from_u128(100 + at)));
    assert_eq!(equal.iter().map(|share| share.offer).collect::<Vec<_>>(), ids);
    let (on_top, third, not) = ((1.0, 1.0), (0.0, 1.0), (0.0, 0.0));
    assert_eq!(shares(&equal), [on_top, third, third, not, not, not]);
}

#[test]
fn what_is_best_in_everything_is_always_first() {
    // The last has everything; the one before it speaks the neighbour's language.
    let robust = robust(3, |at, offer| match at {
        2 => {
            (offer.evidence.evaluated, offer.evidence.documented) = (Some(true), Some(true));
            offer.evidence.transferred_to = ["ARG", "BOL", "PER"].map(str::to_owned).to_vec();
        }
        1 => offer.languages = vec!["pt".into()],
        _ => (),
    });
    assert_eq!(shares(&robust), [(0.0, 1.0), (0.0, 1.0), (1.0, 1.0)]);
}

/// Shares of the draws as SCORING.md (section 10) says, from the values and weights of each pair.
fn drawn(values: &[([f64; 10], Id)], weights: [f64; 10]) -> Vec<(f64, f64)> {
    let mut state: u64 = 0x004D_6174_7269_7A31;
    let mut counts = vec![(0.0, 0.0); values.len()];
    for _ in 0..1000 {
        let moved = weights.map(|weight| {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut z = state;
            z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            let unit = ((z ^ (z >> 31)) >> 11) as f64 / 9_007_199_254_740_992.0;
            weight * (0.5 + 1.5 * unit)
        });
        let total: f64 = moved.iter().sum();
        let score =
            |of: &[f64; 10]| of.iter().zip(moved).map(|(value, weight)| value * weight).sum::<f64>() / total;
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|a, b| score(&values[*b].0).total_cmp(&score(&values[*a].0)));
        counts[order[0]].0 += 0.001;
        order.iter().take(3).for_each(|at| counts[*at].1 += 0.001);
    }
    counts
}

#[test]
fn shares_are_those_of_a_thousand_draws_from_the_fixed_seed() {
    // Language against evidence against profiles: each weighs about as much as another's advantage.
    let edit = |two: &mut Two| {
        (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]);
        two.request.profiles = vec![Profile::Legal.into()];
        two.offer.profiles = vec![Profile::Finance.into()];
        let other = |at: u128| Offer { head: Head::new(Id::from_u128(100 + at)), ..two.offer.clone() };
        two.others = (1..5).map(other).collect();
        let profile = |offer: &mut Offer| offer.profiles = vec![Profile::Legal.into()];
        let proven = |offer: &mut Offer, documented| {
            (offer.evidence.evaluated, offer.evidence.documented) = (Some(true), documented);
        };
        (0..4).for_each(|at| two.others[at].languages = vec!["pt".into()]);
        proven(&mut two.others[0], Some(true));
        profile(&mut two.others[1]);
        proven(&mut two.others[2], None);
        profile(&mut two.others[3]);
        two.others[3].languages = vec!["en".into()];
        proven(&mut two.others[3], Some(true));
    };
    let two = two(edit);
    let (_, index) = two.index();
    let ids: Vec<Id> = std::iter::once(OFFER).chain((1..5).map(|at| Id::from_u128(100 + at))).collect();
    let of = |id: &Id| index.values(REQUEST, *id, &two.settings).unwrap();
    let values: Vec<([f64; 10], Id)> =
        ids.iter().map(|id| (of(id).0.0.map(|(_, value)| value), *id)).collect();
    let expected = drawn(&values, of(&OFFER).1);
    let found = shares(&index.robustness(REQUEST, &two.settings));
    let is_near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < 1e-9 && (a.1 - b.1).abs() < 1e-9;
    assert!(found.iter().zip(&expected).all(|(a, b)| is_near(a, b)), "{found:?} {expected:?}");
    assert!(expected.iter().filter(|share| share.0 > 0.05).count() > 2, "no contest: {expected:?}");
}

#[test]
fn whoever_three_others_outdo_is_not_among_the_first_three() {
    // Each is at least as good as the one before it in everything.
    let robust = robust(5, |at, offer| {
        offer.languages = vec![["fr", "pt", "es", "es", "es"][at as usize].to_owned()];
        offer.evidence.evaluated = (at > 2).then_some(true);
        offer.evidence.documented = (at > 3).then_some(true);
    });
    let (not, among, first) = ((0.0, 0.0), (0.0, 1.0), (1.0, 1.0));
    assert_eq!(shares(&robust), [not, not, among, among, first]);
}
