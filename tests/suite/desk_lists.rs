//! Lists on the desk: how fresh entries are, and what is done to several institutions at once.

use std::collections::BTreeSet;

use matriz::catalog::RecordKind;
use matriz::desk::{Command, Do, Filter, MemoryShelf, OrganiserDesk, SaveFile, Undo, WhatLeaves};
use matriz::interchange::read_catalog;
use matriz::primitive::{Language, Window};
use matriz::vocabulary::Status;

use crate::desk_help::{Tab, day, id, institution, offer, request, settings};

/// A seminar with an offer of every age; the desk's day is 2026-11-22.
fn seminar() -> Tab {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo de Solidaridad e Inversión Social", "CHL")).unwrap();
    tab.put(institution(2, "Ministerio de Desarrollo Social", "PRY")).unwrap();
    let ages = [
        (10, "2027-12-31", Some("2026-11-01")),
        (11, "2027-12-31", None),
        (12, "2026-12-31", Some("2026-11-01")),
        (13, "2026-10-31", Some("2026-06-01")),
        (14, "2027-12-31", Some("2025-03-01")),
    ];
    for (bits, to, confirmed) in ages {
        let mut offer = offer(bits, id(1), "Registro social");
        offer.window = Window::new(None, Some(day(to))).unwrap();
        offer.confirmed_on = confirmed.map(day);
        tab.put(offer).unwrap();
    }
    let mut closed = offer(15, id(1), "Cerrada");
    closed.status = Status::Closed;
    tab.put(closed).unwrap();
    tab.put(request(20, id(2), "Registro social de hogares")).unwrap();
    tab
}

fn fresh(ids: &[&str]) -> Filter {
    Filter { freshness: ids.iter().map(|id| (*id).to_owned()).collect(), ..Filter::default() }
}

#[test]
fn lists_tell_what_is_fresh_what_lapses_soon_and_what_is_stale() {
    let mut tab = seminar();
    let counts = |tab: &mut Tab, filter: Filter| -> BTreeSet<(String, u32, bool)> {
        let list = tab.list(RecordKind::Offer, filter);
        let facet = list.facets.into_iter().find(|facet| facet.field == "freshness").unwrap();
        facet.values.into_iter().map(|value| (value.id, value.count, value.chosen)).collect()
    };
    let told = |chosen: &str| -> BTreeSet<(String, u32, bool)> {
        // The closed offer is neither: nobody is meant to find it.
        let all = [("fresh", 2), ("lapses-soon", 1), ("stale", 2)];
        all.map(|(id, count)| (id.to_owned(), count, id == chosen)).into()
    };
    assert_eq!(counts(&mut tab, Filter::default()), told(""));
    assert_eq!(counts(&mut tab, fresh(&["stale"])), told("stale"));
    let shown = |tab: &mut Tab, filter: Filter| -> BTreeSet<_> {
        tab.list(RecordKind::Offer, filter).entries.iter().map(|card| card.key.id).collect()
    };
    assert_eq!(shown(&mut tab, fresh(&["stale"])), [id(13), id(14)].into());
    assert_eq!(shown(&mut tab, fresh(&["fresh", "lapses-soon"])), [id(10), id(11), id(12)].into());
    assert!(shown(&mut tab, fresh(&["nonsense"])).is_empty());
    // The organiser's desk means the same by it, and a renewal makes all of it fresh.
    let desk = OrganiserDesk { settings: settings(), lang: Language::Es };
    assert_eq!(tab.ask(desk.clone()).unwrap().stale.total, 2);
    let ids = vec![id(12), id(13), id(14)];
    tab.ask(Do { command: Command::Renew { ids, until: day("2027-11-22") } }).unwrap();
    assert_eq!(shown(&mut tab, fresh(&["fresh"])).len(), 5);
    assert_eq!(tab.ask(desk).unwrap().stale.total, 0);
    // Institutions do not lapse.
    let facets = tab.list(RecordKind::Institution, Filter::default()).facets;
    assert!(facets.iter().all(|facet| facet.field != "freshness"));
}

#[test]
fn chosen_institutions_leave_with_their_entries_and_are_deleted_and_brought_back_together() {
    let mut tab = seminar();
    let what = WhatLeaves::Selection(BTreeSet::from([id(2)]));
    let (_, bytes) = tab.ask_with(SaveFile { what }, None).unwrap();
    let saved = read_catalog(&bytes.unwrap()).catalog.unwrap();
    assert_eq!(saved.institutions.keys().collect::<Vec<_>>(), [&id(2)]);
    assert_eq!(saved.requests.keys().collect::<Vec<_>>(), [&id(20)]);
    assert!(saved.offers.is_empty(), "entries of others stay at home");

    let both = [1, 2].map(|bits| (RecordKind::Institution, id(bits))).to_vec();
    tab.ask(Do { command: Command::Delete(both) }).unwrap();
    let total = |tab: &mut Tab, kind| tab.list(kind, Filter::default()).total;
    for kind in [RecordKind::Institution, RecordKind::Offer, RecordKind::Request] {
        assert_eq!(total(&mut tab, kind), 0, "{kind:?}");
    }
    tab.ask(Undo {}).unwrap();
    let back =
        [RecordKind::Institution, RecordKind::Offer, RecordKind::Request].map(|kind| total(&mut tab, kind));
    assert_eq!(back, [2, 6, 1]);
}
