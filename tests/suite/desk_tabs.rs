//! Several tabs on one shelf, and shelves with rows that cannot be read: nothing is ever lost.

use std::collections::BTreeMap;

use matriz::catalog::{AnyRecord, Offer, RecordKind};
use matriz::desk::{
    Adopt, AdoptHow, Batch, Command, Do, Fault, Filter, GetEntry, ListAside, MemoryShelf, MergeLog,
    OpenCatalog, ReadFile, Row, SaveAside, SaveFile, Shelf, Undo, WhatLeaves,
};
use matriz::primitive::{Id, Language};
use proptest::prelude::*;

use crate::desk_help::{Tab, id, institution, now, offer};

#[derive(Clone, Copy, Debug)]
enum Act {
    /// Opens the entry's form.
    Look,
    /// Saves the form, as it was when it was opened.
    Put,
    Delete,
    Undo,
    CatchUp,
    /// From now on the disk is full, or no longer.
    Full(bool),
}

fn acts() -> impl Strategy<Value = Vec<(usize, Act, u128)>> {
    let act = prop_oneof![
        4 => Just(Act::Look),
        6 => Just(Act::Put),
        1 => Just(Act::Delete),
        2 => Just(Act::Undo),
        2 => Just(Act::CatchUp),
        1 => any::<bool>().prop_map(Act::Full),
    ];
    prop::collection::vec((0..3_usize, act, 10..14_u128), 1..40)
}

/// Titles of all offers as a tab that opens now sees them.
fn titles(shelf: &MemoryShelf, catalog: Id) -> BTreeMap<Id, String> {
    let mut tab = Tab::open(shelf, 99);
    tab.ask(OpenCatalog { id: catalog }).expect("the catalog is there");
    seen_by(&mut tab)
}

fn seen_by(tab: &mut Tab) -> BTreeMap<Id, String> {
    let list = tab.list(RecordKind::Offer, Filter::default());
    list.entries.into_iter().map(|card| (card.key.id, card.title.text)).collect()
}

fn form(tab: &mut Tab, id: Id) -> Option<Offer> {
    match tab.ask(GetEntry { kind: RecordKind::Offer, id, lang: Language::Es }).ok()?.record {
        AnyRecord::Offer(offer) => Some(offer),
        _ => None,
    }
}

/// A person in a tab, with the forms they have open.
struct Person {
    tab: Tab,
    forms: BTreeMap<u128, Offer>,
}

