use super::*;
use crate::errand::Errand;
use portal::domain::pharmacy::Role;

const KEY: &str = "0195a000-0000-7000-8000-000000000001";
const OTHER: &str = "0195a000-0000-7000-8000-000000000002";

fn seat() -> Seat {
    Seat::new(KEY.parse().unwrap())
}

/// What the patient of the first id typed, until 100.
fn kept() -> Kept {
    let fields = vec![("text".into(), "large".into())];
    let (patient, page) = (KEY.parse().unwrap(), "/settings/change".into());
    Kept { patient, page, fields, until: Millis(100) }
}

#[test]
fn what_one_person_left_behind_is_not_for_another() {
    let cases = [
        (Some(KEY), KEY, 99, true, true),
        (Some(KEY), KEY, 100, true, false),
        (Some(KEY), OTHER, 99, false, false),
        (None, KEY, 99, true, true),
        (None, OTHER, 99, true, false),
    ];
    for (left_by, who, now, goes_back, has_form) in cases {
        let mut seat = seat();
        seat.return_to = Some("/labs".into());
        seat.left_by = left_by.map(|it| it.parse().unwrap());
        seat.kept = Some(kept());
        // Others may be chosen among, or a password set, on the way.
        let nobody = (Vec::new(), None);
        seat.admit(KEY.parse().unwrap(), KEY.parse().unwrap(), nobody, Millis(1));
        let (challenge, until) = (OTHER.parse().unwrap(), Millis(9));
        let earned = Earned { errand: Errand::Activate, challenge, until };
        seat.earn(KEY.parse().unwrap(), earned, None);
        seat.sign_in(OTHER.parse().unwrap(), who.parse().unwrap(), None, Millis(now));
        let case = format!("{left_by:?} {who} {now}");
        assert_eq!(seat.return_to.is_some(), goes_back, "{case}");
        assert_eq!(seat.kept.is_some(), has_form, "{case}");
        assert_eq!(seat.flash.is_some(), has_form, "{case}");
        assert_eq!(seat.left_by, None);
    }
}

