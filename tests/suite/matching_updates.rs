//! One edit after the other: an updated index answers as a new one does, and says what it had to do.

use std::num::NonZeroU32;

use matriz::catalog::{AnyRecord, Catalog, Head, Offer, Party, PortfolioItem, RecordKind, Request, Subject};
use matriz::matching::answer::{Band, Explanation, Settings};
use matriz::matching::{Index, Named, Ranker, Updated};
use matriz::primitive::{Arg, Id, Text};
use matriz::vocabulary::{PortfolioStatus, Role, Topic, Vocabulary};

use super::support::two::{GIVER, OFFER, REQUEST, TAKER, Two, es, two};

/// A catalog that is edited, and the index that follows.
struct Followed {
    catalog: Catalog,
    index: Index,
    settings: Settings,
}

fn followed(edit: impl FnOnce(&mut Two)) -> Followed {
    let two = two(edit);
    let (catalog, index) = two.index();
    Followed { catalog, index, settings: two.settings }
}

impl Followed {
    fn put(&mut self, record: impl Into<AnyRecord>) -> Updated {
        let record = record.into();
        let changed = (record.kind(), record.head().id);
        self.catalog.put(record);
        self.index.update(&self.catalog, &[changed])
    }

    fn take(&mut self, kind: RecordKind, id: Id) -> Updated {
        drop(self.catalog.take(kind, id));
        self.index.update(&self.catalog, &[(kind, id)])
    }

    fn explained(&self) -> Explanation {
        self.index.explain(&self.catalog, REQUEST, OFFER, &self.settings).unwrap()
    }

    /// The same as a new index answers.
    fn checked(&self) -> Explanation {
        let explained = self.explained();
        let new = Index::build(&self.catalog, Vocabulary::carried());
        assert_eq!(Some(&explained), new.explain(&self.catalog, REQUEST, OFFER, &self.settings).as_ref());
        assert_eq!(terms(&self.index), terms(&new));
        explained
    }

    fn coverers(&self) -> Vec<(Id, u64)> {
        self.index.outlook(REQUEST, &self.settings).unwrap().coverers(0.5, Band::Weak)
    }
}

/// All terms by entry and document, in alphabetical order.
fn terms(index: &Index) -> Vec<(Id, Vec<Named>)> {
    let mut all = index.analysed();
    for document in all.iter_mut().flat_map(|(_, documents)| documents) {
        document.words.sort_by(|a, b| a.0.cmp(&b.0));
    }
    all
}

fn id(at: u128) -> Id {
    Id::from_u128(100 + at)
}

/// An offer like the one of the pair, under another id.
fn other(two: &Two, at: u128) -> Offer {
    let mut other = two.offer.clone();
    other.head.id = id(at);
    other
}

#[test]
fn an_institution_concerns_what_is_its_own() {
    let mut both = followed(|two| two.others = vec![other(two, 1)]);
    for (institution, entries) in [(GIVER, 2), (TAKER, 1)] {
        let mut edited = both.catalog.institutions[&institution].clone();
        edited.languages = vec!["es".into()];
        assert_eq!(both.put(edited), Updated { entries, reweighed: 0 });
        both.checked();
    }
    assert_eq!(both.explained().parts[3].reason.key, "reason.language.shared");
}

#[test]
fn an_agreed_exchange_concerns_the_entries_it_names() {
    let mut both = followed(|two| {
        two.offer.capacity = NonZeroU32::new(1);
        two.others = vec![other(two, 1)];
    });
    let item = |status, request, offers| PortfolioItem {
        head: Head::new(id(9)),
        status,
        request,
        offers,
        parties: Vec::new(),
    };
    use PortfolioStatus::{Agreed, Proposed};
    let gates = |both: &Followed| {
        both.checked().failures.into_iter().map(|failure| failure.reason.key).collect::<Vec<_>>()
    };
    let entries = |entries| Updated { entries, reweighed: 0 };
    assert_eq!(both.put(item(Proposed, Some(REQUEST), vec![OFFER])), entries(0));
    assert_eq!(both.put(item(Agreed, None, vec![OFFER])), entries(1));
    assert_eq!(gates(&both), ["gate.capacity.offer"]);
    assert_eq!(both.put(item(Agreed, Some(REQUEST), vec![OFFER])), entries(1));
    assert_eq!(gates(&both), ["gate.capacity.offer", "gate.capacity.request"]);
    assert_eq!(both.put(item(Agreed, Some(REQUEST), vec![id(1)])), entries(2));
    assert_eq!(gates(&both), ["gate.capacity.request"]);
    assert_eq!(both.take(RecordKind::Portfolio, id(9)), entries(2));
    assert_eq!(gates(&both), Vec::<String>::new());
}

