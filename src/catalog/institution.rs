//! Who offers or requests.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Extra, Head};
use crate::primitive::{Date, Text};
use crate::vocabulary::{Code, Kind, Level};

/// An institution, as it appears to others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Institution {
    /// Id, version, unknown keys.
    pub head: Head,
    /// Full name.
    pub name: Text,
    /// Usual abbreviation; empty where there is none.
    pub acronym: String,
    /// ISO 3166-1 alpha-3 code; none where not stated (or for global bodies).
    pub country: Option<String>,
    /// What sort of body it is.
    pub kind: Option<Code<Kind>>,
    /// The level it works at.
    pub level: Option<Code<Level>>,
    /// BCP 47 codes of its working languages.
    pub languages: Vec<String>,
    /// Address of its site; empty where not stated. Only `http` and `https` are ever made a link.
    pub website: String,
    /// The public office that answers for it.
    pub office: Office,
    /// Networks it belongs to, by name.
    pub networks: Vec<String>,
    /// Answers to the 13 questions, by question id (`q01` … `q13`).
    pub profile: BTreeMap<String, Text>,
    /// When somebody last checked this record; none where nobody did.
    pub verified: Option<Date>,
}

/// A public address that travels with the institution.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Office {
    /// E-mail; empty where not stated.
    pub email: String,
    /// Telephone; empty where not stated.
    pub phone: String,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

impl Institution {
    /// An institution of which only the name is known.
    pub fn new(head: Head, name: Text) -> Self {
        Self {
            head,
            name,
            acronym: String::new(),
            country: None,
            kind: None,
            level: None,
            languages: Vec::new(),
            website: String::new(),
            office: Office::default(),
            networks: Vec::new(),
            profile: BTreeMap::new(),
            verified: None,
        }
    }

    /// How people call it: the acronym where there is one, else the name.
    pub fn short_name(&self) -> &str {
        if self.acronym.trim().is_empty() { &self.name.text } else { &self.acronym }
    }
}
