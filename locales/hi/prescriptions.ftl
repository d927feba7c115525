### मरीज़ के पर्चे।

prescriptions-allowed = अब दवा की दुकान आपकी दवाएँ दे सकती है।
prescriptions-refused = दवा की दुकान को मना कर दिया गया।
prescriptions-collector-named = यह लिख लिया गया। जब वे लेंगे, तब भी कोड आपके पास आएगा।
prescriptions-collector-ended = अब आपकी ओर से कोई इसे नहीं लेगा।
prescriptions-denied = क्लिनिक को पता चल गया कि आपने यह नहीं लिया।
