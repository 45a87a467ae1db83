//! Light or dark: as the device has it, unless the person chose.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::store::preferences;

const THEME: &str = "theme";

/// What the person chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ThemeChoice {
    /// As the device has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl ThemeChoice {
    /// All three.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its name in the `data-theme` attribute.
    pub const fn id(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The theme of this page.
#[derive(Clone, Copy)]
pub struct Theme(RwSignal<ThemeChoice>);

/// The theme of this page.
pub fn use_theme() -> Theme {
    expect_context()
}

impl Theme {
    /// What this device remembers, shown at once.
    pub fn remembered() -> Self {
        let choice = preferences::get(THEME).unwrap_or_default();
        show(choice);
        Self(RwSignal::new(choice))
    }

    /// The choice, tracked.
    pub fn get(self) -> ThemeChoice {
        self.0.get()
    }

    /// Chooses.
    pub fn set(self, choice: ThemeChoice) {
        self.0.set(choice);
        preferences::set(THEME, &choice);
        show(choice);
    }
}

fn show(choice: ThemeChoice) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", choice.id());
    }
}
