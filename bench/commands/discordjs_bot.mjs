// The least that a discord.js bot does for one slash command: log in, answer with an embed. What we compare with.
import { Client, GatewayIntentBits } from 'discord.js';

const client = new Client({
  intents: [GatewayIntentBits.Guilds],
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

await client.login(process.env.DISCORD_TOKEN);
