//! What people took up, and the small records beside the entries.

use serde::{Deserialize, Serialize};

use super::{Extra, Head};
use crate::primitive::{Id, Text};
use crate::vocabulary::{Code, PortfolioStatus, Role, Visibility};

/// A match taken up by people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PortfolioItem {
    /// Id, version, unknown keys.
    pub head: Head,
    /// Its stage.
    pub status: PortfolioStatus,
    /// The request it answers; none where it answers none.
    pub request: Option<Id>,
    /// The offers it uses.
    pub offers: Vec<Id>,
    /// Who takes part, in which roles.
    pub parties: Vec<Party>,
}

/// An institution's part in a portfolio item.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Party {
    /// Who.
    pub institution: Id,
    /// In which roles.
    pub roles: Vec<Code<Role>>,
    /// Unknown keys.
    #[serde(default)]
    pub extra: Extra,
}

/// A person to talk to; leaves the device only when chosen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// Id, version, unknown keys.
    pub head: Head,
    /// Whom the person works for.
    pub institution: Id,
    /// Name.
    pub name: String,
    /// E-mail; empty where not stated.
    pub email: String,
    /// Telephone; empty where not stated.
    pub phone: String,
}

/// A note about a record.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Note {
    /// Id, version, unknown keys.
    pub head: Head,
    /// The record it is about.
    pub about: Id,
    /// Whether it may travel.
    pub visibility: Visibility,
    /// The words.
    pub text: Text,
}

/// Two records that are one: every reference to `from` means `to`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Join {
    /// Id, version, unknown keys.
    pub head: Head,
    /// The record that is no longer used.
    pub from: Id,
    /// The record that stands for both.
    pub to: Id,
}
