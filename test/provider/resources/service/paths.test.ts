import standard from '../../../../projenrc/l1/docker-provider-3.6.2.json';
import { schema } from '../../../../provider/resources/service/schema';
import { serviceRows } from '../../../e2e/resources/service-rows';
import { NEWER_ROWS } from '../../../e2e/resources/service-rows/newer';
import { pathOf } from '../../../e2e/resources/service-rows/row';

/** What the rows do not cover, and the test that does. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'id': 'service-convergence.hosts.ts',
  'name': 'service-convergence.hosts.ts: a name that is taken; validate.test.ts',
  'wait': 'apply.test.ts',
  'update_state': 'converge.test.ts',
  'update_message': 'converge.test.ts',
  'running_tasks': 'converge.test.ts',
  'desired_tasks': 'converge.test.ts',
  'completed_tasks': 'converge.test.ts',
  'virtual_ips': 'readback.test.ts',
  'isolation_policy': 'test/provider/isolation',
  'isolation_exemptions': 'test/provider/isolation',
  'node_defaults.no_new_privileges': 'apply.test.ts: the swarm does not know it',
  'node_defaults.private_cgroup_namespace': 'as no_new_privileges',
  'node_defaults.runtime': 'as no_new_privileges',
  'auth.server_address': 'apply.test.ts: the engine does not report credentials',
  'auth.username': 'apply.test.ts',
  'auth.password': 'apply.test.ts, service-terraform.hosts.ts',
  'converge_config.delay': 'converge.test.ts: the swarm does not know it',
  'converge_config.timeout': 'converge.test.ts',
  'timeouts.create': 'converge.test.ts',
  'timeouts.read': 'readback.test.ts',
  'timeouts.update': 'converge.test.ts',
  'timeouts.delete': 'apply.test.ts',
};

interface Body { readonly attributes?: object; readonly blocks?: object }

interface Standard { readonly elem?: unknown }

/** Returns the paths of all attributes in a body of our schema. */
function pathsIn({ attributes = {}, blocks = {} }: Body, prefix = ''): string[] {
  return [
    ...Object.keys(attributes).map((name) => prefix + name),
    ...Object.entries<Body>(blocks as Record<string, Body>).flatMap(([name, body]) => pathsIn(body, `${prefix}${name}.`)),
  ];
}

/** Returns the paths of all attributes of the standard schema, in which blocks are attributes with elements. */
function standardPaths(attributes: Readonly<Record<string, Standard>>, prefix = ''): string[] {
  return Object.entries(attributes).flatMap(([name, { elem }]) => (
    typeof elem === 'object' ? standardPaths(elem as Record<string, Standard>, `${prefix}${name}.`) : [prefix + name]));
}

/** Returns the paths of all attributes in a value of a row, which is an attribute or blocks. */
function pathsOf(value: unknown, path: string): string[] {
  const blocks = Array.isArray(value) ? value.filter((each) => typeof each === 'object' && each !== null) as object[] : [];
  return [path, ...blocks.flatMap((block) => Object.entries(block).flatMap(([name, each]) => pathsOf(each, `${path}.${name}`)))];
}

const referred = { network: 'n', networkId: 'i', secrets: ['s', 's'], configs: ['c', 'c'] } as const;
// Their names may be those of other rows.
const newer = Object.fromEntries(Object.entries(NEWER_ROWS).map(([name, row]) => [`${name} (newer)`, row]));
const covered = new Set(Object.entries({ ...serviceRows(referred), ...newer }).flatMap(([row, { same, other, alongside = {} }]) => [
  ...[...same, other].flatMap((value) => pathsOf(value, pathOf(row))),
  ...Object.entries(alongside).flatMap(([name, value]) => pathsOf(value, name)),
]));

test.each([
  ['the standard schema', standardPaths(standard.resources.docker_service.attributes as Record<string, Standard>)],
  ['our schema', pathsIn(schema)],
])('every attribute of %s has a row, or a test elsewhere', (_, paths) => {
  expect(paths.length).toBeGreaterThan(100);
  expect(paths.filter((path) => !covered.has(path) && !(path in ELSEWHERE))).toEqual([]);
});

test('nothing that has a row is listed as tested elsewhere, and everything listed exists', () => {
  const paths = pathsIn(schema);
  expect(Object.keys(ELSEWHERE).filter((path) => covered.has(path) || !paths.includes(path))).toEqual([]);
});
