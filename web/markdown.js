// Discord's markdown: text → tree → nodes.
//
// The tree is plain data, so that it is tested without a browser. Depth is bounded; what is not closed is text.
import { h, safe_url } from './dom.js';

/**
 * @typedef {{kind: string, text?: string, children?: Tree[], level?: number, id?: string, style?: string, url?: string,
 *   start?: number}} Tree
 */

/**
 * What a text cannot know by itself.
 * @typedef {object} Context
 * @property {number} [now]  Unix seconds
 * @property {string} [locale]
 * @property {string} [time_zone]
 * @property {Record<string, string>} [channels]  id → name
 * @property {Record<string, string>} [users]
 * @property {Record<string, string>} [roles]
 * @property {Record<string, string>} [files]  name → address of what was attached
 */

const depth_max = 12;

const inline_rules = /** @type {[RegExp, (m: RegExpExecArray, depth: number) => Tree][]} */ ([
  [/^\\([^\sA-Za-z0-9])/, (m) => ({ kind: 'text', text: m[1] })],
  [/^(`{1,2})((?:(?!\1)[^])+?)\1(?!`)/, (m) => ({ kind: 'code', text: m[2].trim() || m[2] })],
  [/^<t:(-?\d{1,17})(?::([tTdDfFRsS]))?>/, (m) => ({ kind: 'time', text: m[1], style: m[2] ?? 'f' })],
  [/^<@!?(\d{1,20})>/, (m) => ({ kind: 'user', id: m[1] })],
  [/^<@&(\d{1,20})>/, (m) => ({ kind: 'role', id: m[1] })],
  [/^<#(\d{1,20})>/, (m) => ({ kind: 'channel', id: m[1] })],
  [/^<\/([^:>\n]{1,100}):(\d{1,20})>/, (m) => ({ kind: 'command', text: m[1], id: m[2] })],
  [/^<a?:(\w{2,32}):(\d{1,20})>/, (m) => ({ kind: 'emoji', text: m[1], id: m[2] })],
  [/^<id:(customize|browse|guide|linked-roles)(?::\d+)?>/, (m) => ({ kind: 'guide', text: m[1] })],
  [/^@(everyone|here)\b/, (m) => ({ kind: 'everyone', text: `@${m[1]}` })],
  [/^<(https?:\/\/[^\s<>]+)>/, (m) => ({ kind: 'link', url: m[1], children: [{ kind: 'text', text: m[1] }] })],
  [
    /^\[((?:\\.|[^\]\\\n]|\](?!\())+)\]\(<?(https?:\/\/[^\s<>()]*(?:\([^\s<>()]*\)[^\s<>()]*)*)>?(?:\s+"[^"\n]*")?\)/,
    (m, depth) => ({ kind: 'link', url: m[2], children: parse_inline(m[1], depth) }),
  ],
  [
    /^https?:\/\/[^\s<>]+[^\s<>.,:;"'\])!?]/,
    (m) => ({ kind: 'link', url: m[0], children: [{ kind: 'text', text: m[0] }] }),
  ],
  [
    /^\*\*\*((?:\\.|[^\\])+?)\*\*\*(?!\*)/,
    (m, depth) => ({ kind: 'strong', children: [{ kind: 'em', children: parse_inline(m[1], depth) }] }),
  ],
  [
    /^\*\*((?:\\.|\*(?!\*)|[^\\*])+)\*\*(?!\*)/,
    (m, depth) => ({ kind: 'strong', children: parse_inline(m[1], depth) }),
  ],
  [/^__((?:\\.|_(?!_)|[^\\_])+)__(?!_)/, (m, depth) => ({ kind: 'u', children: parse_inline(m[1], depth) })],
  [
    /^\*((?!\s)(?:\\.|\*\*|[^\\*])*?(?:\\.|[^\s\\*]))\*(?!\*)/,
    (m, depth) => ({ kind: 'em', children: parse_inline(m[1], depth) }),
  ],
  [/^_((?:\\.|__|[^\\_])+)_(?![A-Za-z0-9_])/, (m, depth) => ({ kind: 'em', children: parse_inline(m[1], depth) })],
  [/^~~((?:\\.|~(?!~)|[^\\~])+)~~/, (m, depth) => ({ kind: 's', children: parse_inline(m[1], depth) })],
  [/^\|\|((?:\\.|\|(?!\|)|[^\\|])+)\|\|/, (m, depth) => ({ kind: 'spoiler', children: parse_inline(m[1], depth) })],
  [/^\n/, () => ({ kind: 'break' })],
]);

// Where a rule may begin: everything before it is plain.
const special = /[\\`<@[*_~|\nh]/g;

/**
 * @param {string} source
 * @param {number} [depth]
 * @returns {Tree[]}
 */
export function parse_inline(source, depth = 0) {
  if (depth >= depth_max) return [{ kind: 'text', text: source }];
  /** @type {Tree[]} */
  const parts = [];
  const say = (/** @type {string} */ text) => {
    const last = parts[parts.length - 1];
    if (last?.kind === 'text') last.text += text;
    else if (text) parts.push({ kind: 'text', text });
  };
  let at = 0;
  while (at < source.length) {
    special.lastIndex = at;
    const next = special.exec(source)?.index ?? source.length;
    say(source.slice(at, next));
    at = next;
    if (at >= source.length) break;
    const rest = source.slice(at);
    // In the middle of a word an underscore is an underscore, and "h" begins an address only at a word's beginning.
    const within_word = at > 0 && /\w/.test(source[at - 1]);
    const skipped = within_word && (rest[0] === 'h' || (rest[0] === '_' && rest[1] !== '_'));
    let found = null;
    if (!skipped) {
      for (const [pattern, make] of inline_rules) {
        const match = pattern.exec(rest);
        if (!match) continue;
        found = match[0].length;
        const part = make(match, depth + 1);
        if (part.kind === 'text') say(part.text ?? '');
        else parts.push(part);
        break;
      }
    }
    if (found === null) {
      say(rest[0]);
      found = 1;
    }
    at += found;
  }
  return parts;
}

/**
 * @param {string} source
 * @param {number} [depth]
 * @returns {Tree[]}
 */
export function parse_blocks(source, depth = 0) {
  if (depth >= depth_max) return [{ kind: 'text', text: source }];
  /** @type {Tree[]} */
  const blocks = [];
  const lines = source.split('\n');
  /** @type {string[]} */
  let plain = [];
  const flush = () => {
    if (plain.length > 0) blocks.push({ kind: 'lines', children: parse_inline(plain.join('\n'), depth) });
    plain = [];
  };
  for (let i = 0; i < lines.length; ++i) {
    const line = lines[i];
    if (line.startsWith('```')) {
      const rest = lines.slice(i).join('\n');
      const code = /^```(?:[\w+-]+\n|\n)?([^]*?)\n?```[^\S\n]*/.exec(rest);
      if (code) {
        flush();
        blocks.push({ kind: 'fence', text: code[1] });
        const used = code[0].split('\n').length;
        const behind = rest.slice(code[0].length).split('\n')[0];
        i += used - 1;
        if (behind) lines[i--] = behind;
        continue;
      }
    }
    const heading = /^(#{1,3})\s+(.+?)\s*$/.exec(line);
    const small = /^-#\s+(.+)$/.exec(line);
    const item = /^(\s*)([-*]|\d{1,9}\.)\s+(.+)$/.exec(line);
    if (heading) {
      flush();
      blocks.push({ kind: 'heading', level: heading[1].length, children: parse_inline(heading[2], depth) });
    } else if (small) {
      flush();
      blocks.push({ kind: 'small', children: parse_inline(small[1], depth) });
    } else if (line.startsWith('>>> ')) {
      flush();
      const quoted = [line.slice(4), ...lines.slice(i + 1)].join('\n');
      blocks.push({ kind: 'quote', children: parse_blocks(quoted, depth + 1) });
      break;
    } else if (line.startsWith('> ') || line === '>') {
      flush();
      const quoted = [line.slice(2)];
      while (i + 1 < lines.length && (lines[i + 1].startsWith('> ') || lines[i + 1] === '>'))
        quoted.push(lines[++i].slice(2));
      blocks.push({ kind: 'quote', children: parse_blocks(quoted.join('\n'), depth + 1) });
    } else if (item) {
      flush();
      const indent = item[1].length;
      const ordered = /\d/.test(item[2]);
      const last = blocks[blocks.length - 1];
      const entry = { kind: 'item', level: indent >= 1 ? 1 : 0, children: parse_inline(item[3], depth) };
      if (last?.kind === 'list' && (last.style === 'ordered') === ordered) last.children?.push(entry);
      else
        blocks.push({
          kind: 'list',
          style: ordered ? 'ordered' : 'bullets',
          start: Number.parseInt(item[2], 10) || 1,
          children: [entry],
        });
    } else {
      plain.push(line);
    }
  }
  flush();
  return blocks;
}

const time_styles = /** @type {Record<string, Intl.DateTimeFormatOptions>} */ ({
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  f: { dateStyle: 'long', timeStyle: 'short' },
  F: { dateStyle: 'full', timeStyle: 'short' },
  s: { dateStyle: 'short', timeStyle: 'short' },
  S: { dateStyle: 'short', timeStyle: 'medium' },
});

const distances = /** @type {[Intl.RelativeTimeFormatUnit, number][]} */ ([
  ['year', 31536000],
  ['month', 2592000],
  ['day', 86400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
]);

/**
 * As Discord's clients show it; a time that no calendar has stays a number.
 * @param {number} seconds
 * @param {string} style
 * @param {Context} context
 */
export function show_time(seconds, style, context) {
  const at = new Date(seconds * 1000);
  if (Number.isNaN(at.getTime())) return String(seconds);
  if (style === 'R') {
    const ahead = seconds - (context.now ?? Date.now() / 1000);
    const [unit, size] = distances.find(([, length]) => Math.abs(ahead) >= length) ?? ['second', 1];
    return new Intl.RelativeTimeFormat(context.locale ?? 'en-US', { numeric: 'auto' }).format(
      Math.trunc(ahead / size) || 0,
      unit,
    );
  }
  return new Intl.DateTimeFormat(context.locale ?? 'en-US', {
    ...time_styles[style],
    timeZone: context.time_zone,
  }).format(at);
}

/**
 * Brings what tells how far away a time is up to date.
 * @param {Element} root
 * @param {Context} context
 */
export function refresh_distances(root, context) {
  for (const each of root.querySelectorAll('time[data-style="R"]')) {
    const shown = show_time(Number(each.getAttribute('data-at')), 'R', context);
    if (each.textContent !== shown) each.textContent = shown;
  }
}

/**
 * @param {Tree[]} trees
 * @param {Context} context
 * @returns {Node[]}
 */
export function render_tree(trees, context) {
  return trees.map((tree) => render_one(tree, context));
}

/** @param {Tree} tree @param {Context} context @returns {Node} */
function render_one(tree, context) {
  const inside = () => render_tree(tree.children ?? [], context);
  const name = (/** @type {Record<string, string> | undefined} */ names, /** @type {string} */ mark) =>
    h('span', { class: 'mention' }, mark + (names?.[tree.id ?? ''] ?? 'unknown'));
  switch (tree.kind) {
    case 'text':
      return document.createTextNode(tree.text ?? '');
    case 'break':
      return h('br');
    case 'lines':
      return h('div', { class: 'lines' }, inside());
    case 'strong':
    case 'em':
    case 'u':
    case 's':
      return h(tree.kind, {}, inside());
    case 'code':
      return h('code', {}, tree.text);
    case 'fence':
      return h('pre', { tabindex: 0 }, h('code', {}, tree.text));
    case 'heading':
      return h(
        'div',
        { class: `heading h${tree.level}`, role: 'heading', 'aria-level': 3 + (tree.level ?? 1) },
        inside(),
      );
    case 'small':
      return h('small', {}, inside());
    case 'quote':
      return h('blockquote', {}, inside());
    case 'list':
      return h(tree.style === 'ordered' ? 'ol' : 'ul', tree.style === 'ordered' ? { start: tree.start } : {}, inside());
    case 'item':
      return h('li', { class: tree.level ? 'deeper' : null }, inside());
    case 'spoiler':
      return spoiler(inside());
    case 'time': {
      const seconds = Number(tree.text);
      const style = tree.style ?? 'f';
      return h(
        'time',
        { title: show_time(seconds, 'F', context), 'data-at': seconds, 'data-style': style },
        show_time(seconds, style, context),
      );
    }
    case 'user':
      return name(context.users, '@');
    case 'role':
      return name(context.roles, '@');
    case 'channel':
      return name(context.channels, '#');
    case 'command':
      return h('span', { class: 'mention' }, `/${tree.text}`);
    case 'everyone':
      return h('span', { class: 'mention' }, tree.text);
    case 'guide':
      return h('span', { class: 'mention' }, `#${tree.text}`);
    case 'emoji':
      return h('span', { class: 'emoji', title: `:${tree.text}:` }, `:${tree.text}:`);
    case 'link':
      return link(tree.url, inside());
    default:
      return document.createTextNode(tree.text ?? '');
  }
}

/**
 * @param {string | undefined} url
 * @param {Node[]} inside
 */
export function link(url, inside) {
  const safe = safe_url(url);
  return safe ? h('a', { href: safe, rel: 'noreferrer noopener', target: '_blank' }, inside) : h('span', {}, inside);
}

/**
 * Hidden until it is asked for; what is hidden is no part of what a screen reader reads either.
 * @param {Node[]} inside
 */
export function spoiler(inside) {
  const content = h('span', { 'aria-hidden': 'true' }, inside);
  for (const each of content.querySelectorAll('a')) each.setAttribute('tabindex', '-1');
  const reveal = (/** @type {Event} */ event) => {
    event.preventDefault();
    event.stopPropagation();
    shown.replaceWith(h('span', { class: 'spoiler open' }, ...content.childNodes));
  };
  const shown = h(
    'span',
    {
      class: 'spoiler',
      role: 'button',
      tabindex: 0,
      'aria-label': 'Spoiler',
      onclick: reveal,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Enter' || event.key === ' ') reveal(event);
      },
    },
    content,
  );
  return shown;
}

/** @param {unknown} text @param {Context} context */
export const markdown = (text, context) => render_tree(parse_blocks(typeof text === 'string' ? text : ''), context);

/** @param {unknown} text @param {Context} context */
export const inline = (text, context) => render_tree(parse_inline(typeof text === 'string' ? text : ''), context);
