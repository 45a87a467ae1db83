//! The fair: stands of a theme in order, what fits one's own entries, and agreements noted between two people.

use matriz::catalog::RecordKind;
use matriz::desk::{
    Agreement, Command, Do, Done, FairOf, FairView, Fault, Filter, GetEntry, MemoryShelf, Undo,
};
use matriz::primitive::{Id, Language, Text};
use matriz::vocabulary::{PortfolioStatus, Role, Topic, Visibility};

use crate::desk_help::{NOW_MS, Tab, id, institution, offer, request, settings};

/// Chile offers and asks, Haiti asks, Bolivia offers something else.
fn fair() -> Tab {
    let mut tab = Tab::open(&MemoryShelf::default(), 1);
    tab.create("Feria");
    tab.put(institution(1, "FOSIS", "CHL")).unwrap();
    tab.put(institution(2, "MAST", "HTI")).unwrap();
    tab.put(institution(3, "Ministerio", "BOL")).unwrap();
    tab.put(offer(11, id(1), "Registro social")).unwrap();
    tab.put(request(21, id(2), "Un registro")).unwrap();
    let mut other = offer(13, id(3), "Cocinas escolares");
    other.subjects.clear();
    other.summary = Text::in_language("es", "Menús para escuelas rurales.");
    tab.put(other).unwrap();
    tab
}

fn walk(tab: &mut Tab, own: Option<Id>, stand: Option<Id>, topic: Option<Topic>) -> FairView {
    let filter = Filter { topics: topic.into_iter().collect(), ..Filter::default() };
    let settings = settings();
    tab.ask(FairOf { filter, institution: own, stand, since_ms: NOW_MS, settings, lang: Language::Es })
        .unwrap()
}

fn note(tab: &mut Tab, request: Option<Id>, offer: Option<Id>, words: &str) -> Result<Done, Fault> {
    let agreement = Agreement {
        between: (id(1), id(2)),
        request,
        offer,
        status: PortfolioStatus::InNegotiation,
        note: if words.is_empty() { Text::default() } else { Text::in_language("es", words) },
    };
    tab.ask(Do { command: Command::NoteAgreement(agreement) })
}

#[test]
fn stands_are_in_order_without_ones_own_and_a_theme_narrows_them() {
    let mut tab = fair();
    let countries = |view: &FairView| {
        view.stands.iter().map(|stand| stand.institution.country.clone().unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(countries(&walk(&mut tab, None, None, None)), ["BOL", "CHL", "HTI"]);
    let mine = walk(&mut tab, Some(id(1)), None, None);
    assert_eq!(countries(&mine), ["BOL", "HTI"]);
    assert_eq!((mine.stands[0].best, mine.stands[1].best.is_some()), (None, true));
    assert_eq!((mine.own_offers.len(), mine.own_requests.len()), (1, 0));
    let theme = walk(&mut tab, Some(id(1)), None, Some(Topic::SingleBeneficiaryRegistry));
    assert_eq!(countries(&theme), ["HTI"]);
    assert_eq!((theme.stands[0].offers, theme.stands[0].requests), (0, 1));
}

#[test]
fn at_a_stand_every_entry_says_which_of_ones_own_fits() {
    let mut tab = fair();
    let stand = walk(&mut tab, Some(id(1)), Some(id(2)), None).chosen.unwrap();
    let [entry] = &stand.requests[..] else { panic!("one request") };
    assert_eq!((entry.fits.len(), entry.fits[0].own, entry.is_taken_up), (1, id(11), false));
    // Nobody in particular sees the same stand without marks; a stand without anything in the theme is not there.
    assert!(walk(&mut tab, None, Some(id(2)), None).chosen.unwrap().requests[0].fits.is_empty());
    assert!(walk(&mut tab, None, Some(id(3)), Some(Topic::SingleBeneficiaryRegistry)).chosen.is_none());
}

#[test]
fn an_agreement_is_one_exchange_with_its_note_and_one_step_back() {
    let mut tab = fair();
    let done = note(&mut tab, Some(id(21)), Some(id(11)), "Llamar en enero").unwrap();
    let view = walk(&mut tab, Some(id(1)), Some(id(2)), None);
    let [noted] = &view.noted[..] else { panic!("one exchange was noted") };
    assert_eq!((Some(noted.id), noted.status), (done.record, PortfolioStatus::InNegotiation));
    let roles: Vec<_> =
        noted.parties.iter().map(|party| (party.institution.id, party.roles.clone())).collect();
    assert_eq!(roles, [(id(2), vec![Role::Recipient]), (id(1), vec![Role::Provider])]);
    assert!(view.chosen.unwrap().requests[0].is_taken_up);
    // Both of the two see it; a third does not.
    assert_eq!(walk(&mut tab, Some(id(2)), None, None).noted.len(), 1);
    assert!(walk(&mut tab, Some(id(3)), None, None).noted.is_empty());
    let item = GetEntry { kind: RecordKind::Portfolio, id: noted.id, lang: Language::Es };
    let notes = tab.ask(item).unwrap().notes;
    assert_eq!((notes.len(), notes[0].visibility), (1, Visibility::Private));
    assert_eq!(notes[0].text.shown(Language::Es).text, "Llamar en enero");

    tab.ask(Undo {}).unwrap();
    assert!(walk(&mut tab, Some(id(1)), None, None).noted.is_empty());
    assert_eq!(tab.list(RecordKind::Portfolio, Filter::default()).total, 0);
}

#[test]
fn an_entry_on_one_side_is_enough_and_none_is_not() {
    let mut tab = fair();
    note(&mut tab, Some(id(21)), None, "").unwrap();
    note(&mut tab, None, Some(id(11)), "").unwrap();
    let noted = walk(&mut tab, Some(id(1)), None, None).noted;
    assert_eq!(noted.len(), 2);
    for item in &noted {
        let of = |role| item.parties.iter().find(|party| party.roles.contains(&role)).unwrap().institution.id;
        assert_eq!((of(Role::Recipient), of(Role::Provider)), (id(2), id(1)));
    }
    assert!(matches!(note(&mut tab, None, None, ""), Err(Fault::Refused(_))));
    assert_eq!(note(&mut tab, Some(id(99)), None, "").unwrap_err(), Fault::NotFound(id(99)));
}
