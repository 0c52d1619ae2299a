// The alerting rules and the board, evaluated by a real Prometheus over a real bot, between a simulated Discord and
// replayed sources. scripts/check alerts builds what this needs and starts the databases.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { freePort, start, stopAll, until } from './processes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const build = join(root, 'build/dev');
const folder = mkdtempSync(join(tmpdir(), 'cs2-alerts-'));
const received = []; // by the webhook, oldest first

// Of the simulated tournament.
const teams = [
  'Northwind Wolves',
  'Granite Foxes',
  'Team Emberline',
  'Tidebreakers',
  'Quartz Nine',
  'Halcyon Ravens',
  'Voltaic Owls',
  'Saffron Lancers',
];

let simulation, listen, prometheus;

const rules = readFileSync(join(root, 'deploy/prometheus/alerts.yml'), 'utf8');
const board = JSON.parse(readFileSync(join(root, 'deploy/grafana/board.json'), 'utf8'));

async function post(url, body) {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
  return response;
}

// Prometheus' own words for a wrong expression are in the error.
async function query(expression) {
  const response = await fetch(`${prometheus}/api/v1/query?${new URLSearchParams({ query: expression })}`);
  const answer = await response.json();
  if (answer.status !== 'success') throw new Error(`${expression}: ${answer.error}`);
  return answer.data.result;
}

async function scraped(metric) {
  return (await query(`count({__name__="${metric}"})`)).length > 0;
}

const type = (line) => post(`${simulation.SIMULATION_CONTROL_URL}/type`, { line });
const fault = (path, body) => post(`${simulation.SOURCES_CONTROL_URL}/faults`, { path, ...body });

