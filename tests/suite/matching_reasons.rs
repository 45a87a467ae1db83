//! What the reason of each criterion names beside its key: values, subjects, concepts, words.

use matriz::catalog::{Component, Head, Offer, Subject};
use matriz::matching::answer::{Criterion, Importance, State};
use matriz::primitive::{Arg, Id, Said, Text};
use matriz::vocabulary::{Coded, CostItem, Modality, Profile, Quadrant, Topic};

use super::support::two::{OFFER, REQUEST, Two, es, two, window};

/// The key of a criterion's reason and the lists it names.
fn reason(criterion: Criterion, edit: impl FnOnce(&mut Two)) -> (String, Vec<Arg>) {
    let part = two(edit).explained().parts.swap_remove(criterion.index());
    assert_eq!(part.criterion, criterion);
    let Said { key, args } = part.reason;
    (key, args.into_iter().map(|(_, arg)| arg).collect())
}

/// A reason that names these lists.
fn said(key: &str, lists: &[&[Arg]]) -> (String, Vec<Arg>) {
    (format!("reason.{key}"), lists.iter().map(|list| Arg::List(list.to_vec())).collect())
}

fn label<T: Coded>(value: T) -> Arg {
    Arg::Label(T::LIST.to_owned(), value.id().to_owned())
}

fn concepts(ids: &[&str]) -> Vec<Arg> {
    ids.iter().map(|id| Arg::Label("concept".to_owned(), (*id).to_owned())).collect()
}

fn words(list: &[&str]) -> Vec<Arg> {
    list.iter().map(|word| Arg::Text((*word).to_owned())).collect()
}

#[test]
fn shared_languages_forms_and_quadrants_are_those_of_both() {
    let tags = |list: &[&str]| list.iter().map(|tag| (*tag).to_owned()).collect::<Vec<_>>();
    let languages = reason(Criterion::Language, |two| {
        (two.request.languages, two.offer.languages) = (tags(&["es", "fr"]), tags(&["pt", "fr", "es-CL"]));
    });
    let both = ["es", "fr"].map(|tag| Arg::Language(tag.to_owned()));
    assert_eq!(languages, said("language.shared", &[&both]));
    use Modality::{ComparativeStudy, ExpertVisit, Internship};
    let forms = reason(Criterion::Modality, |two| {
        two.request.modalities = vec![ExpertVisit.into(), Internship.into()];
        two.offer.modalities = vec![ComparativeStudy.into(), ExpertVisit.into()];
    });
    assert_eq!(forms, said("modality.shared", &[&[label(ExpertVisit)]]));
    let [wanted, other] = [Quadrant::ALL[1], Quadrant::ALL[0]];
    let cells = reason(Criterion::Quadrant, |two| {
        let stated = |one: Quadrant| Subject { quadrant: Some(one.into()), ..Subject::default() };
        two.request.subjects = vec![stated(wanted)];
        two.offer.subjects = vec![stated(wanted), stated(other)];
    });
    assert_eq!(cells, said("quadrant.all", &[&[label(wanted)]]));
}

fn topic(topic: Topic) -> Subject {
    Subject { topic: Some(topic.into()), ..Subject::default() }
}

fn subtopic(id: &str) -> Subject {
    Subject { subtopic: Some(id.to_owned()), ..Subject::default() }
}

