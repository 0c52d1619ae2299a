// Where commands are typed: a palette of all, then the fields of the one that was chosen.
import { combobox } from './combobox.js';
import { h, list, text_of } from './dom.js';

/** @typedef {import('./combobox.js').Suggestion} Suggestion */
/** @typedef {{name: string, value: string | number | boolean, focused?: boolean}} Given */
/** @typedef {{name: string, label: string, description: string, options: any[]}} Command */
/**
 * @typedef {object} Surroundings
 * @property {() => any[]} commands  as Discord lists them
 * @property {() => string} locale
 * @property {() => boolean} manages  whether the person may manage the server
 * @property {(type: number, channel_types: number[]) => Suggestion[]} things  users, channels and roles
 * @property {(command: string, options: Given[]) => Promise<Suggestion[]>} suggest
 * @property {(command: string, options: Given[]) => void} run
 */
/** @typedef {{spec: any, element: HTMLElement, input: HTMLInputElement, read: () => any, focus: () => void}} Field */

const option = { sub_command: 1, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, number: 10 };
const manage_guild = 1n << 5n;
const suggest_pause = 250;
const suggestions_max = 50;

/** @param {any} thing @param {string} what @param {string} locale */
const localized = (thing, what, locale) =>
  text_of(thing?.[`${what}_localizations`]?.[locale]) || text_of(thing?.[what]);

/**
 * Those that a person may use, each sub-command as one of its own.
 * @param {Surroundings} around
 * @returns {Command[]}
 */
function usable_commands(around) {
  const locale = around.locale();
  return around.commands().flatMap((command) => {
    const needed = command.default_member_permissions;
    if ((command.type ?? 1) !== 1 || (needed && (BigInt(needed) & ~manage_guild) === 0n && !around.manages()))
      return [];
    const subs = list(command.options).filter((each) => each.type === option.sub_command);
    const one = (/** @type {any} */ each, /** @type {string} */ name, /** @type {string} */ label) => ({
      name,
      label: `/${label}`,
      description: localized(each, 'description', locale),
      options: list(each.options),
    });
    if (subs.length === 0) return [one(command, command.name, localized(command, 'name', locale))];
    return subs.map((sub) =>
      one(
        sub,
        `${command.name} ${sub.name}`,
        `${localized(command, 'name', locale)} ${localized(sub, 'name', locale)}`,
      ),
    );
  });
}

