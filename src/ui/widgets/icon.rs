//! One set of icons, drawn for this app on a grid of 24 with a stroke of 1.5. They decorate words and never
//! stand for them alone: a button with only an icon carries a label of its own.

use leptos::prelude::*;

macro_rules! icons {
    ($($(#[$doc:meta])* $name:ident = $path:literal),+ $(,)?) => {
        /// The icons.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Icon { $($(#[$doc])* $name),+ }

        impl Icon {
            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

icons! {
    /// A house: Start.
    Home = "M4 11.2 12 4.5l8 6.7M6 9.8V19h4.2v-5h3.6v5H18V9.8",
    /// A grid with one full cell: Matrix.
    Matrix = "M4.5 4.5h15v15h-15zM4.5 9.5h15M4.5 14.5h15M9.5 4.5v15M14.5 4.5v15M11 11l2 2M13 11l-2 2",
    /// An open hand with something above it: Offers.
    Offer = "M4 14.5h3l3-1.5h3a1.5 1.5 0 0 1 0 3h-2.5M13.8 15.2l4.4-2.1a1.4 1.4 0 0 1 1.3 2.5L14 19H7l-3-1M12 9.5v-6M9.5 6 12 3.5 14.5 6",
    /// A hand that receives: Requests.
    Request = "M4 14.5h3l3-1.5h3a1.5 1.5 0 0 1 0 3h-2.5M13.8 15.2l4.4-2.1a1.4 1.4 0 0 1 1.3 2.5L14 19H7l-3-1M12 3.5v6M9.5 7 12 9.5 14.5 7",
    /// A public building: Institutions.
    Institution = "M4 9.5 12 4.5l8 5zM5 19.5h14M6.5 12v5M10.2 12v5M13.8 12v5M17.5 12v5",
    /// Two rings that overlap: Matches.
    Match = "M9 6.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM15 6.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z",
    /// Lines that join: Plan.
    Plan = "M5 5.5h3.5c4 0 3 13 7 13H19M5 18.5h3.5c1.6 0 2.4-2 2.9-4.5M12.6 10c.5-2.5 1.3-4.5 2.9-4.5H19M16.5 3l2.5 2.5L16.5 8M16.5 16l2.5 2.5-2.5 2.5",
    /// A folder: Portfolio.
    Portfolio = "M3.5 7.5V18a1.5 1.5 0 0 0 1.5 1.5h14a1.5 1.5 0 0 0 1.5-1.5V9a1.5 1.5 0 0 0-1.5-1.5h-7L10 5H5a1.5 1.5 0 0 0-1.5 1.5zM8 13.5l2.5 2.5 5-5",
    /// A pin: Map.
    Map = "M12 20.5s-6.5-6-6.5-10.8a6.5 6.5 0 0 1 13 0C18.5 14.5 12 20.5 12 20.5zM12 7.3a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
    /// Books: Library.
    Library = "M4.5 4.5h4v15h-4zM8.5 6.5h4v13h-4zM13.3 7.3l3.6-1 3.3 12.1-3.6 1z",
    /// A list with ticks: the organiser's desk.
    Desk = "M4 6.5l1.5 1.5L8 5.5M4 12.5l1.5 1.5L8 11.5M4 18.5l1.5 1.5L8 17.5M11.5 7H20M11.5 13H20M11.5 19H20",
    /// Stands: fair mode.
    Fair = "M4 10.5V19.5h16v-9M3 10.5 5 4.5h14l2 6M3 10.5a3 3 0 0 0 6 0 3 3 0 0 0 6 0 3 3 0 0 0 6 0M10 19.5v-5h4v5",
    /// An arrow out of a box: Share.
    Share = "M8 8.5H5.5v11h13v-11H16M12 14.5v-11M8.5 7 12 3.5 15.5 7",
    /// Sliders: Settings.
    Settings = "M4 7.5h9M17 7.5h3M15 5.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM4 16.5h3M11 16.5h9M9 14.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
    /// Three dots: More.
    More = "M5.5 11.25a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5zM12 11.25a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5zM18.5 11.25a.75.75 0 1 0 0 1.5.75.75 0 0 0 0-1.5z",
    /// A lens: search.
    Search = "M10.5 4.5a6 6 0 1 0 0 12 6 6 0 0 0 0-12zM15 15l5 5",
    /// A plus: add.
    Add = "M12 5v14M5 12h14",
    /// A minus: farther, less.
    Less = "M5 12h14",
    /// Four corners: fit into view.
    Fit = "M4.5 9V4.5H9M15 4.5h4.5V9M19.5 15v4.5H15M9 19.5H4.5V15",
    /// A cross: close, remove.
    Close = "M6 6l12 12M18 6 6 18",
    /// A tick: done, chosen.
    Tick = "M5 12.5l4.5 4.5L19 7.5",
    /// A question mark in a ring: help.
    Help = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.5 9.8a2.5 2.5 0 1 1 3.6 2.2c-.8.4-1.1.9-1.1 1.7M12 16.3v.4",
    /// A bent arrow to the left: undo.
    Undo = "M8.5 5 4.5 9l4 4M4.5 9H14a5 5 0 0 1 0 10H9",
    /// A bent arrow to the right: do again.
    Redo = "M15.5 5l4 4-4 4M19.5 9H10a5 5 0 0 0 0 10h5",
    /// An arrow to the left: back.
    Back = "M10.5 5.5 4 12l6.5 6.5M4 12h16",
    /// An angle to the right: leads on.
    Next = "M9.5 5.5 16 12l-6.5 6.5",
    /// An angle downwards: opens.
    Down = "M5.5 9.5 12 16l6.5-6.5",
    /// An arrow into a tray: open a file.
    Open = "M4.5 14.5v5h15v-5M12 4v11M8.5 11.5 12 15l3.5-3.5",
    /// A disk: save.
    Save = "M4.5 4.5h12l3 3v12h-15zM8 4.5v5h7v-5M8 19.5v-6h8v6",
    /// A pencil: edit.
    Edit = "M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM13.5 7.5l3 3",
    /// A bin: remove.
    Remove = "M5 7h14M9.5 7V4.5h5V7M6.5 7l1 12.5h9l1-12.5M10.3 10.5v5.5M13.7 10.5v5.5",
    /// A letter: write to them.
    Mail = "M3.5 6h17v12.5h-17zM3.5 7l8.5 6.5L20.5 7",
    /// A triangle with a mark: caution.
    Caution = "M12 4.5 20.5 19h-17zM12 10v4.5M12 16.7v.3",
    /// A letter i in a ring: worth knowing.
    Info = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5M12 7.8v.3",
    /// A calendar: dates.
    Calendar = "M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4",
    /// A globe: language.
    Globe = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM3.5 12h17M12 3.5c5 5.5 5 11.5 0 17M12 3.5c-5 5.5-5 11.5 0 17",
    /// Half a disc: light and dark.
    Theme = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 3.5v17M12 7h5.8M12 10.3h7.9M12 13.7h7.9M12 17h5.8",
    /// A person: who am I.
    Person = "M12 4.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 19.5c.5-4 3.3-5.5 7-5.5s6.5 1.5 7 5.5",
    /// A funnel: filter.
    Filter = "M4 5.5h16l-6 7.5v6l-4-2v-4z",
    /// Two sheets: duplicate, copy.
    Copy = "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
    /// A printer: print.
    Print = "M7 9V4.5h10V9M7 16.5H4V9h16v7.5h-3M7 14h10v5.5H7z",
    /// A clock: time, waiting.
    Clock = "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 7.5V12l3.5 2",
}

/// An icon beside words; screen readers pass it over.
pub fn icon(which: Icon) -> AnyView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=which.path() />
        </svg>
    }
    .into_any()
}
