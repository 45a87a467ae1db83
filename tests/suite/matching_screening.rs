//! Demand screening: what an entry lacks, and how concrete its words are.

use std::num::NonZeroU32;

use matriz::catalog::{Component, Head, Offer, Request, Subject};
use matriz::matching::{screen_offer, screen_request};
use matriz::primitive::{Id, Text};
use matriz::vocabulary::{
    AgreementNeeded, Apply, Coded, CostItem, Delivery, Modality, Profile, Scale, Setting,
};

use super::support::two::window;

fn request() -> Request {
    Request::new(Head::new(Id::from_u128(1)), Id::from_u128(2), Text::default())
}

fn offer() -> Offer {
    Offer::new(Head::new(Id::from_u128(1)), Id::from_u128(2), Text::default())
}

fn part() -> Component {
    let (title, summary) = (Text::default(), Text::default());
    Component { id: None, title, summary, subjects: Vec::new(), extra: Default::default() }
}

fn words(count: usize) -> Text {
    Text::plain(vec!["word"; count].join(" "))
}

/// The fields a request with these edits answers.
fn answered(edit: impl FnOnce(&mut Request)) -> Vec<String> {
    let mut request = request();
    edit(&mut request);
    let checks = screen_request(&request).checks.into_iter();
    checks.filter(|check| check.answered).map(|check| check.field).collect()
}

fn answered_by_offer(edit: impl FnOnce(&mut Offer)) -> Vec<String> {
    let mut offer = offer();
    edit(&mut offer);
    let checks = screen_offer(&offer).checks.into_iter();
    checks.filter(|check| check.answered).map(|check| check.field).collect()
}

#[test]
fn a_need_says_something_from_some_words_on_and_an_aim_too() {
    let none = Vec::<String>::new();
    assert_eq!(answered(|_| ()), none);
    assert_eq!(answered(|request| request.need = words(24)), none);
    assert_eq!(answered(|request| request.need = words(25)), ["need"]);
    assert_eq!(answered(|request| request.objectives = vec![words(3)]), none);
    assert_eq!(answered(|request| request.objectives = vec![words(3), words(4)]), ["objectives"]);
    assert_eq!(answered(|request| request.results = vec![words(4)]), ["results"]);
    assert_eq!(answered(|request| request.subjects = vec![Subject::default()]), ["subjects"]);
    let backed = answered(|request| request.commitment.political_backing = Some(false));
    assert_eq!(backed, ["commitment.political_backing"], "a no is an answer");
    assert_eq!(answered(|request| request.context.people = Some(5)), ["context"]);
    assert_eq!(answered(|request| request.context.scale = Some(Scale::Local.into())), ["context"]);
}

#[test]
fn any_of_several_statements_answers_a_question_about_an_offer() {
    for edit in [
        (|offer| offer.evidence.evaluated = Some(false)) as fn(&mut Offer),
        |offer| offer.evidence.documented = Some(true),
        |offer| offer.evidence.transferred_to = vec!["PRY".into()],
        |offer| offer.evidence.links = vec!["https://a.org".into()],
    ] {
        assert_eq!(answered_by_offer(edit), ["evidence"]);
    }
    assert_eq!(answered_by_offer(|_| ()), Vec::<String>::new());
    for (field, edit) in [
        ("subjects", (|offer| offer.subjects = vec![Subject::default()]) as fn(&mut Offer)),
        ("components", |offer| offer.components = vec![part()]),
        ("modalities", |offer| offer.modalities = vec![Modality::Internship.into()]),
        ("window", |offer| offer.window = window("2027-01-01", "2027-12-31")),
        ("languages", |offer| offer.languages = vec!["es".into()]),
        ("capacity", |offer| offer.capacity = NonZeroU32::new(1)),
        ("preconditions", |offer| offer.agreement_needed = Some(AgreementNeeded::None.into())),
        ("context", |offer| offer.context.settings = vec![Setting::Rural.into()]),
        ("delivery", |offer| offer.delivery = vec![Delivery::Remote.into()]),
        ("profiles", |offer| offer.profiles = vec![Profile::Legal.into()]),
        ("apply", |offer| offer.apply = Some(Apply::ALL[0].into())),
    ] {
        assert_eq!(answered_by_offer(edit), [field]);
    }
    assert_eq!(answered_by_offer(|offer| offer.covers = vec![CostItem::Travel.into()]), ["covers"]);
    assert_eq!(answered_by_offer(|offer| offer.asks_cover = vec![CostItem::Travel.into()]), ["covers"]);
    assert_eq!(answered_by_offer(|offer| offer.preconditions = words(1)), ["preconditions"]);
    assert_eq!(answered_by_offer(|offer| offer.summary = words(25)), ["summary"]);
    assert_eq!(answered_by_offer(|offer| offer.summary = words(24)), Vec::<String>::new());
}

#[test]
fn completeness_is_the_share_of_the_weights_and_the_next_question_the_heaviest() {
    let mut request = request();
    let before = screen_request(&request);
    assert_eq!((before.completeness, before.next().unwrap().field.as_str()), (0.0, "need"));
    request.need = words(25);
    let after = screen_request(&request);
    assert!((after.completeness - 0.16).abs() < 1e-12);
    assert_eq!(after.next().unwrap().field, "objectives");
    assert!(after.checks.windows(2).all(|two| two[0].weight >= two[1].weight));
}

#[test]
fn words_are_concrete_by_length_figures_and_aims() {
    let concrete = |need: Text, objectives: usize, results: usize| {
        let mut request = request();
        (request.need, request.objectives, request.results) =
            (need, vec![words(objectives)], vec![words(results)]);
        screen_request(&request).concreteness
    };
    let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    near(concrete(Text::default(), 0, 0), 0.0);
    near(concrete(words(25), 0, 0), 0.5 / 3.0);
    near(concrete(words(100), 0, 0), 1.0 / 3.0);
    near(concrete(Text::plain("40,000 pupils"), 0, 0), (2.0 / 50.0 + 0.5) / 3.0);
    near(concrete(Text::plain("12 schools, 3 years, 2 teams"), 0, 0), (6.0 / 50.0 + 1.0) / 3.0);
    // Precise are both what is meant to be reached and what is to come out.
    near(concrete(Text::default(), 4, 0), (4.0 / 50.0) / 3.0);
    near(concrete(Text::default(), 4, 4), (8.0 / 50.0 + 1.0) / 3.0);
}

#[test]
fn an_offer_is_concrete_by_its_parts() {
    let mut offer = offer();
    assert_eq!(screen_offer(&offer).concreteness, 0.0);
    offer.components = vec![Component { title: words(5), summary: Text::plain("2 teams"), ..part() }];
    let expected = (7.0 / 50.0 + 0.5 + 1.0) / 3.0;
    assert!((screen_offer(&offer).concreteness - expected).abs() < 1e-12);
}
