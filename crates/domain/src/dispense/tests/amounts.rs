//! Amounts, typed and written.

use super::{super::NotAnAmount, Amount, Decimal};

#[test]
fn an_amount_is_read_as_people_type_it_and_shown_without_noughts() {
    let cases = [
        ("10", Ok("10")),
        (" 2.50 ", Ok("2.5")),
        ("2,5", Ok("2.5")),
        ("२.५", Ok("2.5")),
        ("१०", Ok("10")),
        ("0.001", Ok("0.001")),
        ("7.5000", Ok("7.5")),
        ("007", Ok("7")),
        ("1000000", Ok("1000000")),
        ("1.000", Ok("1")),
    ];
    are_read(&cases);
}

#[test]
fn what_is_no_amount_or_may_be_two_is_refused() {
    use NotAnAmount::{Malformed, Missing, Negative, TooFine, TooLarge, Unclear, Zero};
    let cases = [
        ("1,000", Err(Unclear)),
        ("1,00,000", Err(Malformed)),
        ("1,0.5", Err(Malformed)),
        ("0", Err(Zero)),
        ("0.000", Err(Zero)),
        ("0.0001", Err(TooFine)),
        ("2.5001", Err(TooFine)),
        ("-1", Err(Negative)),
        ("−2.5", Err(Negative)),
        ("-", Err(Missing)),
        ("-x", Err(Malformed)),
        ("1000000.001", Err(TooLarge)),
        ("99999999999999999999999999", Err(TooLarge)),
        ("1000000000000000000000000000", Err(TooLarge)),
        ("", Err(Missing)),
        ("  ", Err(Missing)),
        (".5", Err(Malformed)),
        ("5.", Err(Malformed)),
        ("+5", Err(Malformed)),
        ("1e3", Err(Malformed)),
        ("ten", Err(Malformed)),
        ("10 tablets", Err(Malformed)),
        ("१०b", Err(Malformed)),
        ("৫", Err(Malformed)),
    ];
    are_read(&cases);
    assert_eq!(Amount::parse(&"1".repeat(41)), Err(Malformed));
}

#[track_caller]
fn are_read(cases: &[(&str, Result<&str, NotAnAmount>)]) {
    for (typed, expected) in cases {
        let read = Amount::parse(typed).map(|amount| amount.to_string());
        assert_eq!(read, expected.map(ToOwned::to_owned), "{typed:?}");
    }
}

#[test]
fn what_fhir_writes_is_an_amount_too() {
    use NotAnAmount::{Negative, TooFine, TooLarge, Zero};
    let cases = [
        ("60", Ok("60")),
        ("60.00", Ok("60")),
        ("6e1", Ok("60")),
        ("+2.5", Ok("2.5")),
        (".5", Ok("0.5")),
        ("25E-1", Ok("2.5")),
        ("0.00005e4", Ok("0.5")),
        ("-2", Err(Negative)),
        ("-0", Err(Zero)),
        ("0e5", Err(Zero)),
        ("1e-4", Err(TooFine)),
        ("1e7", Err(TooLarge)),
        ("1e300", Err(TooLarge)),
        ("1e-300", Err(TooFine)),
    ];
    for (written, expected) in cases {
        let decimal = Decimal::try_from(written.to_owned()).unwrap();
        let read = Amount::of_decimal(&decimal).map(|amount| amount.to_string());
        assert_eq!(read, expected.map(ToOwned::to_owned), "{written}");
    }
}

#[test]
fn an_amount_is_stored_in_thousandths_and_none_is_refused() {
    let amount = Amount::parse("2.5").unwrap();
    assert_eq!(serde_json::to_string(&amount).unwrap(), "2500");
    assert_eq!(serde_json::from_str::<Amount>("2500").unwrap(), amount);
    assert_eq!(amount.decimal().unwrap().to_string(), "2.5");
    for outside in ["0", "1000000001", "-1", "2.5"] {
        assert!(serde_json::from_str::<Amount>(outside).is_err(), "{outside}");
    }
    assert_eq!(Amount::of_thousandths(Amount::MOST.thousandths()), Some(Amount::MOST));
}
