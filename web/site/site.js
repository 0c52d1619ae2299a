// Shows the recorded exchanges, one after the other.
import { h, text_of } from '../dom.js';
import { DiscordMessage } from '../message.js';

const place = document.getElementById('exchanges');
const list = h('ol', { 'aria-label': 'Exchanges' });
const shown = h('div', { class: 'shown', tabindex: -1 });

/** @param {any} entry @param {Element} button */
function show(entry, button) {
  const element = /** @type {DiscordMessage} */ (document.createElement('discord-message'));
  element.addEventListener('act', () => {
    if (!shown.querySelector('.recorded')) shown.append(note);
  });
  element.show(entry.message, { now: entry.now, time_zone: 'UTC', channels: entry.channels }, { asked: entry.asked });
  shown.replaceChildren(h('h3', {}, text_of(entry.asked) || 'Notification'), element);
  for (const each of list.querySelectorAll('[aria-current]')) each.removeAttribute('aria-current');
  button.setAttribute('aria-current', 'true');
}
const note = h('p', { class: 'recorded', role: 'status' }, 'This is a recording. In the demo the buttons work.');

const entries = /** @type {any[]} */ (await (await fetch('exchanges.json')).json());
for (const entry of entries) {
  const button = h(
    'button',
    { type: 'button', onclick: () => show(entry, button) },
    text_of(entry.asked) || 'Notification',
  );
  list.append(h('li', {}, button));
}
place?.append(list, shown);
if (entries.length > 0) show(entries[0], /** @type {Element} */ (list.querySelector('button')));
