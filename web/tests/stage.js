// Draws what a test or scripts/pictures hands over.
import { DiscordMessage } from '../message.js';
import { open_modal } from '../modal.js';

const stage = /** @type {any} */ (window);

/** @param {{message: any, asked?: string, now?: number, context?: any}} entry */
stage.show = (entry) => {
  const element = /** @type {DiscordMessage} */ (document.createElement('discord-message'));
  stage.acts = [];
  element.addEventListener('act', (event) => stage.acts.push(/** @type {CustomEvent} */ (event).detail));
  element.show(entry.message, { now: entry.now, time_zone: 'UTC', ...entry.context }, { asked: entry.asked });
  /** @type {HTMLElement} */ (document.querySelector('main')).replaceChildren(element);
};

/** All below each other. @param {any[]} entries */
stage.show_all = (entries) => {
  const main = /** @type {HTMLElement} */ (document.querySelector('main'));
  const shown = entries.map((entry) => {
    stage.show(entry);
    return /** @type {Element} */ (main.firstElementChild);
  });
  main.replaceChildren(...shown);
};

/** @param {any} modal */
stage.ask = (modal) => open_modal(modal, { channels: { 5: 'results' } }, (answers) => (stage.answers = answers));
