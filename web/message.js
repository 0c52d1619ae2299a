// <discord-message>: a message as Discord's clients show it.
//
//   const element = document.createElement('discord-message');
//   element.show(message, context, { asked, asked_by });
//   element.addEventListener('act', ({ detail }) => …detail.component, detail.values);
import { css_color, file, picture, render_components } from './components.js';
import { h, list, text_of, unknown_part } from './dom.js';
import { inline, link, markdown, show_time, spoiler } from './markdown.js';

/** @typedef {import('./markdown.js').Context} Context */

const flag = { crossposted: 1 << 0, ephemeral: 1 << 6, loading: 1 << 7, components_v2: 1 << 15 };

/** @param {any} embed @param {Context} context */
function render_embed(embed, context) {
  const box = h('article', { class: 'embed' });
  const color = css_color(embed?.color);
  if (color) box.style.setProperty('--accent', color);
  const main = h('div', { class: 'main' });
  const author = text_of(embed?.author?.name);
  if (author)
    main.append(
      h('div', { class: 'author' }, embed.author.url ? link(embed.author.url, [h('span', {}, author)]) : author),
    );
  if (text_of(embed?.title)) {
    const title = inline(embed.title, context);
    main.append(h('div', { class: 'title' }, embed.url ? link(embed.url, title) : title));
  }
  if (text_of(embed?.description)) main.append(h('div', { class: 'text' }, markdown(embed.description, context)));
  const fields = list(embed?.fields);
  if (fields.length > 0) main.append(h('div', { class: 'fields' }, fields_of(fields, context)));
  box.append(main);
  if (embed?.thumbnail)
    box.append(picture(embed.thumbnail, text_of(embed.thumbnail.description), context, 'thumbnail'));
  if (embed?.image) box.append(picture(embed.image, text_of(embed.image.description), context, 'picture'));
  const below = [text_of(embed?.footer?.text)];
  const at = Date.parse(text_of(embed?.timestamp));
  if (!Number.isNaN(at)) below.push(show_time(at / 1000, 's', context));
  const footer = below.filter(Boolean).join(' • ');
  if (footer) box.append(h('div', { class: 'footer' }, footer));
  return box;
}

/**
 * Inline fields stand beside each other, at most three to a row.
 * @param {any[]} fields
 * @param {Context} context
 */
function fields_of(fields, context) {
  const shown = [];
  for (let i = 0; i < fields.length;) {
    let count = 1;
    if (fields[i]?.inline) while (count < 3 && fields[i + count]?.inline) ++count;
    for (const field of fields.slice(i, i + count)) {
      shown.push(
        h(
          'div',
          { class: 'field', 'data-of': field?.inline ? count : 1 },
          h('div', { class: 'name' }, inline(field?.name, context)),
          h('div', { class: 'text' }, markdown(field?.value, context)),
        ),
      );
    }
    i += count;
  }
  return shown;
}

/** @param {any} attachment @param {Context} context */
function render_attachment(attachment, context) {
  const name = text_of(attachment?.filename);
  const label = text_of(attachment?.description);
  const hidden = name.startsWith('SPOILER_') || (Number(attachment?.flags ?? 0) & 8) !== 0;
  if (text_of(attachment?.content_type).startsWith('image/')) {
    const own = context.files?.[name];
    const shown = picture(own ? { url: `attachment://${name}` } : attachment, label || name, context, 'picture');
    return hidden ? spoiler([shown]) : shown;
  }
  return file(name, attachment?.size, label, hidden);
}

/** @param {any} poll @param {Context} context */
function render_poll(poll, context) {
  return h(
    'div',
    { class: 'poll' },
    h('div', { class: 'title' }, inline(poll?.question?.text, context)),
    list(poll?.answers).map((answer) => h('div', { class: 'answer' }, text_of(answer?.poll_media?.text))),
  );
}

// What a message may carry that is only named here.
const only_named = /** @type {[string, string][]} */ ([
  ['sticker_items', 'Sticker'],
  ['message_snapshots', 'Forwarded message'],
  ['activity', 'Activity'],
  ['call', 'Call'],
]);

export class DiscordMessage extends HTMLElement {
  /**
   * @param {any} message  as Discord's API gives it
   * @param {Context} [context]
   * @param {{asked?: string, asked_by?: string, now?: number}} [around]
   */
  show(message, context = {}, around = {}) {
    const flags = Number(message?.flags ?? 0);
    const act = (/** @type {any} */ component, /** @type {string[]} */ values = []) =>
      this.dispatchEvent(
        new CustomEvent('act', { bubbles: true, detail: { message: text_of(message?.id), component, values } }),
      );
    const users = { ...context.users };
    for (const user of list(message?.mentions)) users[user?.id] = text_of(user?.global_name) || text_of(user?.username);
    const known = { ...context, users };
    const author = message?.author ?? {};
    const parts = [];

    if (around.asked) {
      parts.push(
        h(
          'div',
          { class: 'asked' },
          h('span', { class: 'who' }, around.asked_by ?? 'You'),
          ' used ',
          h('span', { class: 'mention' }, around.asked),
        ),
      );
    }
    parts.push(
      h(
        'div',
        { class: 'author-line' },
        h('span', { class: 'who' }, text_of(author.global_name) || text_of(author.username) || 'Unknown'),
        author.bot ? h('span', { class: 'tag' }, 'APP') : null,
        h('time', { class: 'when' }, this.#when(message, known)),
      ),
    );
    if (flags & flag.loading)
      parts.push(
        h('div', { class: 'thinking', role: 'status' }, `${text_of(author.username) || 'The app'} is thinking…`),
      );
    if (text_of(message?.content)) {
      parts.push(
        h(
          'div',
          { class: 'text' },
          markdown(message.content, known),
          message.edited_timestamp ? h('small', { class: 'edited' }, '(edited)') : null,
        ),
      );
    }
    for (const embed of list(message?.embeds)) parts.push(render_embed(embed, known));
    // With components V2 a file is shown where a component names it.
    if (!(flags & flag.components_v2))
      for (const attachment of list(message?.attachments)) parts.push(render_attachment(attachment, known));
    if (message?.poll) parts.push(render_poll(message.poll, known));
    for (const [key, label] of only_named)
      if (message?.[key] && list(message[key]).length + Number(!Array.isArray(message[key])) > 0)
        parts.push(unknown_part(label));
    parts.push(...render_components(message?.components, known, act));
    if (message?.thread) {
      parts.push(
        h(
          'div',
          { class: 'thread' },
          h('span', { class: 'name' }, text_of(message.thread.name)),
          h('small', {}, `${Number(message.thread.message_count ?? 0)} messages`),
        ),
      );
    }
    if (flags & flag.ephemeral) parts.push(h('small', { class: 'ephemeral' }, 'Only you can see this'));

    this.setAttribute('role', 'article');
    this.setAttribute(
      'aria-label',
      `Message from ${text_of(author.global_name) || text_of(author.username) || 'unknown'}`,
    );
    this.classList.toggle('ephemeral', (flags & flag.ephemeral) !== 0);
    const initial = [...(text_of(author.username) || '?')][0].toUpperCase();
    this.replaceChildren(
      h('div', { class: 'avatar', 'aria-hidden': 'true' }, initial),
      h('div', { class: 'body' }, parts),
    );
  }

  /** @param {any} message @param {Context} context */
  #when(message, context) {
    const at = Date.parse(text_of(message?.timestamp));
    return Number.isNaN(at) ? '' : show_time(at / 1000, 't', context);
  }
}

if (!customElements.get('discord-message')) customElements.define('discord-message', DiscordMessage);
