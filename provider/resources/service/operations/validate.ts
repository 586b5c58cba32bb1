import { Diagnostic, DiagnosticError } from '../../../diagnostics/diagnostics';
import { canonicalPath } from '../../../engine/canonical/path';
import { Unknown, Value } from '../../../framework/value/value';

type Config = { readonly [name: string]: Value };
type Problem = Omit<Diagnostic, 'severity'>;

const CONTAINER = ['task_spec', 0, 'container_spec', 0] as const;

/** Reports what the engine would refuse, or ignore, and what conflicts. Values may be unknown. */
export function validate(config: Config): void {
  const [task] = blocks(config.task_spec);
  const [container] = blocks(task?.container_spec);
  const problems = [
    ...kinds(config), ...waits(config), ...ports(config), ...placement(config, task),
    ...labels(config.labels, ['labels']), ...labels(container?.labels, [...CONTAINER, 'labels']),
    ...mounts(container), ...files(container), ...variables(container), ...privileges(container), ...networks(task),
  ];
  if (problems.length > 0) throw new DiagnosticError(...problems);
}

function blocks(value: Value | undefined): readonly Config[] {
  return Array.isArray(value) ? value.filter(
    (one: Value) => typeof one === 'object' && one !== null && !(one instanceof Unknown),
  ) as readonly Config[] : [];
}

/** Returns texts that are given more than once. */
function repeated(texts: readonly unknown[]): string[] {
  const known = texts.filter((text): text is string => typeof text === 'string');
  return [...new Set(known.filter((text, index) => known.indexOf(text) !== index))];
}

const KINDS = ['replicated', 'global', 'replicated_job', 'global_job'];

function givenKinds(config: Config): string[] {
  const [mode] = blocks(config.mode);
  return KINDS.filter((kind) => mode?.[kind] === true || blocks(mode?.[kind]).length > 0);
}

function kinds(config: Config): Problem[] {
  const given = givenKinds(config);
  if (given.length > 1) {
    return [{
      summary: `\`mode\` has ${given.map((kind) => `\`${kind}\``).join(' and ')}`,
      detail: `A service is of one kind. Keep one of them: ${KINDS.join(', ')}.`,
      path: ['mode'],
    }];
  }
  if (!given[0]?.endsWith('_job')) return [];
  return ['update_config', 'rollback_config'].filter((name) => blocks(config[name]).length > 0).map((name) => ({
    summary: `A job has no \`${name}\``,
    detail: `The service is a \`${given[0]}\`, whose tasks end by themselves. Remove \`${name}\`.`,
    path: [name],
  }));
}

function waits({ wait, converge_config: config }: Config): Problem[] {
  if (wait !== false || blocks(config).length === 0) return [];
  return [{
    summary: '`converge_config` conflicts with `wait = false`',
    detail: '`converge_config` says how long to wait. Remove it, or `wait`.',
    path: ['wait'],
  }];
}

function ports(config: Config): Problem[] {
  const [spec] = blocks(config.endpoint_spec);
  const published = blocks(spec?.ports);
  const fixed = published.map(({ published_port: port, protocol, publish_mode: mode }) => (
    typeof port === 'number' ? `${port}/${textOf(protocol, 'tcp')} (${textOf(mode, 'ingress')})` : undefined));
  const through = spec?.mode === 'dnsrr' ? published.findIndex(({ publish_mode: mode }) => mode === null || mode === 'ingress') : -1;
  return [
    ...repeated(fixed).map((port) => ({
      summary: `The port ${port} is published twice`,
      detail: 'A port of the nodes leads to one port of the containers. Remove all but one of these blocks, or change `published_port`.',
      path: ['endpoint_spec', 0, 'ports'],
    })),
    ...(through < 0 ? [] : [{
      summary: 'A service with `mode = "dnsrr"` can\'t publish a port on each node',
      detail: 'There is no virtual address that a port with `publish_mode = "ingress"` (the default) could lead to. Use '
        + '`publish_mode = "host"`, or `mode = "vip"`.',
      path: ['endpoint_spec', 0, 'ports', through, 'publish_mode'],
    }]),
  ];
}

function textOf(value: Value | undefined, fallback: string): string {
  return typeof value === 'string' ? value : fallback;
}

function placement(config: Config, task: Config | undefined): Problem[] {
  const [where] = blocks(task?.placement);
  const kind = givenKinds(config)[0] ?? 'replicated';
  if (!kind.startsWith('global') || typeof where?.max_replicas !== 'number' || where.max_replicas === 0) return [];
  return [{
    summary: `\`max_replicas = ${where.max_replicas}\` has no effect for a \`${kind}\` service`,
    detail: 'Such a service has one task on each node. Remove `max_replicas`, or use `replicated`.',
    path: ['task_spec', 0, 'placement', 0, 'max_replicas'],
  }];
}