/** @param {string} text @param {Suggestion[]} all */
function matching(text, all) {
  const typed = text.trim().toLowerCase();
  const begins = all.filter((each) =>
    each.label
      .toLowerCase()
      .replace(/^[/@#]/, '')
      .startsWith(typed),
  );
  const contains = all.filter((each) => !begins.includes(each) && each.label.toLowerCase().includes(typed));
  return [...begins, ...contains].slice(0, suggestions_max);
}

/** @param {Surroundings} around */
export function make_composer(around) {
  const warning = h('p', { class: 'warning', role: 'alert', hidden: true });
  const box = h('div', { class: 'composer-box' });
  const element = h('div', { class: 'composer' }, warning, box);

  const warn = (/** @type {string} */ text) => {
    warning.textContent = text;
    warning.hidden = !text;
  };

  const palette = combobox({
    label: 'Message',
    placeholder: 'Type / for commands',
    marks_first: true,
    suggest: (text) => {
      if (!text.startsWith('/')) return [];
      const all = usable_commands(around).map((each) => ({
        label: each.label,
        description: each.description,
        value: each,
      }));
      return matching(text.slice(1), all);
    },
    pick: (suggestion) => choose(suggestion.value),
    enter: () => {
      if (palette.input.value.trim()) warn('Start with / and pick a command.');
    },
    edited: () => warn(''),
  });

  const rest = () => {
    palette.input.value = '';
    box.replaceChildren(palette.element);
  };

  /** @param {Command} command */
  const choose = (command) => {
    warn('');
    /** @type {Field[]} */
    let fields = [];
    const cancel = () => {
      rest();
      palette.input.focus();
    };
    const given = (/** @type {Field} */ focused) =>
      fields
        .filter((each) => each === focused || (each.input.value !== '' && each.read() !== undefined))
        .map((each) =>
          each === focused
            ? { name: each.spec.name, value: each.input.value, focused: true }
            : { name: each.spec.name, value: each.read() },
        );
    const send = () => {
      const options = [];
      for (const each of fields) {
        const value = each.input.value === '' ? undefined : each.read();
        if (value === undefined && (each.spec.required || each.input.value !== '')) {
          warn(each.input.value === '' ? `Fill in ${each.spec.name}.` : `Pick ${each.spec.name} from the list.`);
          return each.focus();
        }
        if (value !== undefined) options.push({ name: each.spec.name, value });
      }
      warn('');
      around.run(command.name, options);
      cancel();
      palette.close();
    };
    const remove = (/** @type {Field} */ field) => {
      if (field.spec.required) return cancel();
      fields = fields.filter((each) => each !== field);
      draw();
      (fields.at(-1)?.input ?? adder.input).focus();
    };
    const add = (/** @type {any} */ spec) => {
      const field = make_field(spec, around, {
        enter: send,
        escape: cancel,
        erase: () => remove(field),
        next: () =>
          (fields[fields.indexOf(field) + 1]?.input ?? (adder.element.isConnected ? adder.input : submit)).focus(),
        suggest: () => around.suggest(command.name, given(field)),
      });
      fields.push(field);
      return field;
    };
    const adder = combobox({
      label: 'Add an option',
      placeholder: '+ option',
      suggest: (text) =>
        matching(
          text,
          unused().map((each) => ({
            label: each.name,
            description: localized(each, 'description', around.locale()),
            value: each,
          })),
        ),
      pick: (suggestion) => {
        adder.input.value = '';
        const field = add(suggestion.value);
        draw();
        field.focus();
      },
      enter: send,
      escape: cancel,
      erase: () => (fields.length > 0 ? fields[fields.length - 1].focus() : cancel()),
    });
    const unused = () => command.options.filter((spec) => !fields.some((each) => each.spec === spec));
    const submit = h('button', { type: 'button', class: 'button primary', onclick: send }, 'Send');
    const draw = () => {
      box.replaceChildren(
        h(
          'div',
          { class: 'command', role: 'group', 'aria-label': command.label },
          h('span', { class: 'mention' }, command.label),
          fields.map((each) => each.element),
          unused().length > 0 ? adder.element : null,
          submit,
          h('button', { type: 'button', class: 'button secondary', onclick: cancel }, 'Cancel'),
        ),
        h('p', { class: 'hint' }, command.description),
      );
    };
    for (const spec of command.options) if (spec.required) add(spec);
    draw();
    if (fields.length > 0) fields[0].focus();
    else if (unused().length > 0) adder.input.focus();
    else submit.focus();
  };

  rest();
  return {
    element,
    warn,
    /** From anywhere on the page. */
    begin: () => {
      if (!palette.element.isConnected) return box.querySelector('input')?.focus();
      if (!palette.input.value.startsWith('/')) palette.input.value = '/';
      palette.input.focus();
    },
    /** Begins that command, or carries it out where nothing has to be asked. @param {string} name */
    use: (name) => {
      const command = usable_commands(around).find((each) => each.name === name);
      if (!command) return;
      if (command.options.some((each) => each.required)) choose(command);
      else around.run(name, []);
    },
  };
}

/**
 * One option as a chip.
 * @param {any} spec
 * @param {Surroundings} around
 * @param {{enter: () => void, escape: () => void, erase: () => void, next: () => void,
 *   suggest: () => Promise<Suggestion[]>}} does
 * @returns {Field}
 */
function make_field(spec, around, does) {
  /** @type {Suggestion | null} */
  let chosen = null;
  const fixed = fixed_suggestions(spec, around);
  let pause = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
  const asked = () =>
    new Promise((/** @type {(found: Suggestion[]) => void} */ resolve) => {
      clearTimeout(pause);
      pause = setTimeout(() => does.suggest().then(resolve), suggest_pause);
    });
  const field = combobox({
    label: spec.name,
    placeholder: spec.required ? 'required' : '',
    suggest: (text) => {
      if (chosen) return [];
      if (fixed) return matching(text, fixed);
      return spec.autocomplete ? asked() : [];
    },
    pick: (suggestion) => {
      chosen = suggestion;
      field.input.value = suggestion.label;
      does.next();
    },
    edited: () => (chosen = null),
    enter: does.enter,
    escape: does.escape,
    erase: does.erase,
  });
  const read = () => {
    if (chosen) return chosen.value;
    const text = field.input.value.trim();
    if (fixed) return fixed.find((each) => each.label.toLowerCase() === text.toLowerCase())?.value;
    if (spec.type !== option.integer && spec.type !== option.number) return text;
    const number = Number(text);
    return text !== '' && (spec.type === option.number ? Number.isFinite(number) : Number.isInteger(number))
      ? number
      : undefined;
  };
  const about = localized(spec, 'description', around.locale());
  return {
    spec,
    element: h('span', { class: 'chip', title: about }, h('span', { class: 'name' }, spec.name), field.element),
    input: field.input,
    read,
    focus: () => field.input.focus(),
  };
}

/**
 * What an option is chosen from, where that is known without asking the bot.
 * @param {any} spec
 * @param {Surroundings} around
 * @returns {Suggestion[] | null}
 */
function fixed_suggestions(spec, around) {
  if (list(spec.choices).length > 0)
    return list(spec.choices).map((each) => ({ label: localized(each, 'name', around.locale()), value: each.value }));
  if (spec.type === option.boolean)
    return [
      { label: 'True', value: true },
      { label: 'False', value: false },
    ];
  if (spec.type === option.user || spec.type === option.channel || spec.type === option.role)
    return around.things(spec.type, list(spec.channel_types));
  return null;
}