impl Person {
    /// Does one thing; answers with what a save or a deletion that was confirmed means for the entry.
    fn act(&mut self, act: Act, entry: u128, step: usize) -> Option<Option<String>> {
        match act {
            Act::Look => {
                let form = form(&mut self.tab, id(entry)).unwrap_or_else(|| offer(entry, id(1), "new"));
                self.forms.insert(entry, form);
            }
            Act::Put => {
                let mut offer = self.forms.get(&entry)?.clone();
                offer.title.text = format!("step {step}");
                match self.tab.put(offer) {
                    Ok(_) => return Some(Some(format!("step {step}"))),
                    Err(Fault::Moved(_) | Fault::NotWritten(_)) => {}
                    Err(fault) => panic!("{fault}"),
                }
            }
            Act::Delete => {
                let command = Command::Delete(vec![(RecordKind::Offer, id(entry))]);
                if self.tab.ask(Do { command }).is_ok() {
                    return Some(None);
                }
            }
            Act::CatchUp => drop(self.tab.catch_up()),
            Act::Undo | Act::Full(_) => {}
        }
        None
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// What was confirmed is there for everyone until somebody who saw it changes it; what was refused is not.
    #[test]
    fn tabs_never_lose_an_edit(acts in acts()) {
        let shelf = MemoryShelf::default();
        let mut first = Tab::open(&shelf, 1);
        let catalog = first.create("Seminar").id;
        first.put(institution(1, "Fondo", "CHL")).unwrap();
        let mut people = vec![Person { tab: first, forms: BTreeMap::new() }];
        for seed in 2..4 {
            let mut tab = Tab::open(&shelf, seed);
            tab.ask(OpenCatalog { id: catalog }).unwrap();
            people.push(Person { tab, forms: BTreeMap::new() });
        }
        let mut expected: BTreeMap<Id, String> = BTreeMap::new();
        for (step, (who, act, entry)) in acts.into_iter().enumerate() {
            if let Act::Full(full) = act {
                shelf.refuse_writes(full);
            }
            if let Act::Undo = act {
                if people[who].tab.ask(Undo {}).is_ok() {
                    expected = seen_by(&mut people[who].tab);
                }
            } else if let Some(outcome) = people[who].act(act, entry, step) {
                match outcome {
                    Some(title) => expected.insert(id(entry), title),
                    None => expected.remove(&id(entry)),
                };
            }
            prop_assert_eq!(&titles(&shelf, catalog), &expected, "after step {}", step);
        }
        for person in &mut people {
            person.tab.catch_up();
            prop_assert_eq!(&seen_by(&mut person.tab), &expected);
        }
        // The confirmed catalog is the same, byte for byte, for every tab.
        let copies: Vec<_> = people
            .iter_mut()
            .map(|person| person.tab.ask_with(SaveFile { what: WhatLeaves::Everything }, None).unwrap().1)
            .collect();
        prop_assert!(copies.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

#[test]
fn a_row_that_cannot_be_read_is_set_aside_and_the_rest_opens() {
    let shelf = MemoryShelf::default();
    let mut tab = Tab::open(&shelf, 1);
    let catalog = tab.create("Seminar").id;
    tab.put(institution(1, "Fondo", "CHL")).unwrap();
    tab.put(offer(10, id(1), "Registro")).unwrap();
    let broken = Row { catalog, key: format!("offer/{}", id(11)), json: "{\"title\": ".into() };
    now(shelf.write(Batch { rows: vec![broken], ..Batch::default() })).unwrap();

    let mut later = Tab::open(&shelf, 2);
    later.ask(OpenCatalog { id: catalog }).unwrap();
    assert_eq!(later.list(RecordKind::Offer, Filter::default()).total, 1);
    let aside = later.ask(ListAside {}).unwrap();
    assert_eq!(aside.len(), 1);
    assert!(aside[0].beginning.contains("\"title\""));

    // Somebody writes a record under the same id: what could not be read is kept all the same.
    later.put(offer(11, id(1), "Otro")).unwrap();
    let mut latest = Tab::open(&shelf, 3);
    latest.ask(OpenCatalog { id: catalog }).unwrap();
    assert_eq!(latest.list(RecordKind::Offer, Filter::default()).total, 2);
    assert_eq!(latest.ask(ListAside {}).unwrap().len(), 1);
    let bytes = latest.ask_with(SaveAside {}, None).unwrap().1.unwrap();
    assert!(String::from_utf8(bytes).unwrap().contains("{\\\"title\\\": "));
}

#[test]
fn what_could_not_be_read_of_a_merged_file_is_kept() {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Seminar");
    let file = format!(
        r#"{{"type":"matriz.catalog","version":1,"id":"{}","title":"x",
            "offers":[{{"id":"{}","rev":{{"dvc":1}},"institution":"{}","status":"open","title":"Registro"}}, 7]}}"#,
        id(90),
        id(10),
        id(1)
    );
    let question = ReadFile { name: "theirs.json".into(), sample: false };
    let preview = tab.ask_with(question, Some(file.into_bytes())).unwrap().0;
    assert!(!preview.problems.is_empty());
    tab.ask(Adopt {
        token: preview.token,
        how: AdoptHow::Merge(std::collections::BTreeSet::from([id(10)]).into()),
    })
    .unwrap();
    assert_eq!(tab.list(RecordKind::Offer, Filter::default()).total, 1);
    let aside = tab.ask(ListAside {}).unwrap();
    assert_eq!((aside.len(), aside[0].from.as_str()), (1, "theirs.json"));
    assert_eq!(tab.ask(MergeLog {}).unwrap()[0].new, 1);
}
