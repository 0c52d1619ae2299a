// Discord's components: buttons, menus, components V2, and what stands in modals.
import { h, list, safe_url, text_of, unknown_part } from './dom.js';
import { markdown, spoiler } from './markdown.js';

/** @typedef {import('./markdown.js').Context} Context */
/**
 * @typedef {object} Entry  What a menu offers.
 * @property {string} value
 * @property {string} label
 * @property {string} [description]
 * @property {any} [emoji]
 * @property {boolean} [default]
 */
/** @typedef {(component: any, values?: string[]) => void} Act  Somebody used a component. */

const button_styles = ['', 'primary', 'secondary', 'success', 'danger', 'link', 'premium'];

let numbers = 0;
const new_id = () => `d${++numbers}`;

/** @param {any} emoji */
function show_emoji(emoji) {
  if (!emoji || typeof emoji !== 'object') return null;
  const name = text_of(emoji.name);
  return h('span', { class: 'emoji', 'aria-hidden': 'true' }, emoji.id && emoji.id !== '0' ? `:${name}:` : name);
}

/** @param {any} component @param {Act} act */
export function button(component, act) {
  const style = button_styles[component.style] ?? 'secondary';
  const face = [show_emoji(component.emoji), h('span', {}, text_of(component.label))];
  const name = text_of(component.label) ? null : text_of(component.emoji?.name) || 'Button';
  const url = component.style === 5 ? safe_url(component.url, ['https:', 'http:', 'discord:']) : null;
  if (url && !component.disabled) {
    return h(
      'a',
      { class: 'button link', href: url, rel: 'noreferrer noopener', target: '_blank', 'aria-label': name },
      face,
      h('span', { class: 'away', 'aria-hidden': 'true' }, '↗'),
    );
  }
  return h(
    'button',
    {
      class: `button ${style}`,
      type: 'button',
      disabled: Boolean(component.disabled) || component.style >= 5,
      'aria-label': name,
      'data-id': text_of(component.custom_id),
      onclick: () => act(component),
    },
    face,
  );
}

const noun_of_select = /** @type {Record<number, string>} */ ({
  3: 'Make a selection',
  5: 'Select a user',
  6: 'Select a role',
  7: 'Select a user or role',
  8: 'Select a channel',
});

/**
 * What a menu offers: its own options, or whom and what the context knows.
 * @param {any} component
 * @param {Context} context
 * @returns {Entry[]}
 */
export function entries_of(component, context) {
  const chosen = new Set(list(component.default_values).map((each) => String(each?.id)));
  const named = (/** @type {Record<string, string> | undefined} */ names, /** @type {string} */ mark) =>
    Object.entries(names ?? {}).map(([id, name]) => ({ value: id, label: mark + name, default: chosen.has(id) }));
  switch (component.type) {
    case 3:
      return list(component.options).map((option) => ({
        value: text_of(option?.value),
        label: text_of(option?.label),
        description: text_of(option?.description),
        emoji: option?.emoji,
        default: Boolean(option?.default),
      }));
    case 5:
      return named(context.users, '@');
    case 6:
      return named(context.roles, '@');
    case 7:
      return [...named(context.users, '@'), ...named(context.roles, '@')];
    case 8:
      return named(context.channels, '#');
    default:
      return [];
  }
}

/**
 * A menu: a button that opens a list. With one value it acts at once, with several when it is closed.
 * @param {any} component
 * @param {Context} context
 * @param {Act} act
 */
