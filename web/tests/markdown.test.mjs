// Discord's markdown as a tree, without a browser.
import assert from 'node:assert/strict';
import test from 'node:test';
import { parse_blocks, parse_inline, show_time } from '../markdown.js';

/** @param {import('../markdown.js').Tree[]} trees @returns {string} */
const sketch = (trees) =>
  trees
    .map((tree) => {
      const inside = tree.children ? sketch(tree.children) : (tree.text ?? tree.id ?? '');
      return tree.kind === 'text' ? inside : `<${tree.kind}:${inside}>`;
    })
    .join('');

const inline_cases = [
  ['plain', 'plain'],
  ['**bold** and *slanted* and _slanted_', '<strong:bold> and <em:slanted> and <em:slanted>'],
  ['***both***', '<strong:<em:both>>'],
  ['**a *b* c**', '<strong:a <em:b> c>'],
  ['__under__ ~~gone~~ ||2:0||', '<u:under> <s:gone> <spoiler:2:0>'],
  ['||**2**:0||', '<spoiler:<strong:2>:0>'],
  ['a snake_case_name stays', 'a snake_case_name stays'],
  ['5 * 3 * 2', '5 * 3 * 2'],
  ['\\*not\\* \\_this\\_', '*not* _this_'],
  ['`**code**`', '<code:**code**>'],
  ['``a`b``', '<code:a`b>'],
  ['**not closed', '**not closed'],
  ['<@12> <@!12> <@&3> <#4> </match:5>', '<user:12> <user:12> <role:3> <channel:4> <command:match>'],
  ['<t:1790000000:R>', '<time:1790000000>'],
  ['<t:soon>', '<t:soon>'],
  ['<:map:77>', '<emoji:map>'],
  ['@everyone', '<everyone:@everyone>'],
  ['[the **stream**](https://a.example/b_(c))', '<link:the <strong:stream>>'],
  ['[x](javascript:alert(1))', '[x](javascript:alert(1))'],
  ['see https://a.example/b.', 'see <link:https://a.example/b>.'],
  ['<https://a.example>', '<link:https://a.example>'],
  ['one\ntwo', 'one<break:>two'],
];
for (const [source, expected] of inline_cases)
  test(`inline: ${JSON.stringify(source)}`, () => assert.equal(sketch(parse_inline(source)), expected));

const block_cases = [
  ['# One\n## Two', '<heading:One><heading:Two>'],
  ['-# small', '<small:small>'],
  ['> said\n> twice\nafter', '<quote:<lines:said<break:>twice>><lines:after>'],
  ['>>> all\nthe rest', '<quote:<lines:all<break:>the rest>>'],
  ['- one\n- two', '<list:<item:one><item:two>>'],
  ['1. one\n2. two', '<list:<item:one><item:two>>'],
  ['```\na  b\n```', '<fence:a  b>'],
  ['```js\n**x**\n```\nafter', '<fence:**x**><lines:after>'],
  ['```not closed', '<lines:```not closed>'],
  ['#no heading', '<lines:#no heading>'],
];
for (const [source, expected] of block_cases)
  test(`blocks: ${JSON.stringify(source)}`, () => assert.equal(sketch(parse_blocks(source)), expected));

test('a thousand marks nest no deeper than the bound', () => {
  /** @param {import('../markdown.js').Tree[]} trees @returns {number} */
  const depth = (trees) => (trees.length === 0 ? 0 : 1 + Math.max(...trees.map((tree) => depth(tree.children ?? []))));
  assert.ok(depth(parse_blocks('> '.repeat(1000) + 'deep')) < 40);
});

test('4,000 characters that open and never close are read', () => {
  for (const mark of ['*', '_', '|', '`', '[', '<', '~', '\\', '*a_', '[a](', '||a'])
    assert.ok(parse_blocks(mark.repeat(4000 / mark.length)).length > 0, mark);
});

test('times are those of the reader', () => {
  const at = Date.UTC(2026, 5, 20, 15, 5) / 1000;
  assert.equal(show_time(at, 't', { time_zone: 'UTC' }).replace(/\s/g, ' '), '3:05 PM');
  assert.equal(show_time(at, 't', { time_zone: 'Europe/Berlin', locale: 'de' }), '17:05');
  assert.equal(show_time(at, 'D', { time_zone: 'UTC' }), 'June 20, 2026');
});

test('distances count whole units', () => {
  assert.equal(show_time(3600, 'R', { now: 0 }), 'in 1 hour');
  assert.equal(show_time(0, 'R', { now: 7199 }), '1 hour ago');
  assert.equal(show_time(0, 'R', { now: 0 }), 'now');
});

test('a time that no calendar has stays a number', () => {
  assert.equal(show_time(99999999999999999, 'f', {}), '100000000000000000');
});
