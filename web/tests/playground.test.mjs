// The playground in Debian's chromium, over the real binary.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import test, { after, before } from 'node:test';
import { launch, web_folder } from './browser.mjs';

/** @typedef {import('playwright-core').Page} Page */

const binary = process.env.CS2_BINARY ?? `${web_folder}../build/dev/cs2results`;
const pictures = process.env.CS2_PICTURES;
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const patience = Number(process.env.CS2_PATIENCE ?? 120_000); // a busy machine is no fault of the page

/** @type {import('playwright-core').Browser} */
let browser;
/** @type {Demo} */
let demo;

class Demo {
  /** @param {string} address */
  constructor(address) {
    this.child = spawn(binary, ['demo', '--web', address, '--speed', '60', '--plain'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.printed = '';
    this.url = new Promise((resolve, reject) => {
      this.child.stdout?.on('data', (chunk) => {
        this.printed += chunk;
        const found = /Open (http:\S+) in a browser/.exec(this.printed);
        if (found) resolve(found[1]);
      });
      this.child.on('exit', () => reject(new Error(`the demo has ended:\n${this.printed}`)));
    });
    this.url.catch(() => {});
  }
  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.on('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }
}

before(async () => {
  if (!existsSync(binary)) throw new Error(`no ${binary}: build it first`);
  browser = await launch();
  demo = new Demo('127.0.0.1:0');
  await demo.url;
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** @param {{width?: number, height?: number, color?: 'dark' | 'light'}} [look] */
async function visit(look = {}) {
  const context = await browser.newContext({
    viewport: { width: look.width ?? 1280, height: look.height ?? 800 },
    colorScheme: look.color ?? 'dark',
    timezoneId: 'UTC',
    locale: 'en-US',
  });
  context.setDefaultTimeout(patience);
  /** @type {string[]} */
  const faults = [];
  const url = await demo.url;
  const open = async () => {
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/WebSocket/.test(message.text())) faults.push(message.text());
    });
    page.on('request', (request) => {
      if (new URL(request.url()).host !== new URL(url).host) faults.push(`asked another origin: ${request.url()}`);
    });
    await page.goto(url);
    await page.locator('body[data-ready]').waitFor();
    await page.getByRole('button', { name: 'general' }).waitFor();
    return page;
  };
  return { context, page: await open(), open, faults };
}

/** @param {Page} page @param {string} name */
async function take_picture(page, name) {
  if (!pictures) return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: `${pictures}/${name}.png` });
}

/** Types a command as somebody without a mouse does. @param {Page} page @param {string} command @param {string} [text] */
async function type_command(page, command, text) {
  await page.keyboard.press('/');
  await page.keyboard.type(command);
  await page
    .getByRole('option', { name: `/${command}` })
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('group', { name: `/${command}`, exact: true }).waitFor();
  if (text) await page.keyboard.type(text);
}

/** @param {Page} page */
const messages = (page) => page.locator('.log discord-message');
/** @param {Page} page @param {string | RegExp} text */
const message = (page, text) => messages(page).filter({ hasText: text }).last();

/** @param {Page} page */
async function axe_violations(page) {
  // A page that lets no script in but its own lets axe in from outside only.
  await page.evaluate(axe);
  const { violations } = await page.evaluate('axe.run()');
  return violations.map((/** @type {any} */ each) => [each.id, each.nodes.map((/** @type {any} */ node) => node.html)]);
}

test('a first visit shows what can be done', async () => {
  const { context, page, faults } = await visit();
  await page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
  await take_picture(page, 'first');
  await page.getByRole('button', { name: '/upcoming' }).click();
  await message(page, 'Upcoming matches').waitFor();
  await take_picture(page, 'upcoming');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a command is found, completed and sent by keyboard alone', async () => {
  const { context, page, faults } = await visit();
  await page.keyboard.press('/');
  await page.getByRole('option', { name: '/upcoming' }).waitFor();
  await take_picture(page, 'palette');
  await page.keyboard.press('Escape');
  await type_command(page, 'match', 'quart');
  // The whole list is there first, then that of what was typed.
  await page.waitForFunction(
    () => document.querySelector('.composer [role=option]')?.textContent?.includes('Quartz') ?? false,
  );
  await take_picture(page, 'suggestions');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await message(page, 'Quartz').waitFor();
  assert.match(await message(page, 'Quartz').innerText(), /used\s+\/match/);
  assert.deepEqual(faults, []);
  await context.close();
});

