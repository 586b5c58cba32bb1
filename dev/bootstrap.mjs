#!/usr/bin/env node
// Runs one of this project's commands in a clone that may have no node_modules yet: installs the missing packages first.
// Plain JavaScript without imports from packages, since it runs before any are installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LOWEST_NODE = 20;
const root = fileURLToPath(new URL('../', import.meta.url));
const modules = join(root, 'node_modules');

const major = Number(process.versions.node.split('.')[0]);
if (major < LOWEST_NODE) {
  console.error(`berth needs Node.js ${LOWEST_NODE} or newer; this is ${process.version}.`);
  console.error('Install it from https://nodejs.org or with your package manager.');
  process.exit(1);
}

if (!isInstalled()) {
  console.log('▸ Installing the npm packages that package-lock.json lists (npm ci) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
}

const [command, ...args] = process.argv.slice(2);
run(command, args, { ...process.env, PATH: join(modules, '.bin') + delimiter + process.env.PATH });

/** Returns whether the installed packages match package-lock.json, by npm's own record. After a pull that changes it, they don't. */
function isInstalled() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record)) return false;
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packages(record);
  // Optional packages for other platforms are missing. The entry with an empty path is the project itself.
  return Object.entries(packages(join(root, 'package-lock.json'))).every(([path, { version, optional }]) =>
    path === '' || installed[path]?.version === version || (optional && installed[path] === undefined));
}

function run(program, programArgs, env = process.env) {
  const { status, error } = spawnSync(program, programArgs, { cwd: root, stdio: 'inherit', env });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
