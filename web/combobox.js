// A text field with a list of suggestions, after the combobox pattern of WAI-ARIA: the focus stays in the field, the
// arrows move through the list, Enter or Tab takes what is marked, Escape closes the list.
import { h } from './dom.js';

/**
 * @typedef {object} Suggestion
 * @property {string} label
 * @property {any} value
 * @property {string} [description]
 */
/**
 * @typedef {object} Ask
 * @property {string} label
 * @property {string} [placeholder]
 * @property {(text: string) => Suggestion[] | Promise<Suggestion[]>} suggest
 * @property {(suggestion: Suggestion) => void} pick
 * @property {() => void} [enter]  Enter was pressed with nothing marked
 * @property {() => void} [escape]  Escape was pressed with the list closed
 * @property {() => void} [erase]  Backspace was pressed in the empty field
 * @property {(text: string) => void} [edited]
 * @property {boolean} [marks_first]  the first suggestion is marked by itself
 */

let numbers = 0;

/** @param {Ask} ask */
export function combobox(ask) {
  const id = `c${++numbers}`;
  /** @type {Suggestion[]} */
  let suggestions = [];
  let active = -1;
  let asked = 0;

  const menu = h('ul', { role: 'listbox', id, 'aria-label': ask.label, hidden: true });
  const input = /** @type {HTMLInputElement} */ (
    h('input', {
      type: 'text',
      role: 'combobox',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: 'false',
      maxlength: 100,
      'aria-label': ask.label,
      'aria-autocomplete': 'list',
      'aria-expanded': 'false',
      'aria-controls': id,
      placeholder: ask.placeholder,
      oninput: () => {
        ask.edited?.(input.value);
        open();
      },
      onfocus: () => open(),
      onblur: () => close(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => on_key(event),
    })
  );

  const mark = (/** @type {number} */ to) => {
    menu.children[active]?.classList.remove('active');
    menu.children[active]?.setAttribute('aria-selected', 'false');
    active = to;
    const option = menu.children[active];
    option?.classList.add('active');
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    ++asked;
    menu.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    mark(-1);
  };
  const show = (/** @type {Suggestion[]} */ found) => {
    suggestions = found;
    menu.replaceChildren(
      ...found.map((each, i) =>
        h(
          'li',
          {
            id: `${id}-${i}`,
            role: 'option',
            'aria-selected': 'false',
            onmousedown: (/** @type {Event} */ event) => event.preventDefault(),
            onclick: () => pick(i),
          },
          h('span', { class: 'label' }, each.label),
          each.description ? h('span', { class: 'description' }, each.description) : null,
        ),
      ),
    );
    menu.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    mark(ask.marks_first && found.length > 0 ? 0 : -1);
  };
  const open = async () => {
    const turn = ++asked;
    const found = await ask.suggest(input.value);
    if (turn === asked && document.activeElement === input) show(found);
  };
  const pick = (/** @type {number} */ i) => {
    const suggestion = suggestions[i];
    close();
    ask.pick(suggestion);
  };
  const on_key = (/** @type {KeyboardEvent} */ event) => {
    const count = menu.hidden ? 0 : suggestions.length;
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' && menu.hidden) open();
    else if (event.key === 'ArrowDown') mark((active + 1) % count);
    else if (event.key === 'ArrowUp' && count > 0) mark(active <= 0 ? count - 1 : active - 1);
    else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && active >= 0) pick(active);
    else if (event.key === 'Enter') ask.enter?.();
    else if (event.key === 'Escape' && count > 0) close();
    else if (event.key === 'Escape') ask.escape?.();
    else if (event.key === 'Backspace' && input.value === '' && ask.erase) ask.erase();
    else return;
    event.preventDefault();
  };
  return { element: h('div', { class: 'combobox' }, input, menu), input, close };
}