test('buttons and menus work, and the focus stays with who presses', async () => {
  const { context, page, faults } = await visit();
  await type_command(page, 'team', 'granite foxes');
  await page.keyboard.press('Enter');
  await message(page, 'used /team').waitFor();
  await page.getByRole('button', { name: 'Ranking' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Back' }).waitFor();
  assert.equal(await page.evaluate("document.activeElement.closest('discord-message') !== null"), true);

  await page.getByRole('combobox', { name: 'Go to…' }).focus();
  await page.keyboard.press('ArrowDown');
  const option = page.locator('.log [role=option]:visible').first();
  await option.waitFor();
  const chosen = await option.locator('.label').innerText();
  await page.keyboard.press('Enter');
  await message(page, chosen).waitFor();
  assert.equal(await messages(page).count(), 1);
  assert.deepEqual(faults, []);
  await context.close();
});

test('a hidden score is revealed to one person and to nobody else', async () => {
  const { context, page, open, faults } = await visit();
  await type_command(page, 'settings', 'spoilers');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('option', { name: 'hide', exact: false }).first().waitFor();
  await page.keyboard.type('hide');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await message(page, 'Server settings').waitFor();
  await type_command(page, 'results');
  await page.keyboard.press('Enter');
  await message(page, 'used /results').waitFor();
  const other = await open();
  await other.getByRole('radio', { name: /Robin/ }).check();
  await message(other, 'used /results').waitFor();
  assert.equal(await messages(other).count(), 1, 'settings are shown to the manager alone');

  await page.getByRole('button', { name: /score/i }).last().click();
  await message(page, 'Only you can see this').waitFor();
  await page.waitForFunction("document.querySelectorAll('.log discord-message').length === 3");
  assert.match(await messages(page).last().innerText(), /\d/);
  assert.equal(await messages(other).count(), 1);
  await take_picture(page, 'revealed');
  await take_picture(other, 'not-revealed');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a subscription brings a notification by itself', async () => {
  const { context, page, faults } = await visit();
  await page.locator('summary').click();
  await page.getByLabel('Speed').selectOption('600');
  await type_command(page, 'follow all');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Follow anyway' }).click();
  await message(page, /^(?!.*used \/)/s).waitFor();
  await take_picture(page, 'notification');
  await page.getByLabel('Speed').selectOption('60');
  assert.ok((await page.locator('.news p').count()) > 0);
  assert.deepEqual(faults, []);
  await context.close();
});

test('two tabs show the same server, and a page that is loaded again is where it was', async () => {
  const { context, page, open, faults } = await visit();
  await page.getByRole('button', { name: 'results', exact: true }).click();
  await type_command(page, 'help');
  await page.keyboard.press('Enter');
  await messages(page).first().waitFor();
  const second = await open();
  await second.getByRole('button', { name: 'results', exact: true }).click();
  await messages(second).first().waitFor();

  await page.reload();
  await messages(page).first().waitFor();
  assert.equal(await page.locator('main h2').innerText(), '#results');
  assert.deepEqual(faults, []);
  await context.close();
});

test('a demo that is started again is found again, and says that the server is a new one', async () => {
  const own = new Demo('127.0.0.1:0');
  const address = new URL(await own.url).host;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(await own.url);
  await page.getByRole('button', { name: 'general' }).waitFor();
  await own.stop();
  await page.getByText('Connection lost. Reconnecting…').waitFor();
  const again = new Demo(address);
  await again.url;
  await page.getByText('This is a new server').waitFor({ timeout: patience });
  await page.getByRole('heading', { name: 'Welcome to #general!' }).waitFor();
  await context.close();
  await again.stop();
});

for (const width of [360, 1280]) {
  for (const color of /** @type {('dark' | 'light')[]} */ (['dark', 'light'])) {
    test(`it fits and is accessible ${width} pixels wide and ${color}`, async () => {
      const { context, page, faults } = await visit({ width, color, height: width === 360 ? 640 : 800 });
      await page.getByRole('button', { name: '/upcoming' }).click();
      await message(page, 'Upcoming matches').waitFor();
      assert.deepEqual(await axe_violations(page), []);
      await page.keyboard.press('/');
      await page.locator('.composer [role=option]').first().waitFor();
      assert.deepEqual(await axe_violations(page), []);
      await take_picture(page, `palette-${width}-${color}`);
      await page.keyboard.type('follow team');
      await page.keyboard.press('Enter');
      await page.getByRole('group', { name: '/follow team' }).waitFor();
      await page.locator('summary').click();
      assert.deepEqual(await axe_violations(page), []);
      await take_picture(page, `command-${width}-${color}`);
      assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'));
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}
