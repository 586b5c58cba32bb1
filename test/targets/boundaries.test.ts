import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import { BERTH, KREUZWERKER } from '../../src/backend/generated/resource-types';

const SRC = join(__dirname, '..', '..', 'src');

/** The back ends know what the schemas of their providers have, and the controls are shared with the provider. */
const MAY_NAME_TYPES = ['targets/', 'backend/', 'isolation/generated/', 'shared/controls/'];

const TYPES = [...new Set([...Object.keys(BERTH), ...Object.keys(KREUZWERKER), 'docker_service', 'docker_secret', 'docker_config'])];
const NAMES_TYPE = new RegExp(`(?<![\\w-])(${TYPES.join('|')})(?!\\w)`);

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).map((name) => name.split(sep).join('/'))
  .filter((name) => name.endsWith('.ts'));

/** Returns the lines of a file that are neither comments nor texts of messages. */
const codeOf = (name: string) => readFileSync(join(SRC, name), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  .replace(/`docker_\w+`/g, '');

test('nothing outside the targets names a resource type of Docker', () => {
  expect(sources.filter((name) => MAY_NAME_TYPES.some((start) => name.startsWith(start)) && NAMES_TYPE.test(codeOf(name))))
    .toContain('targets/docker/container.ts');
  expect(sources.filter((name) => !MAY_NAME_TYPES.some((start) => name.startsWith(start)) && NAMES_TYPE.test(codeOf(name)))).toEqual([]);
});

test('the classes of the bindings are used only by the Docker target, the hosts, and the escape hatch', () => {
  const users = sources.filter((name) => !/^targets\/(docker|swarm)\//.test(name) && codeOf(name).includes('@cdktf/provider-docker'));
  expect(users.sort()).toEqual([
    'engine/provider-settings.ts', 'host/host-provider.ts', 'workload/container/container.ts', 'workload/container/i-container.ts',
  ]);
});
