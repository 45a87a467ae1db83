//! Writing to the other side: a mail to the institution's public office, in its language.
//!
//! The office's address is asked for only when the person wants to write; personal contacts are never used.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::letter::{About, language_for, mail_to};
use crate::catalog::{AnyRecord, RecordKind};
use crate::desk::{Explain, Fault, GetEntry};
use crate::matching::answer::{Gate, Settings};
use crate::primitive::Id;
use crate::ui::state::{Hands, use_hands, use_weighing};
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{k, reader, t};

/// Whom to write to, and about which pair.
#[derive(Clone, Copy)]
pub struct Addressed {
    /// The request of the pair.
    pub request: Id,
    /// The offer of the pair.
    pub offer: Id,
    /// The list of the entry whose institution is written to.
    pub to: RecordKind,
    /// Its institution.
    pub institution: Id,
    /// What keeps the pair from matching; none where it matches.
    pub blocked: Option<Gate>,
}

/// A button that looks the office's address up and opens the person's mail program.
pub fn mail_link(addressed: Addressed) -> AnyView {
    let hands = use_hands();
    let weighing = use_weighing();
    let write = move |()| {
        let settings = weighing.settings();
        spawn_local(async move {
            match address(addressed, settings, hands).await {
                // The browser hands the address to the mail program; the page stays.
                Ok(Some(address)) => drop(window().location().set_href(&address)),
                Ok(None) => hands.toasts.say(t(k::MATCH_NO_MAIL)),
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    view! { <Button label=t(k::MATCH_WRITE) symbol=Icon::Mail on_press=write /> }.into_any()
}

/// The letter as a `mailto:` address, with the titles as the partner reads them; none where the office has no mail.
async fn address(to: Addressed, settings: Settings, hands: Hands) -> Result<Option<String>, Fault> {
    let question = GetEntry { kind: RecordKind::Institution, id: to.institution, lang: reader() };
    let AnyRecord::Institution(institution) = hands.desk.ask(question).await?.record else { return Ok(None) };
    let language = language_for(&institution, reader());
    let question = Explain { request: to.request, offer: to.offer, settings, lang: language };
    let pair = hands.desk.ask(question).await?;
    let (own, other) = match to.to {
        RecordKind::Offer => (&pair.request, &pair.offer),
        _ => (&pair.offer, &pair.request),
    };
    let about = About {
        to: to.to,
        own: &own.title.text,
        other: &other.title.text,
        from: &own.institution.name.text,
        blocked: to.blocked,
    };
    Ok(mail_to(&institution, &about, language))
}
