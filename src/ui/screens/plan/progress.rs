//! How far a plan is, the button that stops it, and what is said when it was stopped.

use leptos::prelude::*;

use crate::ui::state::Planned;
use crate::ui::widgets::{Button, Icon, Look, Tone, note};
use crate::ui::words::{Key, k, share, t};

/// What a person sees while the plan that stands on the screen is not the one they asked for.
///
/// `is_shown`: whether there is a plan of the wanted kind on the screen.
pub fn under_way(planned: Planned, is_shown: Signal<bool>) -> AnyView {
    let body = move || {
        if planned.loading.get() {
            working(planned, is_shown)
        } else if planned.was_stopped.get() {
            stopped(planned, is_shown)
        } else {
            ().into_any()
        }
    };
    view! { <div>{body}</div> }.into_any()
}

fn working(planned: Planned, is_shown: Signal<bool>) -> AnyView {
    let again = move || is_shown.get() && !planned.is_part.get();
    let words = move || if again() { t(k::PLANNING_MAKING_AGAIN) } else { t(k::PLANNING_MAKING) };
    // Whole hundredths: that is what is said.
    let done = Memo::new(move |_| (planned.done.get() * 100.0).floor() / 100.0);
    view! {
        <div class="plan-progress" role="group" aria-label=t(k::PLANNING_MAKING)>
            <p role="status">{words}</p>
            <div class="plan-progress-bar">
                <progress max="1" value=move || done.get().to_string() aria-label=t(k::PLANNING_MAKING)></progress>
                <span class="number" aria-hidden="true">{move || share(done.get())}</span>
                <Button label=t(k::PLANNING_CANCEL) symbol=Icon::Close on_press=move |()| planned.stop() />
            </div>
        </div>
    }
    .into_any()
}

fn stopped(planned: Planned, is_shown: Signal<bool>) -> AnyView {
    let words = stopped_words(is_shown.get(), planned.is_part.get());
    view! {
        <div class="plan-stopped" role="status">
            {note(Tone::Caution, t(words))}
            <Button label=t(k::PLANNING_AGAIN) look=Look::Plain on_press=move |()| planned.again() />
        </div>
    }
    .into_any()
}

fn stopped_words(is_shown: bool, is_part: bool) -> Key {
    match (is_shown, is_part) {
        (false, _) => k::PLANNING_STOPPED,
        (true, true) => k::PLANNING_STOPPED_PART,
        (true, false) => k::PLANNING_STOPPED_OLD,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_stopped_is_said() {
        assert_eq!(stopped_words(false, false), k::PLANNING_STOPPED);
        assert_eq!(stopped_words(true, true), k::PLANNING_STOPPED_PART);
        assert_eq!(stopped_words(true, false), k::PLANNING_STOPPED_OLD);
    }
}
