//! What to mind about a pair, and which part of an offer fits.

use std::num::NonZeroU32;

use matriz::catalog::{Component, Subject};
use matriz::primitive::{Arg, Id, Text};
use matriz::vocabulary::{AgreementNeeded, Coded, CooperationType, CostItem, Quadrant, Topic};

use super::support::two::{Two, date, two, window};

/// The cautions of a pair with good evidence and these edits.
fn cautions(edit: impl FnOnce(&mut Two)) -> Vec<(String, Vec<Arg>)> {
    let explained = two(|two| {
        two.offer.evidence.evaluated = Some(true);
        edit(two);
    })
    .explained();
    let args = |args: Vec<(String, Arg)>| args.into_iter().map(|(_, arg)| arg).collect();
    explained.cautions.into_iter().map(|said| (said.key, args(said.args))).collect()
}

fn keys(edit: impl FnOnce(&mut Two)) -> Vec<String> {
    cautions(edit).into_iter().map(|(key, _)| key).collect()
}

const NONE: [&str; 0] = [];

#[test]
fn languages_agreements_and_conditions() {
    let speaking = |request: &str, offer: &str| {
        keys(|two| (two.request.languages, two.offer.languages) = (vec![request.into()], vec![offer.into()]))
    };
    assert_eq!(speaking("es", "es"), NONE);
    assert_eq!(speaking("es", "pt"), ["caution.near-language"]);
    assert_eq!(speaking("es", "en"), ["caution.interpretation"]);
    let agreement = |needed: AgreementNeeded| keys(|two| two.offer.agreement_needed = Some(needed.into()));
    assert_eq!(agreement(AgreementNeeded::Political), ["caution.political"]);
    assert_eq!(agreement(AgreementNeeded::Technical), ["caution.technical"]);
    assert_eq!(agreement(AgreementNeeded::None), NONE);
    // What the offer does not say follows from the quadrants of both, or its own where the request names none.
    let [policy, tools, programmes] = [0, 1, 2].map(|at| Quadrant::ALL[at]);
    let within = |request: &[Quadrant], offer: &[Quadrant], word: Option<AgreementNeeded>| {
        let stated = |one: &Quadrant| Subject { quadrant: Some((*one).into()), ..Subject::default() };
        keys(|two| {
            two.request.subjects = request.iter().map(stated).collect();
            two.offer.subjects = offer.iter().map(stated).collect();
            two.offer.agreement_needed = word.map(Into::into);
        })
    };
    assert_eq!(within(&[], &[policy, tools], None), ["caution.political"]);
    assert_eq!(within(&[tools], &[policy, tools], None), ["caution.technical"]);
    assert_eq!(within(&[programmes], &[policy, tools], None), NONE);
    assert_eq!(within(&[policy], &[policy], Some(AgreementNeeded::None)), NONE);
    assert_eq!(keys(|two| two.offer.preconditions = Text::plain("A letter")), ["caution.preconditions"]);
    assert_eq!(keys(|two| two.offer.preconditions = Text::plain("  ")), NONE);
    assert_eq!(keys(|two| two.offer.evidence.evaluated = Some(false)), ["caution.evidence"]);
    let types = |request: usize, offer: usize| {
        let one = |at: usize| vec![CooperationType::ALL[at].into()];
        keys(|two| (two.request.types, two.offer.types) = (one(request), one(offer)))
    };
    assert_eq!((types(0, 1), types(1, 1)), (vec!["caution.type".to_owned()], Vec::new()));
}

#[test]
fn days_in_common_are_tight_below_twice_what_is_needed() {
    let days = |to: &str, asked: u32| {
        cautions(|two| {
            two.request.window = window("2027-01-01", "2027-12-31");
            two.offer.window = window("", to);
            two.offer.min_duration_days = NonZeroU32::new(10);
            two.request.min_duration_days = NonZeroU32::new(asked);
        })
    };
    let tight =
        |n: f64, needed: f64| vec![("caution.window".to_owned(), vec![Arg::Number(n), Arg::Number(needed)])];
    assert_eq!(days("2027-01-19", 0), tight(19.0, 10.0));
    assert_eq!(days("2027-01-20", 0), []);
    assert_eq!(days("2027-01-29", 15), tight(29.0, 15.0), "the request may need longer");
    assert_eq!(days("2027-01-30", 15), []);
    assert_eq!(days("2026-12-31", 0), [], "no day in common is the gate's matter");
    let one_sided = cautions(|two| {
        two.request.window = window("2027-01-01", "2027-01-05");
        two.offer.min_duration_days = NonZeroU32::new(3);
    });
    assert_eq!(one_sided, [], "who states no window has all days");
}

