//! Documented cases of cooperation.

use leptos::prelude::*;
use serde::Deserialize;

use super::found::found;
use super::texts::Texts;
use crate::desk::{EntryCard, Filter};
use crate::primitive::Arrange;
use crate::ui::nav::{href, use_nav, use_route};
use crate::ui::route::{Route, Screen};
use crate::ui::widgets::{Choice, ChosenChips};
use crate::ui::words::{Key, country_label, k, label, list, t, tn, with_labels};
use crate::vocabulary::{Coded, Sector, Topic};

/// A case.
#[derive(Clone, Deserialize)]
pub struct Case {
    title: String,
    source: String,
    kind: String,
    providers: Vec<Who>,
    recipients: Vec<Who>,
    participants: Vec<Who>,
    third: Vec<Who>,
    topic: String,
    sectors: Vec<String>,
    /// Topics of the matrix it belongs to, as we see it.
    #[serde(default)]
    topics: Vec<String>,
    modalities: Vec<String>,
    period: String,
    financing: String,
    results: Vec<String>,
}

/// A party of a case.
#[derive(Clone, Deserialize)]
struct Who {
    country: String,
    name: String,
}

impl Case {
    fn parties(&self) -> [&[Who]; 4] {
        [&self.providers, &self.recipients, &self.participants, &self.third]
    }

    /// How near it is to the subject of a filter: 2 for a topic in common, 1 for a sector, none for neither.
    fn nearness(&self, filter: &Filter) -> Option<u8> {
        let countries = &filter.countries;
        let has_country = self.parties().into_iter().flatten().any(|who| countries.contains(&who.country));
        if !countries.is_empty() && !has_country {
            return None;
        }
        if filter.topics.is_empty() && filter.sectors.is_empty() {
            return Some(0);
        }
        if filter.topics.iter().any(|topic| self.topics.iter().any(|own| own == topic.id())) {
            return Some(2);
        }
        filter.sectors.iter().any(|sector| self.sectors.iter().any(|own| own == sector.id())).then_some(1)
    }
}

/// The address of cases on the subjects of an entry; none where it states no subject.
pub fn cases_on(entry: &EntryCard) -> Option<String> {
    let (mut topics, mut sectors): (Vec<Topic>, Vec<Sector>) = (Vec::new(), Vec::new());
    with_labels(|labels| {
        for id in &entry.subjects {
            let parent = labels.subtopic(id);
            topics.extend(Topic::from_id(id).or(parent.and_then(|parent| parent.topic)));
            sectors.extend(Sector::from_id(id).or(parent.and_then(|parent| parent.sector)));
        }
        let main =
            |topic: &Topic| labels.topics.iter().find(|known| known.id == *topic)?.sectors.first().copied();
        sectors.extend(topics.iter().filter_map(main));
    });
    topics.arrange();
    topics.dedup();
    sectors.arrange();
    sectors.dedup();
    if topics.is_empty() && sectors.is_empty() {
        return None;
    }
    let filter = Filter { topics, sectors, ..Filter::default() };
    Some(href(&Route::to(Screen::Library).filtered(filter).with("view", "cases")))
}

/// Every case that fits the words and the filter, folded; those nearest to its subject first.
pub fn view(all: Vec<Case>, words: RwSignal<String>, texts: Texts) -> AnyView {
    let route = use_route();
    let filter = Memo::new(move |_| route.with(|route| route.filter.clone()));
    let body = move || {
        let words = words.get();
        let filter = filter.get();
        let near = |case: &Case| case.nearness(&filter);
        let mut shown: Vec<(u8, &Case)> = all
            .iter()
            .filter(|case| fits(case, &words, texts))
            .filter_map(|case| Some((near(case)?, case)))
            .collect();
        shown.arrange_by_key(|(near, _)| std::cmp::Reverse(*near));
        let cases: Vec<AnyView> = shown.iter().map(|(near, case)| case_view(case, *near, texts)).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_CASES, cases.len() as f64)}</p>
            <ul class="library-list">{cases}</ul>
        }
    };
    view! { {narrowed(filter)} {body} }.into_any()
}

/// What the address narrows the cases to; each can be taken away.
fn narrowed(filter: Memo<Filter>) -> AnyView {
    let nav = use_nav();
    let chosen = Signal::derive(move || {
        filter.with(|filter| {
            let topics =
                filter.topics.iter().map(|topic| Choice::new(topic.id(), label("topic", topic.id())));
            let sectors =
                filter.sectors.iter().map(|sector| Choice::new(sector.id(), label("sector", sector.id())));
            let countries =
                filter.countries.iter().map(|code| Choice::new(code.clone(), country_label(code)));
            topics.chain(sectors).chain(countries).collect::<Vec<Choice>>()
        })
    });
    let remove = move |id: String| {
        nav.change(|mut route| {
            route.filter.topics.retain(|topic| topic.id() != id);
            route.filter.sectors.retain(|sector| sector.id() != id);
            route.filter.countries.retain(|code| *code != id);
            route
        });
    };
    view! { <ChosenChips chosen on_remove=remove /> }.into_any()
}

