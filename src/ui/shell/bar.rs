//! The ways to the screens: a bar of five on phones with the rest behind *More*, a rail on wider screens.

use leptos::prelude::*;

use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::{FURTHER, IN_BAR, RAIL, screen_icon, screen_name};
use crate::ui::widgets::{Dialog, Icon, icon};
use crate::ui::words::{k, t};

/// Both, of which the style shows one.
#[component]
pub fn Bar(screen: Memo<Screen>) -> AnyView {
    let more = RwSignal::new(false);
    Effect::new(move |_| {
        screen.track();
        more.set(false);
    });
    let link = move |target: Screen| link(target, screen);
    let in_further = move || FURTHER.contains(&screen.get());
    let rail = RAIL.iter().map(|group| view! { <ul>{group.iter().map(|s| link(*s)).collect_view()}</ul> });
    view! {
        <nav class="rail" aria-label=t(k::SHELL_NAV)>{rail.collect_view()}</nav>
        <nav class="bar" aria-label=t(k::SHELL_NAV)>
            <ul>
                {IN_BAR.iter().map(|target| link(*target)).collect_view()}
                <li>
                    <button
                        type="button"
                        class="nav-link"
                        class:current=in_further
                        aria-haspopup="dialog"
                        aria-expanded=move || more.get().to_string()
                        on:click=move |_| more.set(true)
                    >
                        {icon(Icon::More)}
                        <span>{t(k::NAV_MORE)}</span>
                    </button>
                </li>
            </ul>
        </nav>
        <Dialog
            title=t(k::NAV_MORE)
            open=more
            content=move || view! { <ul class="more-list">{FURTHER.iter().map(|s| link(*s)).collect_view()}</ul> }
        />
    }
    .into_any()
}

fn link(target: Screen, screen: Memo<Screen>) -> AnyView {
    let current = move || screen.get() == target;
    view! {
        <li>
            <a
                class="nav-link"
                class:current=current
                href=href(&Route::to(target))
                aria-current=move || current().then_some("page")
            >
                {icon(screen_icon(target))}
                <span>{screen_name(target)}</span>
            </a>
        </li>
    }
    .into_any()
}
