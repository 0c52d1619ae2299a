// The playground: the demo's simulated Discord as a page. See docs/playground.md for what is said over the wire.
import { make_composer } from './composer.js';
import { h, list, text_of } from './dom.js';
import { refresh_distances, show_time } from './markdown.js';
import { DiscordMessage } from './message.js';
import { open_modal } from './modal.js';

/** @typedef {import('./composer.js').Given} Given */
/** @typedef {import('./combobox.js').Suggestion} Suggestion */
/** @typedef {{id: string, name: string, type: number, parent: string | null}} Channel */
/** @typedef {{element: DiscordMessage, source: string}} Shown */

const pause_min = 500;
const pause_max = 8000;
const thinking_after = 400;
const speeds = [1, 10, 30, 60, 120, 300, 600];
const direct = 1;
const thread_types = [10, 11, 12];
const try_first = ['upcoming', 'live', 'results', 'follow all', 'follow team', 'help'];

// ---- What is kept

/** @param {Storage} storage @param {string} key */
const kept = (storage, key) => storage.getItem(`playground.${key}`) ?? '';
/** @param {Storage} storage @param {string} key @param {string} value */
const keep = (storage, key, value) => storage.setItem(`playground.${key}`, value);

const state = {
  visit: kept(localStorage, 'visit'),
  person: kept(sessionStorage, 'person') || 'manager',
  channel: kept(sessionStorage, 'channel'),
  locale: 'en-US',
  time_zone: kept(localStorage, 'time_zone') || Intl.DateTimeFormat().resolvedOptions().timeZone,
  theme: kept(localStorage, 'theme') || (matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark'),
  speed: 60,
  story_at: Date.now() / 1000, // the story's time when…
  told_at: Date.now() / 1000, // …this was ours
  /** @type {{name: string, shown: string, manages: boolean}[]} */
  people: [],
  /** @type {Record<string, string>} */
  members: {},
  /** @type {any[]} */
  commands: [],
  /** @type {Channel[]} */
  channels: [],
  /** @type {Map<string, Map<string, Shown>>} */
  messages: new Map(),
  /** @type {Set<string>} */
  unread: new Set(),
};

const story_now = () => state.story_at + (Date.now() / 1000 - state.told_at) * state.speed;
const context = () => ({
  now: story_now(),
  locale: state.locale,
  time_zone: state.time_zone,
  channels: Object.fromEntries(state.channels.map((each) => [each.id, each.name])),
  users: state.members,
});

// ---- The page

/** @param {string} label @param {[string, string][]} entries @param {string} chosen @param {(value: string) => void} act */
function setting(label, entries, chosen, act) {
  const element = /** @type {HTMLSelectElement} */ (
    h(
      'select',
      { onchange: () => act(element.value) },
      entries.map(([value, text]) => h('option', { value, selected: value === chosen }, text)),
    )
  );
  return { element, label: h('label', {}, h('span', {}, label), element) };
}

const clock = h('span', { class: 'clock' });
const status = h('p', { class: 'status', role: 'status', hidden: true });
const channel_list = h('ul', { class: 'channels' });
const people_list = h('fieldset', { class: 'people' });
const news_list = h('div', { class: 'news', role: 'log', 'aria-label': 'In the arenas', tabindex: 0 });
const settings = h('div', { class: 'settings' });
const title = h('h2', {});
const log = h('div', { class: 'log', role: 'log', 'aria-label': 'Messages', tabindex: 0 });
const composer = make_composer({
  commands: () => state.commands,
  locale: () => state.locale,
  manages: () => state.people.find((each) => each.name === state.person)?.manages ?? false,
  things: (type, channel_types) => things(type, channel_types),
  suggest: async (command, options) => {
    const done = await ask({ type: 'suggest', channel: state.channel, command, options });
    return list(done.choices).map((each) => ({ label: text_of(each?.name), value: each?.value }));
  },
  run: (command, options) => act({ type: 'command', channel: state.channel, command, options }),
});

document.documentElement.dataset.theme = state.theme;
document.body.replaceChildren(
  h(
    'header',
    {},
    h('h1', {}, 'CS2ResultsBot'),
    h('p', { class: 'about' }, 'Try it in a simulated Discord: one day of a made-up tournament.'),
    h('p', { class: 'time' }, 'Tournament time ', clock),
  ),
  h(
    'div',
    { class: 'sides' },
    h('nav', { 'aria-label': 'Channels' }, channel_list),
    h(
      'aside',
      { 'aria-label': 'Your view' },
      people_list,
      h('details', { class: 'more' }, h('summary', {}, 'Settings'), settings),
      h('h2', {}, 'In the arenas'),
      news_list,
    ),
  ),
  h('main', {}, title, status, log, composer.element),
);

/** @param {number} type @param {number[]} channel_types @returns {Suggestion[]} */
function things(type, channel_types) {
  const users = Object.entries(state.members).map(([value, name]) => ({ value, label: `@${name}` }));
  const channels = state.channels
    .filter((each) => each.type !== direct && (channel_types.length === 0 || channel_types.includes(each.type)))
    .map((each) => ({ value: each.id, label: `#${each.name}` }));
  return type === 6 ? users : type === 7 ? channels : [];
}

/** @param {string} text @param {string} [button] @param {() => void} [does] */
function say_status(text, button, does) {
  status.replaceChildren(
    text,
    button ? h('button', { type: 'button', class: 'button primary', onclick: does ?? (() => {}) }, button) : '',
  );
  status.hidden = !text;
}

function draw_settings() {
  const languages = new Set(['en-US', state.locale]);
  for (const command of state.commands)
    for (const locale of Object.keys(command.description_localizations ?? {})) languages.add(locale);
  const name = (/** @type {string} */ locale) =>
    new Intl.DisplayNames([locale], { type: 'language' }).of(locale) ?? locale;
  const zones = [...new Set([state.time_zone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
  const all = [
    setting(
      'Language',
      [...languages].map((each) => [each, name(each)]),
      state.locale,
      async (locale) => {
        const done = await ask({ type: 'locale', locale });
        if (done.state === 'answered') state.locale = locale;
        draw_messages(true);
      },
    ),
    setting(
      'Time zone',
      zones.map((each) => [each, each.replaceAll('_', ' ')]),
      state.time_zone,
      (zone) => {
        state.time_zone = zone;
        keep(localStorage, 'time_zone', zone);
        draw_messages(true);
      },
    ),
    setting(
      'Theme',
      [
        ['dark', 'Dark'],
        ['light', 'Light'],
      ],
      state.theme,
      (theme) => {
        state.theme = theme;
        keep(localStorage, 'theme', theme);
        document.documentElement.dataset.theme = theme;
      },
    ),
  ];
  const fixed = may_set_speed ? speeds : [];
  const offered = fixed.includes(state.speed) ? fixed : [...fixed, state.speed].sort((a, b) => a - b);
  const speed = setting(
    'Speed',
    offered.map((each) => [String(each), `${each}×`]),
    String(state.speed),
    (value) => ask({ type: 'speed', speed: Number(value) }),
  );
  speed.element.disabled = !may_set_speed;
  settings.replaceChildren(...[...all, speed].map((each) => each.label));
}
let may_set_speed = true;

function draw_people() {
  people_list.replaceChildren(
    h('legend', {}, 'You are'),
    ...state.people.map((each) =>
      h(
        'label',
        {},
        h('input', {
          type: 'radio',
          name: 'person',
          checked: each.name === state.person,
          onchange: () => become(each.name),
        }),
        h('span', {}, each.shown, h('small', {}, each.manages ? ' manages the server' : ' member')),
      ),
    ),
  );
}

/** @param {string} person */
async function become(person) {
  const done = await ask({ type: 'person', person });
  if (done.state !== 'answered') {
    composer.warn(words[done.state] ?? words.refused);
    return draw_people();
  }
  state.person = person;
  keep(sessionStorage, 'person', person);
  state.messages.clear();
  state.unread.clear();
  draw_messages();
}

function draw_channels() {
  const threads = (/** @type {string} */ parent) => state.channels.filter((each) => each.parent === parent);
  const item = (/** @type {Channel} */ channel) => {
    const chosen = channel.id === state.channel;
    const is_thread = thread_types.includes(channel.type);
    const mark = channel.type === direct ? '@' : is_thread ? '↳' : '#';
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: state.unread.has(channel.id) ? 'unread' : null,
          'aria-current': chosen ? 'page' : null,
          'data-channel': channel.id,
          onclick: () => choose_channel(channel.id),
        },
        h('span', { class: 'mark', 'aria-hidden': 'true' }, mark),
        name_of(channel),
        state.unread.has(channel.id) ? h('span', { class: 'new' }, 'new') : null,
      ),
    );
  };
  const focused = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.channel;
  channel_list.replaceChildren(
    ...state.channels
      .filter((each) => !thread_types.includes(each.type))
      .flatMap((each) => [item(each), ...threads(each.id).map(item)]),
  );
  if (focused)
    /** @type {HTMLElement | null} */ (channel_list.querySelector(`[data-channel="${CSS.escape(focused)}"]`))?.focus();
}

/** @param {Channel} channel */
const name_of = (channel) => (channel.type === direct ? 'CS2ResultsBot' : channel.name);

/** @param {string} id */
function choose_channel(id) {
  state.channel = id;
  state.unread.delete(id);
  keep(sessionStorage, 'channel', id);
  draw_channels();
  draw_messages();
  log.scrollTop = log.scrollHeight;
}

/** Puts the elements of the chosen channel into the log. @param {boolean} [again] every message anew */
function draw_messages(again = false) {
  const channel = state.channels.find((each) => each.id === state.channel);
  title.replaceChildren(channel ? `${channel.type === direct ? '@' : '#'}${name_of(channel)}` : '');
  const shown = state.messages.get(state.channel) ?? new Map();
  if (again) for (const [, each] of shown) show_message(each.element, JSON.parse(each.source));
  const wanted = [...shown.values()].map((each) => each.element);
  const parts = wanted.length > 0 || !channel ? wanted : [welcome(channel)];
  for (const each of [...log.children]) if (!parts.includes(each) && !each.classList.contains('pending')) each.remove();
  parts.forEach((each, i) => {
    if (log.children[i] !== each) log.insertBefore(each, log.children[i] ?? null);
  });
}

/** @param {Channel} channel */
function welcome(channel) {
  const offered = channel.type === direct ? [] : try_first;
  return h(
    'div',
    { class: 'welcome' },
    h('h3', {}, `Welcome to ${channel.type === direct ? 'your messages with CS2ResultsBot' : `#${channel.name}`}!`),
    h('p', {}, 'Type / for commands, or try one of these:'),
    h(
      'div',
      { class: 'row' },
      offered.map((name) =>
        h('button', { type: 'button', class: 'button secondary', onclick: () => composer.use(name) }, `/${name}`),
      ),
    ),
  );
}

/**
 * Whoever stands on a part of the message stays there.
 * @param {DiscordMessage} element
 * @param {any} source
 */
function show_message(element, source) {
  const parts = () =>
    /** @type {HTMLElement[]} */ ([...element.querySelectorAll('button:not(:disabled), a, [tabindex="0"]')]);
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const before = element.contains(focused) ? { at: parts().indexOf(focused), id: focused.dataset.id } : null;
  element.show(source.message, context(), { asked: source.asked, asked_by: source.asked_by });
  if (!before) return;
  const now = parts();
  const same = now.find((each) => before.id && each.dataset.id === before.id);
  (same ?? now[before.at] ?? now.at(-1) ?? log).focus();
}

/** @param {any} frame */
function take_messages(frame) {
  const before = state.messages.get(frame.channel) ?? new Map();
  const follows = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  let is_new = false;
  for (const each of frame.messages) {
    const id = text_of(each.message?.id);
    const source = JSON.stringify(each);
    const shown = before.get(id);
    if (shown?.source === source) continue;
    const element = shown?.element ?? /** @type {DiscordMessage} */ (document.createElement('discord-message'));
    if (!shown) {
      is_new = true;
      element.addEventListener('act', (/** @type {Event} */ event) => {
        const { component, values } = /** @type {CustomEvent} */ (event).detail;
        act({ type: 'component', channel: frame.channel, message: id, custom_id: component.custom_id, values });
      });
    }
    before.set(id, { element, source });
    show_message(element, each);
  }
  state.messages.set(frame.channel, new Map(frame.order.map((/** @type {string} */ id) => [id, before.get(id)])));
  if (frame.channel === state.channel) {
    draw_messages();
    if (follows) log.scrollTop = log.scrollHeight;
  } else if (is_new && filled.has(frame.channel)) {
    state.unread.add(frame.channel);
    draw_channels();
  }
  filled.add(frame.channel);
}
/** Channels whose messages have come since the connection began. @type {Set<string>} */
const filled = new Set();

/** @param {any} frame */
function take_news(frame) {
  for (const each of frame.news) {
    news_list.prepend(h('p', {}, h('time', {}, show_time(each.at, 't', context())), ' ', text_of(each.text)));
    while (news_list.children.length > 30) news_list.lastElementChild?.remove();
  }
}

// ---- The wire

/** @type {WebSocket | null} */
let socket = null;
let pause = pause_min;
let asks = 0;
let closed_for = '';
/** @type {Map<number, (done: any) => void>} */
const waiting = new Map();

/** Sends a frame; what became of it. @param {any} frame @returns {Promise<any>} */
function ask(frame) {
  return new Promise((resolve) => {
    if (socket?.readyState !== WebSocket.OPEN) return resolve({ state: 'offline' });
    const number = ++asks;
    waiting.set(number, resolve);
    socket.send(JSON.stringify({ ...frame, ask: number }));
  });
}

const words = /** @type {Record<string, string>} */ ({
  failed: 'The application did not respond',
  offline: 'You are offline. Reconnecting…',
  too_fast: 'You are doing that too fast. Wait a moment and try again.',
  refused: 'This interaction failed',
});

/** A command, a component or a modal, with its answer. @param {any} frame */
async function act(frame) {
  composer.warn('');
  const pending = h('p', { class: 'pending', role: 'status' }, 'CS2ResultsBot is thinking…');
  const shows = setTimeout(() => {
    log.append(pending);
    log.scrollTop = log.scrollHeight;
  }, thinking_after);
  const done = await ask(frame);
  clearTimeout(shows);
  pending.remove();
  if (done.state !== 'answered') return composer.warn(words[done.state] ?? words.refused);
  if (done.modal)
    open_modal(done.modal, context(), (components) =>
      act({ type: 'modal', channel: frame.channel, interaction: done.interaction, components }),
    );
  else if (frame.type === 'command') log.scrollTop = log.scrollHeight;
}

/** @param {any} frame */
function take(frame) {
  switch (frame.type) {
    case 'welcome':
      pause = pause_min;
      filled.clear();
      news_list.replaceChildren();
      if (!frame.returned) {
        state.messages.clear();
        if (state.visit) composer.warn('This is a new server: the one before has ended.');
      }
      state.visit = frame.visit;
      keep(localStorage, 'visit', frame.visit);
      state.person = frame.person;
      state.people = frame.people;
      state.members = frame.members;
      state.locale = frame.locale;
      state.commands = frame.commands;
      may_set_speed = frame.may_set_speed;
      say_status('');
      draw_people();
      draw_settings();
      document.body.dataset.ready = '';
      break;
    case 'clock':
      state.story_at = frame.now;
      state.told_at = Date.now() / 1000;
      state.speed = frame.speed;
      draw_settings();
      break;
    case 'channels':
      state.channels = frame.channels;
      if (!state.channels.some((each) => each.id === state.channel)) choose_channel(state.channels[0]?.id ?? '');
      draw_channels();
      draw_messages();
      break;
    case 'messages':
      take_messages(frame);
      break;
    case 'news':
      take_news(frame);
      break;
    case 'done':
      waiting.get(frame.ask)?.(frame);
      waiting.delete(frame.ask);
      break;
    case 'closed':
      closed_for = text_of(frame.reason);
      break;
  }
}

const farewells = /** @type {Record<string, [string, string]>} */ ({
  idle: ['This server ended after 15 minutes without activity.', 'Start a new one'],
  full: ['All servers are in use at the moment.', 'Try again'],
  tabs: ['This server is open in too many tabs.', 'Try again'],
  broken: ['The connection was closed because of an error.', 'Try again'],
});

function connect() {
  closed_for = '';
  socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/`);
  socket.onopen = () => socket?.send(JSON.stringify({ type: 'join', visit: state.visit, person: state.person }));
  socket.onmessage = (event) => take(JSON.parse(event.data));
  socket.onclose = () => {
    for (const [, resolve] of waiting) resolve({ state: 'offline' });
    waiting.clear();
    const farewell = farewells[closed_for];
    if (farewell) return say_status(farewell[0], farewell[1], connect);
    say_status('Connection lost. Reconnecting…');
    setTimeout(connect, pause);
    pause = Math.min(pause * 2, pause_max);
  };
}

document.addEventListener('keydown', (event) => {
  const at = /** @type {HTMLElement} */ (event.target);
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || at.closest('input, textarea, dialog'))
    return;
  event.preventDefault();
  composer.begin();
});
setInterval(() => {
  const now = context();
  const shown = new Intl.DateTimeFormat(state.locale, { timeStyle: 'short', timeZone: state.time_zone }).format(
    new Date(now.now * 1000),
  );
  if (clock.textContent !== shown) clock.textContent = shown;
  refresh_distances(log, now);
}, 1000);
connect();
