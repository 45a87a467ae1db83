//! Sharing at the desk: many files at once, titles, links and codes, what leaves, answers.

use std::collections::BTreeSet;

use matriz::catalog::merge::Outcome;
use matriz::desk::{
    Adopt, AdoptHow, CatalogInfo, ChangeGroup, CodeOut, Fault, FilePreview, KeepSource, LetGo, ListCatalogs,
    ListChanges, ListSources, MemoryShelf, MergeLog, OpenCatalog, PreviewMerge, PutTogether, ReadFile,
    ReadLink, RenameCatalog, SaveFile, ShareCode, ShareLink, Ticked, Undo, UndoMerge, WeighShare, WhatLeaves,
};
use matriz::interchange::{SAFE_LINK, ShareOptions, read_catalog, shared, write_links};
use matriz::primitive::{Id, Text};
use matriz::vocabulary::Status;

use crate::desk_help::{FILE, Tab, id, institution, offer, read, request};

/// Everything but contacts and private notes.
fn part() -> WhatLeaves {
    WhatLeaves::Part {
        only_institution: None,
        offers: true,
        requests: true,
        portfolio: true,
        contacts: false,
        private_notes: false,
    }
}

fn file(tab: &mut Tab, what: WhatLeaves) -> Vec<u8> {
    tab.ask_with(SaveFile { what }, None).expect("a catalog is open").1.expect("with its bytes")
}

fn title(tab: &mut Tab) -> String {
    tab.ask(ListCatalogs {}).unwrap()[0].title.text.clone()
}

/// The organiser's catalog, with a device for each of `devices` that has a copy of it.
fn seminar(devices: u64) -> (Tab, CatalogInfo, Vec<Tab>) {
    let mut organiser = Tab::open(&MemoryShelf::default(), 1);
    let info = organiser.create("Seminar");
    organiser.put(institution(1, "Fondo de Solidaridad", "CHL")).unwrap();
    organiser.put(offer(10, id(1), "Registro social")).unwrap();
    let bytes = file(&mut organiser, WhatLeaves::Everything);
    let copy = |device: u64| {
        let mut tab = Tab::open(&MemoryShelf::default(), 100 + device);
        let token = read(&mut tab, &bytes).token;
        tab.ask(Adopt { token, how: AdoptHow::Beside }).unwrap();
        tab
    };
    (organiser, info, (0..devices).map(copy).collect())
}

/// Reads files and puts them together; answers with the token.
fn gather(tab: &mut Tab, files: &[Vec<u8>]) -> u32 {
    let read = |(at, bytes): (usize, &Vec<u8>)| {
        let question = ReadFile { name: format!("delegation-{at}.json"), sample: false };
        let preview: FilePreview = tab.ask_with(question, Some(bytes.clone())).unwrap().0;
        preview.token
    };
    let tokens = files.iter().enumerate().map(read).collect();
    tab.ask(PutTogether { tokens }).unwrap()
}

#[test]
fn forty_files_are_merged_and_undone_as_one() {
    let (mut organiser, _, mut delegations) = seminar(40);
    for (at, tab) in delegations.iter_mut().enumerate() {
        let bits = 1_000 + at as u128;
        tab.put(institution(bits, &format!("Ministerio {at}"), "PER")).unwrap();
        tab.put(request(2_000 + bits, id(bits), "Crear un registro social")).unwrap();
        if at < 3 {
            // Three of them change the same offer without seeing each other's change.
            let mut changed =
                read_catalog(&file(tab, WhatLeaves::Everything)).catalog.unwrap().offers[&id(10)].clone();
            changed.title = Text::plain(format!("Registro de {at}"));
            tab.put(changed).unwrap();
        }
    }
    let files: Vec<Vec<u8>> = delegations.iter_mut().map(|tab| file(tab, part())).collect();
    let before = file(&mut organiser, WhatLeaves::Everything);
    let token = gather(&mut organiser, &files);
    let preview = organiser.ask(PreviewMerge { token }).unwrap();
    let group = |outcome, count, marked| ChangeGroup { outcome, count, marked };
    // Somebody else changed what Chile offers; what is new is not marked.
    assert_eq!(preview.groups, [group(Outcome::Conflict, 1, 1), group(Outcome::New, 80, 0)]);
    let mut list = |outcome, from, count| organiser.ask(ListChanges { token, outcome, from, count }).unwrap();
    let contested = list(Outcome::Conflict, 0, 10);
    assert!(contested[0].from_new_device);
    assert_eq!(contested[0].sources.len(), 40, "every file brings the offer");
    let pages = [list(Outcome::New, 0, 50), list(Outcome::New, 50, 50), list(Outcome::New, 100, 50)];
    assert_eq!(pages.each_ref().map(Vec::len), [50, 30, 0]);
    let ids: BTreeSet<Id> = pages.iter().flatten().map(|change| change.id).collect();
    assert_eq!(ids.len(), 80, "each once");

    let ticked = Ticked { groups: [Outcome::Conflict, Outcome::New].into(), others: BTreeSet::new() };
    let info = organiser.ask(Adopt { token, how: AdoptHow::Merge(ticked) }).unwrap();
    assert_eq!((info.counts.requests, info.counts.conflicts), (40, 1));
    let log = organiser.ask(MergeLog {}).unwrap();
    assert_eq!((log.len(), log[0].others.len(), log[0].new, log[0].can_undo), (1, 39, 80, true));

    organiser.ask(Undo {}).unwrap();
    assert_eq!(file(&mut organiser, WhatLeaves::Everything), before, "exactly as before");
    let log = organiser.ask(MergeLog {}).unwrap();
    assert_eq!((log[0].undone, log[0].can_undo), (true, false));
    assert_eq!(
        organiser.ask(PreviewMerge { token }),
        Err(Fault::Refused(said("refused.no-file"))),
        "used up"
    );
}

