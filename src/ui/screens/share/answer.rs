//! From the organiser back to an institution: its entries with those that match them, as one file it can merge.

use leptos::prelude::*;

use super::ways::Ways;
use crate::desk::WhatLeaves;
use crate::primitive::Id;
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::start::who::{find_institutions, use_institution};
use crate::ui::widgets::{Button, Choice, Combo, Look};
use crate::ui::words::{k, t, tf};

/// The card.
#[component]
pub fn AnswerCard() -> AnyView {
    let chosen = RwSignal::new(None::<Id>);
    let query = RwSignal::new(None::<String>);
    let (options, pending) = find_institutions(query);
    let card = use_institution(chosen.into());
    let choose = move |choice: Choice| chosen.set(choice.id.parse().ok());
    let body = move || match chosen.get() {
        None => view! {
            <Combo
                id="answer-to"
                label=t(k::ANSWER_WHO)
                options
                pending
                on_query=move |words| query.set(Some(words))
                on_choose=choose
            />
        }
        .into_any(),
        Some(id) => {
            let what = Signal::derive(move || WhatLeaves::Answer(id));
            let name = move || card.get().map(|card| tf(k::ANSWER_TO, &[("name", &by_whom(&card))]));
            view! {
                <p><strong>{name}</strong> " "
                    <Button label=t(k::ANSWER_OTHER) look=Look::Quiet on_press=move |()| chosen.set(None) />
                </p>
                <Ways what id="answer" />
            }
            .into_any()
        }
    };
    view! {
        <section class="card">
            <h2>{t(k::ANSWER_TITLE)}</h2>
            <p>{t(k::ANSWER_TEXT)}</p>
            {body}
        </section>
    }
    .into_any()
}
