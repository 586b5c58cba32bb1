#!/usr/bin/env node
// Runs a command of this project in a clone that may have no node_modules yet: says what is missing, installs it, then
// hands over. Plain JavaScript without imports from packages, since it runs before there are any.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
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

/** Whether what is installed is what package-lock.json names, by npm's own record of it: a pull that changes it installs again. */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const there = packages(record);
  // Optional packages are missing where they are for another platform; the entry without a path is the project itself.
  return Object.entries(packages(join(root, 'package-lock.json'))).every(([path, { version, optional }]) =>
    path === '' || there[path]?.version === version || (optional && there[path] === undefined));
}

const modules = join(root, 'node_modules');
if (!isInstalled()) {
  console.log('▸ Installing the npm packages that package-lock.json names (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const [command, ...args] = process.argv.slice(2);
run(command, args, { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH });
