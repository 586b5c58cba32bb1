import { BlockField, field, Fields, many, Part, Values } from './field';
import { canonicalAddress } from '../../../../src/shared/ip';
import { Mount, mounts as containerMounts } from '../../container/fields/mounts';
import { integer, matching, oneOf, parsed } from '../../shared/validators';

const { block: mountBlock, place: mountPlace } = containerMounts;
const { bind_options: bindOptions, volume_options: volumeOptions, tmpfs_options: tmpfsOptions } = mountBlock.blocks;

type HostLike = Parameters<NonNullable<typeof mountPlace>['read']>[0];

/** The propagation that the engine uses for a bind mount without one. */
const PROPAGATION = 'rprivate';

/** Returns a mount without what the engine does anyway. */
function withoutDefaults(mount: Mount): Mount {
  return {
    ...mount,
    bind_options: (mount.bind_options ?? []).map(
      (bind) => ({ ...bind, propagation: bind.propagation === PROPAGATION ? null : bind.propagation }),
    ),
  };
}

/** The mounts, which a container has in the same form. */
const mounts: BlockField = {
  block: {
    ...mountBlock,
    requiresReplace: false,
    exhaustive: true,
    description: 'A mount of a volume, of a path of the node, or of a tmpfs. The volume is one of the node on which the task runs, except '
      + 'one of the type `cluster`. Engine API: `Mounts`.',
    attributes: {
      ...mountBlock.attributes,
      type: {
        ...mountBlock.attributes.type,
        validators: [oneOf('bind', 'volume', 'tmpfs', 'cluster')],
        description: 'The type: `volume`, `bind` (a path of the node), `tmpfs` (memory), or `cluster` (a cluster volume, with Docker '
          + 'Engine 23).',
      },
      read_only: { ...mountBlock.attributes.read_only, default: false },
    },
    blocks: {
      ...mountBlock.blocks,
      volume_options: { ...volumeOptions, exhaustive: true },
      tmpfs_options: { ...tmpfsOptions, exhaustive: true },
      bind_options: {
        ...bindOptions,
        exhaustive: true,
        attributes: { ...bindOptions.attributes, propagation: { ...bindOptions.attributes.propagation, default: PROPAGATION } },
      },
    },
    canonical: (value) => mountBlock.canonical(withoutDefaults(value as unknown as Mount) as never),
  },
  put: (part, blocks) => {
    const host = { HostConfig: {} as Part };
    mountPlace!.put(host as never, (blocks as unknown as Mount[]).map(withoutDefaults), {});
    if (blocks.length === 0) delete part.Mounts;
    else part.Mounts = host.HostConfig.Mounts;
  },
  read: (part) => (mountPlace!.read({ HostConfig: part } as unknown as HostLike) as Mount[])
    .map((mount) => mountBlock.canonical(withoutDefaults(mount) as never) as unknown as Values),
};

/** The hosts in /etc/hosts, which are lines of an address and names in the Engine API. */
const hosts: BlockField = {
  block: {
    nesting: 'set',
    exhaustive: true,
    description: 'A name in /etc/hosts of the containers. Engine API: `Hosts`.',
    attributes: {
      host: { type: 'string', required: true, validators: [matching('a name without spaces', /^\S+$/)], description: 'The name.' },
      ip: { type: 'string', required: true, validators: [parsed('an IP address', canonicalAddress)], description: 'The address.' },
    },
  },
  put: (part, blocks) => {
    const lines = blocks.map(({ host, ip }) => `${ip as string} ${host as string}`).sort();
    if (lines.length === 0) delete part.Hosts;
    else part.Hosts = lines;
  },
  read: ({ Hosts: lines }) => ((lines ?? []) as string[]).flatMap((line) => {
    const [ip, ...names] = line.trim().split(/\s+/);
    return names.map((host) => ({ host, ip }));
  }),
};

/** Defines the blocks of files that the swarm gives to the tasks: secrets or configs. */
function filesOf(kind: 'secret' | 'config'): BlockField {
  const [key, title] = [kind === 'secret' ? 'Secret' : 'Config', kind === 'secret' ? 'secret' : 'configuration'];
  const file = {
    file_name: field('string', 'Name', {
      required: true,
      description: kind === 'secret' ? 'The name of the file in /run/secrets, or its absolute path.' : 'The absolute path of the file.',
    }),
    file_uid: field('string', 'UID', { unset: '0', always: true, description: 'The number of the file\'s owner. The default is "0".' }),
    file_gid: field('string', 'GID', { unset: '0', always: true, description: 'The number of the file\'s group. The default is "0".' }),
    file_mode: field('number', 'Mode', {
      unset: 0o444,
      always: true,
      validators: [integer(0, 0o7777)],
      description: 'The file mode as a decimal number. The default is 292, which is 444 in octal: everybody may read it.',
    }),
  };
  const { put, block } = many(`${key}s`, 'set',
    `A ${title} of the swarm, as a file in the containers. A change, such as another id, updates the `
    + `service task by task. Engine API: \`${key}s\`.`, {
      [`${kind}_id`]: field('string', `${key}ID`, { required: true, description: `The id of the ${title}.` }),
      [`${kind}_name`]: field('string', `${key}Name`, {
      // The id says which it is.
        decode: () => null,
        description: `The name of the ${title}, which the engine requires to be that of the id. By default, the provider looks it up.`,
      }),
      ...file,
    });
  const split = ({ File: inFile, ...rest }: Part): Part => ({ ...rest, ...inFile as Part | null });
  const joined = ({ Name, UID, GID, Mode, ...rest }: Part): Part => ({ ...rest, File: { Name, UID, GID, Mode } });
  const rows: Fields = { ...file };
  return {
    block,
    put: (part, blocks) => {
      put(part, blocks);
      const listed = part[`${key}s`] as Part[] | undefined;
      if (listed !== undefined) part[`${key}s`] = listed.map(joined);
    },
    read: (part) => ((part[`${key}s`] ?? []) as Part[]).map((each) => ({
      [`${kind}_id`]: each[`${key}ID`],
      [`${kind}_name`]: null,
      ...Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, row.read(split(each) as never)])),
    })),
  };
}

/** The files and file systems of the containers. */
export const fileFields = { mounts, hosts, secrets: filesOf('secret'), configs: filesOf('config') } satisfies Fields;