#[test]
fn places_and_costs() {
    let places = |capacity: u32, agreed: u128| {
        cautions(|two| (two.offer.capacity, two.agreed) = (NonZeroU32::new(capacity), agreed))
    };
    assert_eq!((places(1, 0), places(3, 1), places(2, 2)), (vec![], vec![], vec![]));
    assert_eq!(places(2, 1), [("caution.last-place".to_owned(), vec![])]);
    let overbooked = vec![Arg::Number(1.0), Arg::Number(2.0)];
    assert_eq!(places(1, 2), [("caution.overbooked".to_owned(), overbooked)]);
    // What one side asks for and the other, having said what it covers, does not.
    let item = |item: CostItem| Arg::Label(CostItem::LIST.into(), item.id().into());
    let open = |two: &mut Two| {
        two.request.asks_cover = vec![CostItem::Travel.into(), CostItem::Materials.into()];
        two.offer.asks_cover = vec![CostItem::Equipment.into()];
        two.offer.covers = vec![CostItem::Travel.into()];
    };
    let materials = vec![Arg::List(vec![item(CostItem::Materials)])];
    assert_eq!(cautions(open), [("caution.costs".to_owned(), materials)]);
    // What each asks of the other is open once.
    let mutual = |two: &mut Two| {
        (two.request.asks_cover, two.offer.asks_cover) =
            (vec![CostItem::Travel.into()], vec![CostItem::Travel.into()]);
        (two.request.covers, two.offer.covers) =
            (vec![CostItem::Materials.into()], vec![CostItem::Materials.into()]);
    };
    let travel = vec![Arg::List(vec![item(CostItem::Travel)])];
    assert_eq!(cautions(mutual), [("caution.costs".to_owned(), travel)]);
    let silent = |two: &mut Two| two.request.asks_cover = vec![CostItem::Travel.into()];
    assert_eq!(keys(silent), NONE, "who states nothing has refused nothing");
}

#[test]
fn what_nobody_confirmed_for_a_year_is_old() {
    let old = |day: &str| {
        keys(|two| (two.offer.confirmed_on, two.request.confirmed_on) = (Some(date(day)), Some(date(day))))
    };
    assert_eq!(old("2025-11-22"), NONE);
    assert_eq!(old("2025-11-21"), ["caution.old-offer", "caution.old-request"]);
}

fn about(topics: &[Topic]) -> Vec<Subject> {
    topics.iter().map(|topic| Subject { topic: Some((*topic).into()), ..Subject::default() }).collect()
}

#[test]
fn a_part_is_named_where_it_fits_better_than_the_whole() {
    let part = |at: u128, topics: &[Topic]| Component {
        id: Some(Id::from_u128(at)),
        title: Text::default(),
        summary: Text::default(),
        subjects: about(topics),
        extra: Default::default(),
    };
    let named = |whole: &[Topic], parts: [&[Topic]; 3]| {
        let explained = two(|two| {
            two.request.subjects = about(&[Topic::Disability, Topic::StaffEvaluation]);
            two.offer.subjects = about(whole);
            two.offer.components = (50..).zip(parts).map(|(at, topics)| part(at, topics)).collect();
        })
        .explained();
        explained.component.map(|part| part.index)
    };
    use Topic::{Disability, ManagementTools, StaffEvaluation};
    let both: &[Topic] = &[Disability, StaffEvaluation];
    assert_eq!(named(&[ManagementTools], [&[], &[Disability], both]), Some(2));
    assert_eq!(named(&[ManagementTools], [&[], both, both]), Some(1), "the first of equals");
    assert_eq!(named(&[], [&[], &[], &[Disability]]), Some(2), "what states nothing fits nothing");
    assert_eq!(named(both, [&[], &[Disability], both]), None, "no better than the whole");
}

#[test]
fn a_part_fits_by_its_subjects_and_its_words() {
    let part = |words: &str, topics: &[Topic]| Component {
        id: None,
        title: Text::in_language("es", words),
        summary: Text::default(),
        subjects: about(topics),
        extra: Default::default(),
    };
    let named = |request: &str, part_says: &str| {
        let explained = two(|two| {
            two.request.subjects = about(&[Topic::Disability]);
            two.request.title = Text::in_language("es", request);
            two.offer.subjects = about(&[Topic::ManagementTools]);
            two.offer.title = Text::in_language("es", "bongos");
            two.offer.components = vec![part("", &[Topic::Disability]), part(part_says, &[])];
        })
        .explained();
        explained.component.map(|part| part.index)
    };
    // The subject alone is worth 14; the same words 50 · 0.3, one of sixteen 50 · 0.19.
    assert_eq!(named("canguros", "canguros"), Some(1));
    let many = "canguros bongos zorros morsas pumas osos koalas tapires \
                linces mandriles hienas nutrias castores hurones iguanas tucanes";
    assert_eq!(named(many, "canguros"), Some(0));
}