function labels(value: Value | undefined, path: readonly (string | number)[]): Problem[] {
  return repeated(blocks(value).map(({ label }) => label)).map((label) => ({
    summary: `The label "${label}" is given more than once`, detail: 'A label has one value. Remove all but one.', path,
  }));
}

function mounts(container: Config | undefined): Problem[] {
  const path = [...CONTAINER, 'mounts'];
  const all = blocks(container?.mounts);
  const targets = all.map(({ target }) => typeof target === 'string' ? canonicalPath(target) : undefined);
  return [
    ...repeated(targets).map((target) => ({
      summary: `There are two mounts at ${target}`, detail: 'A path has one mount. Remove all but one, or change `target`.', path,
    })),
    ...all.flatMap((mount): Problem[] => {
      const { type, source, target } = mount;
      const at = `The mount at ${textOf(target, '?')}`;
      const other = ['bind', 'volume', 'tmpfs'].find((one) => typeof type === 'string' && one !== type && type !== 'cluster'
        && blocks(mount[`${one}_options`]).length > 0);
      return [
        ...((type === 'bind' || type === 'cluster') && !source ? [{
          summary: `${at} has no \`source\``,
          detail: `A mount of type "${type}" needs `
            + `${type === 'bind' ? 'the path on the node' : 'the name of the volume'}.`,
          path,
        }] : []),
        ...(type === 'tmpfs' && source && !(source instanceof Unknown) ? [{
          summary: `${at} has a \`source\`, but is a tmpfs`,
          detail: `A tmpfs is empty when the container starts. Remove \`source = "${textOf(source, '?')}"\`, or change \`type\`.`,
          path,
        }] : []),
        ...(other === undefined ? [] : [{
          summary: `${at} has \`${other}_options\`, but is of type "${type as string}"`,
          detail: `Remove \`${other}_options\`, or use \`${type as string}_options\`.`,
          path,
        }]),
      ];
    }),
  ];
}

function files(container: Config | undefined): Problem[] {
  return ['secrets', 'configs'].flatMap((kind) => repeated(blocks(container?.[kind]).map(({ file_name: name }) => name)).map((name) => ({
    summary: `Two \`${kind}\` have the file name "${name}"`,
    detail: 'Each needs a file of its own. Change `file_name` of one.',
    path: [...CONTAINER, kind],
  })));
}

function variables(container: Config | undefined): Problem[] {
  const env = container?.env;
  if (typeof env !== 'object' || env === null || env instanceof Unknown) return [];
  const wrong = Object.keys(env).find((name) => name === '' || name.includes('='));
  return wrong === undefined ? [] : [{
    summary: `"${wrong}" can't be the name of an environment variable`,
    detail: 'A name is not empty, and has no "=". Write `env = { NAME = "value" }`.',
    path: [...CONTAINER, 'env'],
  }];
}

function privileges(container: Config | undefined): Problem[] {
  const [given] = blocks(container?.privileges);
  const [seccomp] = blocks(given?.seccomp);
  const [credentials] = blocks(given?.credential_spec);
  const path = [...CONTAINER, 'privileges', 0];
  const profile = seccomp?.profile;
  return [
    ...(seccomp?.mode === 'custom' && !profile ? [{
      summary: 'A custom seccomp profile is missing',
      detail: 'Set `profile` to the profile as JSON, or change `mode`.',
      path: [
        ...path, 'seccomp', 0,
      ],
    }] : []),
    ...(typeof seccomp?.mode === 'string' && seccomp.mode !== 'custom' && typeof profile === 'string' && profile !== '' ? [{
      summary: `The seccomp profile has no effect with \`mode = "${seccomp.mode}"\``,
      detail: 'Set `mode = "custom"`, or remove `profile`.',
      path: [...path, 'seccomp', 0, 'profile'],
    }] : []),
    ...(credentials?.file && credentials.registry ? [{
      summary: '`credential_spec` has both `file` and `registry`',
      detail: `One of them says where the specification is: \`file = "${textOf(credentials.file, '?')}"\` or `
        + `\`registry = "${textOf(credentials.registry, '?')}"\`. Remove the other.`,
      path: [...path, 'credential_spec', 0],
    }] : []),
  ];
}

function networks(task: Config | undefined): Problem[] {
  return repeated(blocks(task?.networks_advanced).map(({ name }) => name)).map((name) => ({
    summary: `The network "${name}" is given more than once`,
    detail: 'Remove all but one of these blocks. `aliases` takes several names.',
    path: ['task_spec', 0, 'networks_advanced'],
  }));
}
