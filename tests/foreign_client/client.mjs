// An independent client against the simulated Discord: what discord.js finds right, our simulation got right.
//
// Environment: DISCORD_API_BASE_URL, DISCORD_TOKEN, SIM_URL. Exits with 0 when every step went as it should.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  ActionRowBuilder,
  AttachmentBuilder,
  ButtonBuilder,
  ButtonStyle,
  Client,
  EmbedBuilder,
  Events,
  GatewayIntentBits,
  MessageFlags,
  SlashCommandBuilder,
  StringSelectMenuBuilder,
} from 'discord.js';

const api = process.env.DISCORD_API_BASE_URL.replace(/\/v10$/, '');
const sim = process.env.SIM_URL;

async function ask(path, body) {
  const response = await fetch(`${sim}/${path}`, { method: 'POST', body: JSON.stringify(body ?? {}) });
  const text = await response.text();
  assert.ok(response.ok, `${path}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

async function step(name, run) {
  await run();
  console.log(`ok: ${name}`);
}

const commands = [
  new SlashCommandBuilder()
    .setName('echo')
    .setDescription('Says it again')
    .setDescriptionLocalizations({ de: 'Sagt es noch einmal' })
    .addStringOption((option) =>
      option.setName('text').setDescription('What to say').setRequired(true).setAutocomplete(true),
    )
    .addIntegerOption((option) => option.setName('times').setDescription('How often').setMinValue(1).setMaxValue(3)),
  new SlashCommandBuilder().setName('slow').setDescription('Takes its time'),
  new SlashCommandBuilder().setName('pick').setDescription('Offers a list'),
];

async function answer(interaction) {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused();
    return interaction.respond([{ name: `${typed}!`, value: typed }]);
  }
  if (interaction.isButton()) return interaction.update({ content: 'pressed', components: [] });
  if (interaction.isStringSelectMenu()) {
    return interaction.reply({ content: `chose ${interaction.values[0]}`, flags: MessageFlags.Ephemeral });
  }
  if (interaction.commandName === 'echo') {
    const text = interaction.options.getString('text', true).repeat(interaction.options.getInteger('times') ?? 1);
    const button = new ButtonBuilder().setCustomId('again').setLabel('Again').setStyle(ButtonStyle.Primary);
    return interaction.reply({
      embeds: [new EmbedBuilder().setTitle(text).setDescription('said again').setTimestamp()],
      components: [new ActionRowBuilder().addComponents(button)],
    });
  }
  if (interaction.commandName === 'slow') {
    await interaction.deferReply({ flags: MessageFlags.Ephemeral });
    await interaction.editReply('at last');
    return interaction.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
  }
  const list = new StringSelectMenuBuilder()
    .setCustomId('list')
    .addOptions({ label: 'One', value: '1' }, { label: 'Two', value: '2' });
  const response = await interaction.reply({
    content: 'choose',
    components: [new ActionRowBuilder().addComponents(list)],
    withResponse: true,
  });
  assert.equal(response.resource.message.content, 'choose');
}

const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api } });
const broken = [];
client.on(Events.Error, (error) => broken.push(error));
client.on(Events.InteractionCreate, (interaction) => answer(interaction).catch((error) => broken.push(error)));

await step('log in and receive the guilds', async () => {
  const ready = once(client, Events.ClientReady);
  await client.login(process.env.DISCORD_TOKEN);
  await ready;
  assert.equal(client.guilds.cache.size, 2);
  const guild = client.guilds.cache.first();
  assert.ok(guild.available);
  assert.ok(guild.channels.cache.size > 5);
  assert.ok(guild.members.me);
});

await step('join one more guild', async () => {
  const joined = once(client, Events.GuildCreate);
  await ask('guilds', { count: 1 });
  await joined;
  assert.equal(client.guilds.cache.size, 3);
});

await step('register commands', async () => {
  const registered = await client.application.commands.set(commands);
  assert.equal(registered.size, 3);
  const ids = [...registered.keys()].sort();
  const again = await client.application.commands.set(commands);
  assert.deepEqual([...again.keys()].sort(), ids);
});

await step('answer a command with an embed and a button', async () => {
  const outcome = await ask('type', { line: '/echo text:hello times:2' });
  assert.equal(outcome.state, 'answered', String(broken[0]?.stack ?? 'no error'));
  assert.equal(outcome.message.embeds[0].title, 'hellohello');
});

await step('change the message when the button is pressed', async () => {
  const outcome = await ask('press', { custom_id: 'again' });
  assert.equal(outcome.message.content, 'pressed');
  assert.equal(outcome.message.components.length, 0);
});

await step('suggest while typing', async () => {
  const outcome = await ask('type', { line: '/echo hel?' });
  assert.deepEqual(outcome.choices, ['hel!']);
});

await step('defer privately, edit and follow up', async () => {
  const outcome = await ask('type', { line: '/slow' });
  assert.equal(outcome.type, 5);
  assert.equal(outcome.ephemeral, true);
  assert.equal(outcome.message.content, 'at last');
});

await step('offer a list and answer the choice', async () => {
  const offered = await ask('type', { line: '/pick' });
  const outcome = await ask('press', { message: offered.message.id, custom_id: 'list', values: ['2'] });
  assert.equal(outcome.message.content, 'chose 2');
});

await step('post, edit, read and delete a message with a file', async () => {
  const { message } = await ask('type', { line: '/echo where' });
  const channel = await client.channels.fetch(message.channel_id);
  const posted = await channel.send({
    content: 'a result',
    files: [new AttachmentBuilder(Buffer.from('picture'), { name: 'map.png', description: 'the map' })],
    nonce: 'once',
    enforceNonce: true,
  });
  assert.equal(posted.attachments.first().name, 'map.png');
  const same = await channel.send({ content: 'a result', nonce: 'once', enforceNonce: true });
  assert.equal(same.id, posted.id);
  const edited = await posted.edit('a final result');
  assert.equal(edited.attachments.size, 1);
  assert.equal((await channel.messages.fetch({ message: posted.id, force: true })).content, 'a final result');
  await posted.delete();
});

for (const trouble of [{ action: 'close', code: 4000 }, { action: 'drop' }, { action: 'reconnect' }]) {
  await step(`resume after ${trouble.action}`, async () => {
    const resumed = once(client, Events.ShardResume);
    await ask('gateway', trouble);
    await resumed;
    const outcome = await ask('type', { line: '/echo back' });
    assert.equal(outcome.message.embeds[0].title, 'back');
  });
}

await step('be within all rules', async () => {
  const statistics = await ask('statistics');
  // discord.js sends keys such as tts where there are none; Discord ignores unknown keys.
  assert.deepEqual(statistics.violations.filter((each) => !each.endsWith('no such key')), []);
  assert.equal(statistics.refused, 0);
  assert.equal(statistics.rate_limited, 0);
  assert.equal(statistics.failed_interactions, 0);
  assert.ok(statistics.resumed >= 3);
  assert.deepEqual(broken, []);
});

await client.destroy();