async function startSimulation() {
  const process = start(join(build, 'bench/simulated_discord'), ['127.0.0.1:0', '127.0.0.1:0']);
  await until('the simulated Discord listens', () => process.printed.includes('SOURCES_CONTROL_URL='));
  return Object.fromEntries(
    process.printed
      .trim()
      .split('\n')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

function environment() {
  return {
    ...simulation,
    DATABASE_URL: process.env.CS2_TEST_POSTGRES_URL,
    REDIS_URL: process.env.CS2_TEST_REDIS_URL,
    HTTP_CONTACT: 'tests@example.org',
    LISTEN: listen,
    HOME: folder,
  };
}

async function startWebhook() {
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => {
      received.push(...JSON.parse(body).alerts);
      response.end();
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  return `http://127.0.0.1:${server.address().port}/`;
}

async function startAlertmanager(webhook) {
  const listen = `127.0.0.1:${await freePort()}`;
  writeFileSync(
    join(folder, 'alertmanager.yml'),
    `route: {receiver: webhook, group_by: [alertname], group_wait: 0s, group_interval: 1s, repeat_interval: 1h}
receivers: [{name: webhook, webhook_configs: [{url: "${webhook}", send_resolved: true}]}]
`,
  );
  start('prometheus-alertmanager', [
    `--config.file=${join(folder, 'alertmanager.yml')}`,
    `--storage.path=${join(folder, 'alertmanager')}`,
    `--web.listen-address=${listen}`,
    '--cluster.listen-address=',
  ]);
  await until('Alertmanager is ready', async () => (await fetch(`http://${listen}/-/ready`)).ok);
  return listen;
}

// The rules of every day, and of one of them what it waits for in seconds instead of minutes.
async function startPrometheus(target, alertmanager) {
  const hasty = rules.replace(/(alert: SourceFailing\n\s+expr: .*) > 900\n(\s+for:) 5m/, '$1 > 3\n$2 2s');
  assert.notEqual(hasty, rules);
  writeFileSync(join(folder, 'alerts.yml'), hasty);
  writeFileSync(
    join(folder, 'prometheus.yml'),
    `global: {scrape_interval: 1s, evaluation_interval: 1s}
rule_files: [alerts.yml]
alerting: {alertmanagers: [{static_configs: [{targets: ["${alertmanager}"]}]}]}
scrape_configs: [{job_name: cs2results, static_configs: [{targets: ["${target}"]}]}]
`,
  );
  const listen = `127.0.0.1:${await freePort()}`;
  start('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'prometheus')}`,
    `--web.listen-address=${listen}`,
  ]);
  await until('Prometheus is ready', async () => (await fetch(`http://${listen}/-/ready`)).ok);
  return `http://${listen}`;
}

before(async () => {
  simulation = await startSimulation();
  await post(`${simulation.SIMULATION_CONTROL_URL}/guilds`, { count: 2 });
  listen = `127.0.0.1:${await freePort()}`;
  start(join(build, 'cs2results'), ['run'], { env: environment() });
  await until('the bot is ready', async () => (await fetch(`http://${listen}/readyz`)).ok);
  prometheus = await startPrometheus(listen, await startAlertmanager(await startWebhook()));
  await until('Prometheus reads the bot', () => scraped('cs2results_build_info'));
  // In one channel, so that the messages of two opponents are combined.
  for (const team of teams)
    await until(team, async () => (await (await type(`/follow team team:${team}`)).text()).includes('Following'));
});

after(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

function expressionsOf(text) {
  const found = [];
  const lines = text.split('\n');
  for (const [number, line] of lines.entries()) {
    const expr = /^(\s+)expr: (.*)$/.exec(line);
    if (!expr) continue;
    if (expr[2] !== '|') {
      found.push(expr[2]);
      continue;
    }
    let block = '';
    for (const next of lines.slice(number + 1)) {
      if (!next.startsWith(`${expr[1]}  `)) break;
      block += `${next.trim()} `;
    }
    found.push(block.trim());
  }
  return found;
}

test('a dead source notifies the webhook, and its recovery resolves the alert', async () => {
  const paths = ['/csgo/matches/running', '/csgo/matches/upcoming', '/csgo/matches/past'];
  const alerts = (status) =>
    received.filter((alert) => alert.labels.alertname === 'SourceFailing' && alert.status === status);
  assert.deepEqual(alerts('firing'), []);

  for (const path of paths) await fault(path, { fault: 'server_error' });
  const [firing] = await until('the webhook is called', () => alerts('firing').length && alerts('firing'), 120);
  assert.equal(firing.labels.provider, 'pandascore');
  assert.equal(firing.labels.severity, 'ticket');
  assert.match(firing.annotations.summary, /^pandascore: failing for \d+/);

  for (const path of paths) await fault(path, {});
  const [resolved] = await until('the alert resolves', () => alerts('resolved').length && alerts('resolved'), 300);
  assert.equal(resolved.labels.provider, 'pandascore');
});

test('every expression of rules and board is valid, and every metric in it exists', async () => {
  await type('/live');
  await fetch(`http://${listen}/calendar/unknown`);
  execFileSync(join(build, 'cs2results'), ['backup', folder], { env: { ...process.env, ...environment() } });
  // What only exists after a failure.
  await post(`${simulation.SIMULATION_CONTROL_URL}/gateway`, { action: 'drop' });
  execFileSync('psql', [
    process.env.CS2_TEST_POSTGRES_URL,
    '-qAtc',
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'",
  ]);

  execFileSync('redis-cli', ['-u', process.env.CS2_TEST_REDIS_URL, 'client', 'kill', 'type', 'normal']);

  const panels = board.panels.flatMap((panel) => panel.targets ?? []).map((target) => target.expr);
  const expressions = [...expressionsOf(rules), ...panels];
  assert.ok(expressions.length > 50, `${expressions.length} expressions`);
  const metrics = new Set();
  for (const expression of expressions) {
    await query(expression);
    for (const [metric] of expression.matchAll(/cs2results_\w+/g)) metrics.add(metric);
  }
  assert.ok(metrics.size > 30, `${metrics.size} metrics`);
  let missing;
  const allExist = async () => {
    const found = await Promise.all([...metrics].map(scraped));
    missing = [...metrics].filter((_, place) => !found[place]);
    return missing.length === 0;
  };
  await until('all metrics exist', allExist, 120).catch(() => assert.deepEqual(missing, []));
});