#[test]
fn a_merge_is_undone_the_next_day_unless_its_entries_were_edited() {
    let shelf = MemoryShelf::default();
    let mut organiser = Tab::open(&shelf, 1);
    let info = organiser.create("Seminar");
    organiser.put(institution(1, "Fondo de Solidaridad", "CHL")).unwrap();
    organiser.put(offer(10, id(1), "Registro social")).unwrap();
    let before = file(&mut organiser, WhatLeaves::Everything);
    let mut ben = Tab::open(&MemoryShelf::default(), 2);
    let token = read(&mut ben, &before).token;
    ben.ask(Adopt { token, how: AdoptHow::Beside }).unwrap();
    ben.put(request(20, id(1), "Crear un registro social")).unwrap();
    let mut changed = read_catalog(&before).catalog.unwrap().offers[&id(10)].clone();
    changed.title = Text::plain("Registro de Ben");
    ben.put(changed).unwrap();
    ben.ask(RenameCatalog { id: info.id, title: Text::plain("Seminar of Ben") }).unwrap();
    let token = read(&mut organiser, &file(&mut ben, part())).token;
    let ticked = BTreeSet::from([id(10), id(20), info.id]).into();
    organiser.ask(Adopt { token, how: AdoptHow::Merge(ticked) }).unwrap();
    assert_eq!(title(&mut organiser), "Seminar of Ben");

    let mut next_day = Tab::open(&shelf, 3);
    next_day.ask(OpenCatalog { id: info.id }).unwrap();
    let log = next_day.ask(MergeLog {}).unwrap();
    assert!(log[0].can_undo);
    next_day.put(institution(2, "Otra", "PER")).unwrap();
    next_day.ask(UndoMerge { key: log[0].key.clone() }).unwrap();
    assert_eq!(title(&mut next_day), "Seminar");
    let after = read_catalog(&file(&mut next_day, WhatLeaves::Everything)).catalog.unwrap();
    let mut expected = read_catalog(&before).catalog.unwrap();
    expected.institutions.insert(id(2), after.institutions[&id(2)].clone());
    assert_eq!(after, expected, "what was written since stays");
    let log = next_day.ask(MergeLog {}).unwrap();
    assert_eq!((log[0].undone, log[0].can_undo), (true, false));
    assert_eq!(
        next_day.ask(UndoMerge { key: log[0].key.clone() }),
        Err(Fault::Refused(said("refused.merge-gone")))
    );

    // Merged again, and edited: that word is not taken back.
    let token = read(&mut next_day, &file(&mut ben, part())).token;
    next_day.ask(Adopt { token, how: AdoptHow::Merge(BTreeSet::from([id(10)]).into()) }).unwrap();
    let mut edited = read_catalog(&file(&mut next_day, part())).catalog.unwrap().offers[&id(10)].clone();
    edited.title = Text::plain("Registro de todos");
    next_day.put(edited).unwrap();
    let key = next_day.ask(MergeLog {}).unwrap().into_iter().find(|entry| entry.can_undo).unwrap().key;
    let mut later = Tab::open(&shelf, 4);
    later.ask(OpenCatalog { id: info.id }).unwrap();
    assert_eq!(later.ask(UndoMerge { key }), Err(Fault::Refused(said("refused.merge-edited"))));
}

fn said(key: &'static str) -> matriz::primitive::Said {
    matriz::primitive::Said::new(key)
}

