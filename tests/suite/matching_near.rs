//! Near misses: what would have to change, in days and words, and what the pair would be then.

use std::num::NonZeroU32;

use matriz::catalog::{Head, Offer};
use matriz::matching::answer::{Change, Criterion, Gate, Importance, NearMiss};
use matriz::primitive::{Arg, Id};
use matriz::vocabulary::{Coded, Delivery, Modality, Status};

use super::support::two::{Two, date, two, window};

/// A pair that shares its language (9 of 13) and says nothing of evidence (4 of 13, at 0.3).
fn speaking(edit: impl FnOnce(&mut Two)) -> Two {
    two(|two| {
        (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]);
        edit(two);
    })
}

/// Two windows of which so many days have to be in common.
fn days(request: [&str; 2], offer: [&str; 2], needed: u32) -> Two {
    speaking(|two| {
        (two.request.window, two.offer.window) = (window(request[0], request[1]), window(offer[0], offer[1]));
        two.offer.min_duration_days = NonZeroU32::new(needed);
    })
}

fn only(two: &Two) -> NearMiss {
    let mut found = two.near_misses();
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// The changes of the one near miss, and its advice: keys with their figures.
fn advice(near: &NearMiss) -> Vec<(&str, Vec<&Arg>)> {
    near.advice.iter().map(|said| (&*said.key, said.args.iter().map(|(_, arg)| arg).collect())).collect()
}

fn changes(request: [&str; 2], offer: [&str; 2], needed: u32) -> Vec<Change> {
    days(request, offer, needed).near_misses().into_iter().flat_map(|near| near.changes).collect()
}

#[test]
fn a_window_moves_as_little_as_it_can() {
    use Change::{LengthenWindow, ShiftWindow};
    // To 5 February: the first to the fifth are in common.
    assert_eq!(changes(["2027-01-01", "2027-01-10"], ["2027-02-01", "2027-02-28"], 5), [ShiftWindow(26)]);
    // From 6 February: the sixth to the tenth.
    assert_eq!(changes(["2027-03-01", "2027-03-31"], ["", "2027-02-10"], 5), [ShiftWindow(-23)]);
    // A window of three days, of which ten are needed; the second one has to move as well.
    assert_eq!(changes(["2027-01-01", "2027-01-03"], ["2026-12-01", "2027-12-31"], 10), [LengthenWindow(7)]);
    assert_eq!(
        changes(["2027-01-01", "2027-01-03"], ["2027-01-05", ""], 10),
        [LengthenWindow(7), ShiftWindow(4)]
    );
    // Just as long as needed: it only moves.
    assert_eq!(changes(["2027-01-01", "2027-01-05"], ["2027-02-01", ""], 5), [ShiftWindow(31)]);
    // Open ends stay open; days before the day of judging do not count.
    assert_eq!(changes(["", "2027-01-10"], ["2027-02-01", ""], 1), [ShiftWindow(22)]);
    assert_eq!(changes(["2026-01-01", "2026-11-24"], ["2026-01-01", "2026-11-30"], 5), [ShiftWindow(2)]);
    // The offer itself has too few days.
    assert_eq!(changes(["2027-01-01", "2027-12-31"], ["2027-02-01", "2027-02-03"], 5), []);
    assert_eq!(changes(["2027-01-01", "2027-01-31"], ["2027-02-01", "2027-02-03"], 5), []);
}

#[test]
fn a_window_without_an_end_stays_without_when_it_moves() {
    let near = only(&days(["2027-06-01", ""], ["", "2027-03-01"], 1));
    assert_eq!(near.changes, [Change::ShiftWindow(-92)]);
    // One day of the half year that stands for a window without an end.
    let score = (6.0 + 4.0 * 0.3 + 5.0 / 180.0) / 15.0;
    assert!((near.score - score).abs() < 1e-9, "{} {score}", near.score);
}

#[test]
fn advice_says_what_to_do_and_how_many_days() {
    let near = only(&days(["2027-01-01", "2027-01-03"], ["2027-01-05", ""], 10));
    let (lack, later) = (Arg::Number(7.0), Arg::Number(4.0));
    assert_eq!(
        advice(&near),
        [("change.lengthen-window", vec![&lack]), ("change.shift-later", vec![&later])]
    );
    assert_eq!((near.failure.gate, &*near.failure.reason.key), (Gate::Time, "gate.time.overlap"));
    let near = only(&days(["2027-03-01", "2027-03-31"], ["", "2027-02-10"], 5));
    assert_eq!(advice(&near), [("change.shift-earlier", vec![&Arg::Number(23.0)])]);
    let near = only(&days(["", "2026-11-20"], ["", "2026-11-21"], 0));
    assert_eq!(near.changes, [Change::RenewOffer, Change::RenewRequest]);
    let (offer, request) = (Arg::Date(date("2026-11-21")), Arg::Date(date("2026-11-20")));
    assert_eq!(
        advice(&near),
        [("change.renew-offer", vec![&offer]), ("change.renew-request", vec![&request])]
    );
    let near =
        only(&speaking(|two| (two.offer.status, two.request.status) = (Status::Paused, Status::Closed)));
    assert_eq!(near.changes, [Change::OpenOffer, Change::OpenRequest]);
    assert_eq!(advice(&near), [("change.open-offer", vec![]), ("change.open-request", vec![])]);
    assert!((near.score - 7.2 / 10.0).abs() < 1e-9);
    // The last day is a day.
    let last_day = |two: &mut Two| {
        (two.offer.status, two.offer.window) = (Status::Paused, window("", "2026-11-22"));
    };
    assert_eq!(only(&speaking(last_day)).changes, [Change::OpenOffer]);
}

#[test]
fn a_form_a_place_or_a_requirement_may_be_what_is_missing() {
    use Modality::{ComparativeStudy, ExpertVisit, Internship};
    let near = only(&speaking(|two| {
        two.request.modalities = vec![Internship.into()];
        two.offer.modalities = vec![ComparativeStudy.into(), ExpertVisit.into()];
        two.request.delivery = vec![Delivery::Remote.into()];
        two.offer.delivery = vec![Delivery::OnSite.into()];
    }));
    assert_eq!(near.changes, [Change::AcceptModality(ExpertVisit), Change::AcceptDelivery(Delivery::OnSite)]);
    let form = Arg::Label(Modality::LIST.to_owned(), ExpertVisit.id().to_owned());
    let place = Arg::Label(Delivery::LIST.to_owned(), Delivery::OnSite.id().to_owned());
    assert_eq!(
        advice(&near),
        [("change.accept-modality", vec![&form]), ("change.accept-delivery", vec![&place])]
    );
    // One of the two forms that are then accepted is offered.
    assert!((near.score - (6.0 + 1.2 + 4.0 * 0.85) / 14.0).abs() < 1e-9);
    // Who states no form, or no way, is no obstacle.
    let place_alone = |two: &mut Two| {
        (two.request.delivery, two.offer.delivery) =
            (vec![Delivery::Remote.into()], vec![Delivery::OnSite.into()]);
    };
    let on_site = [Change::AcceptDelivery(Delivery::OnSite)];
    let near = only(&speaking(|two| {
        place_alone(two);
        two.offer.modalities = vec![ExpertVisit.into()];
    }));
    assert_eq!(near.changes, on_site);
    let near = only(&speaking(|two| {
        place_alone(two);
        two.request.modalities = vec![Internship.into()];
    }));
    assert_eq!(near.changes, on_site);
    let near = only(&speaking(|two| {
        two.offer.delivery = vec![Delivery::OnSite.into()];
        two.request.modalities = vec![Internship.into()];
        two.offer.modalities = vec![ExpertVisit.into()];
    }));
    assert_eq!(near.changes, [Change::AcceptModality(ExpertVisit)]);
    let near = only(&speaking(|two| (two.offer.capacity, two.agreed) = (NonZeroU32::new(1), 1)));
    assert_eq!(advice(&near), [("change.free-capacity", vec![])]);
    let near = only(&two(|two| {
        (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["pt".into()]);
        two.settings.importances = two.settings.importances.with(Criterion::Language, Importance::Required);
        two.settings.required_minimum = 0.7;
    }));
    assert_eq!(near.changes, [Change::Relax(Criterion::Language)]);
    assert_eq!(
        advice(&near),
        [("change.relax", vec![&Arg::Label("criterion".to_owned(), "language".to_owned())])]
    );
}

#[test]
fn a_change_that_mends_nothing_is_no_match() {
    let apart = |two: &mut Two| {
        two.request.delivery = vec![Delivery::Mixed.into()];
        two.offer.delivery = vec![Delivery::OnSite.into()];
        two.request.modalities = vec![Modality::Internship.into()];
        two.offer.modalities = vec![Modality::ExpertVisit.into()];
    };
    let two = speaking(apart);
    let [form, place] =
        [Change::AcceptModality(Modality::ExpertVisit), Change::AcceptDelivery(Delivery::OnSite)];
    assert!(two.what_if(&[form, place]).is_some());
    assert_eq!(two.what_if(&[form]), None);
    assert_eq!(two.what_if(&[form, Change::AcceptDelivery(Delivery::Remote)]), None);
    assert_eq!(two.what_if(&[Change::AcceptModality(Modality::ComparativeStudy), place]), None);
}

#[test]
fn only_what_would_be_among_the_first_ten_is_near() {
    // The one that is paused speaks Portuguese: all others would stand above it.
    let near = |matches: u128| {
        speaking(|two| {
            two.offer.status = Status::Paused;
            two.offer.languages = vec!["pt".into()];
            two.others = (0..matches)
                .map(|at| {
                    let head = Head::new(Id::from_u128(100 + at));
                    let mut other = Offer { head, ..two.offer.clone() };
                    (other.status, other.languages) = (Status::Open, vec!["es".into()]);
                    other
                })
                .collect();
        })
        .near_misses()
        .len()
    };
    assert_eq!((near(9), near(10), near(11)), (1, 0, 0));
}
