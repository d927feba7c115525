// The demo clinic's people, by what a spec needs them for; each is known by the patient number on the clinic's card.

/** Fourteen reports over four years, one of them under review, one with a PDF. */
export const ANITA = "SJ-1001";
/** Anita has an e-mail address, which `demo.json` does not repeat. */
export const ANITAS_MAIL = "anita.deshmukh@post.example";
/** 78 years old; her messages are in Hindi. */
export const KAMLA = "SJ-1002";
/** Shares a phone and a password with her daughter. */
export const MOTHER = "SJ-1003";
/** Shares a phone and a password with her mother. */
export const DAUGHTER = "SJ-1004";
/** Has no reports yet. */
export const ROHAN = "SJ-1005";
/** Can be reached in a country only that the clinic does not serve. */
export const ARJUN = "SJ-1006";
/** One report with values of every kind. */
export const IMRAN = "SJ-1007";
/** Shares a phone with her husband and her grandchild, for whom she may act; has no PIN. */
export const LALITA = "SJ-1021";
/** Her husband, who has a PIN. */
export const GOPAL = "SJ-1022";
/** Gopal's PIN. */
export const GOPALS_PIN = "2580";
/** Prescriptions: two medicines on one paper, one with repeats, one that has expired. */
export const VIMALA = "SJ-1031";
/** Has a controlled medicine. */
export const DEEPAK = "SJ-1032";
/** Works at a pharmacy with Yusuf. */
export const LEELA = "leela.thomas";
/** Works at the same pharmacy. */
export const YUSUF = "yusuf.khan";
