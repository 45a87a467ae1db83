//! What the screens share: one newtype a thing, each reached by its `use_…` function.

mod ask;
mod importance;
mod language;
mod plans;
mod session;
mod sheets;
mod theme;
mod toast;
mod who;

pub use ask::{Answered, Desk, Hands, shown, use_answer, use_desk, use_hands};
pub use importance::{Weighing, use_weighing};
pub use language::{Speech, asked_for, use_speech};
pub use plans::{Planned, Plans, use_plan};
pub use session::{Session, use_session};
pub use sheets::{Made as MadeSheet, Reason, Sheet, make as make_sheet, read_sheet};
pub use theme::{Theme, ThemeChoice, use_theme};
pub use toast::{Toast, Toasts, use_toasts};
pub use who::{Who, use_who};