/// The offers that an exchange names, and its parties in their roles.
type Item<'a> = (&'a [Id], &'a [(Id, Role)]);

#[test]
fn a_request_has_the_institutions_that_provide_for_it() {
    let both = followed(|two| two.others = vec![other(two, 1)]);
    let providers = |items: &[Item<'_>]| {
        let mut catalog = both.catalog.clone();
        for (at, (offers, parties)) in (0..).zip(items) {
            let party = |(institution, role): &(Id, Role)| Party {
                institution: *institution,
                roles: vec![(*role).into()],
                extra: Default::default(),
            };
            let item = PortfolioItem {
                head: Head::new(id(50 + at)),
                status: PortfolioStatus::Agreed,
                request: Some(REQUEST),
                offers: offers.to_vec(),
                parties: parties.iter().map(party).collect(),
            };
            catalog.put(item.into());
        }
        Index::build(&catalog, Vocabulary::carried()).providers(REQUEST)
    };
    assert_eq!(providers(&[]), 0);
    assert_eq!(providers(&[(&[OFFER, id(1)], &[])]), 1, "one institution, two offers");
    assert_eq!(providers(&[(&[OFFER], &[(GIVER, Role::Provider)])]), 1);
    assert_eq!(
        providers(&[(
            &[OFFER],
            &[(id(7), Role::Provider), (id(8), Role::Recipient), (id(9), Role::Recipient)]
        )]),
        2
    );
    // Who is not named counts all the same, once for each item.
    assert_eq!(providers(&[(&[], &[(TAKER, Role::Recipient)])]), 1);
    assert_eq!(providers(&[(&[], &[]), (&[], &[]), (&[OFFER], &[])]), 3);
}

#[test]
fn an_offer_that_goes_or_changes_hands_changes_who_provides() {
    let mut both = followed(|two| {
        two.request.providers_needed = NonZeroU32::new(2);
        two.others = vec![other(two, 1)];
    });
    for (at, offer) in [(50, OFFER), (51, id(1))] {
        both.put(PortfolioItem {
            head: Head::new(id(at)),
            status: PortfolioStatus::Agreed,
            request: Some(REQUEST),
            offers: vec![offer],
            parties: Vec::new(),
        });
    }
    let providers = |both: &Followed| {
        both.checked();
        both.index.providers(REQUEST)
    };
    assert_eq!(providers(&both), 1, "two offers of one institution");
    let handed_on = Offer { institution: TAKER, ..both.catalog.offers[&id(1)].clone() };
    assert_eq!(both.put(handed_on).entries, 2, "the offer and the request");
    assert_eq!(providers(&both), 2);
    let gates: Vec<_> = both.explained().failures.into_iter().map(|failure| failure.reason.key).collect();
    assert_eq!(gates, ["gate.capacity.request"]);
    assert_eq!(both.take(RecordKind::Offer, id(1)).entries, 1);
    assert_eq!(providers(&both), 2, "whose offer is gone is not named, and counts all the same");
}

