// Debian's chromium with the files of this folder as an origin of its own. Nothing else can be reached.
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const web_folder = fileURLToPath(new URL('..', import.meta.url));
const origin = 'http://page.test';
const types = /** @type {Record<string, string>} */ ({ html: 'text/html', js: 'text/javascript', css: 'text/css' });
export const content_policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; " +
  "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

export async function launch() {
  const executablePath = process.env.CS2_CHROMIUM ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) throw new Error(`no chromium at ${executablePath}: apt-get install chromium`);
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/**
 * A page that shows messages: `show(entry)` of its window draws one.
 * @param {import('playwright-core').Browser} browser
 * @param {{width: number, theme: 'dark' | 'light', time_zone?: string}} look
 */
export async function open_page(browser, look) {
  const page = await browser.newPage({
    viewport: { width: look.width, height: 600 },
    timezoneId: look.time_zone ?? 'UTC',
    locale: 'en-US',
  });
  page.setDefaultTimeout(300_000); // a busy machine is no fault of the page
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()));
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (asked !== origin && protocol !== 'data:' && protocol !== 'blob:')
      faults.push(`asked another origin: ${request.url()}`);
  });
  await page.route('**/*', (route) => {
    const url = new URL(route.request().url());
    if (url.origin !== origin) return route.abort();
    const headers = { 'Content-Security-Policy': content_policy };
    if (url.pathname === '/') {
      return route.fulfill({
        contentType: 'text/html',
        headers,
        body: `<!doctype html><html lang="en" data-theme="${look.theme}">
<meta charset="utf-8"><title>Message</title><meta name="viewport" content="width=device-width">
<link rel="stylesheet" href="style.css"><body><main></main><script type="module" src="tests/stage.js"></script>`,
      });
    }
    const path = `${web_folder}${url.pathname.slice(1)}`;
    if (!existsSync(path)) return route.fulfill({ status: 404 });
    return route.fulfill({
      contentType: types[path.split('.').pop() ?? ''] ?? 'text/plain',
      headers,
      body: readFileSync(path),
    });
  });
  await page.goto(`${origin}/`);
  await page.waitForFunction('window.show !== undefined');
  return { page, faults };
}
