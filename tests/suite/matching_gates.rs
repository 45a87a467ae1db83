//! Which gates keep a pair apart, and what a person is told of them: worked out by hand from SCORING.md.

use std::num::NonZeroU32;

use matriz::matching::answer::{Criterion, Gate, Importance};
use matriz::primitive::Arg;
use matriz::vocabulary::{Delivery, Modality, Sector, Status};

use super::support::two::{TAKER, Two, date, two, window};

/// The gates a pair fails, with the keys of the reasons and their figures.
fn failures(edit: impl FnOnce(&mut Two)) -> Vec<(Gate, String, Vec<Arg>)> {
    let failures = two(edit).explained().failures.into_iter();
    failures
        .map(|it| (it.gate, it.reason.key, it.reason.args.into_iter().map(|(_, arg)| arg).collect()))
        .collect()
}

fn keys(edit: impl FnOnce(&mut Two)) -> Vec<String> {
    failures(edit).into_iter().map(|(_, key, _)| key).collect()
}

#[test]
fn the_gate_of_time_counts_days() {
    let days = |to: &str, least: u32, request: &[Modality], offer: &[Modality]| {
        failures(|two| {
            two.request.window = window("2027-01-01", "2027-12-31");
            two.offer.window = window("", to);
            two.offer.min_duration_days = NonZeroU32::new(least);
            two.request.modalities = request.iter().copied().map(Into::into).collect();
            two.offer.modalities = offer.iter().copied().map(Into::into).collect();
        })
    };
    let short = |n: f64, needed: f64| {
        vec![(Gate::Time, "gate.time.overlap".to_owned(), vec![Arg::Number(n), Arg::Number(needed)])]
    };
    use Modality::{ComparativeStudy, ExpertVisit};
    assert_eq!(days("2027-01-09", 10, &[], &[]), short(9.0, 10.0));
    assert_eq!(days("2027-01-10", 10, &[], &[]), []);
    assert_eq!(days("2026-12-31", 0, &[], &[]), short(0.0, 1.0));
    assert_eq!(days("2027-01-01", 0, &[], &[]), []);
    // The shortest stay of what both accept, or of what either does.
    let both = [ComparativeStudy, ExpertVisit];
    assert_eq!(days("2027-01-29", 0, &both, &[ComparativeStudy]), short(29.0, 30.0));
    assert_eq!(days("2027-01-30", 0, &both, &[ComparativeStudy]), []);
    assert_eq!(days("2027-01-02", 0, &[], &both), short(2.0, 3.0));
    assert_eq!(days("2027-01-03", 0, &[], &both), []);
    let later_is_shorter = [Modality::Internship, Modality::FieldVisit];
    assert_eq!(days("2027-01-01", 0, &[], &later_is_shorter), short(1.0, 2.0));
    assert_eq!(days("2027-01-02", 0, &[], &later_is_shorter), []);
}

#[test]
fn closed_or_lapsed_entries_and_full_sides_are_named() {
    assert_eq!(keys(|two| two.offer.status = Status::Paused), ["gate.time.offer-not-open"]);
    assert_eq!(keys(|two| two.request.status = Status::Closed), ["gate.time.request-not-open"]);
    assert_eq!(keys(|two| two.offer.window = window("", "2026-11-22")), Vec::<String>::new());
    let last_day = |two: &mut Two| {
        (two.offer.window, two.offer.status) = (window("", "2026-11-22"), Status::Paused);
    };
    assert_eq!(keys(last_day), ["gate.time.offer-not-open"]);
    let lapsed = failures(|two| two.offer.window = window("", "2026-11-21"));
    assert_eq!(
        lapsed,
        [(Gate::Time, "gate.time.offer-lapsed".to_owned(), vec![Arg::Date(date("2026-11-21"))])]
    );
    assert_eq!(keys(|two| two.request.window = window("", "2026-11-21")), ["gate.time.request-lapsed"]);
}

#[test]
fn who_comes_and_connects_can_do_both() {
    use Delivery::{Mixed, OnSite, Remote};
    let apart = |request: Delivery, offer: &[Delivery]| {
        !failures(|two| {
            two.request.delivery = vec![request.into()];
            two.offer.delivery = offer.iter().copied().map(Into::into).collect();
        })
        .is_empty()
    };
    assert!(!apart(Mixed, &[OnSite, Remote]) && !apart(Mixed, &[OnSite, Remote, Mixed]));
    assert!(!apart(Remote, &[OnSite, Remote]) && !apart(OnSite, &[OnSite, Remote, Mixed]));
    assert!(apart(Mixed, &[OnSite]) && apart(Mixed, &[Remote]) && apart(OnSite, &[Mixed]));
}

#[test]
fn parties_subjects_and_minimums() {
    assert_eq!(keys(|two| two.offer.institution = TAKER), ["gate.parties.institution"]);
    let country = failures(|two| two.countries = ["CHL", "CHL"]);
    let chile = vec![Arg::Country("CHL".into())];
    assert_eq!(country, [(Gate::Parties, "gate.parties.country".to_owned(), chile)]);
    assert_eq!(keys(|two| two.countries = ["", ""]), Vec::<String>::new(), "nobody knows");
    let abroad_or_not = |two: &mut Two| (two.countries, two.settings.same_country) = (["CHL", "CHL"], true);
    assert_eq!(keys(abroad_or_not), Vec::<String>::new());
    let sectors = |two: &mut Two, offer: Sector| {
        (two.request.sectors, two.offer.sectors) = (vec![Sector::Health.into()], vec![offer.into()]);
    };
    assert_eq!(keys(|two| sectors(two, Sector::ChildhoodAndYouth)), ["gate.subject.none"]);
    assert_eq!(keys(|two| sectors(two, Sector::Health)), Vec::<String>::new());
    // Required: a value at the minimum passes, silence passes.
    let required = |offer: &str, minimum: f64| {
        keys(|two| {
            two.settings.importances =
                two.settings.importances.with(Criterion::Language, Importance::Required);
            two.settings.required_minimum = minimum;
            two.request.languages = vec!["es".into()];
            two.offer.languages = if offer.is_empty() { Vec::new() } else { vec![offer.into()] };
        })
    };
    assert_eq!(required("pt", 0.6), Vec::<String>::new());
    assert_eq!(required("pt", 0.61), ["gate.required.below"]);
    assert_eq!(required("", 1.0), Vec::<String>::new());
}
