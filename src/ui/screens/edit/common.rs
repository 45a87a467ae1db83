//! The fields that offers and requests have in common.

use std::num::NonZeroU32;

use leptos::prelude::*;

use super::form::{NOBODY, Wrong, error_of};
use super::picker::InstitutionPicker;
use super::steps::Group;
use super::subjects::{SubjectPicker, Subjects};
use crate::catalog::Context;
use crate::primitive::{Id, Text, Window};
use crate::ui::widgets::{CheckChips, Choice, DateWindow, Pick, TextIn, TextInput};
use crate::ui::words::{Key, k, label, language, t};
use crate::vocabulary::{
    Code, Coded, CooperationType, CostItem, Delivery, Modality, Profile, Scale, Sector, Setting, Status,
};

/// Ids of a list being chosen; ids this version does not know stay in it.
pub type Ids = RwSignal<Vec<String>>;

/// The ids that codes carry.
pub fn ids<T: Coded>(codes: &[Code<T>]) -> Vec<String> {
    codes.iter().map(|code| code.id().to_owned()).collect()
}

/// Codes from ids.
pub fn codes<T: Coded>(ids: Ids) -> Vec<Code<T>> {
    ids.with(|ids| ids.iter().map(|id| Code::read(id)).collect())
}

/// Choices of a closed list.
pub fn choices<T: Coded>() -> Vec<Choice> {
    T::ALL.iter().map(|value| Choice::new(value.id(), label(T::LIST, value.id()))).collect()
}

/// Languages offered as chips: the app's own, then those in which social programmes of its countries are run and
/// their partners in other regions work. Any other that a record names is offered beside them.
const TONGUES: [&str; 14] =
    ["es", "pt", "en", "fr", "ht", "nl", "qu", "ay", "gn", "ar", "sw", "zh", "hi", "id"];

fn tongues(chosen: Ids) -> Vec<Choice> {
    let named = chosen.get_untracked();
    let others = named.iter().map(String::as_str).filter(|tag| !TONGUES.contains(tag));
    TONGUES.into_iter().chain(others).map(|tag| Choice::new(tag, language(tag))).collect()
}

/// Check boxes for languages.
pub fn language_chips(legend: Key, chosen: Ids) -> AnyView {
    view! { <CheckChips legend=t(legend) choices=tongues(chosen) chosen /> }.into_any()
}

/// Check boxes for a closed list.
pub fn chips<T: Coded>(legend: Key, chosen: Ids) -> AnyView {
    let choices = choices::<T>();
    view! { <CheckChips legend=t(legend) choices chosen /> }.into_any()
}

/// One value of a closed list; an empty id is *not stated*.
pub fn pick<T: Coded>(id: &'static str, name: Key, value: RwSignal<String>) -> AnyView {
    let choices = choices::<T>();
    view! {
        <Pick id label=t(name) choices none=t(k::EDIT_NOT_STATED) chosen=value
            on_choose=move |id| value.set(id) optional=true />
    }
    .into_any()
}

/// The code of a picked id; none where it is empty.
pub fn picked<T: Coded>(value: RwSignal<String>) -> Option<Code<T>> {
    value.with(|id| (!id.is_empty()).then(|| Code::read(id)))
}

/// The id of a stated code; empty where none is.
pub fn id_of<T: Coded>(code: Option<&Code<T>>) -> RwSignal<String> {
    RwSignal::new(code.map(|code| code.id().to_owned()).unwrap_or_default())
}

/// A whole number as typed; empty means *not stated*.
pub fn typed(value: Option<impl ToString>) -> RwSignal<String> {
    RwSignal::new(value.map(|value| value.to_string()).unwrap_or_default())
}

/// The number in a field: none where it is empty, an error where it is no whole number from `least`.
pub fn whole(value: &str, least: u64) -> Result<Option<u64>, ()> {
    let digits: String = value.chars().filter(|c| !c.is_whitespace() && *c != '.' && *c != ',').collect();
    if digits.is_empty() {
        return Ok(None);
    }
    digits.parse::<u64>().ok().filter(|number| *number >= least).map(Some).ok_or(())
}

/// A count of at least one, as records hold it; what is no number stays *not stated* until it is one.
pub fn count(value: RwSignal<String>) -> Option<NonZeroU32> {
    let number = value.with(|text| whole(text, 1)).ok().flatten()?;
    u32::try_from(number).ok().and_then(NonZeroU32::new)
}

/// The fields of both kinds of entry.
#[derive(Clone, Copy)]
pub struct Common {
    /// Whose it is.
    pub institution: RwSignal<Id>,
    /// What it is called.
    pub title: RwSignal<Text>,
    /// Summary or need.
    pub body: RwSignal<Text>,
    /// Where it stands.
    pub status: RwSignal<String>,
    /// What it is about.
    pub subjects: Subjects,
    /// Sectors.
    pub sectors: Ids,
    /// Forms of cooperation.
    pub modalities: Ids,
    /// Ways of delivery.
    pub delivery: Ids,
    /// Types of cooperation.
    pub types: Ids,
    /// Languages.
    pub languages: Ids,
    /// Professional profiles.
    pub profiles: Ids,
    /// Cost items covered.
    pub covers: Ids,
    /// Cost items others are asked to cover.
    pub asks_cover: Ids,
    /// When.
    pub window: RwSignal<Window>,
    /// Shortest exchange, in days, as typed.
    pub min_days: RwSignal<String>,
    /// Capacity of an offer, providers of a request, as typed.
    pub count: RwSignal<String>,
    /// Scale.
    pub scale: RwSignal<String>,
    /// People reached, as typed.
    pub people: RwSignal<String>,
    /// Settings.
    pub settings: Ids,
    /// Tags, as typed, with commas between.
    pub tags: RwSignal<String>,
}

