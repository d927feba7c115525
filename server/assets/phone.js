// The sandbox phone: shows what comes as it comes, rings, reads calls aloud, copies codes, and filters by number.
// The server writes every message; this only puts the new and the changed ones into the page.
const phone = document.getElementById("phone");
const list = document.getElementById("messages");
const empty = document.getElementById("empty");
const live = document.getElementById("live");
const select = document.getElementById("number");
const sound = document.getElementById("sound");

const clockTimes = (part) => {
  for (const time of part.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.textContent = at.toLocaleTimeString(document.documentElement.lang);
  }
};

const knowNumber = (number) => {
  if ([...select.options].some((option) => option.value === number)) return;
  select.append(new Option(number, number));
};

const filter = () => {
  for (const item of list.children) item.hidden = Boolean(select.value) && item.dataset.number !== select.value;
};

// A call is read in the language of its words, whatever the page's is.
const speak = (item) => {
  const text = item.querySelector(".phone-text");
  if (!text || typeof speechSynthesis !== "object") return;
  const words = new SpeechSynthesisUtterance(text.textContent);
  words.lang = `${text.lang}-IN`;
  words.rate = 0.85;
  speechSynthesis.cancel();
  speechSynthesis.speak(words);
};

const armCopy = (button) => {
  const says = button.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.code);
    button.textContent = phone.dataset.copied;
    setTimeout(() => { button.textContent = says; }, 2000);
  });
};

const pick = async (item, form, choice) => {
  await fetch(form.action, { method: "POST", body: new URLSearchParams({ pick: choice }), redirect: "manual" });
  await refresh();
  const now = [...list.children].find((each) => each.dataset.id === item.dataset.id);
  now?.focus();
  if (now?.dataset.state === "delivered") speak(now);
};

const arm = (item) => {
  knowNumber(item.dataset.number);
  clockTimes(item);
  for (const button of item.querySelectorAll("button[hidden]")) button.hidden = false;
  for (const button of item.querySelectorAll(".phone-copy")) armCopy(button);
  item.querySelector(".phone-hear")?.addEventListener("click", () => speak(item));
  item.querySelector(".phone-pick")?.addEventListener("submit", (event) => {
    event.preventDefault();
    pick(item, event.target, event.submitter?.value ?? "answer");
  });
};

// A browser lets a page make sounds only after somebody asked for them, so the bell begins silent.
let bell;
const ring = () => {
  const rings = list.querySelector(".phone-ringing:not([hidden])");
  if (!bell || bell.state !== "running" || !rings) return;
  for (const [begin, end] of [[0, 0.4], [0.6, 1]]) {
    const gain = new GainNode(bell, { gain: 0 });
    gain.gain.setTargetAtTime(0.08, bell.currentTime + begin, 0.02);
    gain.gain.setTargetAtTime(0, bell.currentTime + end, 0.02);
    gain.connect(bell.destination);
    for (const frequency of [400, 425]) {
      const tone = new OscillatorNode(bell, { frequency });
      tone.connect(gain);
      tone.start(bell.currentTime + begin);
      tone.stop(bell.currentTime + end + 0.2);
    }
  }
};
sound.addEventListener("click", async () => {
  bell ??= new AudioContext();
  const on = sound.getAttribute("aria-pressed") !== "true";
  await (on ? bell.resume() : bell.suspend());
  sound.setAttribute("aria-pressed", String(on));
  ring();
});
setInterval(ring, 3000);

const put = (fresh) => {
  const old = [...list.children].find((item) => item.dataset.id === fresh.dataset.id);
  if (old?.dataset.state === fresh.dataset.state) return;
  const item = document.importNode(fresh, true);
  arm(item);
  if (old) old.replaceWith(item);
  else list.prepend(item);
  const says = ["phone-call", "phone-text"].map((name) => item.querySelector(`.${name}`)?.textContent ?? "");
  const rings = item.dataset.state === "ringing";
  live.textContent = [item.querySelector("strong").textContent, rings ? says[0] : says.join(" ")].join(": ");
};

const look = async () => {
  const answer = await fetch(location.pathname);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of [...page.getElementById("messages").children].reverse()) put(fresh);
  const undelivered = document.importNode(page.getElementById("undelivered"), true);
  clockTimes(undelivered);
  document.getElementById("undelivered").replaceWith(undelivered);
  empty.hidden = list.children.length > 0;
  filter();
  ring();
};

// One look at a time, in the order in which they were asked for.
let looking = Promise.resolve();
const refresh = () => {
  looking = looking.then(look).catch((why) => console.info("The phone could not look:", why));
  return looking;
};

phone.classList.add("phone-awake");
for (const item of list.children) arm(item);
clockTimes(document.getElementById("undelivered"));
for (const asleep of phone.querySelectorAll(".phone-bar [hidden]")) asleep.hidden = false;
select.addEventListener("change", filter);

const stream = new EventSource("/sandbox/events");
stream.addEventListener("message", refresh);
stream.addEventListener("dropped", refresh);
// After a lost connection the stream does not repeat what was missed.
stream.addEventListener("open", refresh);
