// <discord-message> in Debian's chromium.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { gzipSync } from 'node:zlib';
import { launch, open_page, web_folder } from './browser.mjs';
import { everything, everything_asked, everything_v2, much_chosen } from './messages.mjs';
import { make_generator, make_random } from './openapi.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Page} */
let page;
/** @type {string[]} */
let faults;

before(async () => {
  browser = await launch();
  ({ page, faults } = await open_page(browser, { width: 1280, theme: 'dark' }));
});
after(() => browser.close());

/** @param {any} message @param {any} [around] @param {Page} [on] */
const show = (message, around = {}, on = page) =>
  on.evaluate((entry) => /** @type {any} */ (window).show(entry), { message, ...around });
const acts = () => page.evaluate('window.acts.map(({ component, values }) => [component.custom_id, values])');

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** @param {Page} on @param {string} where */
async function axe_violations(on, where) {
  await on.evaluate(axe);
  const { violations } = await on.evaluate(`axe.run(${JSON.stringify(where)})`);
  return violations.map((/** @type {any} */ each) => [each.id, each.nodes.map((/** @type {any} */ node) => node.html)]);
}
const text = () => page.locator('main').innerText();

test('shows every part of a message', async () => {
  await show(everything, { asked: '/match granite', now: 1789990000, context: { channels: { 5: 'results' } } });
  const shown = await text();
  for (const words of [
    'used /match granite',
    'Granite Foxes',
    'APP',
    '#results',
    'in 2 hours',
    'A title',
    'First',
    'Footer',
    'summary.txt',
    'The story of the match',
    'Only you can see this',
    'Thread about it',
    'Which map?',
    'Sticker',
  ])
    assert.ok(shown.includes(words), `${words} is missing in\n${shown}`);
  assert.equal(await page.getByRole('img', { name: 'Scores as a chart' }).count(), 1);
});

test('shows every part of components V2', async () => {
  await show(everything_v2);
  const shown = await text();
  for (const words of ['A section', 'In the container', 'Unknown component 99', 'report.csv'])
    assert.ok(shown.includes(words), `${words} is missing in\n${shown}`);
  assert.equal(await page.locator('.separator').count(), 1);
  assert.equal(await page.getByRole('combobox').count(), 5);
});

test('a spoiler is neither seen nor read until it is asked for', async () => {
  await show({ content: 'It ended ||**2:0**||' });
  const spoiler = page.getByRole('button', { name: 'Spoiler' });
  assert.equal(await page.getByText('2:0').isVisible(), false);
  await spoiler.focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.getByText('2:0').isVisible(), true);
});

test('buttons say which one was pressed, except those that may not', async () => {
  await show(everything);
  await page.getByRole('button', { name: 'Go' }).click();
  assert.equal(await page.getByRole('button', { name: 'Off' }).isDisabled(), true);
  assert.equal(await page.getByRole('link', { name: 'Watch' }).getAttribute('href'), 'https://a.example/watch');
  assert.deepEqual(await acts(), [['go', []]]);
});

