// Messages that have every part there is.
const bot = { id: '1', username: 'CS2Results', bot: true };
const two = [
  { value: 'mirage', label: 'Mirage', description: 'Picked first' },
  { value: 'nuke', label: 'Nuke', emoji: { name: '☢️' } },
];

export const everything = {
  id: '10',
  author: bot,
  timestamp: '2026-06-20T10:00:00Z',
  edited_timestamp: '2026-06-20T10:01:00Z',
  flags: 1 << 6,
  content:
    '**Granite Foxes** – Quartz ||2:0|| <t:1790000000:R> in <#5>\n# Heading\n-# small\n> said\n- item\n```\na  b\n```',
  embeds: [
    {
      type: 'rich',
      title: 'A title',
      url: 'https://a.example/match',
      color: 0x5865f2,
      author: { name: 'Aurora Cup' },
      description: 'See [the **page**](https://a.example) and `code`',
      fields: ['First', 'Second', 'Third'].map((name) => ({ name, value: `- ${name}`, inline: true })),
      thumbnail: { url: 'https://a.example/mark.png', description: 'Mark of the team' },
      image: { url: 'https://a.example/chart.png', description: 'Scores as a chart' },
      footer: { text: 'Footer' },
      timestamp: '2026-06-20T09:00:00Z',
    },
  ],
  attachments: [
    { id: '1', filename: 'summary.txt', size: 2048, description: 'The story of the match', url: 'https://a.example/s' },
  ],
  sticker_items: [{ id: '1', name: 'hello' }],
  poll: { question: { text: 'Which map?' }, answers: [{ poll_media: { text: 'Nuke' } }] },
  thread: { name: 'Thread about it', message_count: 3 },
  components: [
    {
      type: 1,
      components: [
        { type: 2, style: 1, label: 'Go', custom_id: 'go' },
        { type: 2, style: 2, label: 'Other', custom_id: 'other' },
        { type: 2, style: 3, label: 'Save', custom_id: 'save' },
        { type: 2, style: 4, label: 'Delete', custom_id: 'delete' },
        { type: 2, style: 5, label: 'Watch', url: 'https://a.example/watch' },
      ],
    },
    {
      type: 1,
      components: [
        { type: 2, style: 2, label: 'Off', custom_id: 'off', disabled: true },
        { type: 2, style: 2, emoji: { name: '🔔' }, custom_id: 'bell' },
      ],
    },
    { type: 1, components: [{ type: 3, custom_id: 'map', placeholder: 'Pick a map', options: two }] },
  ],
};

export const everything_v2 = {
  id: '11',
  author: bot,
  timestamp: '2026-06-20T10:00:00Z',
  flags: 1 << 15,
  components: [
    { type: 10, content: '# Live\n**1** match' },
    {
      type: 9,
      components: [{ type: 10, content: 'A section' }],
      accessory: { type: 2, style: 2, label: 'Open', custom_id: 'open' },
    },
    {
      type: 17,
      accent_color: 0xc9373a,
      components: [
        {
          type: 9,
          components: [{ type: 10, content: 'In the container' }],
          accessory: { type: 11, media: { url: 'https://a.example/x.png' }, description: 'A map' },
        },
        { type: 14, divider: true, spacing: 2 },
        {
          type: 12,
          items: [
            { media: { url: 'https://a.example/1.png' }, description: 'One' },
            { media: { url: 'https://a.example/2.png' }, description: 'Two', spoiler: true },
          ],
        },
        { type: 13, file: { url: 'attachment://report.csv' }, name: 'report.csv', size: 100 },
      ],
    },
    ...[3, 5, 6, 7, 8].map((type) => ({
      type: 1,
      components: [{ type, custom_id: `menu${type}`, ...(type === 3 ? { options: two } : {}) }],
    })),
    { type: 99 },
  ],
};

const label = (/** @type {string} */ name, /** @type {any} */ component, description = '') => ({
  type: 18,
  label: name,
  description,
  component: { custom_id: name.toLowerCase(), ...component },
});
export const everything_asked = {
  custom_id: 'setup',
  title: 'Set up',
  components: [
    { type: 10, content: 'Where **results** go' },
    label('Heading', { type: 4, style: 1, max_length: 20 }, 'Above each notification'),
    label('About', { type: 4, style: 2, required: false, value: 'as before' }),
    label('Map', { type: 3, options: two }),
    label('Channel', { type: 8, default_values: [{ id: '5', type: 'channel' }] }),
    label('Picture', { type: 19, required: false }),
    label('Spoilers', {
      type: 21,
      options: [
        { value: 'show', label: 'Show' },
        { value: 'hide', label: 'Hide', default: true },
      ],
    }),
    label('Kinds', { type: 22, required: false, options: two }),
    label('Quiet', { type: 23, default: true }, 'No ping'),
    { type: 1, components: [{ type: 4, style: 1, custom_id: 'older', label: 'Older', required: false }] },
  ],
};

// All that a menu of several has chosen stands on its face, in one line.
export const much_chosen = {
  author: bot,
  components: [
    {
      type: 1,
      components: [
        {
          type: 3,
          custom_id: 'kinds',
          max_values: 8,
          options: Array.from({ length: 8 }, (_, i) => ({ value: `${i}`, label: `Notification ${i}`, default: true })),
        },
      ],
    },
  ],
};
