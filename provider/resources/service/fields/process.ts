import { BlockField, field, Fields, one, Values } from './field';
import { duration, labelBlocks } from './values';
import { text } from '../../../engine/canonical/form';
import { canonicalPath } from '../../../engine/canonical/path';
import { canonicalSignal } from '../../../engine/canonical/signal';
import { isImageId, listedName, parseReference } from '../../../engine/reference';
import { processFacts } from '../../container/fields/process';
import { imageName } from '../../image/attributes';
import { matching, oneOf } from '../../shared/validators';

const { block: healthBlock, place: healthPlace } = processFacts.healthcheck;
const { test, ...times } = healthBlock.attributes;
const { default: _default, optional: _optional, ...requiredTest } = test;

type ContainerLike = Parameters<NonNullable<typeof healthPlace>['read']>[0];

/** The health check, which a container has in the same form. */
const healthcheck: BlockField = {
  block: {
    ...healthBlock,
    requiresReplace: false,
    exhaustive: true,
    description: 'The health check, instead of the image\'s. The engine counts a task as running once the check succeeds, and replaces a '
      + 'task that becomes unhealthy.',
    attributes: { test: { ...requiredTest, required: true }, ...times },
  },
  put: (part, blocks) => {
    if (blocks.length === 0) delete part.Healthcheck;
    else healthPlace!.put(part as never, blocks, {});
  },
  read: (part) => healthPlace!.read({ Config: part } as unknown as ContainerLike) as Values[],
};

const variables = {
  encode: (values: Readonly<Record<string, string>>) => Object.entries(values).map(([name, value]) => `${name}=${value}`).sort(),
  decode: (entries: readonly string[]) => Object.fromEntries([...entries].sort().map((entry) => {
    const [, name = entry, value = ''] = /^([^=]*)=(.*)$/s.exec(entry) ?? [];
    return [name, value];
  })),
} as const;

/** Whether an actual image is a known one whose digest was looked up, as Docker's command line does: `app:1@sha256:...` from `app:1`. */
export function isPinned(known: unknown, actual: unknown): boolean {
  const [image, digest] = String(actual).split('@sha256:');
  return digest !== undefined && !String(known).includes('@') && canonicalImage(image!) === canonicalImage(String(known));
}

function canonicalImage(name: string): string {
  const reference = isImageId(name) ? undefined : parseReference(name);
  return reference === undefined ? name : listedName(reference);
}

/** What runs in the containers of the tasks. */
export const processFields = {
  image: field('string', 'Image', {
    required: true,
    validators: [imageName],
    canonical: text(canonicalImage),
    description: 'The image, by name. Each node pulls it, so a digest (`app:1@sha256:...`, as in `repo_digest` of a `docker_image`) is '
      + 'best: without one, nodes may run different images of the same name. An image that only one node has runs only there.',
    change: 'A change updates the service, task by task. A digest that Docker\'s command line added is no change.',
    isMadeOf: isPinned,
  }),
  labels: labelBlocks('A label of the containers.'),
  command: field(['list', 'string'], 'Command', {
    mayHaveSecrets: true,
    description: 'The program and its first arguments, instead of the image\'s entry point. It is not run by a shell.',
  }),
  args: field(['list', 'string'], 'Args', {
    mayHaveSecrets: true,
    description: 'The arguments, instead of the image\'s command.',
  }),
  env: field(['map', 'string'], 'Env', {
    ...variables,
    mayHaveSecrets: true,
    description: 'Environment variables, in addition to the image\'s. The values are readable in the state and through the engine: use '
      + '`secrets` for passwords.',
  }),
  dir: field('string', 'Dir', {
    unset: '',
    encode: canonicalPath,
    decode: canonicalPath,
    validators: [matching('an absolute path', /^(\/|$)/)],
    description: 'The absolute path of the working directory. The default is the image\'s.',
  }),
  user: field('string', 'User', {
    unset: '', description: 'The user, and optionally the group after a colon, as names or numbers. The default is the image\'s.',
  }),
  groups: field(['list', 'string'], 'Groups', { description: 'Additional groups of the user, as names or numbers.' }),
  hostname: field('string', 'Hostname', {
    unset: '',
    description: 'The host name of the containers. Placeholders such as `{{.Node.Hostname}}` and `{{.Task.Slot}}` are replaced by the '
      + 'engine. The default is the beginning of the container\'s id.',
  }),
  init: field('bool', 'Init', {
    computed: true,
    description: 'Runs an init process that forwards signals and reaps zombie processes. The default is that of each node\'s engine.',
  }),
  tty: field('bool', 'TTY', { unset: false, description: 'Allocates a terminal for the containers. The default is false.' }),
  open_stdin: field('bool', 'OpenStdin', {
    unset: false, description: 'Keeps stdin open even if nothing is attached to it. The default is false.',
  }),
  stop_signal: field('string', 'StopSignal', {
    unset: '',
    encode: canonicalSignal,
    decode: canonicalSignal,
    description: 'The signal that stops a container, by name or number: "SIGTERM", "term", "15". The default is the image\'s, else '
      + 'SIGTERM.',
  }),
  stop_grace_period: field('string', 'StopGracePeriod', {
    ...duration,
    unset: '10s',
    description: 'The time that a container has to stop before it is killed. The default is "10s".',
  }),
  isolation: field('string', 'Isolation', {
    unset: 'default',
    validators: [oneOf('default', 'process', 'hyperv')],
    description: 'The isolation technology of containers on Windows: `default`, `process` or `hyperv`. Linux has only `default`.',
  }),
  healthcheck,
  dns_config: one('DNSConfig', {
    description: 'How names are looked up in the containers, instead of as on each node. Engine API: `DNSConfig`.',
  }, {
    nameservers: field(['list', 'string'], 'Nameservers', { required: true, description: 'The addresses of the name servers.' }),
    search: field(['list', 'string'], 'Search', { description: 'The domains in which names without a domain are looked up.' }),
    options: field(['list', 'string'], 'Options', { description: 'Options of the resolver, such as `ndots:2`.' }),
  }),
} satisfies Fields;
