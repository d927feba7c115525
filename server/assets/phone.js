// The sandbox phone: shows each message as it is delivered, copies codes, and filters by number.
const phone = document.getElementById("phone");
const list = document.getElementById("messages");
const empty = document.getElementById("empty");
const live = document.getElementById("live");
const select = document.getElementById("number");
const words = phone.dataset;

const codeIn = (text) => text.split(/\D+/).find((digits) => digits.length === 6);

const element = (tag, className, text) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
};

const clockTime = (time) => {
  const at = new Date(time.dateTime);
  if (!Number.isNaN(at.getTime())) time.textContent = at.toLocaleTimeString(document.documentElement.lang);
};

const knowNumber = (number) => {
  if ([...select.options].some((option) => option.value === number)) return;
  select.append(new Option(number, number));
};

const filter = () => {
  for (const item of list.children) item.hidden = Boolean(select.value) && item.dataset.number !== select.value;
};

const armCopy = (button) => {
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.code);
    button.textContent = words.copied;
    setTimeout(() => { button.textContent = words.copy; }, 2000);
  });
};

const bubble = (message) => {
  const item = element("li", "phone-message phone-new");
  item.dataset.id = message.id;
  item.dataset.number = message.to;
  const from = element("p", "phone-from");
  const time = element("time", "", message.at);
  time.dateTime = message.at;
  from.append(element("strong", "", message.header), " ", element("span", "", `${words.to} ${message.to}`), " ", time);
  clockTime(time);
  item.append(from, element("p", "phone-text", message.text));
  const code = codeIn(message.text);
  if (code) {
    const button = element("button", "button button-quiet phone-copy", words.copy);
    button.type = "button";
    button.dataset.code = code;
    armCopy(button);
    item.append(button);
  }
  return item;
};

const receive = (message) => {
  if ([...list.children].some((item) => item.dataset.id === message.id)) return;
  empty.hidden = true;
  list.prepend(bubble(message));
  knowNumber(message.to);
  filter();
  live.textContent = `${message.header}: ${message.text}`;
};

for (const item of list.children) {
  knowNumber(item.dataset.number);
  clockTime(item.querySelector("time"));
  for (const button of item.querySelectorAll(".phone-copy")) armCopy(button);
}
select.hidden = false;
select.addEventListener("change", filter);

const stream = new EventSource("/sandbox/events");
stream.addEventListener("message", (event) => receive(JSON.parse(event.data)));
// After a lost connection the stream does not repeat what was missed, so it is fetched.
stream.addEventListener("open", async () => {
  const answer = await fetch("/sandbox/messages");
  for (const message of (await answer.json()).reverse()) receive(message);
});
