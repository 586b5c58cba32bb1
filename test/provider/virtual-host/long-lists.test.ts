import { Judged, requireRules } from '../../../provider/virtual-host/judge';
import { VIRTUAL_HOST_LABEL } from '../../../src/shared/virtual-host/rules';

const LABELS = [{ label: VIRTUAL_HOST_LABEL, value: 'blue' }];
const LONG = 'x'.repeat(64 * 1024);
const RULES = { virtual_host: JSON.stringify({ name: 'blue' }) };
const OWN = { ...RULES, name: 'blue-a', labels: LABELS };
const CONTAINER = { ...OWN, image: 'web', network_mode: 'blue-net' };

const ports = (length: number) => (
  Array.from({ length }, (_, index) => ({ internal: 80, external: 20000 + index, ip: null, protocol: null })));
const judge = (kind: Judged, attributes: object) => () => requireRules(kind, attributes as never);
const longLabel = { labels: [...LABELS, { label: 'note', value: LONG }] };

test.each<[Judged, string, object]>([
  ['Container', 'labels', { ...CONTAINER, ...longLabel }],
  ['Container', 'labels', { ...CONTAINER, labels: [...LABELS, { label: LONG, value: '' }] }],
  ['Container', 'command', { ...CONTAINER, command: ['sh', '-c', LONG] }],
  ['Container', 'entrypoint', { ...CONTAINER, entrypoint: [LONG] }],
  ['Container', 'command', { ...CONTAINER, command: ['<'.repeat(11_000)] }],
  ['Container', 'mounts', { ...CONTAINER, mounts: [{ type: 'tmpfs', target: `/${LONG}` }] }],
  ['Container', 'ports', { ...CONTAINER, ports: ports(3000) }],
  ['Volume', 'labels', { ...OWN, ...longLabel }],
  ['Volume', 'driver_opts', { ...OWN, driver_opts: { o: LONG } }],
  ['Network', 'labels', { ...OWN, ...longLabel }],
  ['Image', 'build', { ...RULES, name: 'blue-a', build: [{ labels: { note: LONG } }] }],
])('a %s may not make the lists of an engine long by its `%s`', (kind, attribute, attributes) => {
  expect(judge(kind, attributes)).toThrow(expect.objectContaining({
    diagnostics: expect.arrayContaining([expect.objectContaining({ path: [attribute], detail: expect.stringContaining('64 KiB') })]),
  }));
});

test('says the size and what is long, and no value', () => {
  let problem: unknown;
  try {
    judge('Container', { ...CONTAINER, ...longLabel })();
  } catch (error) {
    problem = error;
  }
  expect(problem).toMatchObject({
    diagnostics: [{
      detail: 'A container of the virtual container host "blue" may have 64 KiB in the lists of the engine, which others have to read, '
        + 'too; given: 65 KiB, of which 65 KiB are `labels`. Make that shorter. Put what is long into a file.',
    }],
  });
});

test.each<[Judged, string, object]>([
  ['Container', 'user', { ...CONTAINER, user: `u${LONG.repeat(17)}` }],
  ['Container', 'env', { ...CONTAINER, env: Array.from({ length: 17 }, (_, index) => `A${index}=${LONG}`) }],
  ['Container', 'healthcheck', { ...CONTAINER, healthcheck: [{ test: ['CMD', LONG.repeat(17)] }] }],
  ['Network', 'ingress', { ...OWN, ingress: LONG.repeat(17) }],
])('a %s may not take the memory of the engine by its `%s`', (kind, attribute, attributes) => {
  expect(judge(kind, attributes)).toThrow(expect.objectContaining({
    diagnostics: expect.arrayContaining([expect.objectContaining({
      path: [attribute], detail: expect.stringContaining('1024 KiB in the memory of the engine'),
    })]),
  }));
});

test('what goes into files has other bounds', () => {
  judge('Container', { ...CONTAINER, upload: [{ file: '/a', content: LONG.repeat(17) }] })();
});

test('what ordinary things have is allowed, and what is not known counts for nothing', () => {
  judge('Container', { ...CONTAINER, labels: [...LABELS, { label: 'note', value: 'x'.repeat(60_000) }], env: [LONG] })();
  judge('Container', { ...CONTAINER, ports: ports(1000) })();
});
