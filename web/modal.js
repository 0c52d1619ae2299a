// A modal as Discord's clients show it: what is asked, and what was answered.
import { entries_of } from './components.js';
import { h, list, text_of, unknown_part } from './dom.js';
import { markdown } from './markdown.js';

/** @typedef {import('./markdown.js').Context} Context */
/** @typedef {{component: any, read: () => any, is_missing: () => boolean}} Question */

let numbers = 0;

/**
 * Opens a dialog on the page; `submit` gets the components with their values, as an interaction carries them.
 * @param {any} modal  custom_id, title, components
 * @param {Context} context
 * @param {(components: any[]) => void} submit
 * @returns {HTMLDialogElement}
 */
export function open_modal(modal, context, submit) {
  /** @type {Question[]} */
  const questions = [];
  const title = `modal-${++numbers}`;
  const send = (/** @type {Event} */ event) => {
    event.preventDefault();
    const missing = questions.find((each) => each.is_missing());
    warning.hidden = !missing;
    if (missing) return;
    dialog.close();
    submit(answers_of(modal.components, questions));
  };
  const warning = h('p', { class: 'warning', role: 'alert', hidden: true }, 'Fill in the required fields.');
  const dialog = /** @type {HTMLDialogElement} */ (
    h(
      'dialog',
      { class: 'modal', 'aria-labelledby': title, onclose: () => dialog.remove() },
      h(
        'form',
        { onsubmit: send, novalidate: true },
        h('h2', { id: title }, text_of(modal.title)),
        list(modal.components).map((each) => part_of(each ?? {}, context, questions)),
        warning,
        h(
          'div',
          { class: 'row end' },
          h('button', { type: 'button', class: 'button secondary', onclick: () => dialog.close() }, 'Cancel'),
          h('button', { type: 'submit', class: 'button primary' }, 'Submit'),
        ),
      ),
    )
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** @param {any} part @param {Context} context @param {Question[]} questions @returns {HTMLElement} */
function part_of(part, context, questions) {
  switch (part.type) {
    case 1: // the older form: a row with one text input, which has its label itself
      return h(
        'div',
        {},
        list(part.components).map((each) => labelled(each ?? {}, text_of(each?.label), '', context, questions)),
      );
    case 10:
      return h('div', { class: 'text' }, markdown(part.content, context));
    case 18:
      return labelled(part.component ?? {}, text_of(part.label), text_of(part.description), context, questions);
    default:
      return unknown_part(`Unknown component ${Number.isInteger(part.type) ? part.type : ''}`.trim());
  }
}

/**
 * @param {any} component
 * @param {string} label
 * @param {string} description
 * @param {Context} context
 * @param {Question[]} questions
 */
function labelled(component, label, description, context, questions) {
  const id = `ask-${++numbers}`;
  const needed = component.type === 23 ? false : component.required !== false;
  const star = needed ? h('span', { class: 'needed', 'aria-hidden': 'true' }, ' *') : null;
  const about = description ? h('small', { id: `${id}-about` }, description) : null;
  const ask = control_of(component, id, about ? `${id}-about` : null, needed, context);
  if (!ask) return unknown_part(`Unknown component ${Number.isInteger(component.type) ? component.type : ''}`.trim());
  questions.push({
    component,
    read: ask.read,
    is_missing: () => needed && [ask.read()].flat().every((/** @type {any} */ each) => each === '' || each === null),
  });
  if (ask.group) {
    return h('fieldset', { class: 'ask' }, h('legend', {}, label, star), about, ask.element);
  }
  return h('div', { class: 'ask' }, h('label', { for: id }, label, star), about, ask.element);
}

/**
 * @param {any} component
 * @param {string} id
 * @param {string | null} about
 * @param {boolean} needed
 * @param {Context} context
 * @returns {{element: HTMLElement, read: () => any, group?: boolean} | null}
 */
function control_of(component, id, about, needed, context) {
  const common = { id, 'aria-describedby': about, 'aria-required': needed ? 'true' : null };
  switch (component.type) {
    case 4: {
      const tag = component.style === 2 ? 'textarea' : 'input';
      const element = /** @type {HTMLInputElement} */ (
        h(tag, {
          ...common,
          type: tag === 'input' ? 'text' : null,
          rows: tag === 'textarea' ? 4 : null,
          placeholder: text_of(component.placeholder) || null,
          maxlength: component.max_length ?? 4000,
          minlength: component.min_length,
        })
      );
      element.value = text_of(component.value);
      return { element, read: () => element.value };
    }
    case 3:
    case 5:
    case 6:
    case 7:
    case 8: {
      const several = (component.max_values ?? 1) > 1;
      const options = entries_of(component, context).map((entry) => {
        const label = entry.description ? `${entry.label} – ${entry.description}` : entry.label;
        return h('option', { value: entry.value, selected: entry.default }, label);
      });
      const none = several ? null : h('option', { value: '' }, text_of(component.placeholder) || 'Select');
      const element = /** @type {HTMLSelectElement} */ (h('select', { ...common, multiple: several }, none, options));
      return { element, read: () => [...element.selectedOptions].map((each) => each.value).filter(Boolean) };
    }
    case 19: {
      const element = /** @type {HTMLInputElement} */ (
        h('input', { ...common, type: 'file', multiple: (component.max_values ?? 1) > 1 })
      );
      return { element, read: () => [...(element.files ?? [])].map((each) => each.name) };
    }
    case 21:
    case 22: {
      const type = component.type === 21 ? 'radio' : 'checkbox';
      const boxes = list(component.options).map((option, i) => ({
        value: text_of(option?.value),
        box: /** @type {HTMLInputElement} */ (
          h('input', { type, name: id, id: `${id}-${i}`, checked: Boolean(option?.default) })
        ),
        label: text_of(option?.label),
        description: text_of(option?.description),
      }));
      const element = h(
        'div',
        { class: 'choices' },
        boxes.map(({ box, label, description }) =>
          h(
            'label',
            { for: box.id },
            box,
            h('span', {}, label, description ? h('small', { class: 'description' }, description) : null),
          ),
        ),
      );
      const chosen = () => boxes.filter(({ box }) => box.checked).map(({ value }) => value);
      return { element, group: true, read: () => (component.type === 21 ? (chosen()[0] ?? null) : chosen()) };
    }
    case 23: {
      const element = /** @type {HTMLInputElement} */ (
        h('input', { ...common, type: 'checkbox', checked: Boolean(component.default) })
      );
      return { element, read: () => element.checked };
    }
    default:
      return null;
  }
}

/**
 * The components as a submitted modal carries them.
 * @param {unknown} components
 * @param {Question[]} questions
 */
function answers_of(components, questions) {
  const answer = (/** @type {any} */ component) => {
    const asked = questions.find((each) => each.component === component);
    if (!asked) return null;
    const value = asked.read();
    const several = [3, 5, 6, 7, 8, 19, 22].includes(component.type);
    return { type: component.type, custom_id: component.custom_id, ...(several ? { values: value } : { value }) };
  };
  return list(components).map((part) => {
    if (part?.type === 18) return { type: 18, component: answer(part.component) };
    if (part?.type === 1) return { type: 1, components: list(part.components).map(answer) };
    return { type: part?.type };
  });
}
