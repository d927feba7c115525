### एक जाँच रिपोर्ट: सीलबंद, अभी तैयार नहीं, या खुली।

## सीलबंद

# $date पूरी तारीख है, या none जहाँ लैब ने तारीख नहीं दी।
lab-sealed-title =
    { $date ->
        [none] आपकी रिपोर्ट सीलबंद है
       *[other] { $date } की आपकी रिपोर्ट सीलबंद है
    }
lab-sealed-lead = जब तक आप इसे नहीं खोलते, इसे कोई नहीं पढ़ सकता।
lab-sealed-steps-title = आगे क्या होगा
lab-sealed-step-code = हम आपके उस मोबाइल पर कोड भेजेंगे जिसके आखिरी अंक { $ending } हैं।
lab-sealed-step-code-plain = हम आपके मोबाइल पर कोड भेजेंगे।
lab-sealed-step-type = आप वह कोड यहाँ लिखेंगे।
# $minutes संख्या है।
lab-sealed-step-open =
    { $minutes ->
        [one] रिपोर्ट { $minutes } मिनट के लिए खुलेगी। फिर अपने आप सीलबंद हो जाएगी।
       *[other] रिपोर्ट { $minutes } मिनट के लिए खुलेगी। फिर अपने आप सीलबंद हो जाएगी।
    }
lab-sealed-button = मुझे कोड भेजें
lab-back-to-list = सभी रिपोर्टों पर लौटें
# रिपोर्ट फिर सीलबंद होने के बाद दिखता है।
lab-sealed-again = आपकी रिपोर्ट फिर से सीलबंद है।
lab-sealed-by-time = समय पूरा हो गया, इसलिए आपकी रिपोर्ट फिर से सीलबंद है।

## अभी तैयार नहीं: जाँची जा रही है, खुल नहीं सकती

lab-review-title =
    { $date ->
        [none] आपकी रिपोर्ट अभी तैयार नहीं है
       *[other] { $date } की आपकी रिपोर्ट अभी तैयार नहीं है
    }
lab-review-lead = लैब ने इसे भेज दिया है। आपके खोलने से पहले किसी को इसे जाँचना है।
lab-review-why = हम इसलिए रुकते हैं कि आप ऐसा कुछ न पढ़ें जो अभी बदल सकता है। आपको कुछ नहीं करना है।
lab-review-worry = अगर तबीयत ठीक न लगे, तो रिपोर्ट का इंतज़ार न करें। क्लिनिक को फ़ोन करें।

## लैब ने वापस ली: खुल नहीं सकती

lab-withdrawn-title =
    { $date ->
        [none] आपकी रिपोर्ट वापस ले ली गई है
       *[other] { $date } की आपकी रिपोर्ट वापस ले ली गई है
    }
lab-withdrawn-lead = लैब को इस रिपोर्ट में गलती मिली, इसलिए यह खुल नहीं सकती।
lab-withdrawn-why = इसकी जगह नई रिपोर्ट आ सकती है। अगर आप इंतज़ार कर रहे हैं तो क्लिनिक के काउंटर पर पूछें।

## खुली: घड़ी वाली पट्टी

lab-open-title =
    { $date ->
        [none] आपकी रिपोर्ट
       *[other] { $date } की आपकी रिपोर्ट
    }
lab-open-until = { $time } तक देख सकते हैं
lab-open-time-left = { $clock } बाकी
# बीच-बीच में पढ़कर सुनाया जाता है। $seconds संख्या है।
lab-open-time-left-spoken = यह { $seconds } सेकंड में अपने आप सीलबंद हो जाएगा।
lab-seal-button = अभी फिर से सीलबंद करें
lab-pdf = लैब का असली कागज़ डाउनलोड करें (PDF)

## रिपोर्ट के बारे में

lab-facts-title = इस रिपोर्ट के बारे में
lab-fact-patient = नाम
lab-fact-test = जाँच
lab-fact-laboratory = लैब
lab-fact-doctor = डॉक्टर
lab-fact-signed = किसने जाँची
lab-fact-collected = सैंपल लिया गया
lab-fact-reported = रिपोर्ट बनी
lab-fact-number = रिपोर्ट नंबर
lab-fact-status = स्थिति

## रिपोर्ट की स्थितियाँ, जैसी लैब बताती है

status-preliminary = पहले नतीजे हैं, अभी बदल सकते हैं
status-final = पूरी
status-amended = पूरी, बाद में बदली गई
status-entered-in-error = वापस ली गई, यह गलती से बनी थी

## नतीजों की तालिका

lab-results-title = आपके नतीजे
lab-results-caption =
    { $date ->
        [none] नतीजे
       *[other] { $date } के नतीजे
    }