#[test]
fn subjects_are_named_as_covered_missing_or_near() {
    let subjects = |request: &[Subject], offer: &[Subject]| {
        reason(Criterion::Subject, |two| {
            (two.request.subjects, two.offer.subjects) = (request.to_vec(), offer.to_vec());
        })
    };
    let [disability, staff] = [topic(Topic::Disability), topic(Topic::StaffEvaluation)];
    let [benefits, living] = [subtopic("disability-benefits"), subtopic("independent-living")];
    let named = |key: &str, lists: &[&[&str]]| {
        let lists: Vec<Vec<Arg>> = lists.iter().map(|ids| concepts(ids)).collect();
        said(&format!("subject.{key}"), &lists.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    // A part of the whole, and the whole of a part, count as covered.
    for (request, offer) in [(&disability, &benefits), (&benefits, &disability), (&living, &living)] {
        let wanted = request.subtopic.as_deref().unwrap_or("disability");
        let (request, offer) = (request.clone(), [staff.clone(), offer.clone()]);
        assert_eq!(subjects(&[request], &offer), named("all", &[&[wanted]]));
    }
    let both = [disability.clone(), staff.clone()];
    assert_eq!(
        subjects(&both, std::slice::from_ref(&benefits)),
        named("part", &[&["disability"], &["staff-evaluation"]])
    );
    // Of what is offered, what is near; what has nothing to do with it is not told.
    let near = subjects(std::slice::from_ref(&benefits), &[living, staff.clone()]);
    assert_eq!(near, named("near", &[&["independent-living"]]));
    assert_eq!(subjects(&[disability], &[staff]), named("none", &[&["disability"]]));
}

fn text(request: &str, offer: Text) -> (String, Vec<Arg>) {
    reason(Criterion::Text, |two| (two.request.title, two.offer.title) = (es(request), offer))
}

#[test]
fn texts_share_concepts_words_both_or_nothing() {
    let meals = concepts(&["school-feeding", "education-and-culture"]);
    let english = Text::in_language("en", "School meals");
    // Words that say the same are named in both languages.
    let translated = words(&["escolar (School)"]);
    assert_eq!(text("Comedor escolar", english), said("text.both", &[&meals, &translated]));
    let named = Text::in_language("pt", "Sistema Único de Assistência Social");
    assert_eq!(text("El SUAS", named).0, "reason.text.concepts");
    let both = text("Comedor escolar con canguros", es("Canguros para el comedor escolar"));
    assert_eq!(both, said("text.both", &[&meals, &words(&["canguros", "Comedor", "escolar"])]));
    assert_eq!(text("Los Canguros", es("Un canguro")), said("text.words", &[&words(&["Canguros"])]));
    assert_eq!(text("Canguros", es("Bongos")), said("text.none", &[]));
    // No more than four are named.
    let many = "canguros bongos zorros morsas pumas";
    assert_eq!(
        text(many, es(many)),
        said("text.words", &[&words(&["bongos", "canguros", "morsas", "pumas"])])
    );
    let silent = two(|two| two.request.title = es("Canguros")).explained().parts.swap_remove(6);
    assert_eq!((silent.state, silent.value, &*silent.reason.key), (State::Silent, 0.1, "reason.text.silent"));
    let unasked = two(|two| two.offer.title = es("Canguros")).explained().parts.swap_remove(6);
    assert_eq!((unasked.state, unasked.value), (State::NotAsked, 0.0));
}

/// So many words that are in no language, each with its own letters.
fn invented(count: usize, vowel: char) -> String {
    let letters = |at: usize| (b'b' + (at / 6) as u8) as char;
    (0..count).map(|at| format!(" {}{vowel}{}uk", letters(at), (b'p' + (at % 6) as u8) as char)).collect()
}

#[test]
fn what_stands_in_more_than_half_of_the_entries_is_not_named() {
    for more in [0, 30] {
        let named = reason(Criterion::Text, |two| {
            two.request.title = es(&format!("canguros morsas bongos{}", invented(more, 'i')));
            two.offer.title = es(&format!("canguros morsas bongos{}", invented(more, 'o')));
            let said_by_all = |at: u128| Offer {
                head: Head::new(Id::from_u128(100 + at)),
                title: es("canguros, morsas"),
                ..two.offer.clone()
            };
            two.others = (0..40).map(said_by_all).collect();
        });
        assert_eq!(named, said("text.words", &[&words(&["bongos"])]), "{more} other words");
    }
}

#[test]
fn shared_words_come_in_order_of_the_product_of_their_weights() {
    // How often (a title counts two, results and parts a half), so how much of 5, the level of two in 64 entries:
    // canguros 1 and 2, 2.00 · 2.86 = 5.71; bongos 0.5 and 4, 1.25 · 3.64 = 4.55; zorros 2 and 0.5, 2.86 · 1.25 = 3.57.
    let named = reason(Criterion::Text, |two| {
        (two.request.title, two.request.need) = (es("zorros"), es("canguros"));
        two.request.results = vec![es("bongos")];
        two.offer.title = es("bongos, bongos y canguros");
        two.offer.components = vec![Component {
            id: None,
            title: Text::default(),
            summary: es("zorros"),
            subjects: Vec::new(),
            extra: Default::default(),
        }];
    });
    assert_eq!(named, said("text.words", &[&words(&["canguros", "bongos", "zorros"])]));
}

#[test]
fn a_word_that_only_a_tag_says_is_named_too() {
    let tagged = reason(Criterion::Text, |two| {
        (two.request.tags, two.offer.tags) = (vec!["canguros".into()], vec!["canguros".into()]);
    });
    assert_eq!(tagged, said("text.words", &[&words(&["canguros"])]));
}

#[test]
fn where_nothing_asked_counts_everything_is_zero() {
    // Nothing is asked but the evidence, which does not count; that language counts helps nobody.
    let unasked = |two: &mut Two| {
        two.settings.importances =
            Criterion::ALL.into_iter().fold(two.settings.importances, |all, criterion| {
                let is_language = criterion == Criterion::Language;
                all.with(criterion, if is_language { Importance::Very } else { Importance::Not })
            });
    };
    let explained = two(unasked).explained();
    assert_eq!((explained.score, explained.known), (0.0, 0.0));
    assert!(explained.parts.iter().all(|part| (part.weight, part.contribution) == (0.0, 0.0)));
    let two = two(unasked);
    let (values, weights) = two.index().1.values(REQUEST, OFFER, &two.settings).unwrap();
    assert_eq!((values.of(Criterion::Evidence), weights), ((State::Silent, 0.3), [0.0; 10]));
}

#[test]
fn all_ten_asked_weigh_a_hundred() {
    let two = two(|two| {
        two.request.subjects = vec![topic(Topic::Disability)];
        two.request.modalities = vec![Modality::Internship.into()];
        two.request.languages = vec!["es".into()];
        two.request.window = window("2027-01-01", "");
        two.request.profiles = vec![Profile::Legal.into()];
        two.request.title = es("Canguros");
        two.request.context.people = Some(5);
        two.request.asks_cover = vec![CostItem::Travel.into()];
    });
    let (_, weights) = two.index().1.values(REQUEST, OFFER, &two.settings).unwrap();
    // Subject, quadrant (of the topic), modality, language, time; profile, text, context, evidence, commitment.
    let hundredths = [14.0, 4.0, 4.0, 6.0, 5.0, 4.0, 50.0, 6.0, 4.0, 3.0];
    assert_eq!(weights.map(|weight| (weight * 1e9).round() / 1e7), hundredths);
}

#[test]
fn weights_are_shares_of_the_whole() {
    let two = two(|two| two.request.languages = vec!["es".into()]);
    let (values, weights) = two.index().1.values(REQUEST, OFFER, &two.settings).unwrap();
    let mut expected = [0.0; 10];
    (expected[Criterion::Language.index()], expected[Criterion::Evidence.index()]) = (0.6, 0.4);
    assert_eq!((values.of(Criterion::Language), weights), ((State::Silent, 0.4), expected));
}
