// compose.yaml brought up against a simulated Discord and replayed sources: a command is answered, a killed bot and a
// killed worker are replaced, a backup is written, and everything is taken down. scripts/container makes the images.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { start, stopAll, until } from '../alerts/processes.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folder = mkdtempSync(join(tmpdir(), 'cs2-container-'));
const image_bytes_max = 180e6;
const ports = { bot: 9464, worker: 9465 };
let environment;

const docker = (...args) => execFileSync('docker', args, { encoding: 'utf8' }).trim();
const files = [
  '--file',
  'compose.yaml',
  '--file',
  'tests/container/compose.override.yaml',
  '--project-name',
  'cs2check',
];
const compose = (...args) =>
  execFileSync('docker-compose', [...files, ...args], { cwd: root, env: environment, encoding: 'utf8', stdio: 'pipe' });
const container = (service) => compose('ps', '--quiet', service).trim().split('\n')[0];
const health = (id) => docker('inspect', '--format', '{{.State.Health.Status}}', id);
const isHealthy = async (service) => health(container(service)) === 'healthy';

async function metric(port, name) {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line ? Number(line.split(' ')[1]) : undefined;
}

async function type(line) {
  const response = await fetch(`${environment.SIMULATION_CONTROL_URL}/type`, {
    method: 'POST',
    body: JSON.stringify({ line }),
  });
  return response.json();
}

const isAnswered = async () => (await type('/live')).state === 'answered';

// Not by Docker, which would take it for our wish that it stays away.
const kill = (id) => process.kill(Number(docker('inspect', '--format', '{{.State.Pid}}', id)), 'SIGKILL');

function writeSecrets(settings) {
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  const password = 'simulated-password';
  const values = {
    discord_token: settings.DISCORD_TOKEN,
    pandascore_token: settings.PANDASCORE_TOKEN,
    postgres_password: password,
    database_url: `postgresql://cs2results:${password}@127.0.0.1/cs2results`,
  };
  for (const [name, value] of Object.entries(values)) writeFileSync(join(secrets, name), value, { mode: 0o444 });
  chmodSync(folder, 0o755);
  return secrets;
}

// As in compose.yaml, whose published port the host's network has no place for.
function startPrometheus() {
  const prometheus = '/etc/prometheus';
  docker(
    ...['run', '--detach', '--rm', '--name', 'cs2check_prometheus', '--network', 'host'],
    ...['--volume', `${join(root, 'tests/container/prometheus.yml')}:${prometheus}/prometheus.yml:ro`],
    ...['--volume', `${join(root, 'deploy/prometheus/alerts.yml')}:${prometheus}/alerts.yml:ro`],
    'prom/prometheus',
  );
}

before(async () => {
  const simulation = start(join(root, 'build/dev/bench/simulated_discord'), ['127.0.0.1:0', '127.0.0.1:0']);
  await until('the simulated Discord listens', () => simulation.printed.includes('SOURCES_CONTROL_URL='));
  const lines = simulation.printed.trim().split('\n');
  const settings = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
  const backups = join(folder, 'backups');
  mkdirSync(backups);
  chownSync(backups, 65532, 65532);
  environment = {
    ...process.env,
    ...settings,
    SECRETS: writeSecrets(settings),
    BACKUPS: backups,
    HTTP_CONTACT: 'tests@example.org',
  };
  await fetch(`${environment.SIMULATION_CONTROL_URL}/guilds`, { method: 'POST', body: '{"count": 2}' });
  compose('up', '--detach', '--no-build', 'bot', 'worker');
  startPrometheus();
  await until('bot and worker are healthy', async () => (await isHealthy('bot')) && isHealthy('worker'), 180);
});

after(async () => {
  try {
    docker('rm', '--force', 'cs2check_prometheus');
    compose('down', '--volumes', '--remove-orphans', '--timeout', '15');
  } finally {
    await stopAll();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('the image is small', () => {
  const bytes = Number(docker('image', 'inspect', '--format', '{{.Size}}', 'cs2results'));
  console.log(`image: ${(bytes / 1e6).toFixed(0)} MB`);
  assert.ok(bytes <= image_bytes_max, `${bytes} bytes`);
});

test('a command is answered', async () => {
  await until('an answer', isAnswered);
  console.log(docker('stats', '--no-stream', '--format', '{{.Name}}: {{.MemUsage}}'));
});

test('processes have neither root nor capabilities nor a writable root', () => {
  for (const service of ['bot', 'worker']) {
    const inside = (...command) => docker('exec', container(service), ...command);
    assert.equal(inside('id', '-u'), '65532');
    assert.match(inside('cat', '/proc/self/status'), /CapBnd:\s*0+\n[^]*NoNewPrivs:\s*1/);
    assert.throws(() => inside('touch', '/usr/written'), /Read-only file system/);
  }
});

// Until Docker has started it again.
async function killAndAwait(service) {
  const id = container(service);
  const startedAt = () => docker('inspect', '--format', '{{.State.StartedAt}}', id);
  const began = startedAt();
  kill(id);
  await until(`another ${service}`, () => startedAt() !== began);
}

test('a killed bot is replaced and answers', async () => {
  await killAndAwait('bot');
  await until('an answer', isAnswered);
});

test('a killed worker is replaced and reads the sources', async () => {
  const owns = async () => (await metric(ports.worker, 'cs2results_ingest_owner')) === 1;
  await until('it reads the sources', owns);
  await killAndAwait('worker');
  await until('the other one reads the sources', owns, 120);
});

test('a backup is written', async () => {
  compose('run', '--rm', 'backup');
  const written = readdirSync(environment.BACKUPS);
  assert.equal(written.length, 1);
  assert.match(written[0], /^cs2results-.*\.dump$/);
});

test('Prometheus reads all processes', async () => {
  const up = async () => {
    const answer = await (await fetch('http://127.0.0.1:9090/api/v1/query?query=sum(up)')).json();
    return Number(answer.data.result[0]?.value[1]) >= 2;
  };
  await until('bot and a worker are up', up);
});
