//! Whole errands on the desk, from the question a page asks to the row on the shelf.

use std::collections::BTreeSet;

use matriz::catalog::{AnyRecord, RecordKind};
use matriz::desk::{
    Adopt, AdoptHow, Axis, Command, Do, Fault, Filter, FromWorker, GetEntry, GetMatrix, ListCatalogs,
    MatchesOf, MemoryShelf, OpenCatalog, ReadFile, Redo, RemoveCatalog, RestoreCatalog, SaveFile,
    SavedToFile, Side, Undo, WhatLeaves,
};
use matriz::matching::answer::Band;
use matriz::primitive::Language;

use crate::desk_help::{FILE, Tab, id, institution, offer, read, request, settings};

fn saved(tab: &mut Tab) -> Vec<u8> {
    let (_, bytes) =
        tab.ask_with(SaveFile { what: WhatLeaves::Everything }, None).expect("a catalog is open");
    bytes.expect("the copy travels with the answer")
}

#[test]
fn from_a_file_to_the_matrix_to_the_best_match_and_why() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let preview = read(&mut tab, FILE);
    assert!(preview.counts.offers > 20 && preview.counts.requests > 20);
    tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();

    let matrix = GetMatrix {
        rows: Axis::Topic,
        columns: Axis::Quadrant,
        filter: Filter::default(),
        unfolded: Vec::new(),
    };
    let matrix = tab.ask(matrix).unwrap();
    let cell = matrix.cells.iter().max_by_key(|cell| cell.tally.requests).unwrap();
    assert!(cell.tally.requests > 0);
    assert!(matrix.total.requests >= cell.tally.requests);

    // The cell leads to a list with as many requests.
    let (topic, _) = &matrix.rows[cell.row as usize];
    let mut filter = Filter { standing: vec!["open".into()], ..Filter::default() };
    match matriz::vocabulary::Coded::from_id(topic) {
        Some(topic) => filter.topics = vec![topic],
        None => filter.sectors = matriz::vocabulary::Coded::from_id(topic).into_iter().collect(),
    }
    let list = tab.list(RecordKind::Request, filter);
    assert!(list.total >= cell.tally.requests);

    // Some request there has a match; its explanation adds up.
    let found = list.entries.iter().find_map(|card| {
        let question = MatchesOf {
            side: Side::Request(card.key.id),
            settings: settings(),
            limit: 3,
            lang: Language::Es,
        };
        tab.ask(question).unwrap().matches.into_iter().next()
    });
    let best = found.expect("a request of the fullest cell has a match");
    assert_eq!(best.rank, 1);
    let sum: f64 = best.explanation.parts.iter().map(|part| part.contribution).sum();
    assert!((sum - best.explanation.score).abs() < 1e-6);
}

#[test]
fn an_offer_and_a_request_become_a_match_that_is_there_the_next_day() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let catalog = tab.create("Seminar");
    tab.put(institution(1, "Fondo de Solidaridad", "CHL")).unwrap();
    tab.put(institution(2, "Ministerio de Desarrollo", "PRY")).unwrap();
    tab.put(offer(10, id(1), "Registro social")).unwrap();
    let done = tab.put(request(20, id(2), "Crear un registro social de hogares")).unwrap();
    assert_eq!((done.can_undo, done.record), (true, Some(id(20))));

    let question =
        MatchesOf { side: Side::Request(id(20)), settings: settings(), limit: 5, lang: Language::En };
    let matches = tab.ask(question.clone()).unwrap();
    assert_eq!(matches.matches.len(), 1);
    assert!(matches.matches[0].explanation.band >= Band::Possible);

    let mut next_day = Tab::open(&shelf, 2);
    next_day.ask(OpenCatalog { id: catalog.id }).unwrap();
    assert_eq!(next_day.ask(question).unwrap(), matches);
}

#[test]
fn a_saved_copy_opens_identical_elsewhere() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo de Solidaridad", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro social")).unwrap();
    tab.ask(Do { command: Command::Delete(vec![(RecordKind::Offer, id(10))]) }).unwrap();
    tab.put(offer(11, id(1), "Otro registro")).unwrap();
    let bytes = saved(&mut tab);

    let mut elsewhere = Tab::open(&MemoryShelf::default(), 2);
    let preview = read(&mut elsewhere, &bytes);
    assert!(preview.problems.is_empty(), "{:?}", preview.problems);
    elsewhere.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    assert_eq!(saved(&mut elsewhere), bytes);
}

