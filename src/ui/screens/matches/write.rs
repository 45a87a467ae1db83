//! Writing to the other side: a mail to the institution's public office, in its language.
//!
//! Who has said who they are speaks for their own entry and writes to the other side. Whoever has neither entry, an
//! organiser, writes to both sides and introduces them to each other. The offices' addresses are asked for only when
//! the person wants to write; personal contacts are never used.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::letter::{About, Told, Writer, language_for, letter, mail_to};
use crate::catalog::{AnyRecord, Institution, RecordKind};
use crate::desk::{Explain, Fault, GetEntry, MatchCard};
use crate::matching::answer::{Gate, Settings};
use crate::primitive::{Id, Language};
use crate::ui::state::{Hands, use_hands, use_weighing, use_who};
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{k, reader, t};

/// Between the two languages of a letter to both sides.
const NEXT_LANGUAGE: &str = "\n\n* * *\n\n";

/// About which pair to write.
#[derive(Clone, Copy)]
pub struct Addressed {
    /// The request of the pair.
    pub request: Id,
    /// The offer of the pair.
    pub offer: Id,
    /// What keeps the pair from matching; none where it matches.
    pub blocked: Option<Gate>,
}

/// A button that looks the office's address up and opens the person's mail program.
pub fn mail_link(addressed: Addressed) -> AnyView {
    let hands = use_hands();
    let weighing = use_weighing();
    let who = use_who();
    let write = move |()| {
        let settings = weighing.settings();
        let me = untrack(|| who.institution());
        spawn_local(async move {
            match mail(addressed, me, settings, hands).await {
                // The browser hands the address to the mail program; the page stays.
                Ok(Some(address)) => drop(window().location().set_href(&address)),
                Ok(None) => hands.toasts.say(t(k::MATCH_NO_MAIL)),
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    view! { <Button label=t(k::MATCH_WRITE) symbol=Icon::Mail on_press=write /> }.into_any()
}

/// The letter as a `mailto:` address; none where no office that should read it has a mail.
async fn mail(
    to: Addressed,
    me: Option<Id>,
    settings: Settings,
    hands: Hands,
) -> Result<Option<String>, Fault> {
    let pair = explained(to, settings, reader(), hands).await?;
    let (asks, offers) = (pair.request.institution.id, pair.offer.institution.id);
    let readers = if me == Some(asks) {
        vec![offers]
    } else if me == Some(offers) {
        vec![asks]
    } else {
        vec![offers, asks]
    };
    let mut institutions = Vec::new();
    for id in readers {
        institutions.extend(institution(id, hands).await?);
    }
    let between = match me.filter(|me| *me != asks && *me != offers) {
        Some(me) => institution(me, hands).await?,
        None => None,
    };
    let mut languages: Vec<Language> = Vec::new();
    for language in institutions.iter().map(|institution| language_for(institution, reader())) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    let mut letters = Vec::new();
    for language in languages {
        let pair = explained(to, settings, language, hands).await?;
        let name = between.as_ref().map(|institution| institution.name.shown(language).text);
        letters.push(letter(&about(&pair, me, name.as_deref(), to.blocked), language));
    }
    let subject = letters.first().map(|(subject, _)| subject.clone()).unwrap_or_default();
    let bodies: Vec<String> = letters.into_iter().map(|(_, body)| body).collect();
    let institutions: Vec<&Institution> = institutions.iter().collect();
    Ok(mail_to(&institutions, &subject, &bodies.join(NEXT_LANGUAGE)))
}

/// The pair with its titles as a reader of this language reads them.
async fn explained(
    to: Addressed,
    settings: Settings,
    lang: Language,
    hands: Hands,
) -> Result<MatchCard, Fault> {
    hands.desk.ask(Explain { request: to.request, offer: to.offer, settings, lang }).await
}

async fn institution(id: Id, hands: Hands) -> Result<Option<Institution>, Fault> {
    let question = GetEntry { kind: RecordKind::Institution, id, lang: reader() };
    Ok(match hands.desk.ask(question).await?.record {
        AnyRecord::Institution(institution) => Some(institution),
        _ => None,
    })
}

fn about<'a>(
    pair: &'a MatchCard,
    me: Option<Id>,
    between: Option<&'a str>,
    blocked: Option<Gate>,
) -> About<'a> {
    let (request, offer) = (&pair.request, &pair.offer);
    let writer = match me {
        Some(me) if me == request.institution.id => Writer::Asks,
        Some(me) if me == offer.institution.id => Writer::Offers,
        _ => Writer::Between(between),
    };
    About {
        writer,
        request: Told { title: &request.title.text, from: &request.institution.name.text },
        offer: Told { title: &offer.title.text, from: &offer.institution.name.text },
        blocked,
    }
}
