//! What a pair is worth, criterion by criterion: worked out by hand from SCORING.md.

use matriz::catalog::{Offer, Subject};
use matriz::matching::answer::{Band, Criterion, Importance, State};
use matriz::primitive::Text;
use matriz::vocabulary::{
    Coded, CostItem, Modality, Priority, Profile, Quadrant, Scale, Sector, Setting, Topic,
};

use super::support::two::{Two, two, window};

/// One criterion of the pair: its state, its value, the key of its reason.
fn check(criterion: Criterion, state: State, value: f64, reason: &str, edit: impl FnOnce(&mut Two)) {
    let explained = two(edit).explained();
    let part = explained.parts.iter().find(|part| part.criterion == criterion).unwrap();
    assert!(part.state == state && (part.value - value).abs() < 1e-12, "not {state:?} {value}: {part:?}");
    assert_eq!(part.reason.key, format!("reason.{reason}"), "{part:?}");
}

fn asks(two: &mut Two, items: &[CostItem]) {
    two.request.asks_cover = items.iter().copied().map(Into::into).collect();
}

#[test]
fn commitment() {
    use CostItem::{Materials, Travel};
    let is = |state, value, reason: &str, edit: fn(&mut Two)| {
        check(Criterion::Commitment, state, value, reason, edit);
    };
    is(State::NotAsked, 0.0, "not-asked", |_| ());
    is(State::NotAsked, 0.0, "not-asked", |two| two.offer.asks_cover = vec![Travel.into()]);
    is(State::Stated, 0.5, "commitment.partly", |two| {
        two.request.commitment.counterpart_team = Some(true);
        two.request.commitment.political_backing = Some(false);
    });
    is(State::Stated, 0.0, "commitment.weak", |two| two.request.commitment.agency_informed = Some(false));
    // What it asks the offer to cover.
    is(State::Stated, 0.4, "commitment.partly", |two| asks(two, &[Travel, Materials]));
    is(State::Stated, 0.5, "commitment.partly", |two| {
        asks(two, &[Travel, Materials]);
        two.offer.covers = vec![Travel.into()];
    });
    // What the offer asks it to cover.
    is(State::Silent, 0.4, "commitment.silent", |two| two.request.covers = vec![Travel.into()]);
    is(State::Stated, 0.5, "commitment.partly", |two| {
        two.request.covers = vec![Travel.into()];
        two.offer.asks_cover = vec![Travel.into(), Materials.into()];
    });
    is(State::Stated, 2.5 / 3.0, "commitment.firm", |two| {
        two.request.commitment.counterpart_team = Some(true);
        asks(two, &[Travel, Materials]);
        two.offer.covers = vec![Travel.into()];
        two.request.covers = vec![Travel.into()];
        two.offer.asks_cover = vec![Travel.into()];
    });
}

#[test]
fn context() {
    let is = |state, value, reason: &str, edit: fn(&mut Two)| {
        check(Criterion::Context, state, value, reason, edit);
    };
    fn scales(two: &mut Two, request: Scale, offer: Scale) {
        (two.request.context.scale, two.offer.context.scale) = (Some(request.into()), Some(offer.into()));
    }
    fn people(two: &mut Two, request: u64, offer: u64) {
        (two.request.context.people, two.offer.context.people) = (Some(request), Some(offer));
    }
    is(State::NotAsked, 0.0, "not-asked", |two| two.offer.context.people = Some(9));
    is(State::Silent, 0.4, "context.silent", |two| two.request.context.people = Some(9));
    is(State::NotAsked, 0.0, "not-asked", |two| people(two, 0, 9));
    is(State::Silent, 0.4, "context.silent", |two| people(two, 9, 0));
    // Chile and Paraguay are in one region: a part of 1.
    is(State::Stated, 0.5, "context.partly", |two| scales(two, Scale::National, Scale::Local));
    is(State::Stated, 0.75, "context.alike", |two| scales(two, Scale::Local, Scale::Subnational));
    is(State::Stated, 0.5, "context.partly", |two| people(two, 1_000, 1_000_000));
    is(State::Stated, 0.5, "context.partly", |two| people(two, 1_000_000_000, 10));
    is(State::Stated, (2.0 / 3.0 + 1.0) / 2.0, "context.alike", |two| people(two, 1_000, 100));
    is(State::Stated, 0.75, "context.settings", |two| {
        two.request.context.settings = vec![Setting::Urban.into(), Setting::Rural.into()];
        two.offer.context.settings = vec![Setting::Urban.into()];
    });
    is(State::Stated, 0.8, "context.alike", |two| {
        scales(two, Scale::Local, Scale::Local);
        two.request.context.settings = vec![Setting::Urban.into()];
    });
    is(State::Stated, (0.4 + 1.0 + 0.4 + 1.0) / 4.0, "context.partly", |two| {
        scales(two, Scale::Local, Scale::Local);
        two.offer.context.scale = None;
        people(two, 50, 50);
        two.request.context.settings = vec![Setting::Urban.into()];
    });
    // Another region of the continent, another continent, a country nobody knows.
    for (country, value) in [("MEX", 0.8), ("KEN", 0.6), ("", 1.0)] {
        check(
            Criterion::Context,
            State::Stated,
            value,
            if value < 0.75 { "context.partly" } else { "context.alike" },
            |two| {
                two.countries[0] = country;
                scales(two, Scale::Local, Scale::Local);
            },
        );
    }
    is(State::Stated, 1.0, "context.alike", |two| {
        two.countries = ["ABW", "BHS"];
        scales(two, Scale::Local, Scale::Local);
    });
    is(State::Stated, 0.8, "context.alike", |two| {
        two.countries = ["ABW", "CHL"];
        scales(two, Scale::Local, Scale::Local);
    });
    is(State::Stated, 0.1, "context.unlike", |two| {
        two.countries[0] = "KEN";
        scales(two, Scale::Local, Scale::National);
    });
}

