//! Documented cases of cooperation.

use leptos::prelude::*;
use serde::Deserialize;

use super::document;
use super::found::found;
use crate::ui::words::{Key, country_label, k, label, list, t, tf, tn};

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

/// Every case that fits the words, folded.
pub fn view(all: Vec<Case>, words: RwSignal<String>) -> AnyView {
    let body = move || {
        let words = words.get();
        let shown: Vec<AnyView> = all.iter().filter(|case| fits(case, &words)).map(case_view).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_CASES, shown.len() as f64)}</p>
            <ul class="library-list">{shown}</ul>
        }
    };
    view! { {body} }.into_any()
}

/// A party in words: its name with its country, or the one of them that is known.
fn who(party: &Who) -> String {
    match (party.name.is_empty(), party.country.is_empty()) {
        (true, false) => country_label(&party.country),
        (false, false) => format!("{}, {}", party.name, country_label(&party.country)),
        _ => party.name.clone(),
    }
}

fn everybody(parties: &[Who]) -> String {
    parties.iter().map(who).collect::<Vec<_>>().join(" · ")
}

fn fits(case: &Case, words: &str) -> bool {
    let sectors: Vec<String> = case.sectors.iter().map(|id| label("sector", id)).collect();
    let modalities: Vec<String> = case.modalities.iter().map(|id| label("modality", id)).collect();
    let parties =
        [&case.providers, &case.recipients, &case.participants, &case.third].map(|all| everybody(all));
    found(
        words,
        &[
            &case.title,
            &case.topic,
            &parties.join(" "),
            &sectors.join(" "),
            &modalities.join(" "),
            &case.results.join(" "),
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

fn case_view(case: &Case) -> AnyView {
    let row = |name: Key, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> })
    };
    let labels =
        |list_id: &str, ids: &[String]| list(&ids.iter().map(|id| label(list_id, id)).collect::<Vec<_>>());
    let english = |name: Key, value: String| {
        (!value.is_empty()).then(|| view! { <div><dt>{t(name)}</dt><dd>{document(value)}</dd></div> })
    };
    view! {
        <li>
            <details class="library-case">
                <summary>
                    <strong>{document(case.title.clone())}</strong> " "
                    <span class="hint">{kind_words(&case.kind)}</span>
                </summary>
                <p>{document(case.topic.clone())}</p>
                <div class="fields">
                    <dl>
                        {row(k::LIBRARY_PROVIDERS, everybody(&case.providers))}
                        {row(k::LIBRARY_RECIPIENTS, everybody(&case.recipients))}
                        {row(k::FIELD_PARTIES, everybody(&case.participants))}
                        {row(k::LIBRARY_THIRD, everybody(&case.third))}
                        {row(k::FIELD_SECTORS, labels("sector", &case.sectors))}
                        {row(k::FIELD_MODALITIES, labels("modality", &case.modalities))}
                        {english(k::FIELD_WINDOW, case.period.clone())}
                        {english(k::LIBRARY_FINANCING, case.financing.clone())}
                        {english(k::LIBRARY_RESULTS, case.results.join(" · "))}
                    </dl>
                </div>
                <p class="hint">{tf(k::LIBRARY_SOURCE, &[("source", &case.source)])}</p>
            </details>
        </li>
    }
    .into_any()
}