impl Common {
    /// The context as it stands in the form; keys nobody knows stay.
    pub fn context(self, base: Context) -> Context {
        Context {
            scale: picked::<Scale>(self.scale),
            people: self.people.with(|text| whole(text, 0)).ok().flatten(),
            settings: codes::<Setting>(self.settings),
            extra: base.extra,
        }
    }

    /// The tags as they stand in the form.
    pub fn tag_list(self) -> Vec<String> {
        let parts = self.tags.get();
        parts.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(str::to_owned).collect()
    }

    /// The status as it stands in the form.
    pub fn stands(self) -> Status {
        self.status.with(|id| Status::from_id(id)).unwrap_or(Status::Open)
    }

    /// What keeps the entry from being saved; tracked.
    pub fn wrong(self) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.institution.get() == NOBODY {
            wrong.push(("institution".to_owned(), t(k::EDIT_WRONG_INSTITUTION)));
        }
        if self.title.with(Text::is_empty) {
            wrong.push(("title".to_owned(), t(k::EDIT_WRONG_TITLE)));
        }
        for (field, value, least) in
            [("min-days", self.min_days, 1), ("count", self.count, 1), ("people", self.people, 0)]
        {
            if value.with(|text| whole(text, least)).is_err() {
                wrong.push((field.to_owned(), t(k::EDIT_WRONG_NUMBER)));
            }
        }
        wrong
    }

    /// Institution, title, body: what an entry cannot do without.
    pub fn essentials(self, errors: Signal<Vec<Wrong>>, body: Key, hint: Key) -> Group {
        let fields = view! {
            <InstitutionPicker chosen=self.institution error=error_of(errors, "institution") />
            <TextIn id="title" label=t(k::EDIT_TITLE) value=self.title error=error_of(errors, "title") />
            <TextIn id="body" label=t(body) hint=t(hint) value=self.body rows=5 />
        };
        Group::new(k::EDIT_GROUP_WHAT, fields)
    }

    /// What it is about: subjects by word or by the matrix, and sectors beside them.
    pub fn about(self) -> Group {
        let fields = view! {
            <SubjectPicker subjects=self.subjects />
            {chips::<Sector>(k::FIELD_SECTORS, self.sectors)}
        };
        Group::new(k::EDIT_GROUP_ABOUT, fields)
    }

    /// How: modalities, delivery, types, languages, profiles.
    pub fn form(self) -> Group {
        let fields = view! {
            {chips::<Modality>(k::FIELD_MODALITIES, self.modalities)}
            {chips::<Delivery>(k::FIELD_DELIVERY, self.delivery)}
            {language_chips(k::FIELD_LANGUAGES, self.languages)}
            {chips::<Profile>(k::FIELD_PROFILES, self.profiles)}
            {chips::<CooperationType>(k::FIELD_TYPES, self.types)}
        };
        Group::new(k::EDIT_GROUP_HOW, fields)
    }

    /// When, and how much at once.
    pub fn time(self, errors: Signal<Vec<Wrong>>, count: Key) -> Group {
        let fields = view! {
                <DateWindow id="window" legend=t(k::FIELD_WINDOW) value=self.window hint=t(k::EDIT_WINDOW_HINT) />
                <TextInput id="min-days" label=t(k::EDIT_MIN_DAYS) value=self.min_days optional=true
                    error=error_of(errors, "min-days") />
                <TextInput id="count" label=t(count) value=self.count optional=true error=error_of(errors, "count") />
                {pick::<Status>("status", k::EDIT_STATUS, self.status)}
        };
        Group::new(k::EDIT_GROUP_WHEN, fields)
    }

    /// Who covers what.
    pub fn costs(self) -> Group {
        let fields = view! {
            {chips::<CostItem>(k::EDIT_COVERS, self.covers)}
            {chips::<CostItem>(k::FIELD_ASKS_COVER, self.asks_cover)}
        };
        Group::new(k::EDIT_GROUP_COSTS, fields)
    }

    /// The setting, and tags.
    pub fn setting(self, errors: Signal<Vec<Wrong>>) -> Group {
        let fields = view! {
                {pick::<Scale>("scale", k::FIELD_SCALE, self.scale)}
                <TextInput id="people" label=t(k::FIELD_PEOPLE) value=self.people optional=true
                    error=error_of(errors, "people") />
                {chips::<Setting>(k::FIELD_SETTINGS, self.settings)}
                <TextInput id="tags" label=t(k::FIELD_TAGS) hint=t(k::EDIT_TAGS_HINT) value=self.tags optional=true />
        };
        Group::new(k::EDIT_GROUP_CONTEXT, fields)
    }
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        assert_eq!(whole("", 1), Ok(None));
        assert_eq!(whole(" 540 ", 1), Ok(Some(540)));
        assert_eq!(whole("225 000", 0), Ok(Some(225_000)));
        assert_eq!(whole("225.000", 0), Ok(Some(225_000)));
        assert_eq!(whole("225,000", 0), Ok(Some(225_000)));
        for wrong in ["0", "-3", "two", "1e5", "99999999999999999999999"] {
            assert_eq!(whole(wrong, 1), Err(()), "{wrong}");
        }
    }
}