#[test]
fn evidence() {
    let is = |state, value, reason: &str, edit: fn(&mut Offer)| {
        check(Criterion::Evidence, state, value, reason, |two| edit(&mut two.offer));
    };
    let to = |countries: &[&str]| countries.iter().map(|code| (*code).to_owned()).collect::<Vec<_>>();
    is(State::Silent, 0.3, "evidence.silent", |_| ());
    is(State::Stated, 0.58, "evidence.evaluated", |offer| offer.evidence.evaluated = Some(true));
    is(State::Stated, 0.18, "evidence.little", |offer| offer.evidence.evaluated = Some(false));
    is(State::Stated, 0.21, "evidence.little", |offer| offer.evidence.documented = Some(false));
    is(State::Stated, 0.51, "evidence.documented", |offer| offer.evidence.documented = Some(true));
    is(State::Stated, 0.51, "evidence.documented", |offer| {
        offer.evidence.links = vec!["https://a.org".into()]
    });
    for (countries, transferred) in
        [(&["PRY"][..], 0.7), (&["PRY", "HTI", "PRY"], 0.85), (&["PRY", "HTI", "GTM", "SLV"], 1.0)]
    {
        check(Criterion::Evidence, State::Stated, 0.21 + 0.3 * transferred, "evidence.transferred", |two| {
            two.offer.evidence.transferred_to = to(countries);
        });
    }
    check(Criterion::Evidence, State::Stated, 0.4 + 0.09 + 0.21, "evidence.full", |two| {
        two.offer.evidence.evaluated = Some(true);
        two.offer.evidence.transferred_to = to(&["PRY"]);
    });
}

#[test]
fn language() {
    let is = |request: &str, offer: &str, interpreted: usize, state, value: f64, reason: &str| {
        check(Criterion::Language, state, value, reason, |two| {
            let list = |tag: &str| if tag.is_empty() { Vec::new() } else { vec![tag.to_owned()] };
            (two.request.languages, two.offer.languages) = (list(request), list(offer));
            let covers = [&mut two.request.covers, &mut two.offer.covers];
            covers.into_iter().take(interpreted).for_each(|it| it.push(CostItem::Interpretation.into()));
        });
    };
    is("", "es", 0, State::NotAsked, 0.0, "not-asked");
    is("es", "", 0, State::Silent, 0.4, "language.silent");
    is("es", "es-CL", 0, State::Stated, 1.0, "language.shared");
    is("es", "pt_BR", 0, State::Stated, 0.6, "language.near");
    is("pt", "ES", 1, State::Stated, 0.6, "language.near");
    is("es", "en", 1, State::Stated, 0.4, "language.paid");
    is("es", "en", 2, State::Stated, 0.4, "language.paid");
    is("es", "en", 0, State::Stated, 0.15, "language.none");
    is("pt", "fr", 0, State::Stated, 0.15, "language.none");
}

