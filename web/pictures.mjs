// Pictures of messages, at 360 and 1,280 pixels, dark and light. See scripts/pictures.
import { mkdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { launch, open_page } from './tests/browser.mjs';

const { values: options, positionals: files } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string' },
    menus: { type: 'boolean' },
    sheet: { type: 'boolean' },
    width: { type: 'string' },
    theme: { type: 'string' },
  },
});
const out = options.out ?? 'build/pictures';

/** @param {string} text */
function read_entries(text) {
  const parsed = () => {
    try {
      return [JSON.parse(text)];
    } catch {
      return text
        .split('\n')
        .filter((line) => line.trim())
        .map((line) => JSON.parse(line));
    }
  };
  return parsed()
    .flat()
    .map((each) => ('message' in each ? each : { message: each }))
    .filter((each) => each.message);
}

const entries = files.flatMap((file) => read_entries(readFileSync(file === '-' ? 0 : file, 'utf8')));
if (entries.length === 0) throw new Error('no messages');
mkdirSync(out, { recursive: true });
const widths = options.width ? [Number(options.width)] : [360, 1280];
const themes = /** @type {('dark' | 'light')[]} */ (options.theme ? [options.theme] : ['dark', 'light']);

/** @param {any} entry */
const shown_by = ({ message, asked, now, channels }) => ({ message, asked, now, context: { channels } });

let made = 0;
const browser = await launch();
for (const width of widths) {
  for (const theme of themes) {
    const { page, faults } = await open_page(browser, { width, theme });
    if (options.menus) await page.evaluate('document.body.classList.add("menus-open")');
    if (options.sheet) {
      await page.evaluate((all) => /** @type {any} */ (window).show_all(all), entries.map(shown_by));
      await page.locator('main').screenshot({ path: `${out}/all-${width}-${theme}.png` });
      ++made;
    }
    for (const [i, entry] of options.sheet ? [] : entries.entries()) {
      await page.evaluate((shown) => /** @type {any} */ (window).show(shown), shown_by(entry));
      const name = (entry.asked || 'notification')
        .replace(/[^a-z0-9]+/gi, '-')
        .replace(/^-|-$/g, '')
        .toLowerCase();
      const path = `${out}/${String(i + 1).padStart(3, '0')}-${name}-${width}-${theme}.png`;
      await page.locator('main').screenshot({ path });
      ++made;
    }
    if (faults.length > 0) throw new Error(faults.join('\n'));
    await page.close();
  }
}
await browser.close();
console.log(`${made} pictures in ${out}`);