#[test]
fn forty_files_open_together_where_nothing_is_open() {
    let (_, info, mut delegations) = seminar(40);
    for (at, tab) in delegations.iter_mut().enumerate() {
        tab.put(institution(1_000 + at as u128, "Ministerio", "PER")).unwrap();
    }
    let files: Vec<Vec<u8>> = delegations.iter_mut().map(|tab| file(tab, part())).collect();
    let mut tab = Tab::open(&MemoryShelf::default(), 7);
    let token = gather(&mut tab, &files);
    let together = tab.ask(Adopt { token, how: AdoptHow::Beside }).unwrap();
    assert_eq!((together.id, together.counts.institutions), (info.id, 41));
}

#[test]
fn what_waits_can_be_let_go() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    let token = read(&mut tab, FILE).token;
    assert!(tab.ask(PreviewMerge { token }).is_ok());
    tab.ask(LetGo { tokens: vec![token] }).unwrap();
    assert!(matches!(tab.ask(PreviewMerge { token }), Err(Fault::Refused(_))));
    assert!(matches!(tab.ask(PutTogether { tokens: vec![token] }), Err(Fault::Refused(_))));
}

#[test]
fn a_later_title_is_taken_over_where_it_is_ticked_and_undone_with_the_merge() {
    let (mut organiser, info, mut devices) = seminar(1);
    let ben = &mut devices[0];
    ben.ask(RenameCatalog { id: info.id, title: Text::plain("Seminar of Lima") }).unwrap();
    let theirs = file(ben, part());

    let token = read(&mut organiser, &theirs).token;
    let change = organiser.ask(PreviewMerge { token }).unwrap().title.expect("the title changes");
    assert_eq!((change.theirs.text.as_str(), change.concurrent), ("Seminar of Lima", false));
    organiser.ask(Adopt { token, how: AdoptHow::Merge(BTreeSet::new().into()) }).unwrap();
    assert_eq!(title(&mut organiser), "Seminar", "not ticked");

    let token = read(&mut organiser, &theirs).token;
    organiser.ask(Adopt { token, how: AdoptHow::Merge(BTreeSet::from([info.id]).into()) }).unwrap();
    assert_eq!(title(&mut organiser), "Seminar of Lima");
    organiser.ask(Undo {}).unwrap();
    assert_eq!(title(&mut organiser), "Seminar");

    // Both rename: one title stands on both devices, whoever merges first.
    organiser.ask(RenameCatalog { id: info.id, title: Text::plain("Seminar of Quito") }).unwrap();
    let ours = file(&mut organiser, part());
    for (tab, bytes) in [(&mut organiser, &theirs), (&mut devices[0], &ours)] {
        let token = read(tab, bytes).token;
        if let Some(change) = tab.ask(PreviewMerge { token }).unwrap().title {
            assert!(change.concurrent);
        }
        tab.ask(Adopt { token, how: AdoptHow::Merge(BTreeSet::from([info.id]).into()) }).unwrap();
    }
    assert_eq!(title(&mut organiser), title(&mut devices[0]));
}

#[test]
fn words_of_a_program_that_names_no_edits_are_asked_about() {
    let (mut organiser, _, _) = seminar(0);
    let mut foreign: serde_json::Value =
        serde_json::from_slice(&file(&mut organiser, WhatLeaves::Everything)).unwrap();
    for list in ["institutions", "offers"] {
        foreign[list][0].as_object_mut().unwrap().remove("rev");
    }
    foreign["offers"][0]["title"]["text"] = "Social registry".into();
    let foreign = foreign.to_string();
    let token = read(&mut organiser, foreign.as_bytes()).token;
    let groups = organiser.ask(PreviewMerge { token }).unwrap().groups;
    assert_eq!(groups, [ChangeGroup { outcome: Outcome::Conflict, count: 1, marked: 0 }]);
    let ticked = Ticked { groups: [Outcome::Conflict].into(), others: BTreeSet::new() };
    let info = organiser.ask(Adopt { token, how: AdoptHow::Merge(ticked) }).unwrap();
    assert_eq!(info.counts.conflicts, 1, "both wordings are kept");
    organiser.ask(Undo {}).unwrap();
    // Who opens the other program's file and edits it knows what it said.
    let mut other = Tab::open(&MemoryShelf::default(), 2);
    let token = read(&mut other, foreign.as_bytes()).token;
    other.ask(Adopt { token, how: AdoptHow::Beside }).unwrap();
    let mut edited =
        read_catalog(&file(&mut other, WhatLeaves::Everything)).catalog.unwrap().offers[&id(10)].clone();
    edited.title = Text::plain("Social registry, revised");
    other.put(edited).unwrap();
    let token = read(&mut other, foreign.as_bytes()).token;
    assert_eq!(other.ask(PreviewMerge { token }).unwrap().groups, []);
}

