//! Who takes part in an exchange and in which roles, to be read and to be changed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::in_role;
use crate::catalog::{AnyRecord, Extra, Party, PortfolioItem, RecordKind};
use crate::desk::{Command, GetEntry, PartyRow};
use crate::primitive::Id;
use crate::ui::nav::href;
use crate::ui::route::{Route, Screen};
use crate::ui::screens::parts::by_whom;
use crate::ui::screens::start::who::find_institutions;
use crate::ui::state::Hands;
use crate::ui::widgets::{Button, CheckChips, Choice, Combo, Icon, Look};
use crate::ui::words::{k, label, reader, t, tf};
use crate::vocabulary::{Code, Coded, Role};

/// A party being written: who, its name, its roles by id.
#[derive(Clone)]
struct PartyForm {
    institution: Id,
    name: String,
    roles: RwSignal<Vec<String>>,
}

/// Who takes part, with a way to change it.
pub fn view(item: Id, all: &[PartyRow], hands: Hands) -> AnyView {
    let rows = StoredValue::new(all.to_vec());
    let writing = RwSignal::new(false);
    let body = move || {
        if writing.get() {
            return view! { <PartiesForm item rows=rows.get_value() hands writing /> }.into_any();
        }
        view! {
            <dl>{rows.with_value(|rows| stated(rows))}</dl>
            <div class="actions">
                <Button label=t(k::PORTFOLIO_PARTIES_EDIT) symbol=Icon::Edit on_press=move |()| writing.set(true) />
            </div>
        }
        .into_any()
    };
    view! { <section class="fields parties"><h3>{t(k::FIELD_PARTIES)}</h3>{body}</section> }.into_any()
}

fn stated(all: &[PartyRow]) -> AnyView {
    let link = |party: &PartyRow| {
        let address = href(&Route::record(Screen::Institutions, party.institution.id));
        view! { <li><a href=address>{by_whom(&party.institution)}</a></li> }
    };
    let group = |role: &Role| {
        let links = in_role(all, *role).map(link).collect::<Vec<_>>();
        (!links.is_empty()).then(|| {
            view! { <div><dt>{label(Role::LIST, role.id())}</dt><dd><ul class="plain-list">{links}</ul></dd></div> }
        })
    };
    let others: Vec<_> = all.iter().filter(|party| party.roles.is_empty()).map(link).collect();
    let others = (!others.is_empty()).then(|| {
        view! { <div><dt>{t(k::PORTFOLIO_NO_ROLE)}</dt><dd><ul class="plain-list">{others}</ul></dd></div> }
    });
    let groups = Role::ALL.iter().map(group).collect_view();
    view! { {groups}{others} }.into_any()
}

#[component]
fn PartiesForm(item: Id, rows: Vec<PartyRow>, hands: Hands, writing: RwSignal<bool>) -> AnyView {
    let form = |row: &PartyRow| PartyForm {
        institution: row.institution.id,
        name: by_whom(&row.institution),
        roles: RwSignal::new(row.roles.iter().map(|role| role.id().to_owned()).collect()),
    };
    let parties = RwSignal::new(rows.iter().map(form).collect::<Vec<_>>());
    let query = RwSignal::new(None::<String>);
    let (options, pending) = find_institutions(query);
    // What is chosen outlives the list it was chosen from: its roles belong to the form.
    let form_owner = Owner::current().unwrap_or_default();
    let add = move |choice: Choice| {
        let Ok(institution) = choice.id.parse::<Id>() else { return };
        if parties.with_untracked(|all| all.iter().any(|party| party.institution == institution)) {
            return;
        }
        let roles = form_owner.with(|| RwSignal::new(Vec::new()));
        parties.update(|all| all.push(PartyForm { institution, name: choice.label, roles }));
    };
    let fields = move || parties.get().into_iter().map(|party| party_view(party, parties)).collect_view();
    let save = move |()| {
        let wanted: Vec<(Id, Vec<String>)> = parties.with_untracked(|all| {
            all.iter().map(|party| (party.institution, party.roles.get_untracked())).collect()
        });
        spawn_local(async move {
            if put(item, &wanted, hands).await {
                writing.try_set(false);
            }
        });
    };
    view! {
        <div class="parties-form">
            {fields}
            <Combo id="party" label=t(k::PORTFOLIO_PARTY_ADD) hint=t(k::EDIT_INSTITUTION_HINT) options pending
                on_query=move |words| query.set(Some(words)) on_choose=add />
            <div class="actions">
                <Button label=t(k::EDIT_SAVE) look=Look::Primary symbol=Icon::Save on_press=save />
                <Button label=t(k::PORTFOLIO_PARTIES_LEAVE) look=Look::Quiet on_press=move |()| writing.set(false) />
            </div>
        </div>
    }
    .into_any()
}

