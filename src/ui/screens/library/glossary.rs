//! The glossary: words of the field and of this app, in four languages.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::Deserialize;

use super::found::found;
use super::texts::Texts;
use crate::primitive::{Arrange, Language};
use crate::ui::words::{collate, k, language, reader, tf, tn};

/// A term.
#[derive(Clone, Deserialize)]
pub struct Term {
    id: String,
    /// What it is called, by language.
    names: BTreeMap<String, String>,
    /// What it means, in the language of the file.
    text: String,
    /// The document it comes from; empty where the words are the field's or ours.
    #[serde(default)]
    source: String,
}

/// Where the glossary of a language lies.
pub const fn address(of: Language) -> &'static str {
    match of {
        Language::En => "library/glossary/en.json",
        Language::Es => "library/glossary/es.json",
        Language::Pt => "library/glossary/pt.json",
        Language::Fr => "library/glossary/fr.json",
    }
}

/// Every term that fits the words, in the order of the reader's language.
pub fn view(mut all: Vec<Term>, words: RwSignal<String>, texts: Texts) -> AnyView {
    let own = reader().code();
    let name = move |term: &Term| term.names.get(own).cloned().unwrap_or_default();
    all.arrange_by(|a, b| collate(&name(a), &name(b)));
    let body = move || {
        let words = words.get();
        let fits = |term: &&Term| {
            let names: Vec<&str> = term.names.values().map(String::as_str).collect();
            found(&words, &[&names.join(" "), &term.text])
        };
        let shown: Vec<AnyView> = all.iter().filter(fits).map(|term| term_view(term, own, texts)).collect();
        view! {
            <p class="list-count" role="status">{tn(k::LIBRARY_COUNT_TERMS, shown.len() as f64)}</p>
            <dl class="library-terms">{shown}</dl>
        }
    };
    view! { {body} }.into_any()
}

fn term_view(term: &Term, own: &str, texts: Texts) -> AnyView {
    let name = term.names.get(own).cloned().unwrap_or_default();
    let others = term.names.iter().filter(|(code, _)| *code != own).map(|(code, name)| {
        view! { <span class="term-name">{language(code)} ": " <span lang=code.clone()>{name.clone()}</span></span> }
    });
    let source = (!term.source.is_empty())
        .then(|| view! { <span class="hint">{tf(k::LIBRARY_TERM_SOURCE, &[("source", &texts.words(&term.source))])}</span> });
    view! {
        <div id=format!("term-{}", term.id)>
            <dt>{name}</dt>
            <dd>{term.text.clone()} {source} <span class="hint term-names">{others.collect_view()}</span></dd>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_languages_explain_the_same_terms() {
        let read = |file: &str| -> Vec<Term> { serde_json::from_str(file).expect("it is ours") };
        let all = [
            read(include_str!("../../../../public/library/glossary/en.json")),
            read(include_str!("../../../../public/library/glossary/es.json")),
            read(include_str!("../../../../public/library/glossary/pt.json")),
            read(include_str!("../../../../public/library/glossary/fr.json")),
        ];
        assert!(all[0].len() >= 50);
        for other in &all {
            assert_eq!(other.len(), all[0].len());
            for (a, b) in all[0].iter().zip(other) {
                assert_eq!((&a.id, &a.names, &a.source), (&b.id, &b.names, &b.source));
                assert_eq!(b.names.len(), 4, "{}", b.id);
                assert!(b.text.ends_with('.') && b.text.len() > 30, "{}: {}", b.id, b.text);
            }
        }
        // A definition is a translation, not a copy.
        for (a, b) in all[0].iter().zip(&all[1]) {
            assert_ne!(a.text, b.text, "{}", a.id);
        }
    }
}
