### तारीखें और दिन के समय। पहले दिन लिखते हैं, और घड़ी बारह घंटे की है।

## महीने

month-1 = जनवरी
month-2 = फ़रवरी
month-3 = मार्च
month-4 = अप्रैल
month-5 = मई
month-6 = जून
month-7 = जुलाई
month-8 = अगस्त
month-9 = सितंबर
month-10 = अक्टूबर
month-11 = नवंबर
month-12 = दिसंबर

## महीने, छोटे रूप में: चित्रों और पतले कॉलम के लिए

month-short-1 = जन॰
month-short-2 = फ़र॰
month-short-3 = मार्च
month-short-4 = अप्रै॰
month-short-5 = मई
month-short-6 = जून
month-short-7 = जुल॰
month-short-8 = अग॰
month-short-9 = सित॰
month-short-10 = अक्टू॰
month-short-11 = नव॰
month-short-12 = दिस॰

## पूरी तारीखें। $day और $year अंक हैं, $month ऊपर का कोई नाम।

# { "\u00A0" } ऐसी जगह है जहाँ लाइन नहीं टूटती।
date-full = { $day }{"\u00A0"}{ $month } { $year }
date-month = { $month } { $year }
# $date पूरी तारीख है, $time दिन का समय।
date-time = { $date }, { $time }
# जहाँ दिन चुना नहीं, लिखा जाता है।
date-typed-hint = इसे 25/12/2026 की तरह लिखें।

## दिन के समय। $clock घंटा (1 से 12) और मिनट है, जैसे 10:47।
## early: 0:00 से 3:59. morning: 4:00 से 11:59. noon: 12:00 से 15:59. evening: 16:00 से 19:59. late: 20:00 से 23:59.

time-early = रात{"\u00A0"}{ $clock }{"\u00A0"}बजे
time-morning = सुबह{"\u00A0"}{ $clock }{"\u00A0"}बजे
time-noon = दोपहर{"\u00A0"}{ $clock }{"\u00A0"}बजे
time-evening = शाम{"\u00A0"}{ $clock }{"\u00A0"}बजे
time-late = रात{"\u00A0"}{ $clock }{"\u00A0"}बजे
