//! Help on every screen: what it is for, and what can be done on it.

use leptos::prelude::*;

use super::use_tour;
use crate::ui::nav::use_nav;
use crate::ui::route::Screen;
use crate::ui::screens::{screen_help, screen_name};
use crate::ui::state::use_session;
use crate::ui::widgets::{Button, Dialog, Icon, Look};
use crate::ui::words::{k, t};

/// The button in the header, and the panel it opens.
#[component]
pub fn HelpButton(screen: Memo<Screen>) -> AnyView {
    let open = RwSignal::new(false);
    let (tour, nav, session) = (use_tour(), use_nav(), use_session());
    let walk = move |()| {
        open.set(false);
        tour.begin(nav);
    };
    let content = move || {
        let paragraphs: Vec<String> = screen_help(screen.get_untracked())
            .lines()
            .filter(|line| !line.is_empty())
            .map(str::to_owned)
            .collect();
        view! {
            <div class="prose">
                {paragraphs.into_iter().map(|text| view! { <p>{text}</p> }).collect_view()}
                <h3>{t(k::HELP_KEYS_TITLE)}</h3>
                <p>{t(k::HELP_KEYS)}</p>
                {session.current.with_untracked(Option::is_some).then(|| view! {
                    <Button label=t(k::TOUR_BEGIN) symbol=Icon::Next on_press=walk />
                })}
            </div>
        }
    };
    view! {
        <Button label=t(k::HELP_OPEN) look=Look::Quiet symbol=Icon::Help only_icon=true on_press=move |()| open.set(true) />
        <Dialog title=Signal::derive(move || screen_name(screen.get())) open content />
    }
    .into_any()
}
