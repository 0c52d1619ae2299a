// Random values that a schema of Discord's OpenAPI description allows.

/** A small generator with a seed, so that what was found is found again. @param {number} seed */
export function make_random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    below: (/** @type {number} */ count) => Math.floor(next() * count),
    /** @template T @param {T[]} items @returns {T} */
    pick: (items) => items[Math.floor(next() * items.length)],
  };
}

// What a text may be: plain, markdown whole and broken, markup, other scripts, what turns text around.
const fragments = [
  'Granite Foxes',
  '**bold**',
  '*a **b*',
  '||2:0||',
  '||',
  '`',
  '```\ncode',
  '# heading',
  '- item',
  '>>> quote',
  '-# small',
  '<t:1790000000:R>',
  '<t:99999999999999999:f>',
  '<t:-1>',
  '<@1>',
  '<@&2>',
  '<#3>',
  '</match:4>',
  '<:a_b:5>',
  '[x](https://a.example)',
  '[x](javascript:window.broken=1)',
  'https://a.example/?q=<script>',
  '\\',
  '_',
  '~~',
  '\n',
  '\n\n',
  '<script>window.broken=1</script>',
  '<img src=x onerror=window.broken=1>',
  '"><svg onload=window.broken=1>',
  '&lt;b&gt;',
  '\u202eright to left',
  '\u0000',
  '👩‍👩‍👧',
  '日本語',
  'é'.repeat(40),
  'x'.repeat(300),
  '@everyone',
  '${window.broken=1}',
  '{{1}}',
];

/**
 * @param {Record<string, any>} schemas
 * @param {ReturnType<typeof make_random>} random
 */
export function make_generator(schemas, random) {
  const depth_max = 9;

  /** @param {any} schema */
  const text = (schema) => {
    if (schema.format === 'date-time') return new Date(random.below(2 ** 31) * 1000).toISOString();
    if (schema.format === 'uri') {
      return random.pick([
        'https://a.example/x.png',
        'http://a.example',
        'attachment://a.png',
        'javascript:window.broken=1',
        'data:text/html,<script>window.broken=1</script>',
        'data:image/svg+xml,<svg onload="window.broken=1"/>',
      ]);
    }
    if (schema.format === 'snowflake' || schema.pattern?.includes('[0-9]')) return String(random.below(1e9));
    let made = '';
    for (let i = random.below(4); i >= 0; --i) made += random.pick(fragments);
    return made.slice(0, schema.maxLength ?? 4000).padEnd(schema.minLength ?? 0, 'x');
  };

  /** @param {any} schema @param {number} depth @returns {any} */
  const make = (schema, depth = 0) => {
    if (!schema || typeof schema !== 'object') return null;
    if (schema.$ref) return make(schemas[schema.$ref.split('/').pop()], depth);
    if ('const' in schema) return schema.const;
    if (schema.enum) return random.pick(schema.enum);
    const choices = schema.oneOf ?? schema.anyOf;
    if (choices) return make(random.pick(choices), depth + 1);
    if (schema.allOf) {
      const made = schema.allOf.map((/** @type {any} */ each) => make(each, depth));
      return made.every((/** @type {any} */ each) => each && typeof each === 'object')
        ? Object.assign({}, ...made)
        : made[0];
    }
    const type = Array.isArray(schema.type) ? random.pick(schema.type) : schema.type;
    switch (type) {
      case 'null':
        return null;
      case 'boolean':
        return random.next() < 0.5;
      case 'integer':
        return (
          (schema.minimum ?? 0) +
          random.below(Math.min((schema.maximum ?? 2 ** 24) - (schema.minimum ?? 0) + 1, 2 ** 24))
        );
      case 'number':
        return random.next() * 1000;
      case 'string':
        return text(schema);
      case 'array': {
        if (depth > depth_max) return [];
        const least = schema.minItems ?? 0;
        const count = least + random.below(Math.min((schema.maxItems ?? 4) - least, 4) + 1);
        return Array.from({ length: count }, () => make(schema.items, depth + 1));
      }
      case 'object': {
        const needed = new Set(schema.required ?? []);
        const made = /** @type {Record<string, any>} */ ({});
        for (const [name, part] of Object.entries(schema.properties ?? {})) {
          const wanted = ['components', 'embeds', 'content', 'attachments', 'type'].includes(name) ? 0.8 : 0.3;
          if (needed.has(name) || (depth < depth_max && random.next() < wanted)) made[name] = make(part, depth + 1);
        }
        return made;
      }
      default:
        return random.pick([null, 0, '', {}, []]);
    }
  };
  return (/** @type {string} */ name) => make(schemas[name]);
}
