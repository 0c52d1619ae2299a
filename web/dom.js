// Elements without markup: text only ever becomes text.

/** @typedef {Node | string | number | null | undefined | false} Child */

/**
 * An element with attributes and children. `class`, `on…` and `data-…` as in HTML; what is false, null or undefined
 * is left out.
 * @param {string} tag
 * @param {Record<string, unknown>} [attributes]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === 'function') element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  for (const child of children.flat()) {
    if (child === false || child === null || child === undefined || child === '') continue;
    element.append(typeof child === 'number' ? String(child) : child);
  }
  return element;
}

/**
 * The address if a browser may open it, else nothing.
 * @param {unknown} text
 * @param {string[]} schemes
 */
export function safe_url(text, schemes = ['https:', 'http:']) {
  if (typeof text !== 'string' || !URL.canParse(text)) return null;
  const url = new URL(text);
  return schemes.includes(url.protocol) ? url.href : null;
}

/**
 * Something that is shown as what it is, because nothing better is known.
 * @param {string} label
 */
export const unknown_part = (label) => h('span', { class: 'unknown' }, label);

/** @param {unknown} value @returns {any[]} */
export const list = (value) => (Array.isArray(value) ? value : []);

/** @param {unknown} value */
export const text_of = (value) => (typeof value === 'string' ? value : '');
