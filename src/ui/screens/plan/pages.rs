//! Lists that show more of themselves when asked, and all of themselves on paper.

use leptos::prelude::*;

use crate::ui::words::{k, t};

/// A list whose rows `show` draws, the first `most` of them at first and so many more with every *Show more*.
pub fn paged<T: Send + Sync + 'static>(
    all: Vec<T>,
    class: &'static str,
    most: usize,
    show: impl Fn(&T) -> AnyView + 'static,
) -> AnyView {
    let total = all.len();
    let all = StoredValue::new(all);
    let show = StoredValue::new_local(show);
    let count = RwSignal::new(most);
    let rows = move || {
        let count = count.get();
        all.with_value(|all| {
            show.with_value(|show| {
                all.iter().take(count).map(|one| view! { <li>{show(one)}</li> }).collect_view()
            })
        })
    };
    // On paper there is nothing to press: everything is printed.
    let print = window_event_listener_untyped("beforeprint", move |_| {
        count.try_set(total);
    });
    on_cleanup(move || print.remove());
    let more = move || {
        (count.get() < total).then(|| {
            let more = move |_| count.update(|count| *count += most);
            view! { <button type="button" class="button plan-more" on:click=more>{t(k::LIST_MORE)}</button> }
        })
    };
    view! { <ul class=class>{rows}</ul> {more} }.into_any()
}