fn party_view(party: PartyForm, parties: RwSignal<Vec<PartyForm>>) -> AnyView {
    let institution = party.institution;
    let choices = Role::ALL.iter().map(|role| Choice::new(role.id(), label(Role::LIST, role.id()))).collect();
    let remove = move |()| parties.update(|all| all.retain(|known| known.institution != institution));
    let take_away = tf(k::CHIP_REMOVE, &[("name", &party.name)]);
    view! {
        <div class="party">
            <CheckChips legend=party.name choices chosen=party.roles />
            <Button label=take_away look=Look::Quiet symbol=Icon::Close only_icon=true on_press=remove />
        </div>
    }
    .into_any()
}

/// Saves the parties on the item as it is now; says why where it cannot.
async fn put(item: Id, wanted: &[(Id, Vec<String>)], hands: Hands) -> bool {
    let question = GetEntry { kind: RecordKind::Portfolio, id: item, lang: reader() };
    match hands.desk.ask(question).await {
        Ok(detail) => {
            let AnyRecord::Portfolio(record) = detail.record else { return false };
            let record = with_parties(record, wanted);
            hands.carry_out(Command::Put(Box::new(record.into()))).await.is_ok()
        }
        Err(fault) => {
            hands.toasts.fault(&fault);
            false
        }
    }
}

/// The item with these parties; roles and keys nobody knows here stay with the party that has them.
fn with_parties(mut item: PortfolioItem, wanted: &[(Id, Vec<String>)]) -> PortfolioItem {
    let before = std::mem::take(&mut item.parties);
    item.parties = wanted
        .iter()
        .map(|(institution, roles)| {
            let known = before.iter().find(|party| party.institution == *institution);
            let foreign = known.map(|party| party.roles.clone()).unwrap_or_default();
            let foreign = foreign.into_iter().filter(|role| Role::from_id(role.id()).is_none());
            let roles =
                roles.iter().filter_map(|id| Role::from_id(id)).map(Code::Known).chain(foreign).collect();
            let extra = known.map_or_else(Extra::new, |party| party.extra.clone());
            Party { institution: *institution, roles, extra }
        })
        .collect();
    item
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Head;
    use crate::vocabulary::PortfolioStatus;

    #[test]
    fn roles_nobody_knows_stay_with_their_party() {
        let (one, two) = (Id::from_u128(1), Id::from_u128(2));
        let party = Party {
            institution: one,
            roles: vec![Code::read("provider"), Code::read("godparent")],
            extra: Extra::new(),
        };
        let item = PortfolioItem {
            head: Head::new(Id::from_u128(9)),
            status: PortfolioStatus::Proposed,
            request: None,
            offers: Vec::new(),
            parties: vec![party],
        };
        let changed = with_parties(item, &[(one, vec!["recipient".to_owned()]), (two, Vec::new())]);
        let roles: Vec<&str> = changed.parties[0].roles.iter().map(Code::id).collect();
        assert_eq!(roles, ["recipient", "godparent"]);
        assert_eq!((changed.parties[1].institution, changed.parties[1].roles.len()), (two, 0));
    }
}
