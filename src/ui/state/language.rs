//! The language of the app, and changing it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{use_desk, use_toasts};
use crate::desk::GetLabels;
use crate::primitive::Language;
use crate::store::preferences;
use crate::ui::words::{self, k, t};

const LANGUAGE: &str = "language";

/// The language of this page.
#[derive(Clone, Copy)]
pub struct Speech(RwSignal<Language>);

/// The language of this page.
pub fn use_speech() -> Speech {
    expect_context()
}

/// Tags the browser asks for, the most wanted first.
pub fn asked_for() -> Vec<String> {
    window().navigator().languages().iter().filter_map(|tag| tag.as_string()).collect()
}

impl Speech {
    /// The language chosen before, else the first of the browser's that the app speaks.
    pub fn first() -> Language {
        let remembered: Option<Language> = preferences::get(LANGUAGE);
        remembered.unwrap_or_else(|| words::best_language(asked_for().iter().map(String::as_str)))
    }

    /// A page in this language, whose words are loaded.
    pub fn in_language(language: Language) -> Self {
        tell_browser(language);
        Self(RwSignal::new(language))
    }

    /// The language, tracked.
    pub fn get(self) -> Language {
        self.0.get()
    }

    /// Changes the language: loads its words and labels first, then builds the views anew.
    pub fn change(self, language: Language) {
        let (desk, toasts) = (use_desk(), use_toasts());
        preferences::set(LANGUAGE, &language);
        spawn_local(async move {
            let labels = desk.ask(GetLabels { lang: language }).await;
            let loaded = words::load(language, &asked_for()).await;
            match (labels, loaded) {
                (Ok(labels), Ok(())) => {
                    words::set_labels(labels);
                    tell_browser(language);
                    self.0.set(language);
                }
                (Err(fault), _) => toasts.fault(&fault),
                (_, Err(_)) => toasts.say(t(k::LANGUAGE_NOT_LOADED)),
            }
        });
    }
}

/// Screen readers choose their voice by this.
fn tell_browser(language: Language) {
    let tag = match language {
        Language::Pt => "pt-BR",
        other => other.code(),
    };
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", tag);
    }
}
