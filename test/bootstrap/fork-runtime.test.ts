import { spawnSync } from 'node:child_process';
import {
  chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { FORK_RUNTIME } from '../../src/bootstrap/fork-runtime';
import { FORK_FOLDER } from '../../src/shared/forks';

/** Stands for runsc: notes its arguments, makes a checkpoint of some bytes, and fails if it is told to. */
const RUNSC = `#!/bin/sh
printf '%s ' "$@" >>"$NOTES"; echo >>"$NOTES"
image='' last=''
for each in "$@"; do [ "$last" != --image-path ] || image=$each; last=$each; done
case " $* " in
  *" $FAILING "*) echo 'it is "not" possible' >&2; exit 128 ;;
  *' checkpoint '*) mkdir -p "$image"; echo memory >"$image/pages.img"; echo kernel >"$image/checkpoint.img" ;;
  *' cat /proc/net/tcp '*)
    [ "$PEER" != endless ] || exec yes 030011AC
    [ "$PEER" != silent ] || exec sleep 60
    echo "  1: 030011AC:B60B $PEER:2328 01 00000000" ;;
  *' exec box /prints '*) yes | head -c 5000000; echo its end; exit 1 ;;
  *' exec box /leaves '*) sleep 5 & ;;
esac
`;

/** Two templates of one set, and one of another. */
const [ID, NEXT, OTHER] = ['a'.repeat(64), `${'a'.repeat(32)}${'c'.repeat(32)}`, 'b'.repeat(64)] as const;
const folder = mkdtempSync(join(tmpdir(), 'berth-fork-'));
const [program, runsc, bundle, store, boot, notes] = ['berth-fork', 'runsc', 'bundle', 'forks', 'boot', 'notes']
  .map((name) => join(folder, name)) as [string, string, string, string, string, string];
writeFileSync(program, FORK_RUNTIME.replaceAll(FORK_FOLDER, store).replaceAll('/run/berth/forks', boot), { mode: 0o755 });
writeFileSync(runsc, RUNSC, { mode: 0o755 });
mkdirSync(bundle);
beforeEach(() => {
  for (const each of [store, boot]) rmSync(each, { recursive: true, force: true });
  rmSync(join(bundle, 'log.json'), { force: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Options {
  readonly args?: readonly string[];
  readonly failing?: string;
  readonly peer?: string;
  readonly root?: string;
}

/** Runs the program as the engine does, for a container with an environment. Returns what runsc was called with, and the error. */
function run(command: string, environment: readonly string[], options: Options = {}) {
  const { args = ['node'], failing = '-', peer = '', root = 'rootfs' } = options;
  const specification = { ociVersion: '1.0.2', process: { user: { uid: 0 }, args, env: environment, cwd: '/' }, root: { path: root } };
  writeFileSync(join(bundle, 'config.json'), JSON.stringify(specification));
  writeFileSync(notes, '');
  const given = ['--root', '/run/runsc', '--log', join(bundle, 'log.json'), '--log-format', 'json'];
  const { status, stderr } = spawnSync(program, [runsc, '--platform=kvm', ...given, ...command.split(' ')], {
    env: { ...process.env, NOTES: notes, FAILING: failing, PEER: peer }, encoding: 'utf8',
  });
  const calls = readFileSync(notes, 'utf8').trim().split('\n').map((line) => line
    .replace(`--platform=kvm ${given.join(' ')} `, '').replaceAll(folder, '').trim());
  return { calls: calls.filter((each) => each !== ''), status, error: stderr.trim().replaceAll(folder, '') };
}

const create = (...environment: string[]) => run(`create --bundle ${bundle} box`, environment);
const save = (id: string = ID) => run('kill box 63', ['A=b', `BERTH_FORK=save:${id}`]);
const start = (after: string, options?: Options) => (
  run('start box', [`BERTH_FORK=from:${ID}`, `BERTH_FORK_AFTER=${after}`, 'BERTH_FORK_TIMEOUT=5'], options));
const check = () => create(`BERTH_FORK=check:${ID}`).error;
const encoded = (...words: string[]) => Buffer.from(words.map((word) => `${word}\0`).join('')).toString('base64');

test.each([
  ['a container without it', 'start box', ['A=b'], {}],
  ['a variable whose value looks like it', 'start box', [`A="BERTH_FORK=from:${ID}"`, `B=,"BERTH_FORK=from:${ID}",`], {}],
  ['an argument that looks like it', 'start box', ['A=b'], { args: ['node', `BERTH_FORK=from:${ID}`] }],
  ['other commands', 'delete --force box', [`BERTH_FORK=from:${ID}`], {}],
  ['other signals', 'kill box 15', [`BERTH_FORK=save:${ID}`], {}],
  ['a container that is to be saved', 'start box', [`BERTH_FORK=save:${ID}`], {}],
])('leaves the engine\'s call as it is for %s', (_, command, environment, options) => {
  expect(run(command, environment, options)).toEqual({ calls: [command], status: 0, error: '' });
});

test.each(['rootfs', join(folder, 'rootfs')])('removes what a killed sandbox has left in %s, so that it starts again', (path) => {
  const root = resolve(bundle, path);
  const [own, other] = ['box', 'other'].map((id) => join(root, `.gvisor.filestore.${id}`)) as [string, string];
  mkdirSync(root, { recursive: true });
  [own, other].forEach((file) => writeFileSync(file, ''));
  expect(run(`create --bundle ${bundle} box`, ['A=,"root":{"path":"/etc"}'], { root: path }).status).toBe(0);
  expect([existsSync(own), existsSync(other)]).toEqual([false, true]);
});

test('saves a container, which only root can read', () => {
  expect(save()).toEqual({ calls: [`checkpoint --image-path /forks/.new-${ID} --compression none box`], status: 0, error: '' });
  expect(readdirSync(store)).toEqual([ID]);
  expect(readdirSync(join(store, ID))).toEqual(['checkpoint.img', 'files', 'identity', 'pages.img', 'sums']);
  const modes = ['.', ID, join(ID, 'pages.img')].map((path) => statSync(join(store, path)).mode.toString(8).slice(-3));
  expect(modes).toEqual(['700', '700', '600']);
  expect(check()).toBe('berth-fork 1: checked:');
});

test('restores a fork, and runs its command or sends its signal before the engine hears that it started', () => {
  save();
  const restore = `restore --detach --image-path /forks/${ID} box`;
  expect(start('none:')).toEqual({ calls: [restore], status: 0, error: '' });
  expect(start('signal:USR1').calls).toEqual([restore, 'kill box USR1']);
  expect(start(`exec:${encoded('/reseed', 'it\'s "this"', 'a  b')}`)).toMatchObject({
    calls: [restore, 'exec box /reseed it\'s "this" a  b'], status: 0,
  });
});

test('kills a fork whose command fails, and says why', () => {
  save();
  const { calls, status, error } = start(`exec:${encoded('/reseed')}`, { failing: 'exec' });
  expect({ last: calls.at(-1), status, error }).toEqual({
    last: 'kill --all box KILL', status: 1, error: 'berth-fork 1: hook: it is not possible',
  });
  const [reported] = readFileSync(join(bundle, 'log.json'), 'utf8').trim().split('\n').map((line) => JSON.parse(line) as object);
  expect(reported).toMatchObject({ level: 'error', msg: 'berth-fork 1: hook: it is not possible' });
});

test('keeps only the end of what the command of a fork prints, so that it can\'t fill the host', () => {
  save();
  expect(start(`exec:${encoded('/prints')}`).error).toMatch(/^berth-fork 1: hook: (y )+its end$/);
  const sizes = readdirSync(bundle).filter((name) => name.startsWith('fork-')).map((name) => statSync(join(bundle, name)).size);
  expect(Math.max(...sizes)).toBeLessThan(4_096);
});

test('does not wait for a program that the command of a fork leaves behind', () => {
  save();
  const began = Date.now();
  expect(start(`exec:${encoded('/leaves')}`).status).toBe(0);
  expect(Date.now() - began).toBeLessThan(4_000);
});

test.each<[string, (template: string) => void, string]>([
  ['is missing', (template) => rmSync(template, { recursive: true }), 'missing'],
  ['lacks a file', (template) => rmSync(join(template, 'pages.img')), 'damaged'],
  ['has another size', (template) => writeFileSync(join(template, 'pages.img'), 'mem'), 'damaged'],
  ['has no list of its files', (template) => rmSync(join(template, 'files')), 'damaged'],
  ['was made by another runsc', (template) => writeFileSync(join(template, 'identity'), 'another'), 'stale'],
])('starts nothing from a template that %s', (_, harm, found) => {
  save();
  harm(join(store, ID));
  expect(create(`BERTH_FORK=from:${ID}`)).toEqual({
    calls: [], status: 1, error: `berth-fork 1: ${found}: the template ${ID}. The next apply builds it anew.`,
  });
  expect(check()).toBe(`berth-fork 1: checked: ${found}`);
});

test('notices what is written to a template, also if it has the size and the time of before', () => {
  save();
  const file = join(store, ID, 'pages.img');
  const { atime, mtime } = statSync(file);
  expect(check()).toBe('berth-fork 1: checked:');
  writeFileSync(file, 'mEmory\n');
  utimesSync(file, atime, mtime);
  expect(check()).toBe('berth-fork 1: checked: damaged');
});

test('reads all of a template once after each boot, and again when it was saved anew', () => {
  save();
  const sums = join(store, ID, 'sums');
  const whole = readFileSync(sums, 'utf8');
  const spoil = () => writeFileSync(sums, whole.replace(/^./, (digit) => (digit === '0' ? '1' : '0')));
  expect(check()).toBe('berth-fork 1: checked:');
  spoil();
  expect(check()).toBe('berth-fork 1: checked:');
  rmSync(boot, { recursive: true });
  expect(check()).toBe('berth-fork 1: checked: damaged');
  save();
  expect(check()).toBe('berth-fork 1: checked:');
  save();
  spoil();
  expect(create(`BERTH_FORK=from:${ID}`).error).toContain(': damaged: ');
});

test('a save that fails, or ends half way, leaves the template before and no other', () => {
  save();
  mkdirSync(join(store, `.new-${ID}`));
  writeFileSync(join(store, `.new-${ID}`, 'pages.img'), 'half');
  const { status, error } = run('kill box 63', [`BERTH_FORK=save:${ID}`], { failing: 'checkpoint' });
  expect({ status, error }).toEqual({ status: 1, error: 'berth-fork 1: unsaved: it is not possible' });
  expect(readdirSync(store)).toEqual([ID]);
  expect(check()).toBe('berth-fork 1: checked:');
});

test('saves nothing with open connections, if these are refused', () => {
  const environment = [`BERTH_FORK=save:${ID}`, 'BERTH_FORK_CONNECTIONS=refuse'];
  expect(run('kill box 63', environment, { peer: '020011AC' })).toMatchObject({
    status: 1, error: 'berth-fork 1: unsaved: it has 1 open connections, which no fork could have.',
  });
  expect(run('kill box 63', environment, { peer: '0100007F' }).status).toBe(0);
  expect(run('kill box 63', environment, { failing: 'exec' }).error)
    .toBe('berth-fork 1: unsaved: its connections can\'t be read: it is not possible');
});

test.each(['silent', 'endless'])('waits for no program of the container that does not tell its connections: %s', (peer) => {
  const { status, error } = run('kill box 63', [`BERTH_FORK=save:${ID}`, 'BERTH_FORK_CONNECTIONS=refuse'], { peer });
  expect({ status, error: error.slice(0, 100) }).toEqual({
    status: 1, error: expect.stringContaining('berth-fork 1: unsaved: its connections can\'t be read:') as string,
  });
}, 30_000);

test('answers by the error of a creation', () => {
  const version = '--allow-live-tcp-migration=false --version';
  expect(create(`BERTH_FORK=probe:${ID}`)).toMatchObject({ calls: [version], status: 1, error: 'berth-fork 1: able:' });
  expect(run(`create --bundle ${bundle} box`, [`BERTH_FORK=probe:${ID}`], { failing: '--version' }).error)
    .toBe('berth-fork 1: unable: it is not possible');
});

test('removes what else there is of a set, or all of it', () => {
  [ID, NEXT, OTHER].forEach((id) => save(id));
  mkdirSync(join(store, `.new-${NEXT}`));
  expect(create(`BERTH_FORK=keep:${NEXT}`).error).toBe('berth-fork 1: removed:');
  expect(readdirSync(store).sort()).toEqual([NEXT, OTHER].sort());
  create(`BERTH_FORK=from:${OTHER}`);
  create(`BERTH_FORK=remove:${ID}`);
  expect([readdirSync(store), readdirSync(boot)]).toEqual([[OTHER], [OTHER]]);
  create(`BERTH_FORK=remove:${ID}`);
  expect(readdirSync(store)).toEqual([OTHER]);
});

test.each([
  'BERTH_FORK=from:../../etc', `BERTH_FORK=from:${'A'.repeat(64)}`, `BERTH_FORK=from:${ID}x`, 'BERTH_FORK=', `BERTH_FORK=steal:${ID}`,
])('refuses %s', (variable) => {
  expect(create(variable)).toMatchObject({ calls: [], status: 1, error: expect.stringMatching(/^berth-fork 1: refused: /) as string });
});

test('the folder of templates stays closed', () => {
  mkdirSync(store);
  chmodSync(store, 0o755);
  save();
  expect(statSync(store).mode.toString(8).slice(-3)).toBe('700');
});
