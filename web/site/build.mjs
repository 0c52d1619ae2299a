// The static edition: recorded exchanges and the documents as pages for any web host. See scripts/site.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const [messages, out] = process.argv.slice(2);
if (!messages || !out) throw new Error('build.mjs MESSAGES FOLDER');

const content_policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'";
const scripts = ['dom.js', 'markdown.js', 'components.js', 'message.js', 'style.css', 'site/site.js', 'site/site.css'];
const top = ['ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const in_folder = (/** @type {string} */ folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join(folder, name));
const documents = [...in_folder('docs'), ...in_folder('docs/decisions'), ...top];

/** @param {string} markdown */
const to_html = (markdown) =>
  execFileSync('cmark-gfm', ['-e', 'table', '-e', 'autolink'], { input: markdown, encoding: 'utf8' });

/** @param {string} text */
const escaped = (text) =>
  text.replace(
    /[&<>"]/g,
    (found) => /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[found],
  );

/** @param {string} path */
const page_of = (path) => path.replace(/\.md$/, '.html');

/**
 * As GitHub names headings.
 * @param {string} html
 */
const slug = (html) =>
  html
    .replace(/<[^>]*>|&[a-z]+;/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');

/**
 * The links of a document lead to pages where there is one, and are text where there is none.
 * @param {string} html
 * @param {string} path
 */
function with_links(html, path) {
  return html
    .replace(/<a href="([^":]*)">(.*?)<\/a>/gs, (_, href, inside) => {
      const [file, anchor] = href.split('#');
      const target = file ? posix.normalize(posix.join(dirname(path), file)) : path;
      if (!documents.includes(target)) return inside;
      const page = file ? page_of(posix.relative(dirname(path), target)) : '';
      return `<a href="${page}${anchor ? `#${anchor}` : ''}">${inside}</a>`;
    })
    .replace(/<h([23])>(.*?)<\/h\1>/gs, (_, level, inside) => `<h${level} id="${slug(inside)}">${inside}</h${level}>`)
    .replaceAll('<table>', '<div class="table" tabindex="0"><table>')
    .replaceAll('</table>', '</table></div>')
    .replaceAll('<pre>', '<pre tabindex="0">');
}

/** @param {string} title @param {string} up @param {string} body @param {string} [head] */
const page = (title, up, body, head = '') => `<!doctype html>
<html lang="en" data-theme="light">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(content_policy)}">
<title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${up}style.css">
<link rel="stylesheet" href="${up}site/site.css">
${head}
<body class="site">
<header><a class="home" href="${up}index.html">CS2ResultsBot</a>
<nav aria-label="Site"><a href="${up}docs/commands.html">Commands</a> <a href="${up}index.html#documents">Documents</a>
<a href="${up}docs/roadmap.html">Roadmap</a></nav></header>
<main>
${body}
</main>
`;

/** @param {string} path @param {string} text */
function write(path, text) {
  mkdirSync(dirname(join(out, path)), { recursive: true });
  writeFileSync(join(out, path), text);
}

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), 'utf8');
/** @param {string} markdown */
const title_of = (markdown) => /^# (.*)$/m.exec(markdown)?.[1] ?? 'CS2ResultsBot';

for (const path of documents) {
  const text = read(path);
  write(page_of(path), page(title_of(text), '../'.repeat(path.split('/').length - 1), with_links(to_html(text), path)));
}

const exchanges = readFileSync(messages, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('{'))
  .map((line) => JSON.parse(line))
  .filter((each) => each.message);
write('exchanges.json', JSON.stringify(exchanges));

// What the project is, and its two commands, are said in the README.
const introduction = read('README.md').split('\n## ')[0];
const listed = (/** @type {string[]} */ paths) =>
  `<ul>${paths.map((path) => `<li><a href="${page_of(path)}">${escaped(title_of(read(path)))}</a></li>`).join('\n')}</ul>`;
write(
  'index.html',
  page(
    'CS2ResultsBot: Counter-Strike 2 esports in Discord',
    '',
    `${with_links(to_html(introduction), 'README.md')}
<h2 id="day">A day of the demo</h2>
<p>Recorded from the real bot in a simulated Discord, on one day of a made-up tournament. The demo in a browser lets you
type the commands yourself: <code>scripts/run</code> prints its address.</p>
<div class="exchanges" id="exchanges" aria-live="polite"></div>
<h2 id="documents">Documents</h2>
${listed([...in_folder('docs'), ...top])}
<h2 id="decisions">Decisions</h2>
${listed(in_folder('docs/decisions').filter((path) => !path.endsWith('README.md')))}`,
    '<script type="module" src="site/site.js"></script>',
  ),
);
mkdirSync(join(out, 'site'), { recursive: true });
for (const path of scripts) copyFileSync(join(root, 'web', path), join(out, path));
console.log(`${documents.length + 1} pages in ${out}`);
