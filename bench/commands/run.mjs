// Measures a bot from outside its process, through the simulated Discord: start time, memory with many guilds, commands
// a second and processor time per command. Ours and a minimal discord.js bot are measured in the same run.
//
//   node run.mjs BINARY SIMULATION [--guilds 1000,5000] [--commands 20000] [--only cs2results] [--million]
//   node run.mjs BINARY SIMULATION --questions [--history 22000] [--commands 20000]
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
const historyMatches = Number(option('--history', '22000'));
const historyTeams = 400;
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

const environmentOf = (simulation, folder) => ({
  PATH: process.env.PATH,
  HOME: folder,
  ...simulation.settings,
  DATABASE_URL: `sqlite://${folder}/cs2.db`,
  LIQUIPEDIA_BASE_URL: 'http://127.0.0.1:9/counterstrike',
  VALVE_STANDINGS_BASE_URL: 'off',
  LISTEN: 'off',
  LOG_LEVEL: 'error',
  HTTP_CONTACT: 'bench@example.org',
});

async function burst(simulation, bot, lines) {
  await simulation.control('/burst', { lines, count: 2000, at_once: 64 });
  const before = processorSeconds(bot.pid);
  const answered = await simulation.control('/burst', { lines, count: commandCount, at_once: 64 });
  const spent = processorSeconds(bot.pid) - before;
  return {
    'ms of processor per command': ((spent * 1000) / answered.answered).toFixed(3),
    'commands/s, 64 at once': Math.round(answered.per_second),
    'p99 ms': (answered.p99_us / 1000).toFixed(1),
    failed: answered.failed,
  };
}

async function measure(name, guilds) {
  const simulation = await startSimulation();
  const folder = mkdtempSync(join(tmpdir(), 'cs2results-bench-'));
  const environment = environmentOf(simulation, folder);
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
    await until('the first answers', async () => (await simulation.control('/burst', { lines: ['/live'], count: 16, at_once: 1 })).answered === 16);
    const startSeconds = (performance.now() - begun) / 1000;
    await sleep(2000);
    const idle = residentMegabytes(bot.pid);

    const row = {
      bot: name,
      guilds,
      'start s': startSeconds.toFixed(2),
      'resident MB': idle.toFixed(0),
      ...(await burst(simulation, bot, ['/live'])),
    };
    if (million && name === 'cs2results') {
      const samples = [residentMegabytes(bot.pid)];
      for (let i = 0; i < 10; i++) {
        await simulation.control('/burst', { lines: ['/live'], count: 100_000, at_once: 64 });
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

// Invented, and shaped like the real ones: 30 a day until yesterday, of 400 teams, some of whom play far more often.
function writeHistory(path, count) {
  const begin = Date.now() - 24 * 3600_000 - count * 48 * 60_000;
  const lines = ['id,date,team1,team2,score1,score2,best_of,tournament,maps'];
  for (let number = 0; number < count; number++) {
    const first = (number * 7919) % (number % 3 === 0 ? 30 : historyTeams);
    const second = (first + 1 + ((number * 1049) % 29)) % historyTeams;
    const at = new Date(begin + number * 48 * 60_000).toISOString();
    const third = number % 2 === 0 ? '' : '; Ancient 16:14';
    lines.push(
      `${number},${at},Squad ${first},Squad ${second},2,${number % 2},3,Open Cup ${Math.floor(number / 75)},` +
        `Nuke 13:${number % 12} pick1; Mirage ${number % 2 === 0 ? '13:5' : '9:13'}${third}`,
    );
  }
  writeFileSync(path, lines.join('\n') + '\n');
}

// What people ask most, over a history: each line asks for another team, and so do the suggestions.
async function measureQuestions() {
  const simulation = await startSimulation();
  const folder = mkdtempSync(join(tmpdir(), 'cs2results-bench-'));
  const environment = environmentOf(simulation, folder);
  let bot;
  try {
    writeHistory(join(folder, 'history.csv'), historyMatches);
    execFileSync(binary, ['import', join(folder, 'history.csv')], { env: environment, stdio: 'ignore' });
    await simulation.control('/guilds', { count: 100 });
    bot = pinned(1, binary, ['run'], { env: environment, stdio: ['ignore', 'inherit', 'inherit'] });
    await until('the bot is ready', async () => {
      const statistics = await simulation.control('/statistics');
      return statistics.connected && statistics.commands > 0;
    });
    const teams = Array.from({ length: 100 }, (_, number) => number);
    const questions = {
      '/live': ['/live'],
      '/team, one': ['/team Squad 7'],
      '/team, a hundred': teams.map((number) => `/team Squad ${number}`),
      '/results team, one': ['/results team:Squad 7'],
      '/results team, a hundred': teams.map((number) => `/results team:Squad ${number}`),
      '/match, a hundred': teams.map((number) => `/match Squad ${number}`),
      'suggestions of /team': teams.map((number) => `/team squad ${number}?`),
      'suggestions of /match': teams.map((number) => `/match squad ${number}?`),
    };
    for (const [asked, lines] of Object.entries(questions)) {
      rows.push({ asked, ...(await burst(simulation, bot, lines)), 'resident MB': residentMegabytes(bot.pid).toFixed(0) });
      console.error(JSON.stringify(rows.at(-1)));
    }
  } finally {
    bot?.kill('SIGKILL');
    simulation.child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureBots() {
  for (const guilds of guildCounts) {
    for (const name of Object.keys(bots).filter((bot) => !only || bot === only)) {
      rows.push(await measure(name, guilds));
      console.error(JSON.stringify(rows.at(-1)));
    }
  }
}

const rows = [];
await (rest.includes('--questions') ? measureQuestions() : measureBots());
const columns = [...new Set(rows.flatMap(Object.keys))];
console.log(`| ${columns.join(' | ')} |`);
console.log(`| ${columns.map(() => '---').join(' | ')} |`);
for (const row of rows) console.log(`| ${columns.map((column) => row[column] ?? '').join(' | ')} |`);
process.exit(0);