#[test]
fn modality_and_profile() {
    use Modality::{ComparativeStudy, ExpertVisit, Internship};
    let forms = |offer: &[Modality], state, value, reason: &str| {
        check(Criterion::Modality, state, value, reason, |two| {
            two.request.modalities = vec![ExpertVisit.into(), Internship.into()];
            two.offer.modalities = offer.iter().copied().map(Into::into).collect();
        });
    };
    forms(&[], State::Silent, 0.4, "modality.silent");
    forms(&[ComparativeStudy], State::Stated, 0.0, "modality.none");
    forms(&[ExpertVisit, ComparativeStudy], State::Stated, 0.85, "modality.shared");
    forms(&[ExpertVisit, Internship], State::Stated, 1.0, "modality.shared");
    // What is stated twice is stated.
    forms(&[ExpertVisit, ExpertVisit, ComparativeStudy], State::Stated, 0.85, "modality.shared");

    let people = |offer: &[Profile], state, value, reason: &str| {
        check(Criterion::Profile, state, value, reason, |two| {
            two.request.profiles = vec![Profile::Legal.into(), Profile::Teaching.into()];
            two.offer.profiles = offer.iter().copied().map(Into::into).collect();
        });
    };
    people(&[], State::Silent, 0.4, "profile.silent");
    people(&[Profile::Finance], State::Stated, 0.0, "profile.none");
    people(&[Profile::Legal, Profile::Finance], State::Stated, 0.5, "profile.part");
    people(&[Profile::Legal, Profile::Teaching], State::Stated, 1.0, "profile.all");
}

#[test]
fn quadrant() {
    let cells = |offer: &[Quadrant], state, value, reason: &str| {
        check(Criterion::Quadrant, state, value, reason, |two| {
            let stated = |one: Quadrant| Subject { quadrant: Some(one.into()), ..Subject::default() };
            two.request.subjects = QUADRANTS[..2].iter().copied().map(stated).collect();
            two.offer.subjects = offer.iter().copied().map(stated).collect();
        });
    };
    let [first, second, other] = [QUADRANTS[0], QUADRANTS[1], QUADRANTS[2]];
    cells(&[], State::Silent, 0.4, "quadrant.silent");
    cells(&[other], State::Stated, 0.0, "quadrant.none");
    cells(&[first, other], State::Stated, 0.5, "quadrant.part");
    cells(&[second, first], State::Stated, 1.0, "quadrant.all");
    cells(&[second, first, second], State::Stated, 1.0, "quadrant.all");
    // A topic or sub-topic stands for its quadrant, and by half for its further ones.
    let [policy, tools, training, programmes] = [
        "policy-design-and-planning",
        "institutional-strengthening-and-tools",
        "professional-training",
        "programme-implementation-and-evaluation",
    ]
    .map(|id| Quadrant::from_id(id).unwrap());
    let implied = |wanted: &[Quadrant], offered: &[Subject], value: f64, reason: &str| {
        check(Criterion::Quadrant, State::Stated, value, reason, |two| {
            let stated = |one: &Quadrant| Subject { quadrant: Some((*one).into()), ..Subject::default() };
            two.request.subjects = wanted.iter().map(stated).collect();
            two.offer.subjects = offered.to_vec();
        });
    };
    let [evaluation, reporting] = [Topic::MonitoringAndEvaluation, Topic::PovertyAnalysisSystems]
        .map(|topic| topics(&[topic]).remove(0));
    let impact = Subject { subtopic: Some("impact-evaluation".to_owned()), ..Subject::default() };
    implied(&[programmes, tools], std::slice::from_ref(&evaluation), 0.75, "quadrant.part");
    let fund = Subject { subtopic: Some("social-investment-fund".to_owned()), ..Subject::default() };
    implied(&[programmes], &[evaluation.clone(), fund], 1.0, "quadrant.all");
    implied(&[tools], &[evaluation, impact], 0.5, "quadrant.part");
    implied(&[tools, policy], std::slice::from_ref(&reporting), 0.75, "quadrant.part");
    implied(&[training], &[reporting], 0.0, "quadrant.none");
}

const QUADRANTS: &[Quadrant] = Quadrant::ALL;