#[test]
fn a_second_mention_makes_a_word_commoner_everywhere() {
    let mut both = followed(|two| {
        two.request.title = es("Canguros y morsas");
        two.others = vec![other(two, 1)];
    });
    let edited = |both: &Followed, words: &str| {
        let title = es(words);
        Offer { title, ..both.catalog.offers[&OFFER].clone() }
    };
    // One of 64 becomes two: the word falls from level 6 to 5 in both documents.
    let updated = both.put(edited(&both, "Canguros"));
    assert_eq!(updated, Updated { entries: 1, reweighed: 2 });
    let shared = both.checked().parts[6].value;
    // What nobody else says moves nothing.
    let updated = both.put(edited(&both, "Canguros, osos"));
    assert_eq!(updated, Updated { entries: 1, reweighed: 0 });
    assert!(both.checked().parts[6].value < shared);
    // Gone again, only the request still says it.
    let updated = both.put(edited(&both, "Bongos"));
    assert_eq!((updated, both.checked().parts[6].value), (Updated { entries: 1, reweighed: 1 }, 0.0));
    assert_eq!(both.take(RecordKind::Offer, id(1)), Updated { entries: 1, reweighed: 0 });
    both.checked();
}

#[test]
fn a_word_is_not_named_any_more_once_most_say_it() {
    // 32 of 64 say morsas, then 33, then 32 again: more than half tell nothing by it.
    let mut many = followed(|two| {
        (two.request.title, two.offer.title) = (es("Canguros y morsas"), es("Canguros y morsas"));
        two.others = (1..31).map(|at| Offer { title: es("Morsas"), ..other(two, at) }).collect();
    });
    let named = |many: &Followed| many.checked().parts[6].reason.args[0].1.clone();
    let words = |list: &[&str]| Arg::List(list.iter().map(|word| Arg::Text((*word).to_owned())).collect());
    assert_eq!(named(&many), words(&["Canguros", "morsas"]));
    let one_more = Offer { head: Head::new(id(31)), ..many.catalog.offers[&id(1)].clone() };
    assert_eq!(many.put(one_more), Updated { entries: 1, reweighed: 33 });
    assert_eq!(named(&many), words(&["Canguros"]));
    assert_eq!(many.take(RecordKind::Offer, id(31)), Updated { entries: 1, reweighed: 32 });
    assert_eq!(named(&many), words(&["Canguros", "morsas"]));
}

#[test]
fn rarity_is_counted_anew_where_the_catalog_doubles() {
    // 127 entries count as 64, 128 as 128: every word gets one level rarer.
    let mut many = followed(|two| {
        two.request.title = es("Canguros y morsas");
        two.offer.title = es("Canguros y osos");
        let silent = Offer { title: Text::default(), ..two.offer.clone() };
        two.others = (1..126).map(|at| Offer { head: Head::new(id(at)), ..silent.clone() }).collect();
    });
    let before = many.checked();
    let added = Offer { head: Head::new(id(200)), ..many.catalog.offers[&id(1)].clone() };
    assert_eq!(many.put(added), Updated { entries: 1, reweighed: 128 });
    let after = many.checked();
    assert!(after.parts[6].value != before.parts[6].value, "levels 5 and 6 become 6 and 7");
    // The document that is gone keeps its number.
    assert_eq!(many.take(RecordKind::Offer, id(200)), Updated { entries: 1, reweighed: 128 });
    assert_eq!(many.checked(), before);
}

fn about(topics: &[Topic]) -> Vec<Subject> {
    topics.iter().map(|topic| Subject { topic: Some((*topic).into()), ..Subject::default() }).collect()
}

#[test]
fn an_offer_that_is_gone_stands_in_nobodys_way() {
    use Topic::{Disability, SocialRightsGuarantees};
    let mut both = followed(|two| {
        two.request.subjects = about(&[Disability]);
        two.offer.title = es("Canguros");
        two.offer.subjects = about(&[Disability]);
        // In the same sector, so that it matches, but not as well.
        two.others = vec![Offer { subjects: about(&[SocialRightsGuarantees]), ..other(two, 1) }];
    });
    let best = |both: &Followed, request: Id| {
        let found = Ranker::new(&both.index, &both.settings).rank(request, 1);
        found.into_iter().map(|found| found.offer).collect::<Vec<_>>()
    };
    assert_eq!(best(&both, REQUEST), [OFFER]);
    both.take(RecordKind::Offer, OFFER);
    assert_eq!(best(&both, REQUEST), [id(1)]);
    // The next entry takes over the number of the text that is gone.
    let next =
        Request { head: Head::new(id(2)), title: es("Canguros"), ..both.catalog.requests[&REQUEST].clone() };
    both.put(next);
    assert_eq!((best(&both, REQUEST), best(&both, id(2))), (vec![id(1)], vec![id(1)]));
}