#[test]
fn a_broken_file_is_explained_and_changes_nothing() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    let before = saved(&mut tab);
    for bytes in
        [&b""[..], b"not a catalog", b"{\"type\":\"matriz.catalog\",\"offers\":[", &[0xFF, 0xFE, 0x00]]
    {
        let preview = read(&mut tab, bytes);
        assert!(!preview.problems.is_empty());
    }
    assert_eq!(saved(&mut tab), before);
    assert_eq!(tab.ask(ListCatalogs {}).unwrap().len(), 1);
}

#[test]
fn a_full_disk_is_told_and_leaves_everything_as_it_was() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let catalog = tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    let before = saved(&mut tab);
    shelf.refuse_writes(true);
    assert!(matches!(tab.put(offer(10, id(1), "Registro")), Err(Fault::NotWritten(_))));
    let delete = Do { command: Command::Delete(vec![(RecordKind::Institution, id(1))]) };
    assert!(matches!(tab.ask(delete), Err(Fault::NotWritten(_))));
    assert!(matches!(tab.ask(Undo {}), Err(Fault::NotWritten(_))));
    let preview = read(&mut tab, FILE);
    let adopt = Adopt { token: preview.token, how: AdoptHow::Beside };
    assert!(matches!(tab.ask(adopt.clone()), Err(Fault::NotWritten(_))));
    assert_eq!(saved(&mut tab), before);
    assert_eq!(tab.list(RecordKind::Offer, Filter::default()).total, 0);
    assert_eq!(tab.ask(ListCatalogs {}).unwrap()[0].id, catalog.id);

    // With room again the same file is taken in.
    shelf.refuse_writes(false);
    tab.ask(adopt).unwrap();
    assert_eq!(tab.ask(ListCatalogs {}).unwrap().len(), 2);
}

#[test]
fn undo_and_redo_go_step_by_step() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro")).unwrap();
    tab.put(request(20, id(1), "Pedido")).unwrap();
    let delete = Command::Delete(vec![(RecordKind::Institution, id(1))]);
    tab.ask(Do { command: delete }).unwrap();
    let total = |tab: &mut Tab, kind| tab.list(kind, Filter::default()).total;
    assert_eq!(total(&mut tab, RecordKind::Offer) + total(&mut tab, RecordKind::Institution), 0);

    let done = tab.ask(Undo {}).unwrap();
    assert!(done.can_redo);
    assert_eq!(total(&mut tab, RecordKind::Institution), 1);
    assert_eq!(total(&mut tab, RecordKind::Offer) + total(&mut tab, RecordKind::Request), 2);
    tab.ask(Redo {}).unwrap();
    assert_eq!(total(&mut tab, RecordKind::Request), 0);
    for _ in 0..4 {
        tab.ask(Undo {}).unwrap();
    }
    assert_eq!(total(&mut tab, RecordKind::Institution), 0);
    assert!(matches!(tab.ask(Undo {}), Err(Fault::Refused(_))));
    for _ in 0..3 {
        tab.ask(Redo {}).unwrap();
    }
    assert_eq!(total(&mut tab, RecordKind::Request), 1);
}

#[test]
fn two_tabs_see_each_other_and_refuse_to_overwrite() {
    let shelf = MemoryShelf::default();
    let mut one = Tab::open(&shelf, 1);
    let catalog = one.create("Seminar");
    one.put(institution(1, "Fondo", "CHL")).unwrap();
    one.put(offer(10, id(1), "Registro")).unwrap();
    let mut other = Tab::open(&shelf, 2);
    other.ask(OpenCatalog { id: catalog.id }).unwrap();
    one.catch_up();

    let read = |tab: &mut Tab| {
        let detail = tab.ask(GetEntry { kind: RecordKind::Offer, id: id(10), lang: Language::En }).unwrap();
        let AnyRecord::Offer(offer) = detail.record else { panic!("an offer was asked for") };
        offer
    };
    let mut mine = read(&mut one);
    let mut theirs = read(&mut other);
    theirs.title.text = "Registro único".into();
    other.put(theirs).unwrap();
    mine.title.text = "Registro nacional".into();
    assert_eq!(one.put(mine).unwrap_err(), Fault::Moved(id(10)));
    // The refusal has caught up: the next look shows the other tab's words, and editing those is fine.
    let mut mine = read(&mut one);
    assert_eq!(mine.title.text, "Registro único");
    mine.title.text = "Registro único nacional".into();
    one.put(mine).unwrap();
    assert!(other.catch_up().iter().any(|event| matches!(event, FromWorker::Changed(_))));
    assert_eq!(read(&mut other).title.text, "Registro único nacional");
    // The other tab's own edit has been built upon: undoing it would lose the newer words.
    assert_eq!(other.ask(Undo {}).unwrap_err(), Fault::Moved(id(10)));
}

