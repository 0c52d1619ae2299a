// Programs that a test starts and that never outlive it.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

const running = [];

// Standard output and error, line by line to `seen`.
export function start(program, args, { env, cwd } = {}) {
  const child = spawn(program, args, { env: { ...process.env, ...env }, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const started = { child, name: program.split('/').at(-1), printed: '' };
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (started.printed += data));
  started.ended = new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) => resolve(code ?? signal));
  });
  running.push(started);
  return started;
}

export async function stopAll() {
  for (const { child } of running) child.kill('SIGTERM');
  const late = setTimeout(() => running.forEach(({ child }) => child.kill('SIGKILL')), 20_000);
  await Promise.all(running.map(({ ended }) => ended));
  clearTimeout(late);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

// The first truthy result of `find`; an error of it counts as none yet.
export async function until(what, find, seconds = 60) {
  const end = Date.now() + seconds * 1000;
  let last;
  while (Date.now() < end) {
    try {
      const found = await find();
      if (found) return found;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const logs = running.map(({ name, printed }) => `--- ${name}\n${printed.slice(-2000)}`).join('\n');
  throw new Error(`nothing came of: ${what}${last ? ` (${last.message})` : ''}\n${logs}`);
}
