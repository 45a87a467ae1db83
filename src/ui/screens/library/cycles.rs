//! Cycles: how cooperation is carried out, step by step.

use leptos::prelude::*;
use serde::Deserialize;

use super::document;
use super::found::found;
use crate::ui::words::{k, t, tf, tn};

/// A cycle.
#[derive(Clone, Deserialize)]
pub struct Cycle {
    name: String,
    owner: String,
    source: String,
    ordered: bool,
    note: String,
    steps: Vec<Step>,
}

/// One of its steps.
#[derive(Clone, Deserialize)]
struct Step {
    name: String,
    text: String,
    actors: Vec<String>,
    documents: Vec<String>,
}

/// Every cycle that fits the words, folded.
pub fn view(all: Vec<Cycle>, words: RwSignal<String>) -> AnyView {
    let body = move || {
        let words = words.get();
        let shown: Vec<AnyView> = all.iter().filter(|cycle| fits(cycle, &words)).map(cycle_view).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_CYCLES, shown.len() as f64)}</p>
            <ul class="library-list">{shown}</ul>
        }
    };
    view! { {body} }.into_any()
}

fn fits(cycle: &Cycle, words: &str) -> bool {
    let steps: Vec<String> = cycle
        .steps
        .iter()
        .map(|step| format!("{} {} {}", step.name, step.text, step.actors.join(" ")))
        .collect();
    found(words, &[&cycle.name, &cycle.owner, &cycle.note, &steps.join(" ")])
}

fn cycle_view(cycle: &Cycle) -> AnyView {
    let step = |step: &Step| {
        let line = |key, values: &[String]| {
            (!values.is_empty())
                .then(|| view! { <span class="hint">{t(key)} " " {document(values.join(" · "))}</span> })
        };
        view! {
            <li>
                <strong>{document(step.name.clone())}</strong> " " {document(step.text.clone())}
                {line(k::LIBRARY_ACTORS, &step.actors)}
                {line(k::LIBRARY_DOCUMENTS, &step.documents)}
            </li>
        }
    };
    let steps = cycle.steps.iter().map(step).collect_view();
    let order = (!cycle.ordered).then(|| view! { <p class="hint">{t(k::LIBRARY_UNORDERED)}</p> });
    let note = (!cycle.note.is_empty()).then(|| view! { <p>{document(cycle.note.clone())}</p> });
    view! {
        <li>
            <details>
                <summary><strong>{document(cycle.name.clone())}</strong> " " <span class="hint">{cycle.owner.clone()}</span></summary>
                {note}
                {order}
                <ol class="library-steps">{steps}</ol>
                <p class="hint">{tf(k::LIBRARY_SOURCE, &[("source", &cycle.source)])}</p>
            </details>
        </li>
    }
    .into_any()
}