#[test]
fn time() {
    let is = |request: [&str; 2], offer: [&str; 2], state, value: f64, reason: &str| {
        check(Criterion::Time, state, value, reason, |two| {
            two.request.window = window(request[0], request[1]);
            two.offer.window = window(offer[0], offer[1]);
        });
    };
    is(["", ""], ["2027-01-01", ""], State::NotAsked, 0.0, "not-asked");
    is(["2027-01-01", ""], ["", ""], State::Silent, 0.4, "time.silent");
    is(["2027-01-01", "2027-01-10"], ["2027-01-06", ""], State::Stated, 0.5, "time.part");
    is(["2027-01-01", "2027-01-10"], ["", "2027-01-01"], State::Stated, 0.1, "time.part");
    is(["2027-01-01", "2027-01-10"], ["2027-01-11", ""], State::Stated, 0.0, "time.none");
    is(["2027-01-01", "2027-01-10"], ["2026-01-01", "2027-12-31"], State::Stated, 1.0, "time.whole");
    // Days before the day of judging do not count; a wanted window without an end is half a year.
    is(["2026-11-01", "2026-12-01"], ["2026-11-27", ""], State::Stated, 0.5, "time.part");
    is(["2027-01-01", ""], ["", "2027-02-14"], State::Stated, 0.25, "time.part");
    is(["2027-01-01", ""], ["2027-03-01", ""], State::Stated, 1.0, "time.whole");
}

fn topics(list: &[Topic]) -> Vec<Subject> {
    list.iter().map(|topic| Subject { topic: Some((*topic).into()), ..Subject::default() }).collect()
}

#[test]
fn the_score_is_the_weighted_mean_and_bands_ask_for_substance() {
    // Language (6) is shared, evidence (4) silent: nothing else is asked. Substance is missing.
    let languages = |two: &mut Two| {
        two.request.languages = vec!["es".into()];
        two.offer.languages = vec!["es".into()];
    };
    let explained = two(languages).explained();
    let mean = (6.0 + 4.0 * 0.3) / 10.0;
    assert!((explained.score - mean).abs() < 1e-9 && (explained.known - 0.6).abs() < 1e-12);
    assert_eq!(explained.band, Band::Possible);
    let language = &explained.parts[Criterion::Language.index()];
    assert!((language.weight - 0.6).abs() < 1e-12 && (language.contribution - language.weight).abs() < 1e-12);
    // Very important counts twice, not at all not.
    let weighed = |word| {
        let edit = |two: &mut Two| {
            languages(two);
            two.settings.importances = two.settings.importances.with(Criterion::Language, word);
        };
        two(edit).explained().score
    };
    assert!((weighed(Importance::Very) - (12.0 + 1.2) / 16.0).abs() < 1e-9);
    assert!((weighed(Importance::Not) - 0.3).abs() < 1e-9);
    // Two topics, one of them offered, which is the commoner one (level 5 beside 6).
    let both = two(|two| {
        two.request.subjects = topics(&[Topic::Disability, Topic::StaffEvaluation]);
        two.offer.subjects = topics(&[Topic::Disability]);
    });
    let subject = both.explained().parts[0].clone();
    assert_eq!((subject.state, subject.reason.key.as_str()), (State::Stated, "reason.subject.part"));
    assert!((subject.value - 6.0 / 13.0).abs() < 1e-12);
    let whole = two(|two| {
        languages(two);
        two.request.subjects = topics(&[Topic::Disability]);
        two.offer.subjects = topics(&[Topic::Disability]);
    });
    assert_eq!(whole.explained().band, Band::Good, "no word tells anything");
}

