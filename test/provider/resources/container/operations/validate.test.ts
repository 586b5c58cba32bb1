import { Diagnostic, DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../../../provider/framework/schema/body-values';
import { Unknown, Value } from '../../../../../provider/framework/value/value';
import { schema as cloneSetSchema } from '../../../../../provider/resources/clone-set/schema';
import { schema } from '../../../../../provider/resources/container/fields/schema';
import { validate } from '../../../../../provider/resources/container/operations/validate';
import { rows } from '../../../../e2e/resources/container-rows';
import { NAMES } from '../support';

const config = (more: object) => fromModel(schema, { name: 'one', image: 'busybox:latest', ...more });

/** Every variant of a value in which one part is unknown. */
function unknowns(value: Value): Value[] {
  if (typeof value !== 'object' || value === null) return [Unknown.PLAIN];
  const inner = Object.entries(value).flatMap(([key, part]) => unknowns(part as Value).map((unknown) =>
    Array.isArray(value) ? value.map((one: Value, index) => index === Number(key) ? unknown : one) : { ...value, [key]: unknown }));
  return [Unknown.PLAIN, ...inner];
}

test.each(Object.entries(rows(NAMES)))('%s: a valid value stays valid if any part of it is unknown', (name, row) => {
  const { same: [first], alongside = {} } = row;
  const known = config({ ...alongside, [name]: first });
  expect(() => validate(known)).not.toThrow();
  for (const value of unknowns(known[name]!)) expect(() => validate({ ...known, [name]: value })).not.toThrow();
});

test('a valid value stays valid if another attribute is unknown', () => {
  const known = config({ memory_swap: 64, memory: 64, restart: 'on-failure', max_retry_count: 2 });
  for (const name of Object.keys(known)) expect(() => validate({ ...known, [name]: Unknown.PLAIN })).not.toThrow();
});

test.each([
  ['`cpus` and `cpu_quota`', { cpus: '1', cpu_quota: 1000 }, /`cpus` can't be set together/],
  ['less swap than memory', { memory: 64, memory_swap: 32 }, /32 MiB is less than `memory`/],
  ['retries without a policy that counts them', { max_retry_count: 3, restart: 'always' }, /`restart` is "always"/],
  ['a restart policy for a container that is removed when it exits', {
    rm: true,
    restart: 'always',
  }, /`rm` can't be set together with `restart`/],
  ['a file in the root folder of a read-only root file system', {
    read_only: true,
    upload: [{ file: '/a', content: 'a' }],
  }, /^The upload \/a can't be in the root folder/],
  ['a file whose path leads to the root folder', { upload: [{ file: '/etc/..', content: 'a' }] }, /^The upload \/etc\/\.\. has no name/],
  ['a restart for a changed file of a container that is removed when it exits', {
    rm: true,
    upload_change: 'restart',
  }, /`upload_change = "restart"` can't be set together with `rm`/],
  ['a secret file in the root folder of a read-only root file system', {
    read_only: true,
    secret_file: [{ file: '/a', content_wo: 's3cret' }],
  }, /^The secret file \/a can't be in the root folder/],
  ['a restart for a changed file of a job', { attach: true, upload_change: 'restart' }, /together with `attach`/],
  ['a job that is suspended', { attach: true, suspended: true }, /`suspended` can't be set together with `attach = true`/],
  ['a suspended container that need not run', { must_run: false, suspended: true }, /together with `must_run = false`/],
  ['a suspended container that is not started', { start: false, suspended: true }, /together with `start = false`/],
  ['the logs of a job whose driver keeps none', {
    attach: true,
    logs: true,
    log_driver: 'none',
  }, /`logs` can't be set together with `log_driver = "none"`/],
  ['requests for devices together with `gpus`', {
    gpus: 'all',
    device_requests: [{ driver: 'cdi', device_ids: ['vendor.com/class=name'] }],
  }, /`device_requests` can't be set together with `gpus`[^]*capabilities = \["gpu"\]/],
  ['two MAC addresses in one network', {
    mac_address: '02:42:ac:11:00:07',
    network_mode: 'net',
    networks_advanced: [{ name: 'net', mac_address: '02:42:ac:11:00:08' }],
  }, /The MAC address in the network "net" is given twice/],
  ['networks for a container with `network_mode = "none"`', {
    network_mode: 'none',
    networks_advanced: [{ name: 'net' }],
  }, /network_mode = "none"/],
  ['an upload that a tmpfs would hide', {
    tmpfs: { '/run': '' },
    upload: [{ file: '/run/../run/secret', content: 's3cret' }],
  }, /in \/run, a tmpfs/],
  ['a secret file that a tmpfs would hide', {
    tmpfs: { '/run': '' },
    secret_file: [{ file: '/run/secret', content_wo: 's3cret' }],
  }, /^The secret file \/run\/secret would be hidden\nIts path is in \/run, a tmpfs/],
])('refuses %s', (_, attributes, message) => {
  const [{ summary, detail, path }] = problemsOf(attributes) as [Diagnostic];
  expect(`${summary}\n${detail}`).toMatch(message);
  expect(`${summary}\n${detail}`).not.toContain('s3cret');
  expect(path).toHaveLength(1);
});

test('reports all problems at once', () => {
  expect(problemsOf({ cpus: '1', cpu_quota: 1, rm: true, restart: 'always' })).toHaveLength(2);
});

function problemsOf(attributes: object): readonly Diagnostic[] {
  try {
    validate(config(attributes));
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics;
  }
}

test.each(['berth-lock-blue', '/berth-lock-blue'])('a container has no name of a lock: %s', (name) => {
  for (const { name: { validators } } of [schema.attributes, cloneSetSchema.attributes]) {
    expect(validators!.map(({ check }) => check(name)).join()).toContain(
      'a name that does not start with "berth-lock-", which is for locks of virtual container hosts');
    expect(validators!.map(({ check }) => check('berth-locked')).join('')).toBe('');
  }
});

const userProblems = (user: string) => schema.attributes.user.validators!.map(({ check }) => check(user));

test.each(['root', '0:0', '1000', '2147483647:wheel', ''])('accepts the user "%s"', (user) => {
  expect(userProblems(user)).toEqual([undefined]);
});

test.each(['2147483648', '99999999999999999999', '1000:4294967296'])('refuses the user "%s": an image can give it to root', (user) => {
  expect(userProblems(user)).toEqual([`"${user}" is not allowed: it has to be a name or a number up to 2147483647, optionally with a group `
    + 'after a colon: "app", "1000:1000".']);
});
