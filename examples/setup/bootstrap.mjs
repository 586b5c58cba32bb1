#!/usr/bin/env node
// Runs a command of this project in a clone that may have no node_modules yet: says what is missing, installs it, then
// hands over. Plain JavaScript without imports from packages, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOWEST_NODE = 20;
const root = fileURLToPath(new URL('../../', import.meta.url));

function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

const major = Number(process.versions.node.split('.')[0]);
if (major < LOWEST_NODE) {
  console.error(`berth needs Node.js ${LOWEST_NODE} or newer; this is ${process.version}. Install it from https://nodejs.org or with your package manager.`);
  process.exit(1);
}

// A stamp of the lock file tells whether what is installed is what it names: a pull that changes it installs again.
const modules = join(root, 'node_modules');
const stamp = join(modules, '.berth-lock');
const wanted = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('▸ Installing the npm packages that package-lock.json names (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  mkdirSync(modules, { recursive: true });
  writeFileSync(stamp, wanted);
}

const [command, ...args] = process.argv.slice(2);
run(command, args, { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH });
