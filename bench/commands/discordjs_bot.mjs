// The least that a discord.js bot does for one slash command: log in, answer with an embed. What we compare with.
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
  shards: 'auto',  // Discord wants two for 5,000 guilds
  rest: { api: process.env.DISCORD_API_BASE_URL.replace(/\/v10$/, ''), version: '10', globalRequestsPerSecond: 100_000 },
});

client.on('interactionCreate', async (interaction) => {
  if (!interaction.isChatInputCommand()) return;
  await interaction.reply({
    embeds: [
      {
        title: 'Live matches',
        description: 'Northwind Wolves 1 : 0 Granite Foxes',
        fields: [{ name: 'Aurora Cup', value: 'Semifinal, best of 3' }],
        footer: { text: 'as of now' },
      },
    ],
  });
});

// An answer that came too late while thousands of guilds were being read; the benchmark counts it as failed.
client.on('error', () => {});

await client.login(process.env.DISCORD_TOKEN);
