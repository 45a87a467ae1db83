//! Institutions that may be one and the same: what they have in common, and joining them.

use leptos::prelude::*;

use super::part;
use crate::desk::{self, Command, DuplicatePair, InstitutionCard};
use crate::ui::screens::entries::card::institution_card;
use crate::ui::state::{Hands, shown, use_answer, use_hands};
use crate::ui::widgets::Button;
use crate::ui::words::{k, reader, said, share, tf};

/// Pairs shown at once, the likeliest first; the others follow when these are settled.
const SHOWN: usize = 25;

/// Every suspected pair.
#[component]
pub fn Duplicates() -> AnyView {
    let hands = use_hands();
    let answered = use_answer(move || Some(desk::Duplicates { lang: reader() }));
    let body = move |pairs: &Vec<DuplicatePair>| {
        let items = pairs.iter().take(SHOWN).map(|pair| view! { <li>{pair_view(pair, hands)}</li> });
        view! { <ul class="organiser-pairs">{items.collect_view()}</ul> {super::cut(pairs.len().min(SHOWN), pairs.len() as u32)} }
            .into_any()
    };
    part("organiser-duplicates", k::ORGANISER_DUPLICATES, k::ORGANISER_DUPLICATES_TEXT, shown(answered, body))
}

fn pair_view(pair: &DuplicatePair, hands: Hands) -> AnyView {
    let reasons = pair.reasons.iter().map(|reason| view! { <li>{said(reason)}</li> }).collect_view();
    let likeness = tf(k::ORGANISER_ALIKE, &[("share", &share(pair.likeness))]);
    view! {
        <article class="organiser-pair">
            <p><strong>{likeness}</strong></p>
            <div class="organiser-two">{institution_card(&pair.keep)} {institution_card(&pair.other)}</div>
            <ul>{reasons}</ul>
            <div class="actions">
                {join(&pair.other, &pair.keep, hands)}
                {join(&pair.keep, &pair.other, hands)}
            </div>
        </article>
    }
    .into_any()
}

/// The button that makes one stand for both.
fn join(from: &InstitutionCard, to: &InstitutionCard, hands: Hands) -> AnyView {
    let name = &to.name.text;
    let label = match to.acronym.as_str() {
        "" => tf(k::ORGANISER_JOIN, &[("name", name)]),
        acronym => tf(k::ORGANISER_JOIN, &[("name", &format!("{name} ({acronym})"))]),
    };
    let (from, to) = (from.id, to.id);
    view! { <Button label on_press=move |()| hands.send(Command::Join { from, to }) /> }.into_any()
}
