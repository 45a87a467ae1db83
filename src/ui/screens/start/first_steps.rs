//! The first minutes: three things to look at, each a link; can be put away for good.

use leptos::prelude::*;

use crate::store::preferences;
use crate::ui::nav::{href, use_nav};
use crate::ui::route::{Route, Screen};
use crate::ui::shell::use_tour;
use crate::ui::widgets::{Button, Icon, Look, icon};
use crate::ui::words::{k, t};

const SEEN: &str = "first-steps-seen";

/// A short list of first steps, until the person puts it away.
#[component]
pub fn FirstSteps() -> AnyView {
    let seen = RwSignal::new(preferences::get::<bool>(SEEN).unwrap_or_default());
    let close = move |()| {
        preferences::set(SEEN, &true);
        seen.set(true);
    };
    let (tour, nav) = (use_tour(), use_nav());
    let walk = move |()| tour.begin(nav);
    let step = |number: &'static str, screen: Screen, title: String, text: String| {
        view! {
            <li>
                <span class="step-number" aria-hidden="true">{number}</span>
                <div>
                    <a href=href(&Route::to(screen))>{title} {icon(Icon::Next)}</a>
                    <p>{text}</p>
                </div>
            </li>
        }
    };
    let body = move || {
        (!seen.get()).then(|| {
            view! {
                <section class="card first-steps">
                    <h2>{t(k::STEPS_TITLE)}</h2>
                    <ol>
                        {step("1", Screen::Matrix, t(k::STEPS_MATRIX), t(k::STEPS_MATRIX_TEXT))}
                        {step("2", Screen::Requests, t(k::STEPS_REQUEST), t(k::STEPS_REQUEST_TEXT))}
                        {step("3", Screen::Matches, t(k::STEPS_MATCH), t(k::STEPS_MATCH_TEXT))}
                    </ol>
                    <div class="actions">
                        <Button label=t(k::TOUR_BEGIN) symbol=Icon::Next on_press=walk />
                        <Button label=t(k::STEPS_CLOSE) look=Look::Quiet on_press=close />
                    </div>
                </section>
            }
        })
    };
    view! { <div>{body}</div> }.into_any()
}
