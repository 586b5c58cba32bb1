import { Diagnostic, DiagnosticError } from '../../../../../provider/diagnostics/diagnostics';
import { fromModel } from '../../../../../provider/framework/schema/body-values';
import { Unknown, Value } from '../../../../../provider/framework/value/value';
import { schema } from '../../../../../provider/resources/container/fields/schema';
import { validate } from '../../../../../provider/resources/container/operations/validate';
import { rows } from '../../../../e2e/resources/container-rows';
import { NAMES } from '../support';

const config = (more: object) => fromModel(schema, { name: 'one', image: 'busybox:latest', ...more });

/** Every way in which one value within another is not known yet. */
function unknowns(value: Value): Value[] {
  if (typeof value !== 'object' || value === null) return [Unknown.PLAIN];
  const inner = Object.entries(value).flatMap(([key, part]) => unknowns(part as Value).map((unknown) =>
    Array.isArray(value) ? value.map((one: Value, index) => index === Number(key) ? unknown : one) : { ...value, [key]: unknown }));
  return [Unknown.PLAIN, ...inner];
}

test.each(Object.entries(rows(NAMES)))('%s: what is right is right, whatever of it is not known yet', (name, { same: [first], besides = {} }) => {
  const known = config({ ...besides, [name]: first });
  expect(() => validate(known)).not.toThrow();
  for (const value of unknowns(known[name]!)) expect(() => validate({ ...known, [name]: value })).not.toThrow();
});

test('what holds an unknown value beside it is no problem either', () => {
  const known = config({ memory_swap: 64, memory: 64, restart: 'on-failure', max_retry_count: 2 });
  for (const name of Object.keys(known)) expect(() => validate({ ...known, [name]: Unknown.PLAIN })).not.toThrow();
});

test.each([
  ['cpus in two ways', { cpus: '1', cpu_quota: 1000 }, /`cpus` can't be set together/],
  ['swap less than memory', { memory: 64, memory_swap: 32 }, /32 MiB is less than `memory`/],
  ['tries without a policy that counts them', { max_retry_count: 3, restart: 'always' }, /`restart` is "always"/],
  ['a restart of what is removed', { rm: true, restart: 'always' }, /`rm` can't be set together with `restart`/],
  ['the output of a job that is not kept', { attach: true, logs: true, log_driver: 'none' }, /`logs` can't be set together with `log_driver = "none"`/],
  ['networks of a container without a network', { network_mode: 'none', networks_advanced: [{ name: 'net' }] }, /network_mode = "none"/],
  ['an upload that nobody would see', { tmpfs: { '/run': '' }, upload: [{ file: '/run/../run/secret', content: 's3cret' }] }, /\/run, a file system in memory/],
])('fails with %s', (_, given, complaint) => {
  const [{ summary, detail, path }] = problemsOf(given) as [Diagnostic];
  expect(`${summary}\n${detail}`).toMatch(complaint);
  expect(`${summary}\n${detail}`).not.toContain('s3cret');
  expect(path).toHaveLength(1);
});

test('all problems are reported at once', () => {
  expect(problemsOf({ cpus: '1', cpu_quota: 1, rm: true, restart: 'always' })).toHaveLength(2);
});

function problemsOf(given: object): readonly Diagnostic[] {
  try {
    validate(config(given));
    return [];
  } catch (error) {
    return (error as DiagnosticError).diagnostics;
  }
}