export function select(component, context, act) {
  const entries = entries_of(component, context);
  const several = (component.max_values ?? 1) > 1;
  const chosen = new Set(entries.filter((each) => each.default).map((each) => each.value));
  const before = [...chosen].join();
  const id = new_id();
  const label = text_of(component.placeholder) || noun_of_select[component.type] || 'Select';
  const face = h('span', { class: 'face' });
  let active = -1;

  const show_face = () => {
    const labels = entries.filter((each) => chosen.has(each.value)).map((each) => each.label);
    face.replaceChildren(labels.join(', ') || label);
    face.classList.toggle('placeholder', labels.length === 0);
  };
  const options = entries.map((entry, i) =>
    h(
      'li',
      {
        id: `${id}-${i}`,
        role: 'option',
        'aria-selected': String(chosen.has(entry.value)),
        onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
        onclick: () => pick(i),
      },
      show_emoji(entry.emoji),
      h(
        'span',
        {},
        h('span', { class: 'label' }, entry.label),
        entry.description ? h('span', { class: 'description' }, entry.description) : null,
      ),
    ),
  );
  const menu = h(
    'ul',
    { role: 'listbox', id, 'aria-label': label, 'aria-multiselectable': several ? 'true' : null, hidden: true },
    options,
  );
  const opener = h(
    'button',
    {
      type: 'button',
      class: 'opener',
      role: 'combobox',
      'aria-haspopup': 'listbox',
      'aria-expanded': 'false',
      'aria-controls': id,
      'aria-label': label,
      disabled: Boolean(component.disabled),
      'data-id': text_of(component.custom_id),
      onclick: () => (menu.hidden ? open() : close(true)),
      onblur: () => close(true),
      onkeydown: (/** @type {KeyboardEvent} */ event) => on_key(event),
    },
    face,
    h('span', { class: 'arrow', 'aria-hidden': 'true' }, '▾'),
  );

  const move = (/** @type {number} */ to) => {
    options[active]?.classList.remove('active');
    active = Math.max(0, Math.min(options.length - 1, to));
    options[active]?.classList.add('active');
    options[active]?.scrollIntoView?.({ block: 'nearest' });
    if (options[active]) opener.setAttribute('aria-activedescendant', options[active].id);
  };
  const open = () => {
    menu.hidden = false;
    opener.setAttribute('aria-expanded', 'true');
    move(
      Math.max(
        0,
        entries.findIndex((each) => chosen.has(each.value)),
      ),
    );
  };
  const close = (/** @type {boolean} */ settles) => {
    if (menu.hidden) return;
    menu.hidden = true;
    opener.setAttribute('aria-expanded', 'false');
    opener.removeAttribute('aria-activedescendant');
    const values = entries.map((each) => each.value).filter((each) => chosen.has(each));
    if (several && settles && values.join() !== before && values.length >= (component.min_values ?? 1))
      act(component, values);
  };
  const pick = (/** @type {number} */ i) => {
    const entry = entries[i];
    if (!entry) return;
    if (!several) {
      chosen.clear();
      chosen.add(entry.value);
    } else if (!chosen.delete(entry.value) && chosen.size < component.max_values) {
      chosen.add(entry.value);
    }
    options.forEach((option, j) => option.setAttribute('aria-selected', String(chosen.has(entries[j].value))));
    show_face();
    if (several) return;
    close(false);
    act(component, [entry.value]);
  };
  const on_key = (/** @type {KeyboardEvent} */ event) => {
    if (menu.hidden) {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      return open();
    }
    const steps = /** @type {Record<string, number>} */ ({
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      Home: 0,
      End: options.length - 1,
    });
    if (event.key in steps) move(steps[event.key]);
    else if (event.key === 'Enter' || event.key === ' ') pick(active);
    else if (event.key === 'Escape') close(false);
    else if (event.key.length === 1) {
      const found = entries.findIndex((each) =>
        each.label.replace(/^[@#]/, '').toLowerCase().startsWith(event.key.toLowerCase()),
      );
      if (found >= 0) move(found);
    } else return;
    event.preventDefault();
  };
  show_face();
  return h('div', { class: 'select' }, opener, menu);
}

/**
 * A picture. Only what this page itself holds is loaded; another address is a labelled box.
 * @param {any} media  with `url`, as Discord gives it
 * @param {string} label  the alternative text
 * @param {Context} context
 * @param {string} kind
 */
export function picture(media, label, context, kind) {
  const url = text_of(media?.url);
  const name = url.startsWith('attachment://') ? url.slice('attachment://'.length) : url;
  const own = context.files?.[name] ?? safe_url(url, ['data:', 'blob:']);
  if (own && !own.startsWith('data:text')) return h('img', { class: kind, src: own, alt: label });
  return h('span', { class: `${kind} box`, role: 'img', 'aria-label': label || 'Image' }, label || 'Image');
}

/** @param {any} media @param {Context} context @param {string} kind */
function media_item(media, context, kind) {
  const shown = picture(media?.media, text_of(media?.description), context, kind);
  return media?.spoiler ? spoiler([shown]) : shown;
}

/** @param {number} bytes */
export function show_size(bytes) {
  const units = ['bytes', 'KB', 'MB', 'GB'];
  let size = bytes;
  let unit = 0;
  while (size >= 1000 && unit + 1 < units.length) {
    size /= 1024;
    ++unit;
  }
  return `${unit === 0 ? size : size.toFixed(2)} ${units[unit]}`;
}

/** @param {string} name @param {unknown} size @param {unknown} description @param {boolean} hidden */
export function file(name, size, description, hidden) {
  const label = text_of(description);
  const shown = h(
    'span',
    { class: 'file' },
    h('span', { class: 'emoji', 'aria-hidden': 'true' }, '📄'),
    h(
      'span',
      {},
      h('span', { class: 'name' }, name || 'file'),
      typeof size === 'number' ? h('small', {}, show_size(size)) : null,
      label ? h('small', {}, label) : null,
    ),
  );
  return hidden ? spoiler([shown]) : shown;
}

/** @param {number | null | undefined} color */
export const css_color = (color) =>
  typeof color === 'number' && color > 0 ? `#${(color & 0xffffff).toString(16).padStart(6, '0')}` : null;

const components_depth_max = 6;

/**
 * @param {unknown} components
 * @param {Context} context
 * @param {Act} act
 * @param {number} [depth]
 * @returns {HTMLElement[]}
 */
export function render_components(components, context, act, depth = 0) {
  if (depth > components_depth_max) return [];
  return list(components).map((each) => component_of(each ?? {}, context, act, depth));
}

/** @param {any} component @param {Context} context @param {Act} act @param {number} depth @returns {HTMLElement} */
function component_of(component, context, act, depth) {
  const inside = () => render_components(component.components, context, act, depth + 1);
  switch (component.type) {
    case 1:
      return h('div', { class: 'row' }, inside());
    case 2:
      return button(component, act);
    case 3:
    case 5:
    case 6:
    case 7:
    case 8:
      return select(component, context, act);
    case 9:
      return h(
        'div',
        { class: 'section' },
        h('div', { class: 'texts' }, inside()),
        component.accessory ? component_of(component.accessory, context, act, depth + 1) : null,
      );
    case 10:
      return h('div', { class: 'text' }, markdown(component.content, context));
    case 11:
      return media_item(component, context, 'thumbnail');
    case 12:
      return h(
        'div',
        { class: 'gallery', 'data-count': list(component.items).length },
        list(component.items).map((item) => media_item(item, context, 'picture')),
      );
    case 13:
      return file(
        text_of(component.name) || text_of(component.file?.url).replace(/^.*\//, ''),
        component.size,
        null,
        Boolean(component.spoiler),
      );
    case 14:
      return h('div', {
        class: `separator ${component.spacing === 2 ? 'large' : 'small'}`,
        'data-divider': String(component.divider !== false),
      });
    case 17: {
      const box = h('div', { class: 'container' }, inside());
      const color = css_color(component.accent_color);
      if (color) box.style.setProperty('--accent', color);
      return component.spoiler ? spoiler([box]) : box;
    }
    default:
      return unknown_part(`Unknown component ${Number.isInteger(component.type) ? component.type : ''}`.trim());
  }
}
