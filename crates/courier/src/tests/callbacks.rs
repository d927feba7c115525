//! Callback addresses: ours are known again, and no others.

use crate::{
    Callback, Forged, Secret,
    callbacks::{Addresses, Kind, field, parameter, token},
    tests::desk::Seeded,
};
use domain::{Millis, id::MessageId};
use http::{HeaderMap, Method};
use std::sync::{Arc, atomic::AtomicU64};
use uuid::Uuid;
use vault::{Keyring, LocalVault};

const MESSAGE: MessageId = MessageId(Uuid::from_u128(7));

fn addresses(seed: u64) -> Addresses {
    let chance = Arc::new(Seeded(AtomicU64::new(seed)));
    let ring = Keyring::fresh(Millis(0), &*chance);
    Addresses::new(Arc::new(LocalVault::open(ring, chance)), "https://portal.example/")
}

pub fn callback(uri: &str, body: &str) -> Callback {
    let (method, headers) = (Method::POST, HeaderMap::new());
    Callback { method, uri: uri.parse().unwrap(), headers, body: body.into() }
}

#[test]
fn our_own_address_is_known_again_with_what_the_carrier_adds() {
    let ours = addresses(1);
    for kind in [Kind::Receipt, Kind::Words] {
        let address = ours.of("kannel", kind, MESSAGE);
        assert!(address.starts_with("https://portal.example/courier/kannel/"), "{address}");
        for uri in [address.clone(), format!("{address}&status=8")] {
            assert_eq!(ours.check("kannel", &callback(&uri, "")), Ok((kind, MESSAGE)));
        }
    }
}

#[test]
fn no_other_address_is_ours() {
    let ours = addresses(1);
    let address = ours.of("kannel", Kind::Receipt, MESSAGE);
    let (bare, signature) = address.split_once("&s=").unwrap();
    let other = addresses(2).of("kannel", Kind::Receipt, MESSAGE);
    let changed = if signature.starts_with('A') { "B" } else { "A" };
    let cases = [
        ("kannel", bare.to_owned()),
        ("kannel", format!("{bare}&s=")),
        ("kannel", format!("{bare}&s={changed}{}", &signature[1..])),
        ("kannel", format!("{bare}&s={}", &signature[..20])),
        ("kannel", format!("{bare}&s={signature}&s={signature}")),
        ("kannel", address.replace("0007&", "0008&")),
        ("kannel", address.replace("?m=", "?x=")),
        ("kannel", address.replace("?m=", "?m=zz")),
        ("kannel", address.replace("/receipt", "/words")),
        ("twilio", address.clone()),
        ("kannel", other),
    ];
    for (carrier, uri) in cases {
        assert_eq!(ours.check(carrier, &callback(&uri, "")), Err(Forged::Unproven), "{uri}");
    }
    let neither = address.replace("/receipt", "/else");
    assert_eq!(ours.check("kannel", &callback(&neither, "")), Err(Forged::Unreadable));
}

#[test]
fn a_token_must_be_the_configured_one_and_stand_there_once() {
    let secret = Secret::of("t0ken");
    for (query, known) in [
        ("token=t0ken", true),
        ("a=1&token=t0ken", true),
        ("token=T0ken", false),
        ("token=t0ken1", false),
        ("token=", false),
        ("", false),
        ("token=t0ken&token=t0ken", false),
    ] {
        let uri = format!("https://portal.example/courier/x/receipt?{query}");
        assert_eq!(token(&callback(&uri, ""), &secret).is_ok(), known, "{query}");
    }
}

#[test]
fn fields_are_decoded_and_doubled_ones_are_not_believed() {
    let heard = callback("https://p.example/?a=x%20y+z&b=1&b=2", "c=%E0%A4%95&d=1&d=1");
    assert_eq!(parameter(&heard, "a").as_deref(), Some("x y z"));
    assert_eq!(parameter(&heard, "b"), None);
    assert_eq!(field(&heard, "c").as_deref(), Some("क"));
    assert_eq!(field(&heard, "d"), None);
    assert_eq!(field(&heard, "a"), None);
}
