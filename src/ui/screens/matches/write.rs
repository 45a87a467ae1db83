//! Writing to the other side: a mail to the institution's public office, in its language.
//!
//! The office's address is asked for only when the person wants to write; personal contacts are never used.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::catalog::{AnyRecord, Institution, RecordKind};
use crate::desk::{EntryCard, GetEntry, MatchCard};
use crate::primitive::Language;
use crate::ui::state::use_hands;
use crate::ui::widgets::{Button, Icon};
use crate::ui::words::{k, reader, t};

/// The letter in each language: subject and body with `{own}` and `{other}` for the titles of both entries.
struct Letter {
    subject: &'static str,
    body: &'static str,
}

/// The letter is written in the language of who reads it, not in that of who writes; so it cannot come from
/// the messages of the interface, of which only the writer's language is loaded.
const fn letter(language: Language) -> Letter {
    match language {
        Language::En => Letter {
            subject: "Cooperation: {other}",
            body: "Dear colleagues,\n\nin the cooperation matrix we found your entry \"{other}\". It seems to fit our own, \"{own}\".\n\nWould you be available for a first conversation in the coming weeks?\n\nKind regards",
        },
        Language::Es => Letter {
            subject: "Cooperación: {other}",
            body: "Estimadas y estimados colegas:\n\nEn la matriz de cooperación encontramos su ficha «{other}». Parece corresponder a la nuestra, «{own}».\n\n¿Podríamos tener una primera conversación en las próximas semanas?\n\nSaludos cordiales",
        },
        Language::Pt => Letter {
            subject: "Cooperação: {other}",
            body: "Prezadas e prezados colegas,\n\nna matriz de cooperação encontramos o seu registro “{other}”. Ele parece corresponder ao nosso, “{own}”.\n\nSeria possível uma primeira conversa nas próximas semanas?\n\nAtenciosamente",
        },
        Language::Fr => Letter {
            subject: "Coopération : {other}",
            body: "Chères et chers collègues,\n\ndans la matrice de coopération, nous avons trouvé votre fiche « {other} ». Elle semble correspondre à la nôtre, « {own} ».\n\nSeriez-vous disponibles pour un premier échange dans les prochaines semaines ?\n\nCordialement",
        },
    }
}

/// The `mailto:` address of a letter to an institution; none where it states no office mail.
fn mail_to(institution: &Institution, own: &str, other: &str, reader: Language) -> Option<String> {
    let address = institution.office.email.trim();
    if address.is_empty() || !address.contains('@') {
        return None;
    }
    let language = institution.languages.iter().find_map(|tag| Language::from_tag(tag)).unwrap_or(reader);
    let Letter { subject, body } = letter(language);
    let fill = |text: &str| encode(&text.replace("{own}", own).replace("{other}", other));
    Some(format!(
        "mailto:{}?subject={}&body={}",
        encode(address).replace("%40", "@"),
        fill(subject),
        fill(body)
    ))
}

fn encode(text: &str) -> String {
    js_sys::encode_uri_component(text).into()
}

/// A button that looks the office's address up and opens the person's mail program.
pub fn mail_link(pair: &MatchCard, other: &EntryCard) -> AnyView {
    let hands = use_hands();
    let institution = other.institution.id;
    let own = if other.key == pair.offer.key { &pair.request } else { &pair.offer };
    let titles = (own.title.text.clone(), other.title.text.clone());
    let write = move |()| {
        let (own, other) = titles.clone();
        spawn_local(async move {
            let question = GetEntry { kind: RecordKind::Institution, id: institution, lang: reader() };
            match hands.desk.ask(question).await {
                Ok(detail) => {
                    let AnyRecord::Institution(institution) = detail.record else { return };
                    match mail_to(&institution, &own, &other, reader()) {
                        // The browser hands the address to the mail program; the page stays.
                        Some(address) => drop(window().location().set_href(&address)),
                        None => hands.toasts.say(t(k::MATCH_NO_MAIL)),
                    }
                }
                Err(fault) => hands.toasts.fault(&fault),
            }
        });
    };
    view! { <Button label=t(k::MATCH_WRITE) symbol=Icon::Mail on_press=write /> }.into_any()
}
