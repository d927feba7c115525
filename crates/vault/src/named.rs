//! Envelopes that name the key of the ring which sealed them: format byte, length of the id, id, nonce,
//! ciphertext, tag. Format byte and id are authenticated with the rest.

use crate::{
    Error, Result, cipher,
    keyring::{Entry, Keys},
};
use domain::Chance;
use zeroize::Zeroizing;

pub(crate) fn seal(
    entry: &Entry,
    bound: &[u8],
    plain: &[u8],
    chance: &dyn Chance,
) -> Result<Vec<u8>> {
    let length = u8::try_from(entry.id().len()).map_err(|_| Error::DoesNotSeal)?;
    let header = [&[cipher::FORMAT, length], entry.id().as_bytes()].concat();
    cipher::seal(entry.secret(), &header, bound, plain, chance)
}

/// The id of the key that sealed an envelope, as it is written there.
pub(crate) fn key_id(sealed: &[u8]) -> Option<&str> {
    let [cipher::FORMAT, length, rest @ ..] = sealed else { return None };
    str::from_utf8(rest.get(..usize::from(*length))?).ok()
}

pub(crate) fn open(keys: &Keys, bound: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>> {
    let length = match sealed {
        [cipher::FORMAT, length, ..] => usize::from(*length),
        [cipher::FORMAT] | [] => return Err(Error::Malformed),
        _ => return Err(Error::UnknownFormat),
    };
    let (header, body) = sealed.split_at_checked(2 + length).ok_or(Error::Malformed)?;
    let entry = header
        .get(2..)
        .and_then(|id| keys.all().find(|entry| entry.id().as_bytes() == id))
        .ok_or(Error::UnknownKey)?;
    cipher::open(entry.secret(), header, bound, body)
}