#[test]
fn a_seat_survives_its_session_and_older_ones_are_read() {
    let mut full = seat();
    let hindi = Some(Language::Hi);
    full.sign_in(OTHER.parse().unwrap(), KEY.parse().unwrap(), hindi, Millis(7));
    full.return_to = Some("/labs".into());
    full.place = Some("/home".into());
    full.identifier = Some("MED-0042".into());
    full.flash = Some(Flash {
        messages: vec![Remark::CodeWrong(2), Remark::PasswordMissing],
        identifier: Some("MED-0042".into()),
        typed: vec![("day".into(), "29".into())],
        page: Some("/activate".into()),
    });
    let (challenge, until) = (OTHER.parse().unwrap(), Millis(9));
    full.earned = Some(Earned { errand: Errand::Password, challenge, until });
    full.text = TextSize::Large;
    (full.device, full.left_by) = (Some(KEY.parse().unwrap()), Some(KEY.parse().unwrap()));
    full.kept = Some(kept());
    full.ward = Some(Ward { patient: OTHER.parse().unwrap(), given: "Dev".into() });
    full.notice_due = Some("2".into());
    let (challenge, patients) = (OTHER.parse().unwrap(), vec![KEY.parse().unwrap()]);
    let chosen = Some(KEY.parse().unwrap());
    full.admitted = Some(Admitted { challenge, patients, chosen, until: Millis(9) });
    let kept = serde_json::to_string(&full).unwrap();
    assert_eq!(serde_json::from_str::<Seat>(&kept).unwrap(), full);
    let bare = format!(r#"{{"key":"{KEY}"}}"#);
    assert_eq!(serde_json::from_str::<Seat>(&bare).unwrap(), seat());
}

#[test]
fn acting_for_somebody_leaves_the_stay_and_nothing_else() {
    let mut seat = seat();
    seat.sign_in(KEY.parse().unwrap(), KEY.parse().unwrap(), Some(Language::Hi), Millis(7));
    seat.text = TextSize::Large;
    let before = seat.clone();
    seat.place = Some("/labs".into());
    seat.return_to = Some("/labs".into());
    seat.flash = Some(Remark::CodeResent.into());
    let (challenge, until) = (OTHER.parse().unwrap(), Millis(9));
    seat.earned = Some(Earned { errand: Errand::Password, challenge, until });
    let ward = Ward { patient: OTHER.parse().unwrap(), given: "Dev".into() };
    seat.act_for(OTHER.parse().unwrap(), Some(ward.clone()));
    let key = OTHER.parse().unwrap();
    let former = before.clone().names();
    assert_eq!(seat, Seat { key, former, ward: Some(ward), ..before.clone() });
    seat.act_for(KEY.parse().unwrap(), None);
    seat.former.clone_from(&before.former);
    assert_eq!(seat, before);
}

#[test]
fn signing_in_leaves_nothing_of_before_but_the_way_back() {
    let mut seat = seat();
    seat.return_to = Some("/labs".into());
    seat.identifier = Some("MED-0042".into());
    seat.flash = Some(Remark::CodeResent.into());
    let (challenge, patients) = (KEY.parse().unwrap(), vec![KEY.parse().unwrap()]);
    seat.admit(OTHER.parse().unwrap(), challenge, (patients, None), Millis(0));
    assert_eq!((seat.key.to_string().as_str(), seat.identifier.take()), (OTHER, None));
    assert_eq!(seat.former, [KEY.parse().unwrap()]);
    assert_eq!(seat.choices(Millis(299_999)).map(<[_]>::len), Some(1));
    assert_eq!(seat.choices(Millis(300_000)), None);
    seat.sign_in(KEY.parse().unwrap(), OTHER.parse().unwrap(), None, Millis(5));
    assert_eq!(seat.key.to_string(), KEY);
    assert_eq!((seat.choices(Millis(5)), seat.flash.clone()), (None, None));
    assert_eq!(seat.return_to.as_deref(), Some("/labs"));
    assert_eq!(seat.stay.map(|stay| stay.signed_in_at), Some(Millis(5)));
    assert_eq!(seat.former, [KEY, OTHER].map(|key| key.parse().unwrap()));
}

#[test]
fn staff_and_patients_never_share_a_seat() {
    let (staff, pharmacy) = (OTHER.parse().unwrap(), KEY.parse().unwrap());
    let staff = StaffSeat { staff, pharmacy, role: Role::Pharmacist };
    let account: PatientId = OTHER.parse().unwrap();
    let mut seat = seat();
    seat.sign_in(KEY.parse().unwrap(), KEY.parse().unwrap(), Some(Language::Hi), Millis(1));
    seat.return_to = Some("/pharmacy".into());
    seat.sign_in_staff(OTHER.parse().unwrap(), staff, Millis(2));
    assert_eq!((seat.patient, seat.staff, seat.language), (None, Some(staff), None));
    assert_eq!((seat.account(), seat.key), (Some(account), OTHER.parse().unwrap()));
    assert_eq!(seat.return_to.as_deref(), Some("/pharmacy"));
    // Where another person was is for them alone.
    seat.left_by = Some(KEY.parse().unwrap());
    seat.sign_in_staff(KEY.parse().unwrap(), staff, Millis(3));
    assert_eq!(seat.return_to, None);
    seat.sign_in(KEY.parse().unwrap(), KEY.parse().unwrap(), None, Millis(4));
    assert_eq!((seat.staff, seat.account()), (None, Some(KEY.parse().unwrap())));
}

#[test]
fn a_counters_seat_names_a_role_that_there_is() {
    let (staff, pharmacy) = (OTHER.parse().unwrap(), KEY.parse().unwrap());
    let mut seat = seat();
    let staff = StaffSeat { staff, pharmacy, role: Role::Pharmacist };
    seat.sign_in_staff(OTHER.parse().unwrap(), staff, Millis(2));
    let stored = serde_json::to_value(&seat).unwrap();
    assert_eq!(stored["staff"]["role"], Role::Pharmacist.name());
    assert_eq!(serde_json::from_value::<Seat>(stored.clone()).unwrap(), seat);
    for role in [None, Some("porter")] {
        let mut other = stored.clone();
        other["staff"]["role"] = role.into();
        assert!(serde_json::from_value::<Seat>(other).is_err(), "{role:?}");
    }
    let mut older = stored;
    older["staff"].as_object_mut().unwrap().remove("role");
    assert!(serde_json::from_value::<Seat>(older).is_err(), "whoever has no role signs in anew");
}