#[test]
fn subjects_cover_each_other_by_kinship() {
    let subtopic = |id: &str| Subject { subtopic: Some(id.to_owned()), ..Subject::default() };
    let topic = topics(&[Topic::Disability]).remove(0);
    let entry = |subject: &Subject| (vec![subject.clone()], Vec::new());
    let sector = |sector: Sector| (Vec::new(), vec![sector]);
    let (whole, part, sibling) =
        (entry(&topic), entry(&subtopic("disability-benefits")), "independent-living");
    let is = |wanted: &(Vec<Subject>, Vec<Sector>), supplied: &(Vec<Subject>, Vec<Sector>), value: f64| {
        let explained = two(|two| {
            let codes = |sectors: &[Sector]| sectors.iter().map(|sector| (*sector).into()).collect();
            (two.request.subjects, two.request.sectors) = (wanted.0.clone(), codes(&wanted.1));
            (two.offer.subjects, two.offer.sectors) = (supplied.0.clone(), codes(&supplied.1));
        })
        .explained();
        let found = explained.parts[0].value;
        assert!((found - value).abs() < 1e-12, "{wanted:?} {supplied:?}: {found}, not {value}");
    };
    is(&whole, &whole, 1.0);
    is(&whole, &part, 0.8);
    is(&part, &whole, 0.7);
    is(&part, &entry(&subtopic(sibling)), 0.35);
    is(&part, &entry(&subtopic("school-feeding")), 0.0);
    // Two topics of one sector, and two sub-topics of different sectors, are not related.
    is(&whole, &entry(&topics(&[Topic::SocialRightsGuarantees])[0]), 0.0);
    let (health, environment) = (sector(Sector::Health), sector(Sector::Environment));
    is(&health, &health, 1.0);
    is(&health, &whole, 0.6);
    is(&health, &part, 0.6);
    is(&whole, &health, 0.25);
    is(&part, &health, 0.25);
    is(&health, &environment, 0.0);
    is(&environment, &whole, 0.0);
    is(&whole, &environment, 0.0);
    // The topic, which both name, counts 1 + 5; the sector, which one names, half of 1 + 6.
    is(&(whole.0.clone(), health.1.clone()), &whole, (6.0 + 3.5 * 0.6) / 9.5);
}

#[test]
fn a_strong_match_needs_both_witnesses_of_its_substance() {
    let band = |subjects: &[Topic], offered: &[Topic], words: [&str; 2]| {
        let explained = two(|two| {
            (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]);
            (two.request.subjects, two.offer.subjects) = (topics(subjects), topics(offered));
            let [request, offer] = words.map(|words| Text::in_language("es", words));
            (two.request.title, two.offer.title) = (request, offer);
            // Neither weighs, so that the score alone would be strong: 12 and 4 at 0.3 of 16.
            for criterion in [Criterion::Text, Criterion::Subject, Criterion::Quadrant] {
                two.settings.importances = two.settings.importances.with(criterion, Importance::Not);
            }
            two.settings.importances = two.settings.importances.with(Criterion::Language, Importance::Very);
        })
        .explained();
        assert!((explained.score - 13.2 / 16.0).abs() < 1e-9);
        explained.band
    };
    let none: &[Topic] = &[];
    let one: &[Topic] = &[Topic::Disability];
    let two: &[Topic] = &[Topic::Disability, Topic::StaffEvaluation];
    let (apart, alike) = (["Caballos", "Canguros"], ["Caballos", "Caballos"]);
    // Without a subject the words have to carry it; with one they have to speak of the same.
    assert_eq!((band(none, none, apart), band(none, none, alike)), (Band::Possible, Band::Strong));
    assert_eq!((band(one, one, apart), band(one, one, alike)), (Band::Good, Band::Strong));
    assert_eq!(band(one, one, ["", ""]), Band::Good);
    // Less than half of what is asked is covered.
    assert_eq!((band(two, one, ["", ""]), band(two, one, alike)), (Band::Good, Band::Good));
}

#[test]
fn a_provider_looks_for_commitment_need_and_what_suits_it() {
    let neutral = 0.4;
    let near = |score: f64, expected: f64| assert!((score - expected).abs() < 1e-9, "{score} {expected}");
    near(two(|_| ()).provider_score(), neutral);
    for (priority, value) in
        [(Priority::Low, 0.25), (Priority::Medium, 0.5), (Priority::High, 0.75), (Priority::Urgent, 1.0)]
    {
        let score = two(|two| two.request.priority = Some(priority.into())).provider_score();
        near(score, neutral + 0.25 * (value - neutral));
    }
    let committed = two(|two| two.request.commitment.counterpart_team = Some(true));
    near(committed.provider_score(), neutral + 0.3 * 0.6);
    let speaking =
        two(|two| (two.request.languages, two.offer.languages) = (vec!["es".into()], vec!["es".into()]));
    near(speaking.provider_score(), neutral + 0.15 * 0.6);
    let timely = two(|two| {
        two.request.window = window("2027-01-01", "2027-01-10");
        two.offer.window = window("2027-01-01", "");
    });
    near(timely.provider_score(), neutral + 0.15 * 0.6);
    let alike = two(|two| {
        (two.request.context.people, two.offer.context.people) = (Some(10), Some(10));
    });
    near(alike.provider_score(), neutral + 0.15 * 0.6);
}