#[test]
fn a_merge_is_undone_as_if_it_had_never_been() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro")).unwrap();
    let base = saved(&mut tab);

    // Elsewhere somebody edits the offer; here somebody edits it too.
    let mut elsewhere = Tab::open(&MemoryShelf::default(), 2);
    let preview = read(&mut elsewhere, &base);
    elsewhere.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    let edit = |tab: &mut Tab, title: &str| {
        let detail = tab.ask(GetEntry { kind: RecordKind::Offer, id: id(10), lang: Language::En }).unwrap();
        let AnyRecord::Offer(mut offer) = detail.record else { panic!("an offer was asked for") };
        offer.title.text = title.into();
        tab.put(offer).unwrap();
    };
    edit(&mut elsewhere, "De lejos");
    elsewhere.put(request(20, id(1), "Pedido")).unwrap();
    edit(&mut tab, "De aquí");
    let before = saved(&mut tab);
    let theirs = saved(&mut elsewhere);

    let merge = |tab: &mut Tab| {
        let preview = read(tab, &theirs);
        let how = AdoptHow::Merge(BTreeSet::from([id(10), id(20)]).into());
        tab.ask(Adopt { token: preview.token, how }).unwrap()
    };
    let info = merge(&mut tab);
    assert_eq!((info.counts.conflicts, info.counts.requests), (1, 1));
    let detail = tab.ask(GetEntry { kind: RecordKind::Offer, id: id(10), lang: Language::En }).unwrap();
    assert_eq!(detail.conflicts.len(), 1);
    assert_eq!(detail.card.unwrap().standing, "conflict");

    tab.ask(Undo {}).unwrap();
    assert_eq!(saved(&mut tab), before);
    // Merging once more brings everything again, and choosing ends the conflict.
    assert_eq!(merge(&mut tab).counts.conflicts, 1);
    let detail = tab.ask(GetEntry { kind: RecordKind::Offer, id: id(10), lang: Language::En }).unwrap();
    tab.ask(Do { command: Command::Resolve(Box::new(detail.record)) }).unwrap();
    let info = &tab.ask(ListCatalogs {}).unwrap()[0];
    assert_eq!(info.counts.conflicts, 0);
    // Undoing the choice brings both versions back.
    tab.ask(Undo {}).unwrap();
    assert_eq!(tab.ask(ListCatalogs {}).unwrap()[0].counts.conflicts, 1);
}

#[test]
fn the_sample_never_mixes_with_real_data() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let preview =
        tab.ask_with(ReadFile { name: "sample".into(), sample: true }, Some(FILE.to_vec())).unwrap().0;
    let info = tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    assert!(info.sample);
    // Saved and read again as somebody's file it still says what it is.
    let bytes = saved(&mut tab);
    tab.create("Real");
    let preview = read(&mut tab, &bytes);
    let merge = Adopt { token: preview.token, how: AdoptHow::Merge(BTreeSet::new().into()) };
    assert!(matches!(tab.ask(merge), Err(Fault::Refused(_))));
    let copy = tab.ask(Adopt { token: preview.token, how: AdoptHow::Beside }).unwrap();
    assert!(copy.sample && copy.id != info.id);
}

#[test]
fn changes_not_yet_in_a_file_are_counted_and_removed_catalogs_come_back() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let catalog = tab.create("Seminar");
    assert_eq!(catalog.unsaved_changes, 0);
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro")).unwrap();
    saved(&mut tab);
    tab.put(offer(11, id(1), "Otro")).unwrap();
    let info = tab.ask(SavedToFile {}).unwrap();
    assert_eq!(info.unsaved_changes, 1, "what was edited after the copy was made is not in it");
    assert!(info.saved_ms.is_some());

    tab.ask(RemoveCatalog { id: catalog.id }).unwrap();
    assert!(matches!(tab.ask(Undo {}), Err(Fault::Refused(_) | Fault::NoCatalog)));
    let all = tab.ask(RestoreCatalog { id: catalog.id }).unwrap();
    assert!(!all[0].removed);
    let mut later = Tab::open(&shelf, 2);
    let info = later.ask(OpenCatalog { id: catalog.id }).unwrap();
    assert_eq!((info.counts.offers, info.unsaved_changes), (2, 1));
}
