//! Cycles: how cooperation is carried out, step by step.

use leptos::prelude::*;
use serde::Deserialize;

use super::found::found;
use super::texts::Texts;
use crate::ui::words::{Key, k, t, tn};

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
pub fn view(all: Vec<Cycle>, words: RwSignal<String>, texts: Texts) -> AnyView {
    let body = move || {
        let words = words.get();
        let shown: Vec<AnyView> = all
            .iter()
            .filter(|cycle| fits(cycle, &words, texts))
            .map(|cycle| cycle_view(cycle, texts))
            .collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_CYCLES, shown.len() as f64)}</p>
            <ul class="library-list">{shown}</ul>
        }
    };
    view! { {body} }.into_any()
}

fn fits(cycle: &Cycle, words: &str, texts: Texts) -> bool {
    let of_steps =
        cycle.steps.iter().flat_map(|step| [&step.name, &step.text].into_iter().chain(&step.actors));
    let all = [&cycle.name, &cycle.owner, &cycle.note].into_iter().chain(of_steps);
    let all: Vec<String> = all.map(|text| texts.searched(text)).collect();
    found(words, &[&all.join(" ")])
}

fn cycle_view(cycle: &Cycle, texts: Texts) -> AnyView {
    let step = |step: &Step| {
        let line = |key: Key, values: &[String]| {
            (!values.is_empty())
                .then(|| view! { <span class="hint">{t(key)} " " {texts.joined(values)}</span> })
        };
        view! {
            <li>
                <strong>{texts.view(&step.name)}</strong> " " {texts.view(&step.text)}
                {line(k::LIBRARY_ACTORS, &step.actors)}
                {line(k::LIBRARY_DOCUMENTS, &step.documents)}
            </li>
        }
    };
    let steps = cycle.steps.iter().map(step).collect_view();
    let order = (!cycle.ordered).then(|| view! { <p class="hint">{t(k::LIBRARY_UNORDERED)}</p> });
    let note = (!cycle.note.is_empty()).then(|| view! { <p>{texts.view(&cycle.note)}</p> });
    view! {
        <li>
            <details>
                <summary><strong>{texts.view(&cycle.name)}</strong> " " <span class="hint">{texts.view(&cycle.owner)}</span></summary>
                {note}
                {order}
                <ol class="library-steps">{steps}</ol>
                {super::source(&cycle.source, texts)}
            </details>
        </li>
    }
    .into_any()
}
