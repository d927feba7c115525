### जाँच रिपोर्टों की सूची। यहाँ कभी कोई नतीजा नहीं बताया जाता।

## शीर्षक

labs-title = आपकी जाँच रिपोर्टें
labs-lead = हर रिपोर्ट सीलबंद है। एक चुनें, फिर कोड से खोलें।
labs-empty-title = अभी कोई रिपोर्ट नहीं
labs-empty-text = जब लैब क्लिनिक को रिपोर्ट भेजेगी, तब वह आपको यहाँ दिखेगी।

## सूची की एक पंक्ति

labs-table-caption = आपकी जाँच रिपोर्टें, सबसे नई सबसे ऊपर
labs-column-date = तारीख
labs-column-laboratory = लैब
labs-column-test = जाँच
labs-column-state = सील
# पंक्ति का लिंक। $date पूरी तारीख है।
labs-row-link = { $date } की रिपोर्ट
labs-laboratory-unknown = लैब का नाम नहीं लिखा है
labs-date-unknown = तारीख नहीं लिखी है

## निशान। एक-दो शब्द: छोटी जगह में आते हैं।

mark-sealed = सीलबंद
mark-open = खुली है
# $time दिन का समय है। "खुली है" का लंबा रूप।
mark-open-until = { $time } तक खुली है
mark-review = अभी तैयार नहीं
mark-sealed-means = सीलबंद: इसे कोई नहीं पढ़ सकता। आप कोड से खोलते हैं।
mark-open-means = खुली है: आप इसे अभी पढ़ सकते हैं, सिर्फ़ इसी फ़ोन या कंप्यूटर पर।
mark-review-means = अभी तैयार नहीं: डॉक्टर या लैब इसे अभी देख रहे हैं।
labs-marks-title = निशानों का मतलब

## साल के हिसाब से। $year चार अंक हैं।

labs-year = { $year }
labs-older = पुरानी रिपोर्टें
labs-newer = नई रिपोर्टें