/// A party in words: its name with its country, or the one of them that is known.
fn who(party: &Who, texts: Texts) -> String {
    let name = texts.words(&party.name);
    match (party.name.is_empty(), party.country.is_empty()) {
        (true, false) => country_label(&party.country),
        (false, false) => format!("{name}, {}", country_label(&party.country)),
        _ => name,
    }
}

fn everybody(parties: &[Who], texts: Texts) -> String {
    parties.iter().map(|party| who(party, texts)).collect::<Vec<_>>().join(" · ")
}

fn fits(case: &Case, words: &str, texts: Texts) -> bool {
    let labels =
        |list_id: &str, ids: &[String]| ids.iter().map(|id| label(list_id, id)).collect::<Vec<_>>().join(" ");
    let parties = case.parties().map(|all| everybody(all, texts)).join(" ");
    let names: Vec<&str> = case.parties().into_iter().flatten().map(|who| who.name.as_str()).collect();
    found(
        words,
        &[
            &texts.searched(&case.title),
            &texts.searched(&case.topic),
            &parties,
            &names.join(" "),
            &labels("sector", &case.sectors),
            &labels("topic", &case.topics),
            &labels("modality", &case.modalities),
            &case.results.iter().map(|result| texts.searched(result)).collect::<Vec<_>>().join(" "),
        ],
    )
}

fn kind_words(kind: &str) -> Option<String> {
    let key = match kind {
        "bilateral" => k::LIBRARY_BILATERAL,
        "triangular" => k::LIBRARY_TRIANGULAR,
        "regional" => k::LIBRARY_REGIONAL,
        "decentralised" => k::LIBRARY_DECENTRALISED,
        _ => return None,
    };
    Some(t(key))
}

fn case_view(case: &Case, near: u8, texts: Texts) -> AnyView {
    let row = |name: Key, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> })
    };
    let labels =
        |list_id: &str, ids: &[String]| list(&ids.iter().map(|id| label(list_id, id)).collect::<Vec<_>>());
    let text = |name: Key, value: AnyView, is_there: bool| {
        is_there.then(|| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> })
    };
    let same = (near == 2).then(|| crate::ui::widgets::badge("good", t(k::LIBRARY_SAME_TOPIC)));
    view! {
        <li>
            <details class="library-case">
                <summary>
                    <strong>{texts.view(&case.title)}</strong> " "
                    <span class="hint">{kind_words(&case.kind)} " " {same}</span>
                </summary>
                <p>{texts.view(&case.topic)}</p>
                <div class="fields">
                    <dl>
                        {row(k::LIBRARY_PROVIDERS, everybody(&case.providers, texts))}
                        {row(k::LIBRARY_RECIPIENTS, everybody(&case.recipients, texts))}
                        {row(k::FIELD_PARTIES, everybody(&case.participants, texts))}
                        {row(k::LIBRARY_THIRD, everybody(&case.third, texts))}
                        {row(k::FIELD_SECTORS, labels("sector", &case.sectors))}
                        {row(k::LIBRARY_OUR_TOPICS, labels("topic", &case.topics))}
                        {row(k::FIELD_MODALITIES, labels("modality", &case.modalities))}
                        {text(k::FIELD_WINDOW, texts.view(&case.period), !case.period.is_empty())}
                        {text(k::LIBRARY_FINANCING, texts.view(&case.financing), !case.financing.is_empty())}
                        {text(k::LIBRARY_RESULTS, texts.joined(&case.results), !case.results.is_empty())}
                    </dl>
                </div>
                {super::source(&case.source, texts)}
            </details>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_of_the_same_topic_are_nearer_than_those_of_the_sector() {
        let cases: Vec<Case> =
            serde_json::from_str(include_str!("../../../../public/library/cases.json")).expect("it is ours");
        for case in &cases {
            assert!(case.topics.iter().all(|topic| Topic::from_id(topic).is_some()), "{}", case.title);
            assert!(case.sectors.iter().all(|sector| Sector::from_id(sector).is_some()), "{}", case.title);
        }
        let filter = Filter {
            topics: vec![Topic::IncomeDistribution],
            sectors: vec![Sector::SocialSector],
            ..Filter::default()
        };
        let count = |wanted| cases.iter().filter(|case| case.nearness(&filter) == Some(wanted)).count();
        assert!(count(2) >= 2 && count(1) > 3, "{} {}", count(2), count(1));
        assert!(cases.iter().all(|case| case.nearness(&Filter::default()) == Some(0)));
        let haiti = Filter { countries: vec!["HTI".into()], ..Filter::default() };
        let of_haiti = cases.iter().filter(|case| case.nearness(&haiti).is_some()).count();
        assert!((3..20).contains(&of_haiti), "{of_haiti}");
    }
}