test('a menu is used by keyboard alone', async () => {
  await show(everything);
  await page.getByRole('combobox', { name: 'Pick a map' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.deepEqual(await acts(), [['map', ['nuke']]]);
});

test('a menu of several acts when it is closed, and Escape leaves it', async () => {
  const menu = {
    type: 3,
    custom_id: 'many',
    min_values: 1,
    max_values: 2,
    options: ['a', 'b', 'c'].map((value) => ({ value, label: value })),
  };
  await show({ components: [{ type: 1, components: [menu] }] });
  const opener = page.getByRole('combobox');
  await opener.click();
  for (const name of ['a', 'b', 'c']) await page.getByRole('option', { name }).click();
  assert.deepEqual(await acts(), []);
  await opener.click();
  assert.deepEqual(await acts(), [['many', ['a', 'b']]]);
});

test('a modal asks, insists on what is required, and gives the answers as an interaction carries them', async () => {
  await page.evaluate((modal) => void (/** @type {any} */ (window).ask(modal)), everything_asked);
  assert.deepEqual(await axe_violations(page, 'dialog'), []);
  await page.getByRole('button', { name: 'Submit' }).click();
  assert.equal(await page.getByRole('alert').isVisible(), true);
  await page.getByLabel('Heading').fill('Our team');
  await page.getByLabel('Map').selectOption('nuke');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Submit' }).click();
  assert.equal(await page.locator('dialog').count(), 0);
  assert.deepEqual(await page.evaluate('window.answers'), [
    { type: 10 },
    { type: 18, component: { type: 4, custom_id: 'heading', value: 'Our team' } },
    { type: 18, component: { type: 4, custom_id: 'about', value: 'as before' } },
    { type: 18, component: { type: 3, custom_id: 'map', values: ['nuke'] } },
    { type: 18, component: { type: 8, custom_id: 'channel', values: ['5'] } },
    { type: 18, component: { type: 19, custom_id: 'picture', values: [] } },
    { type: 18, component: { type: 21, custom_id: 'spoilers', value: 'hide' } },
    { type: 18, component: { type: 22, custom_id: 'kinds', values: [] } },
    { type: 18, component: { type: 23, custom_id: 'quiet', value: true } },
    { type: 1, components: [{ type: 4, custom_id: 'older', value: '' }] },
  ]);
});

test('Escape leaves a modal without an answer', async () => {
  await page.evaluate('window.answers = null');
  await page.evaluate((modal) => void (/** @type {any} */ (window).ask(modal)), everything_asked);
  await page.keyboard.press('Escape');
  assert.equal(await page.locator('dialog').count(), 0);
  assert.equal(await page.evaluate('window.answers'), null);
});

for (const theme of /** @type {const} */ (['dark', 'light'])) {
  for (const width of [360, 1280]) {
    test(`axe finds nothing and nothing is too wide, ${theme} at ${width} pixels`, async () => {
      const other = await open_page(browser, { width, theme });
      for (const message of [everything, everything_v2, much_chosen]) {
        await show(message, { asked: '/match' }, other.page);
        assert.deepEqual(await axe_violations(other.page, 'main'), []);
        assert.ok(await other.page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
      }
      assert.deepEqual(other.faults, []);
      await other.page.close();
    });
  }
}

test('code and styles of the page are at most 30 kB compressed', () => {
  const files = readdirSync(web_folder).filter((file) => /\.(js|css)$/.test(file));
  const bytes = files
    .map((file) => gzipSync(readFileSync(`${web_folder}${file}`), { level: 9 }).length)
    .reduce((a, b) => a + b);
  assert.ok(bytes <= 30_000, `${bytes} bytes`);
});

// CS2_DISCORD_OPENAPI names Discord's description, which is no part of this repository.
const description = process.env.CS2_DISCORD_OPENAPI;
const rounds = Number(process.env.CS2_MESSAGES ?? 2000);
if (description) {
  test(`${rounds} random messages are drawn without an exception and without a script`, async () => {
    const { schemas } = JSON.parse(readFileSync(description, 'utf8')).components;
    const make = make_generator(schemas, make_random(Number(process.env.CS2_SEED ?? 7)));
    for (let done = 0; done < rounds; done += 50) {
      const messages = Array.from({ length: Math.min(50, rounds - done) }, () => make('MessageResponse'));
      const wrong = await page.evaluate((all) => {
        const stage = /** @type {any} */ (window);
        for (const message of all) {
          try {
            stage.show({ message });
          } catch (error) {
            return { message, error: String(error) };
          }
          const found =
            document.querySelector('main :is(script, iframe, object, svg, [onclick], [onerror], [style*=url])') ??
            [...document.querySelectorAll('main [href], main [src]')].find((each) =>
              /^(javascript|data:text)/i.test(each.getAttribute('href') ?? each.getAttribute('src') ?? ''),
            );
          if (found || stage.broken) return { message, error: found?.outerHTML ?? 'a script ran' };
        }
        return null;
      }, messages);
      assert.equal(wrong, null, JSON.stringify(wrong));
    }
  });
}

test('nothing of all this raised an error or left the origin', () => assert.deepEqual(faults, []));
