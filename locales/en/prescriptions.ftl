### A patient's prescriptions.

prescriptions-allowed = The pharmacy can now hand over your medicines.
prescriptions-refused = The pharmacy was told no.
prescriptions-collector-named = This is written down. You still get the code when they collect.
prescriptions-collector-ended = Nobody collects this for you any more.
prescriptions-denied = The clinic knows now that you did not collect this.