#[test]
fn what_would_leave_is_weighed_before_it_goes() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    let token = read(&mut tab, FILE).token;
    let info = tab.ask(Adopt { token, how: AdoptHow::Beside }).unwrap();
    let whole = tab.ask(WeighShare { what: part() }).unwrap();
    assert_eq!(whole.counts.offers, info.counts.offers);
    assert_eq!((whole.counts.contacts, whole.private_notes), (0, 0));
    assert_eq!(whole.bytes, file(&mut tab, part()).len() as u64);
    let link = tab.ask(ShareLink { what: part() }).unwrap();
    assert_eq!(whole.link, Some(link.fragment.len() as u32));
    for fragment in [&link.fragment, &link.digits] {
        let mut other = Tab::open(&MemoryShelf::default(), 2);
        let preview = other.ask(ReadLink { fragment: fragment.clone() }).unwrap();
        assert_eq!(preview.counts, whole.counts);
        let cut = fragment[..fragment.len() - 30].to_owned();
        assert_eq!(other.ask(ReadLink { fragment: cut }), Err(Fault::Refused(said("link.truncated"))));
    }
}

#[test]
fn an_answer_holds_an_institutions_entries_and_those_that_match_them() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    for (bits, country) in [(1, "CHL"), (2, "PRY"), (3, "URY")] {
        tab.put(institution(bits, &format!("Ministerio {bits}"), country)).unwrap();
    }
    tab.put(offer(10, id(1), "Registro social")).unwrap();
    tab.put(request(20, id(2), "Crear un registro social de hogares")).unwrap();
    let mut closed = offer(11, id(3), "Registro de hogares");
    closed.status = Status::Closed;
    tab.put(closed).unwrap();
    let read = read_catalog(&file(&mut tab, WhatLeaves::Answer(id(2)))).catalog.unwrap();
    assert!(read.requests.contains_key(&id(20)), "its own request");
    assert!(read.offers.contains_key(&id(10)), "the offer that answers it");
    assert!(
        !read.offers.contains_key(&id(11)) && !read.institutions.contains_key(&id(3)),
        "and nothing else"
    );
    assert_eq!(read.institutions.len(), 2);
    assert!(matches!(tab.ask(WeighShare { what: WhatLeaves::Answer(id(77)) }), Err(Fault::NotFound(_))));
}

#[test]
fn addresses_are_kept_with_the_catalog_on_this_device_and_in_no_file() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let info = tab.create("Seminar");
    for address in ["https://b.example/c.json", "https://a.example/c.json", "https://b.example/c.json"] {
        tab.ask(KeepSource { address: address.into(), keep: true }).unwrap();
    }
    let addresses = |tab: &mut Tab| -> Vec<String> {
        tab.ask(ListSources {}).unwrap().into_iter().map(|source| source.address).collect()
    };
    assert_eq!(addresses(&mut tab), ["https://a.example/c.json", "https://b.example/c.json"]);
    assert!(!String::from_utf8(file(&mut tab, WhatLeaves::Everything)).unwrap().contains("example"));
    tab.ask(KeepSource { address: "https://a.example/c.json".into(), keep: false }).unwrap();
    let mut next_day = Tab::open(&shelf, 2);
    next_day.ask(OpenCatalog { id: info.id }).unwrap();
    assert_eq!(addresses(&mut next_day), ["https://b.example/c.json"]);
}

#[test]
fn sizes_of_links_and_what_a_code_holds() {
    let whole = read_catalog(FILE).catalog.unwrap();
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    // The address of an app on a static host, before the fragment.
    let app = "https://seminario.example.org/matriz/#";
    let mut holds = 0;
    for entries in [1, 2, 3, 4, 5, 20, 100] {
        let offers = whole.offers.keys().copied().take(entries / 2);
        let requests = whole.requests.keys().copied().take(entries - entries / 2);
        let only = Some(offers.chain(requests).collect());
        let links = write_links(&shared(&whole, &ShareOptions { only, ..ShareOptions::default() }));
        let mut version =
            |fragment: &str| match tab.ask(ShareCode { words: format!("{app}{fragment}") }).unwrap() {
                CodeOut::Code { version, .. } => Some(version),
                CodeOut::TooMuch => None,
            };
        let (letters, digits) = (version(&links.letters), version(&links.digits));
        println!(
            "{entries} entries: link of {} characters; code version {letters:?} in letters, {digits:?} in digits",
            links.letters.len()
        );
        assert!(digits.is_some() || letters.is_none(), "digits hold more");
        holds = if digits.is_some() { entries } else { holds };
        assert!(entries > 5 || links.letters.len() < SAFE_LINK);
    }
    assert!(holds >= 2, "a code on the wall carries a few entries; more go by address");
}