lab-column-test = जाँच
lab-column-result = आपका नतीजा
lab-column-range = आम सीमा
lab-column-flag = कैसा है
lab-result-none = कोई नतीजा नहीं
lab-result-none-why = कोई नतीजा नहीं: { $why }
lab-result-yes = हाँ
lab-result-no = नहीं
lab-results-none = इस रिपोर्ट में अलग-अलग नतीजे नहीं हैं। नीचे लैब का असली कागज़ देखें।
lab-conclusion-title = लैब का कहना है

## सीमाएँ। अंक अपनी इकाई के साथ पहले से लिखे होते हैं।

range-between = { $low } से { $high }
range-from = { $low } या ज़्यादा
range-to = { $high } या कम
range-none = नहीं बताया गया
# यह सीमा किसके लिए है, जैसे "बड़े लोग"।
range-for = { $range } ({ $group })
value-less = { $value } से कम
value-more = { $value } से ज़्यादा
value-at-most = { $value } या कम
value-at-least = { $value } या ज़्यादा
value-range = { $low } से { $high }
value-ratio = { $above } : { $below }
# $time तारीख है, कभी-कभी समय के साथ।
value-since = { $time } से
value-until = { $time } तक
# कोई रेखा नापी गई। $count उसके बिंदुओं की संख्या है।
value-samples =
    { $count ->
        [one] रेखा का { $count } बिंदु। लैब के असली कागज़ में देखें।
       *[other] रेखा के { $count } बिंदु। लैब के असली कागज़ में देखें।
    }

## नतीजे के पास का निशान: एक-दो शब्द। हर निशान का आकार भी अलग है।

flag-normal = आम सीमा में
flag-high = ज़्यादा
flag-low = कम
flag-critical = गंभीर
flag-critical-high = गंभीर: बहुत ज़्यादा
flag-critical-low = गंभीर: बहुत कम
flag-abnormal = सामान्य नहीं

## निशानों का मतलब। सिर्फ़ वही दिखते हैं जो पन्ने पर हैं।

flags-title = निशानों का मतलब
flag-normal-means = नतीजा उस सीमा में है जो ज़्यादातर सेहतमंद लोगों में होती है।
flag-high-means = नतीजा आम सीमा से ऊपर है। अक्सर यह चिंता की बात नहीं होती। अपने डॉक्टर से पूछें कि आपके लिए इसका क्या मतलब है।
flag-low-means = नतीजा आम सीमा से नीचे है। अक्सर यह चिंता की बात नहीं होती। अपने डॉक्टर से पूछें कि आपके लिए इसका क्या मतलब है।
flag-critical-means = यह नतीजा डॉक्टर को जल्दी दिखाना ज़रूरी है। आज ही क्लिनिक को फ़ोन करें, चाहे आपको ठीक लग रहा हो।
flag-critical-high-means = नतीजा आम सीमा से बहुत ऊपर है। आज ही क्लिनिक को फ़ोन करें, चाहे आपको ठीक लग रहा हो।
flag-critical-low-means = नतीजा आम सीमा से बहुत नीचे है। आज ही क्लिनिक को फ़ोन करें, चाहे आपको ठीक लग रहा हो।
flag-abnormal-means = नतीजा वैसा नहीं है जैसा आम तौर पर होता है। अपने डॉक्टर से पूछें कि आपके लिए इसका क्या मतलब है।
# जब एक या ज़्यादा नतीजे गंभीर हों, तब नतीजों के ऊपर। $count उनकी संख्या है।
lab-critical-title =
    { $count ->
        [one] एक नतीजा डॉक्टर को जल्दी दिखाना है
       *[other] { $count } नतीजे डॉक्टर को जल्दी दिखाने हैं
    }
# $phone क्लिनिक का नंबर है।
lab-critical-text = कृपया आज ही क्लिनिक को फ़ोन करें, चाहे आपको ठीक लग रहा हो: { $phone }
lab-critical-text-plain = कृपया आज ही क्लिनिक को फ़ोन करें, चाहे आपको ठीक लग रहा हो।

## समय के साथ नतीजा कैसे बदला

trends-title = आपके नतीजे कैसे बदले
trends-lead = ये पहले की रिपोर्टों में इन्हीं जाँचों के आपके नतीजे हैं।
trend-jump = पहले के नतीजे देखें
# $count नतीजों की संख्या है, $since साल।
trend-caption =
    { $count ->
        [one] { $since } से { $count } नतीजा
       *[other] { $since } से { $count } नतीजे
    }
# तस्वीर के बदले पढ़कर सुनाया जाता है।
trend-picture = { $name } की रेखा: { $from } को { $first } से { $to } को { $last } तक। आम सीमा { $range } है।
trend-picture-plain = { $name } की रेखा: { $from } को { $first } से { $to } को { $last } तक।
trend-table-show = तालिका में दिखाएँ
trend-table-caption = { $name } के नतीजे, सबसे नया सबसे ऊपर
trend-column-date = तारीख
trend-column-value = नतीजा
trend-column-flag = कैसा है
trend-band = आम सीमा
trend-now = यह रिपोर्ट
