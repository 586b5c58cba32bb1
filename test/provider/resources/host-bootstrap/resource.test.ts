import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DiagnosticError } from '../../../../provider/diagnostics/diagnostics';
import { redact } from '../../../../provider/diagnostics/secrets';
import { SshTarget } from '../../../../provider/engine/endpoint/endpoint';
import { Engine } from '../../../../provider/engine/engine';
import { CommandTimeout, Ended } from '../../../../provider/engine/ssh/command';
import { SshError } from '../../../../provider/engine/ssh/error';
import { Unknown, Value } from '../../../../provider/framework/value/value';
import { FLOOR_VARIABLE } from '../../../../provider/isolation/floor';
import { hostBootstrap } from '../../../../provider/resources/host-bootstrap/resource';
import { HostBootstrap } from '../../../../provider/resources/host-bootstrap/schema';
import { hideSecrets } from '../../../../provider/resources/host-bootstrap/script-secrets';

const SCRIPT = 'echo "changed: everything"\n';
const DIGEST = 'ef10a3ae0ae15e1a5fbbeb1ebb3ba57f5a3d7ac1a4a1aa0b8cd67e0cb1c9b5d6';
const TARGET: SshTarget = {
  kind: 'ssh', host: 'm', user: 'deploy', socketPath: '/s', options: [], hostKeys: [{ type: 'ssh-ed25519', key: 'AAAA' }],
};

/** An engine on a machine that answers each command. */
class FakeEngine {
  public isMissing = false;
  public closed = 0;
  public readonly commands: Array<{ readonly command: string; readonly input?: string }> = [];
  public readonly tunnel = {
    run: async (command: string, { input }: { readonly input?: string }): Promise<Ended> => {
      this.commands.push({ command, ...input !== undefined && { input } });
      return this.answer(command);
    },
    close: async () => { this.closed += 1; },
  };

  constructor(private readonly answer: (command: string) => Ended, private readonly target: object = TARGET) {}

  public get endpoint() {
    return { address: 'ssh://deploy@m', origin: '`host` of the provider', target: this.target };
  }

  public async version() {
    return {};
  }
}

const answering = (output: string, exitCode = 0) => new FakeEngine(() => ({ output, exitCode }));
const warnings: string[] = [];
const context = (client: FakeEngine) => ({
  client: client as unknown as Engine,
  signal: new AbortController().signal,
  warn: ({ summary }: { summary: string }) => warnings.push(summary),
}) as never;
const model = (more: Partial<HostBootstrap> = {}) => ({ script: SCRIPT, sudo: true, timeout_seconds: 60, ...more }) as HostBootstrap;

beforeEach(() => { warnings.length = 0; });

async function refusal(run: () => unknown): Promise<{ summary: string; detail?: string }> {
  try {
    await run();
  } catch (error) {
    if (error instanceof DiagnosticError) return error.diagnostics[0]!;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a plan', () => {
  const done = { id: 'x', script: SCRIPT, script_sha256: '', machine: 'ssh://deploy@m', changes: ['a'] };
  const planned = (prior: object | null, client?: FakeEngine, script: Value = SCRIPT) => {
    const plan: Record<string, Value> = { script, script_sha256: Unknown.PLAIN, machine: Unknown.PLAIN, changes: Unknown.PLAIN };
    void hostBootstrap.plan!({ ...context(client!) as object, client, prior, planned: plan, config: {} } as never);
    return plan;
  };
  const digest = () => planned(null, answering('')).script_sha256 as string;

  test('of a creation says what will run, and where', () => {
    expect(planned(null, answering(''))).toEqual({
      script: SCRIPT, script_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), machine: 'ssh://deploy@m', changes: Unknown.PLAIN,
    });
    expect(warnings).toEqual([]);
  });

  test('is empty while the machine notes the script', () => {
    expect(planned({ ...done, script_sha256: digest() }, answering(''))).toEqual({
      script: SCRIPT, script_sha256: digest(), machine: 'ssh://deploy@m', changes: ['a'],
    });
  });

  test.each<[string, object, string[]]>([
    ['the machine notes nothing', {}, ['The script runs again on ssh://deploy@m']],
    ['it is another machine', { script_sha256: 'same', machine: 'ssh://other' }, ['The script runs again on ssh://deploy@m']],
    ['the script changes', { script_sha256: 'same', script: 'old' }, []],
  ])('runs it again if %s', (_, prior, expected) => {
    const before: Record<string, unknown> = { ...done, ...prior };
    if (before.script_sha256 === 'same' && before.script === SCRIPT) before.script_sha256 = digest();
    expect(planned(before, answering('')).changes).toBe(Unknown.PLAIN);
    expect(warnings).toEqual(expected);
  });

  test('waits for a script and a machine that are known after apply', () => {
    expect(planned(null, undefined, Unknown.PLAIN)).toMatchObject({ script_sha256: Unknown.PLAIN, machine: Unknown.PLAIN });
  });
});

