// The static edition, made from two exchanges, in Debian's chromium.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import test, { after, before } from 'node:test';
import { launch, web_folder } from './browser.mjs';
import { everything } from './messages.mjs';

const origin = 'http://site.test';
const types = /** @type {Record<string, string>} */ ({ html: 'text/html', js: 'text/javascript', css: 'text/css' });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** @type {string} */
let folder;
/** @type {import('playwright-core').Browser} */
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cs2results-site-'));
  const entries = [
    { asked: '/match granite', now: 1789990000, channels: {}, message: everything },
    {
      asked: '',
      now: 1789990000,
      channels: {},
      message: { content: '**Granite Foxes** won', author: { username: 'bot' } },
    },
    { asked: '/match qu?', message: null, suggestions: ['Quartz Nine'] },
  ];
  const messages = join(folder, 'messages.jsonl');
  writeFileSync(messages, entries.map((each) => JSON.stringify(each)).join('\n'));
  execFileSync('node', [`${web_folder}site/build.mjs`, messages, folder]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** @param {number} width */
async function open(width) {
  const page = await browser.newPage({ viewport: { width, height: 800 } });
  page.setDefaultTimeout(120_000);
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    const path = join(folder, url.pathname);
    if (url.origin !== origin || !existsSync(path)) {
      faults.push(`no ${url.href}`);
      return route.abort();
    }
    return route.fulfill({
      contentType: types[path.split('.').pop() ?? ''] ?? 'application/json',
      body: readFileSync(path),
    });
  });
  return { page, faults };
}

test('a recorded exchange is chosen and shown, and its buttons say what they are', async () => {
  const { page, faults } = await open(1280);
  await page.goto(`${origin}/index.html`);
  await page.locator('discord-message').getByText('used /match granite').waitFor();
  await page.getByRole('button', { name: 'Go' }).click();
  await page.getByText('This is a recording.').waitFor();
  await page.getByRole('button', { name: 'Notification' }).click();
  await page.locator('discord-message').getByText('Granite Foxes won').waitFor();
  assert.equal(await page.locator('.exchanges li').count(), 2);
  assert.deepEqual(faults, []);
  await page.close();
});

test('every link within the site leads to a page and a heading that exist', () => {
  const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
  assert.ok(pages.length > 20);
  for (const name of pages) {
    for (const [, href] of readFileSync(join(folder, name), 'utf8').matchAll(/href="([^"]*)"/g)) {
      if (/^[a-z]+:/.test(href)) continue;
      const [file, anchor] = href.split('#');
      const target = file ? posix.join(dirname(name), file) : name;
      assert.ok(existsSync(join(folder, target)), `${name} → ${href}`);
      if (anchor) assert.ok(readFileSync(join(folder, target), 'utf8').includes(`id="${anchor}"`), `${name} → ${href}`);
    }
  }
});

for (const width of [360, 1280]) {
  test(`axe finds nothing and nothing is too wide at ${width} pixels`, async () => {
    const { page, faults } = await open(width);
    for (const name of [
      'index.html',
      'docs/commands.html',
      'docs/roadmap.html',
      'docs/decisions/0019-own-renderer.html',
    ]) {
      await page.goto(`${origin}/${name}`);
      if (name === 'index.html') await page.locator('discord-message').waitFor();
      await page.evaluate(axe);
      const { violations } = await page.evaluate('axe.run()');
      assert.deepEqual(
        violations.map((/** @type {any} */ each) => [each.id, each.nodes.map((/** @type {any} */ node) => node.html)]),
        [],
      );
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), name);
    }
    assert.deepEqual(faults, []);
    await page.close();
  });
}
