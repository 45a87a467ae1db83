//! The parts every screen is made of. Native elements first; each part says in its documentation how it is
//! used, and none knows the desk or the catalog.

mod button;
mod chips;
mod combo;
mod date_window;
mod dialog;
mod facets;
mod field;
mod icon;
mod menu;
mod note;
mod page;
mod score;
mod shown_text;
mod tabs;
mod text_in;

pub use button::{Button, Look};
pub use chips::{CheckChips, Choice, ChosenChips, RadioChips};
pub use combo::Combo;
pub use date_window::DateWindow;
pub use dialog::Dialog;
pub use facets::FacetGroup;
pub use field::{Field, Pick, TextArea, TextInput, described_by};
pub use icon::{Icon, icon};
pub use menu::Menu;
pub use note::{ErrorSummary, Note, Progress, Tone, empty_state, fault_note, fault_sentence, note, waiting};
pub use page::{Heading, More, badge};
pub use score::{ScoreBar, Segment, band_words, tally};
pub use shown_text::{shown_text, words_of};
pub use tabs::Tabs;
pub use text_in::TextIn;
