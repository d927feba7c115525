### Having everything erased.

erasure-title = Have your data erased
erasure-lead = You can ask us to erase what we keep about you. The clinic looks at it and answers. This is what goes:
erasure-goes-records = all reports, results, papers and prescriptions
erasure-goes-account = your account: name, numbers, password, settings, messages
erasure-goes-copies = what older copies of our data say about you: within about a month we destroy the key that opens it
# $years is a number, $date is a whole date.
erasure-kept =
    { $years ->
        [one] The law says that we must keep records for { $years } year. Your newest may be erased after { $date }. Until then they stay locked, and nobody can sign in to see them. All the rest goes at once.
       *[other] The law says that we must keep records for { $years } years. Your newest may be erased after { $date }. Until then they stay locked, and nobody can sign in to see them. All the rest goes at once.
    }
erasure-kept-none = You have no records that the law says we must keep.
erasure-log = A list of what was done stays, so that nobody can hide anything. It has no names and no results, and nobody can read your part of it any more.
# $days is a number.
erasure-notice =
    { $days ->
        [one] If the clinic agrees, we wait { $days } day. In that time you can stop it on this page. After that nothing can be brought back. Take a copy of your data first.
       *[other] If the clinic agrees, we wait { $days } days. In that time you can stop it on this page. After that nothing can be brought back. Take a copy of your data first.
    }
erasure-ask = Ask to erase my data
erasure-asked = You asked to have your data erased. The clinic has not answered yet.
erasure-confirmed = Your data will be erased on { $date }.
erasure-stop-lead = Did you change your mind, or was it not you who asked? Stop it here.
erasure-stop = Stop it, keep my data
erasure-stopped = It is stopped. We keep your data.
erasure-refused-law = The clinic said no: a law or a court says that it must keep your records as they are.
erasure-refused-treatment = The clinic said no: you are being treated, and your doctor needs your records.
erasure-refused-identity = The clinic said no: it is not sure that it was you who asked. Please come to the desk.
