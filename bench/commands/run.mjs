// Measures a bot from outside its process, through the simulated Discord: start time, memory with many guilds, commands
// a second and processor time per command. Ours and a minimal discord.js bot are measured in the same run.
//
//   node run.mjs BINARY SIMULATION [--guilds 1000,5000] [--commands 20000] [--only cs2results] [--million]
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [binary, simulation, ...rest] = process.argv.slice(2);
const option = (name, fallback) => (rest.includes(name) ? rest[rest.indexOf(name) + 1] : fallback);
const guildCounts = option('--guilds', '1000,5000').split(',').map(Number);
const commandCount = Number(option('--commands', '20000'));
const only = option('--only', '');
const million = rest.includes('--million');
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK']));

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(what, holds, tries = 1200) {
  for (let i = 0; i < tries; i++) {
    if (await holds()) return;
    await sleep(50);
  }
  throw new Error(`nothing came of: ${what}`);
}

// Both processes have one core each, so that neither takes the other's time.
function pinned(core, command, args, options) {
  return spawn('taskset', ['-c', String(core), command, ...args], options);
}

async function startSimulation() {
  const child = pinned(0, simulation, ['127.0.0.1:0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  await until('the simulation', () => printed.includes('SIMULATION_CONTROL_URL='));
  const settings = Object.fromEntries(printed.trim().split('\n').map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const control = async (path, body = {}) => {
    const response = await fetch(settings.SIMULATION_CONTROL_URL + path, { method: 'POST', body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return text ? JSON.parse(text) : {};
  };
  return { child, settings, control };
}

const residentMegabytes = (pid) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;

function processorSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

const bots = {
  'cs2results': (environment) => {
    execFileSync(binary, ['seed'], { env: environment, stdio: 'ignore' });
    return [binary, ['run']];
  },
  'discord.js': () => [process.execPath, [join(here, 'discordjs_bot.mjs')]],
};

async function measure(name, guilds) {
  const simulation = await startSimulation();
  const folder = mkdtempSync(join(tmpdir(), 'cs2results-bench-'));
  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    ...simulation.settings,
    DATABASE_URL: `sqlite://${folder}/cs2.db`,
    LIQUIPEDIA_BASE_URL: 'http://127.0.0.1:9/counterstrike',
    VALVE_STANDINGS_BASE_URL: 'off',
    LISTEN: 'off',
    LOG_LEVEL: 'error',
    HTTP_CONTACT: 'bench@example.org',
  };
  let bot;
  try {
    for (let left = guilds; left > 0; left -= 500) await simulation.control('/guilds', { count: Math.min(500, left) });
    if (name === 'discord.js') {
      await fetch(`${simulation.settings.DISCORD_API_BASE_URL}/applications/${simulation.settings.DISCORD_APPLICATION_ID}/commands`, {
        method: 'PUT',
        headers: {
          authorization: `Bot ${simulation.settings.DISCORD_TOKEN}`,
          'content-type': 'application/json',
          'user-agent': 'DiscordBot (https://example.org, 1)',
        },
        body: JSON.stringify([{ name: 'live', description: 'Matches that are being played right now' }]),
      });
    }
    const [command, args] = bots[name](environment);
    const begun = performance.now();
    bot = pinned(1, command, args, { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    await until('the bot is ready', async () => {
      const statistics = await simulation.control('/statistics');
      return statistics.connected && statistics.commands > 0;
    });
    // Ready is who answers in time, not who is merely connected: these are of guilds of every shard.
    await until('the first answers', async () => (await simulation.control('/burst', { line: '/live', count: 16, at_once: 1 })).answered === 16);
    const startSeconds = (performance.now() - begun) / 1000;
    await sleep(2000);
    const idle = residentMegabytes(bot.pid);

    await simulation.control('/burst', { line: '/live', count: 2000, at_once: 64 });
    const before = processorSeconds(bot.pid);
    const burst = await simulation.control('/burst', { line: '/live', count: commandCount, at_once: 64 });
    const spent = processorSeconds(bot.pid) - before;
    const row = {
      bot: name,
      guilds,
      'start s': startSeconds.toFixed(2),
      'resident MB': idle.toFixed(0),
      'ms of processor per command': ((spent * 1000) / burst.answered).toFixed(3),
      'commands/s, 64 at once': Math.round(burst.per_second),
      'p99 ms': (burst.p99_us / 1000).toFixed(1),
      failed: burst.failed,
    };
    if (million && name === 'cs2results') {
      const samples = [residentMegabytes(bot.pid)];
      for (let i = 0; i < 10; i++) {
        await simulation.control('/burst', { line: '/live', count: 100_000, at_once: 64 });
        samples.push(residentMegabytes(bot.pid));
      }
      row['resident MB over a million commands'] = samples.map((sample) => sample.toFixed(1)).join(' ');
    }
    return row;
  } finally {
    bot?.kill('SIGKILL');
    simulation.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

const rows = [];
for (const guilds of guildCounts) {
  for (const name of Object.keys(bots).filter((bot) => !only || bot === only)) {
    rows.push(await measure(name, guilds));
    console.error(JSON.stringify(rows.at(-1)));
  }
}
const columns = [...new Set(rows.flatMap(Object.keys))];
console.log(`| ${columns.join(' | ')} |`);
console.log(`| ${columns.map(() => '---').join(' | ')} |`);
for (const row of rows) console.log(`| ${columns.map((column) => row[column] ?? '').join(' | ')} |`);
process.exit(0);