describe('a run', () => {
  test('passes the script on, and says what it changed', async () => {
    const engine = answering('changed: everything\nchanged: more\n1 changes\n');
    expect(await hostBootstrap.create(context(engine), model())).toMatchObject({
      machine: 'ssh://deploy@m', script_sha256: expect.stringMatching(/^[0-9a-f]{64}$/), changes: ['everything', 'more'],
    });
    expect(engine.commands[0]).toEqual({ command: expect.stringMatching(/^sudo -n -- sh -c '/), input: SCRIPT });
    expect(engine.closed).toBe(0);
  });

  test('logs in again if the user could not use the engine before', async () => {
    const engine = new FakeEngine((command) => ({ output: '', exitCode: command.startsWith('test -w') ? 1 : 0 }));
    await hostBootstrap.create(context(engine), model({ sudo: false }));
    expect(engine.closed).toBe(1);
    expect(engine.commands[0]!.command).toMatch(/^sh -c '/);
  });

  test('is not repeated for another timeout', async () => {
    const engine = answering('');
    const prior = await hostBootstrap.create(context(engine), model());
    const runs = engine.commands.length;
    expect(await hostBootstrap.update!(context(engine), model({ timeout_seconds: 9 }), prior)).toEqual({ ...prior, timeout_seconds: 9 });
    expect(engine.commands).toHaveLength(runs);
  });

  test.each<[string, string, number, RegExp]>([
    ['sudo that wants a password', 'sudo: a password is required\n', 1, /^sudo wants a password on ssh:\/\/deploy@m\n.*"deploy ALL=/],
    ['sudo that wants a terminal', 'sudo: sorry, you must have a tty to run sudo\n', 1, /^sudo wants a password/],
    ['no sudo', 'sh: 1: sudo: not found\n', 127, /^The machine has no sudo on ssh:\/\/deploy@m\nInstall the package sudo there/],
    ['sudo that refuses', 'deploy is not in the sudoers file.\n', 1, /^sudo refuses the user on ssh:\/\/deploy@m\n/],
    ['a user who is not root', '', 101, /^The script has to run as root on ssh:\/\/deploy@m\nThe user deploy is not root. Set `sudo`/],
    ['a script that is cut', '', 102, /^The script did not arrive as a whole on ssh:\/\/deploy@m\nNothing ran\./],
    ['a script that fails', 'a\nerror: b\n', 1, /^The script failed on ssh:\/\/deploy@m\n[^]*The end of its output:\n {2}a\n {2}error: b$/],
  ])('says what to do about %s', async (_, output, exitCode, message) => {
    const { summary, detail } = await refusal(() => hostBootstrap.create(context(answering(output, exitCode)), model()));
    expect(`${summary}\n${detail}`).toMatch(message);
  });

  test('says what to do if it takes too long', async () => {
    const engine = new FakeEngine(() => { throw new CommandTimeout('last line\n'); });
    expect(await refusal(() => hostBootstrap.create(context(engine), model()))).toMatchObject({
      summary: 'Could not run the script on ssh://deploy@m within 60 seconds',
      detail: expect.stringContaining('increase `timeout_seconds`.\n\nThe end of its output:\n  last line'),
    });
  });
});

describe('reading', () => {
  const read = async (output: string) => {
    const engine = answering(output);
    const { script_sha256: digest } = (await hostBootstrap.read(context(engine), model()))!;
    return [digest, engine.isMissing];
  };

  test('finds the note of the machine, and whether it has an engine', async () => {
    expect(await read(`digest ${DIGEST}\nengine\n`)).toEqual([DIGEST, false]);
    expect(await read('engine\n')).toEqual(['', false]);
    expect(await read(`Welcome!\ndigest ${DIGEST}\n`)).toEqual(['', false]);
    expect(await read('')).toEqual(['', true]);
  });

  test('fails if the machine does not answer, and says what to do', async () => {
    const engine = new FakeEngine(() => { throw new SshError('ssh: connect to host m port 22: Connection refused'); });
    expect(await refusal(() => hostBootstrap.read(context(engine), model()))).toMatchObject({
      summary: 'Could not look at the machine: ssh: connect to host m port 22: Connection refused',
      detail: expect.stringMatching(/No sshd listens there[^]*terraform state rm ADDRESS/),
    });
  });
});

test('destroying connects to nothing, and says what stays', async () => {
  const engine = new FakeEngine(() => { throw new Error('no call'); });
  await hostBootstrap.delete(context(engine), { ...model(), machine: 'ssh://deploy@m' } as HostBootstrap);
  expect(warnings).toEqual(['ssh://deploy@m stays as it is']);
});

test('is refused on an engine that is not reached over SSH, and with a host key that is not sure', async () => {
  const at = (target: object) => new FakeEngine(() => ({ output: '', exitCode: 0 }), target);
  const on = (target: object) => refusal(() => hostBootstrap.create(context(at(target)), model()));
  expect((await on({ kind: 'unix', socketPath: '/s' })).summary).toBe('ssh://deploy@m is not reached over SSH');
  expect((await on({ ...TARGET, hostKeys: undefined })).summary).toBe('The host key of m is not pinned');
  const strict = at({ ...TARGET, hostKeys: undefined, options: ['-o', 'StrictHostKeyChecking=yes'] });
  await expect(hostBootstrap.create(context(strict), model())).resolves.toBeDefined();
});

test('is refused under a floor that does not allow it, at plan and before anything runs', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'berth-floor-'));
  process.env[FLOOR_VARIABLE] = join(folder, 'floor.json');
  writeFileSync(join(folder, 'floor.json'), '{"profile": "baseline"}');
  const engine = answering('');
  const summary = 'ssh://deploy@m can\'t be bootstrapped under the isolation floor of this machine';
  const planning = { ...context(engine) as object, client: engine, prior: null, planned: { script: SCRIPT }, config: {} };
  try {
    expect(await refusal(() => hostBootstrap.plan!(planning as never))).toMatchObject({ summary });
    expect(await refusal(() => hostBootstrap.create(context(engine), model()))).toMatchObject({ summary });
  } finally {
    delete process.env[FLOOR_VARIABLE];
    rmSync(folder, { recursive: true });
  }
  expect(engine.commands).toEqual([]);
});

test('private keys in a script are in no text, also not in Base64', () => {
  const key = `-----BEGIN PRIVATE KEY-----\n${'c2VjcmV0'.repeat(8)}\n-----END PRIVATE KEY-----\n`;
  const encoded = Buffer.from(key).toString('base64');
  hideSecrets(`put_encoded /key <<'END'\n${encoded}\nEND\n`);
  expect(redact(`+ ${'c2VjcmV0'.repeat(8)} and ${encoded}`)).not.toMatch(/c2VjcmV0|LS0tLS1CRUdJTi/);
});

test('what is likely to be a password in a script is in no text', () => {
  hideSecrets('set -eu\nregistry_login --user bob --password Zq7-kd9Vx9pLmWt registry.example.com\nAPI_TOKEN="x9!kLm2pQ"\n');
  expect(redact('+ Zq7-kd9Vx9pLmWt and x9!kLm2pQ for registry.example.com')).toBe(
    '+ (sensitive value) and (sensitive value) for registry.example.com');
});