#[test]
fn offers_that_change_their_subjects_cover_others() {
    use Topic::{Disability, ManagementTools, SocialRightsGuarantees};
    let mut some = followed(|two| {
        two.request.subjects = about(&[Disability, ManagementTools]);
        two.offer.subjects = about(&[Disability]);
        two.others = vec![other(two, 1), other(two, 2)];
        two.others[1].subjects = about(&[ManagementTools]);
    });
    let [first, second, third] = [OFFER, id(1), id(2)];
    assert_eq!(some.coverers(), [(first, 1), (second, 1), (third, 2)]);
    let edited = |some: &Followed, offer: Id, topics: &[Topic]| Offer {
        subjects: about(topics),
        ..some.catalog.offers[&offer].clone()
    };
    // Its sector is the same, so it still matches; it covers neither.
    some.put(edited(&some, second, &[SocialRightsGuarantees]));
    assert_eq!(some.coverers(), [(first, 1), (third, 2)]);
    some.put(edited(&some, third, &[ManagementTools]));
    assert_eq!(some.coverers(), [(first, 1), (third, 2)], "nobody stands there twice");
    some.put(edited(&some, second, &[Disability, ManagementTools]));
    assert_eq!(some.coverers(), [(first, 1), (second, 3), (third, 2)]);
    some.take(RecordKind::Offer, first);
    assert_eq!(some.coverers(), [(second, 3), (third, 2)]);
}

#[test]
fn an_offer_being_written_ranks_as_it_would_in_the_catalog() {
    for [request, offer] in
        [["", ""], ["", "Canguros"], ["Canguros", ""], ["Canguros", "Bongos"], ["Canguros"; 2]]
    {
        let both = followed(|two| {
            (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]);
            (two.request.subjects, two.offer.subjects) =
                (about(&[Topic::Disability]), about(&[Topic::Disability]));
            two.request.title = es(request);
            two.offer.title = es(offer);
        });
        let written = &both.catalog.offers[&OFFER];
        let draft = both.index.rank_draft_offer(&both.catalog, written, &both.settings, 9);
        assert_eq!(draft, both.index.rank_offer(OFFER, &both.settings, 9));
        assert_eq!((draft.len(), draft[0].score), (1, both.explained().score), "{request:?} {offer:?}");
    }
}

#[test]
fn who_speaks_of_a_concept_states_it_or_says_it() {
    let speakers = |edit: fn(&mut Two)| {
        let both = followed(edit);
        let disability = Vocabulary::carried().of_topic(Topic::Disability);
        both.index.speaking_of(&[disability]).into_iter().collect::<Vec<_>>()
    };
    assert_eq!(speakers(|_| ()), []);
    assert_eq!(speakers(|two| two.request.subjects = about(&[Topic::Disability])), [REQUEST]);
    assert_eq!(speakers(|two| two.offer.subjects = about(&[Topic::Disability])), [OFFER]);
    assert_eq!(speakers(|two| two.request.title = es("Discapacidad")), [REQUEST]);
    assert_eq!(speakers(|two| two.offer.title = es("Discapacidad")), [OFFER]);
    assert_eq!(speakers(|two| two.offer.subjects = about(&[Topic::StaffEvaluation])), []);
}

#[test]
fn a_subject_gets_commoner_with_who_names_it() {
    let levels = |edit: fn(&mut Two)| {
        let levels = followed(edit).index.node_levels();
        assert!(levels.len() > 100, "topics, sectors and sub-topics");
        let of = |level: u32| levels.iter().filter(|it| **it == level).count();
        (of(6), of(5), levels.len() - of(6) - of(5))
    };
    let (all, none, other) = levels(|two| two.request.subjects = about(&[Topic::Disability]));
    assert_eq!((none, other), (0, 0), "one of 64 is as rare as none");
    let twice = levels(|two| {
        two.request.subjects = about(&[Topic::Disability]);
        two.offer.subjects = about(&[Topic::Disability]);
    });
    assert_eq!(twice, (all - 1, 1, 0));
}
