//! The message at the foot of the page; what it says is announced to screen readers as well.

use leptos::prelude::*;

use crate::ui::state::use_hands;
use crate::ui::widgets::{Button, Icon, Look};
use crate::ui::words::{k, t};

/// The place where messages appear. The live region stands there from the beginning, empty; screen readers
/// announce only what changes in a region they know.
#[component]
pub fn ToastCorner() -> AnyView {
    let hands = use_hands();
    let toasts = hands.toasts;
    let words = move || toasts.shown().map(|toast| toast.text);
    let buttons = move || {
        toasts.shown().map(|toast| {
            let undo = toast.undo.then(|| {
                view! { <Button label=t(k::TOAST_UNDO) symbol=Icon::Undo on_press=move |()| hands.step(true) /> }
            });
            view! {
                {undo}
                <Button label=t(k::DIALOG_CLOSE) look=Look::Quiet symbol=Icon::Close only_icon=true
                    on_press=move |()| toasts.close() />
            }
        })
    };
    view! {
        <div
            class="toast"
            class:shown=move || toasts.shown().is_some()
            class:failed=move || toasts.shown().is_some_and(|toast| toast.failed)
        >
            <p role="status">{words}</p>
            {buttons}
        </div>
    }
    .into_any()
}
